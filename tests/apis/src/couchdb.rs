//! CouchDB: keys of a view as JSON in the query, and design documents beside other documents.

use endpoint_runtime::{Bytes, Json, Result, endpoints};

#[endpoints(server, schema)]
pub trait Views {
    /// Returns the rows of a view.
    #[endpoint(GET "/<db>/_design/<design>/_view/<view>?<key>&<keys>&<startkey>&<endkey>&<include_docs>&<limit>")]
    async fn query(
        &self,
        db: String,
        design: String,
        view: String,
        /// Any JSON value.
        #[encode(json)]
        key: Option<Json>,
        #[encode(json)] keys: Option<Vec<Json>>,
        #[encode(json)] startkey: Option<Json>,
        #[encode(json)] endkey: Option<Json>,
        include_docs: Option<bool>,
        limit: Option<u32>,
    ) -> Result<Json>;

    /// Reads a design document.
    #[endpoint(GET "/<db>/_design/<design>")]
    async fn get_design(&self, db: String, design: String) -> Result<Json>;

    /// Reads a document.
    #[endpoint(GET "/<db>/<doc_id>")]
    async fn get_document(&self, db: String, doc_id: String) -> Result<Json>;

    /// Reads an attachment, whose name may have slashes.
    #[endpoint(GET "/<db>/<doc_id>/<attachment..>", response = bytes)]
    async fn get_attachment(&self, db: String, doc_id: String, attachment: String) -> Result<Bytes>;
}
