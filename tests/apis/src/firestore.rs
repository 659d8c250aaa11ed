//! Firestore: custom verbs behind a collection and behind the path of a document, and numbers as texts.

use std::collections::BTreeMap;

use endpoint_runtime::{Json, Result, endpoints, object};

#[object(sent, server, schema)]
pub struct Document {
    pub name: Option<String>,
    /// Values by their types: `{"integerValue":"42"}`.
    pub fields: BTreeMap<String, Json>,
}

#[object(sent, server, schema)]
pub struct Write {
    pub update: Option<Document>,
    pub delete: Option<String>,
}

#[object(server, schema, rename_all = "camelCase")]
pub struct Committed {
    pub commit_time: String,
}

#[object(server, schema, rename_all = "camelCase")]
pub struct QueryResult {
    pub document: Option<Document>,
    pub read_time: String,
}

#[endpoints(path = "/v1/projects/<project>/databases/<database>/documents", rename_all = "camelCase", server, schema)]
pub trait Documents {
    #[endpoint(POST ":commit")]
    async fn commit(
        &self,
        project: String,
        database: String,
        writes: Vec<Write>,
        transaction: Option<String>,
    ) -> Result<Committed>;

    #[endpoint(POST ":runQuery", idempotent)]
    async fn run_query(&self, project: String, database: String, structured_query: Json) -> Result<Vec<QueryResult>>;

    /// Queries the collections below a document.
    #[endpoint(POST "/<parent..>:runQuery", idempotent)]
    async fn run_query_below(
        &self,
        project: String,
        database: String,
        parent: String,
        structured_query: Json,
    ) -> Result<Vec<QueryResult>>;

    #[endpoint(PATCH "/<path..>?updateMask.fieldPaths=<update_mask>&currentDocument.exists=<exists>")]
    async fn patch(
        &self,
        project: String,
        database: String,
        path: String,
        update_mask: Vec<String>,
        exists: Option<bool>,
        #[body] document: Document,
    ) -> Result<Document>;
}
