//! CouchDB's feed of changes: lines of JSON without an end, between which blank lines keep the connection alive.

use endpoint_runtime::{Result, endpoints, stream::Lines};
use serde::{Deserialize, Serialize};

/// A line of the feed.
#[derive(Debug, PartialEq, Serialize, Deserialize, endpoint_runtime::schema::schemars::JsonSchema)]
#[schemars(crate = "endpoint_runtime::schema::schemars")]
#[serde(untagged)]
pub enum Line {
    Change {
        seq: String,
        id: String,
        #[serde(default)]
        deleted: bool,
    },
    /// The feed ends, after its timeout.
    End { last_seq: String },
}

#[endpoints(path = "/<db>/_changes", server, schema)]
pub trait Changes {
    #[endpoint(
        GET "?feed=continuous&<since>&<heartbeat>&<include_docs>&<doc_ids>",
        response(ndjson, type = "application/json", idle = "90s")
    )]
    async fn follow(
        &self,
        db: String,
        since: Option<String>,
        heartbeat: Option<u32>,
        include_docs: Option<bool>,
        #[encode(json)] doc_ids: Option<Vec<String>>,
    ) -> Result<Lines<Line>>;
}
