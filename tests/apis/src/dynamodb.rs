//! DynamoDB: one URL, with the operation in a header.

use endpoint_runtime::{Json, Result, endpoints, object};

#[object(server, schema)]
pub struct Found {
    #[field("Item")]
    pub item: Option<Json>,
}

#[endpoints(server, schema, rename_all = "PascalCase")]
pub trait Items {
    /// Reads an item by its key.
    #[endpoint(POST "/", header("X-Amz-Target" = "DynamoDB_20120810.GetItem"), field("ConsistentRead" = true), idempotent)]
    async fn get_item(&self, table_name: String, key: Json) -> Result<Found>;
}
