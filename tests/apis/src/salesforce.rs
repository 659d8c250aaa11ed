//! Salesforce: an upsert that answers with a body only if it has created the record.

use endpoint_runtime::{Response, Result, endpoints, object};
use serde_json::{Map, Value};

/// The record that was created.
#[object(server, schema)]
pub struct SavedRecord {
    pub id: String,
    pub success: bool,
    pub errors: Vec<Value>,
}

#[derive(Debug, Response)]
#[response(server, schema)]
pub enum Upserted {
    #[status(201)]
    Created(SavedRecord),
    #[status(204)]
    Updated,
}

#[endpoints(server, schema)]
pub trait Records {
    #[endpoint(PATCH "/services/data/v61.0/sobjects/<object>/<field>/<value>", idempotent)]
    async fn upsert(
        &self,
        object: String,
        field: String,
        value: String,
        #[body] record: Map<String, Value>,
    ) -> Result<Upserted>;
}
