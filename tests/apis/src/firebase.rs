//! Firebase's Realtime Database: values at paths with a suffix, JSON in the query, and events whose name says what their data is.

use endpoint_runtime::{Json, Response, Result, endpoints, object, schema::schemars::JsonSchema, stream::EventStream};
use serde::{Deserialize, Serialize};

/// A value and its version.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Tagged {
    #[header("ETag")]
    pub etag: Option<String>,
    #[body]
    pub value: Json,
}

#[endpoints(server, schema)]
pub trait Data {
    #[endpoint(
        GET "/<path..>.json?orderBy=<order_by>&startAt=<start_at>&equalTo=<equal_to>&limitToFirst=<limit_to_first>&print=pretty"
    )]
    async fn get(
        &self,
        path: String,
        #[encode(json)] order_by: Option<String>,
        #[encode(json)] start_at: Option<Json>,
        #[encode(json)] equal_to: Option<Json>,
        limit_to_first: Option<u32>,
        #[header("X-Firebase-ETag")] with_etag: Option<bool>,
    ) -> Result<Tagged>;

    #[endpoint(PUT "/<path..>.json")]
    async fn set(
        &self,
        path: String,
        #[header("If-Match")] if_match: Option<String>,
        #[body] value: Json,
    ) -> Result<Json>;
}

/// A change below the path that is watched.
#[object(server, schema)]
pub struct Change {
    pub path: String,
    pub data: Json,
}

#[derive(Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[schemars(crate = "endpoint_runtime::schema::schemars")]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
pub enum DataEvent {
    Put(Change),
    Patch(Change),
    #[serde(rename = "keep-alive")]
    KeepAlive,
    Cancel,
    AuthRevoked(String),
    /// A type of events that is not known yet.
    #[serde(other)]
    Other,
}

#[endpoints(server, schema)]
pub trait Changes {
    #[endpoint(GET "/<path..>.json", response(sse, tagged, reconnect))]
    async fn watch(&self, path: String) -> Result<EventStream<DataEvent>>;
}
