//! Jira: a search by JQL, and fields as one text.

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema, path = "/rest/api/3", rename_all = "camelCase")]
pub trait Search {
    /// Searches for issues.
    #[endpoint(POST "/search/jql", idempotent)]
    async fn search(
        &self,
        jql: String,
        fields: Option<Vec<String>>,
        max_results: Option<u16>,
        next_page_token: Option<String>,
    ) -> Result<Json>;

    /// Returns an issue.
    #[endpoint(GET "/issue/<issue>?<fields>&<expand>&updateHistory=<update_history>")]
    async fn issue(
        &self,
        issue: String,
        #[join(",")] fields: Vec<String>,
        #[join(",")] expand: Vec<String>,
        update_history: Option<bool>,
    ) -> Result<Json>;
}
