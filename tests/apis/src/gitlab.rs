//! GitLab: a DELETE whose arguments are fields of a JSON body.

use endpoint_runtime::{Result, endpoints};

#[endpoints(server, schema)]
pub trait Files {
    /// Deletes a file of a repository in a commit.
    #[endpoint(DELETE "/api/v4/projects/<project>/repository/files/<file_path>", body = json)]
    async fn delete_file(
        &self,
        project: String,
        file_path: String,
        branch: String,
        commit_message: String,
        author_email: Option<String>,
    ) -> Result<()>;
}
