//! GitHub: labels that are one text, two names in one segment, and the path of a file.

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

#[endpoints(server, schema, path = "/repos/<owner>/<repo>")]
pub trait Commits {
    /// Compares two commits, branches or tags.
    #[endpoint(GET "/compare/<base>...<head>")]
    async fn compare(&self, owner: String, repo: String, base: String, head: String) -> Result<Json>;

    /// Reads a file or a directory.
    #[endpoint(GET "/contents/<path..>?ref=<reference>")]
    async fn get_content(&self, owner: String, repo: String, path: String, reference: Option<String>) -> Result<Json>;
}
