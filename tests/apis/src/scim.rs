//! SCIM 2.0 (RFC 7644): a media type of its own for every body, and a constant list in a body.

use endpoint_runtime::{Json, Response, Result, endpoints, object};

#[object(server, schema, rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub user_name: String,
}

/// A change of one attribute.
#[object(sent, server, schema)]
pub struct PatchOperation {
    pub op: String,
    pub path: Option<String>,
    pub value: Option<Json>,
}

#[derive(Debug, Response)]
#[response(server, schema)]
pub enum Patched {
    #[status(200)]
    Changed(User),
    #[status(204)]
    Unchanged,
}

#[endpoints(
    path = "/scim/v2/Users",
    body(json, type = "application/scim+json"),
    response(json, type = "application/scim+json"),
    rename_all = "camelCase",
    server,
    schema
)]
pub trait Users {
    #[endpoint(POST, status = 201, field("schemas" = ["urn:ietf:params:scim:schemas:core:2.0:User"]))]
    async fn create(
        &self,
        user_name: String,
        #[field("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")] enterprise: Option<Json>,
    ) -> Result<User>;

    #[endpoint(PUT "/<id>")]
    async fn replace(&self, id: String, #[body] user: User) -> Result<User>;

    #[endpoint(PATCH "/<id>?<attributes>", field("schemas" = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]))]
    async fn patch(
        &self,
        id: String,
        #[join(",")] attributes: Vec<String>,
        #[field("Operations")] operations: Vec<PatchOperation>,
    ) -> Result<Patched>;

    #[endpoint(DELETE "/<id>")]
    async fn delete(&self, id: String) -> Result<()>;
}
