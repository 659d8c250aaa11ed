//! Azure Document Intelligence: a version in the query of every call, and an operation that is polled at the URL in a header.

use endpoint_runtime::{Json, Response, Result, endpoints, object, open_enum};

/// The URL of the operation that was started.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Started {
    #[header("Operation-Location")]
    pub operation_location: String,
    #[header("Retry-After")]
    pub retry_after: Option<u32>,
}

#[open_enum(rename_all = "camelCase", server, schema)]
pub enum State {
    NotStarted,
    Running,
    Succeeded,
    Failed,
}

#[object(server, schema, rename_all = "camelCase")]
pub struct Operation {
    pub status: State,
    pub analyze_result: Option<Json>,
}

#[endpoints(
    path = "/formrecognizer/documentModels/<model>",
    query("api-version" = "2023-07-31"),
    rename_all = "camelCase",
    server,
    schema
)]
pub trait Models {
    #[endpoint(GET)]
    async fn get(&self, model: String) -> Result<Json>;

    #[endpoint(POST ":analyze?<pages>", status = 202)]
    async fn analyze(&self, model: String, pages: Option<String>, url_source: String) -> Result<Started>;

    /// The operation of a preview has another version.
    #[endpoint(POST ":copyTo?api-version=2024-02-29-preview", status = 202)]
    async fn copy_to(&self, model: String, #[body] target: Json) -> Result<Started>;
}

#[endpoints(query("api-version" = "2023-07-31"))]
pub trait Operations {
    /// The URL has the version already.
    #[endpoint(GET <operation_location>)]
    async fn poll(&self, operation_location: String) -> Result<Operation>;
}
