//! Prometheus: keys with brackets that are repeated, an argument whose name is a keyword, and queries as forms.

use std::collections::BTreeMap;

use endpoint_runtime::{Envelope, ErrorBody, ErrorFields, Json, endpoints, object};

/// `{"status": "success", "data": …}`, or `{"status": "error", "errorType": "…", "error": "…"}`.
pub const ENVELOPE: Envelope = Envelope::code("status", "\"success\"").value_in("data");

#[object(rename_all = "camelCase", server, schema)]
pub struct QueryError {
    pub error_type: String,
    pub error: String,
}

impl ErrorBody for QueryError {
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &["errorType"], message: &["error"] };

    fn code(&self) -> Option<&str> {
        Some(&self.error_type)
    }

    fn message(&self) -> Option<&str> {
        Some(&self.error)
    }
}

pub type Result<T> = endpoint_runtime::Result<T, QueryError>;

#[object(rename_all = "camelCase", server, schema)]
pub struct Vector {
    pub result_type: String,
    pub result: Vec<Json>,
}

#[endpoints(path = "/api/v1", envelope = ENVELOPE, server, schema)]
pub trait Queries {
    #[endpoint(GET "/series?match[]=<match>&<start>")]
    async fn series(&self, r#match: Vec<String>, start: Option<f64>) -> Result<Vec<BTreeMap<String, String>>>;

    #[endpoint(POST "/query", form, idempotent)]
    async fn query(&self, query: String, time: Option<f64>, timeout: Option<String>) -> Result<Vector>;

    #[endpoint(POST "/labels", form, idempotent)]
    async fn labels(&self, #[field("match[]")] selectors: Vec<String>) -> Result<Vec<String>>;
}
