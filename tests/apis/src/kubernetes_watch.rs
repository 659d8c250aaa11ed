//! Kubernetes: a watch, which is a stream of lines.

use endpoint_runtime::{Result, endpoints, object, open_enum, stream::Lines};
use serde_json::Value;

#[open_enum(schema)]
pub enum WatchEventType {
    #[text("ADDED")]
    Added,
    #[text("MODIFIED")]
    Modified,
    #[text("DELETED")]
    Deleted,
    #[text("BOOKMARK")]
    Bookmark,
    #[text("ERROR")]
    Error,
}

/// A change of a pod.
#[object(server, schema)]
pub struct WatchEvent {
    pub r#type: WatchEventType,
    pub object: Value,
}

#[endpoints(server, schema)]
pub trait Pods {
    #[endpoint(
        GET "/api/v1/namespaces/<namespace>/pods?watch=true&resourceVersion=<resource_version>",
        response(ndjson, type = "application/json", idle = "10m"),
    )]
    async fn watch(&self, namespace: String, resource_version: Option<String>) -> Result<Lines<WatchEvent>>;
}
