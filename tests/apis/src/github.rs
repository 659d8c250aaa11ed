//! GitHub: labels that are one text.

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema, path = "/repos/<owner>/<repo>/issues")]
pub trait Issues {
    /// Lists the issues of a repository.
    #[endpoint(GET "?<state>&<labels>&<per_page>&<page>")]
    async fn list(
        &self,
        owner: String,
        repo: String,
        state: Option<String>,
        /// The names of the labels, all of which an issue has.
        #[join(",")]
        labels: Vec<String>,
        per_page: Option<u8>,
        page: Option<u32>,
    ) -> Result<Vec<Json>>;
}
