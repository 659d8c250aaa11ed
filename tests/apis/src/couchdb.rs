//! CouchDB: keys of a view as JSON in the query, design documents beside other documents, and a session in a cookie.

use endpoint_runtime::{Bytes, Json, Response, Result, endpoints};

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

/// A session. Its cookie is the credential of other calls: `ApiKey::cookie("AuthSession", …)`.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Session {
    #[header("Set-Cookie")]
    pub cookie: String,
    #[body]
    pub answer: Json,
}

#[endpoints(server, schema)]
pub trait Sessions {
    /// Signs a user in.
    #[endpoint(POST "/_session", auth = none)]
    async fn sign_in(&self, name: String, #[sensitive] password: String) -> Result<Session>;

    /// Signs the user of the client out.
    #[endpoint(DELETE "/_session")]
    async fn sign_out(&self) -> Result<()>;
}
