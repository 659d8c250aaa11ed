//! Kubernetes: selectors in the query.

use endpoint_runtime::{Json, Query, Result, endpoints};

/// The selection of objects, and their page.
#[derive(Clone, Query)]
#[query(server, schema)]
pub struct ListOptions {
    #[query("labelSelector")]
    pub label_selector: Option<String>,
    #[query("fieldSelector")]
    pub field_selector: Option<String>,
    pub limit: Option<u32>,
    #[query("continue")]
    pub continue_token: Option<String>,
}

#[endpoints(server, schema)]
pub trait Pods {
    /// Lists the pods of a namespace.
    #[endpoint(GET "/api/v1/namespaces/<namespace>/pods")]
    async fn list_pods(&self, namespace: String, #[query] options: Option<ListOptions>) -> Result<Json>;
}
