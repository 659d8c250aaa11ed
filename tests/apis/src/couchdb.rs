//! CouchDB: keys of a view as JSON in the query.

use endpoint_runtime::{Json, Result, endpoints};

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
}
