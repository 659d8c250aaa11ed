//! Google Cloud Resource Manager: verbs behind a colon, and names with slashes.

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema, path = "/v3")]
pub trait Projects {
    /// Reads a project.
    #[endpoint(GET "/projects/<project_id>")]
    async fn get_project(&self, project_id: String) -> Result<Json>;

    /// Restores a deleted project.
    #[endpoint(POST "/projects/<project_id>:undelete")]
    async fn undelete_project(&self, project_id: String) -> Result<Json>;

    /// Returns the permissions of the caller.
    #[endpoint(POST "/<resource..>:testIamPermissions")]
    async fn test_permissions(&self, resource: String, permissions: Vec<String>) -> Result<Json>;
}
