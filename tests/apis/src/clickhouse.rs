//! ClickHouse: a query as the text of a body, its parameters under keys of the caller's, rows as lines, and statistics as JSON in a header.

use std::collections::BTreeMap;

use endpoint_runtime::{Json, Response, Result, endpoints, object, stream::Lines};

/// Statistics, whose numbers are texts.
#[object(server, schema)]
pub struct Summary {
    pub read_rows: String,
    pub read_bytes: String,
}

#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Rows {
    #[header("X-ClickHouse-Query-Id")]
    pub query_id: Option<String>,
    #[header("X-ClickHouse-Summary")]
    #[encode(json)]
    pub summary: Option<Summary>,
    #[body(ndjson)]
    pub rows: Lines<Json>,
}

#[endpoints(server, schema)]
pub trait Statements {
    /// Settings and `param_<name>` are keys of the query.
    #[endpoint(POST "/?default_format=JSONEachRow&<database>", idempotent)]
    async fn select(
        &self,
        database: Option<String>,
        #[query] settings: BTreeMap<String, String>,
        #[body(text)] sql: String,
    ) -> Result<Rows>;

    #[endpoint(POST "/?<query>", compress = gzip)]
    async fn insert(&self, query: String, #[body(ndjson)] rows: Vec<Json>) -> Result<()>;
}
