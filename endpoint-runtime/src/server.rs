//! Declared endpoints served: routes, a router, and the reading of requests. Feature `server`.
//!
//! A trait that opts in with `#[endpoints(server)]` gets a `…Server` that serves an implementation of the trait. Its
//! routes are collected with those of other traits and become one [`Router`], a [`Service`] that goes into
//! `axum::Router::new().fallback_service(router)`, into any other tower stack, and into a client without a network.
//!
//! ```
//! # fn servers() -> Vec<endpoint_runtime::server::Routes> { Vec::new() }
//! use endpoint_runtime::server::{RouteConflict, Router, Routes};
//!
//! // `OrganizationsServer::new(implementation).routes()` and so on.
//! let routes = servers().into_iter().fold(Routes::new(), Routes::merge);
//! let router = Router::new(routes)?.max_request_bytes(64 * 1024);
//! # Ok::<(), RouteConflict>(())
//! ```
//!
//! # What is refused
//!
//! A request that no endpoint can take is answered without the implementation, with a problem document (RFC 9457,
//! `application/problem+json`) that names the field and what is expected there, never what was there:
//!
//! | status | when |
//! |---|---|
//! | 400 | the path, the query, a header, or the syntax of the body is malformed; a single value is given twice |
//! | 404 | no endpoint has this path |
//! | 405 | endpoints have this path, with other methods; `Allow` lists them |
//! | 413 | the body is longer than [`Router::max_request_bytes`] |
//! | 415 | the body has another `Content-Type` than the endpoint's, or a `Content-Encoding` |
//! | 422 | the body is well-formed, but a field is missing or of another type |
//! | 500 | the implementation panicked; other requests notice nothing |
//!
//! Query keys and JSON fields that the endpoint does not know are ignored, and so is a body where it declares none.

mod body;
mod call;
mod content;
mod decoder;
mod form;
mod isolate;
mod json;
#[cfg(feature = "listener")]
mod listener;
mod pairs;
mod rejection;
mod reply;
mod router;
mod routes;
pub mod tree;

pub use body::{BytesBody, DecodeBody, DecodeField, FormBody, JsonBody, TextBody};
pub use decoder::{DecodeHeaders, Decoder};
#[cfg(feature = "listener")]
pub use listener::Listener;
pub use rejection::Rejection;
pub use reply::{EncodeResponse, ServerResult};
pub use router::{RequestBody, ResponseFuture, RouteConflict, Router};
pub use routes::{Route, Routes};
pub use tower_service::Service;

use crate::endpoint::Endpoint;

/// A request that can be read on the server's side. `#[endpoints(server)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read by a server",
    label = "not a `ServerEndpoint`",
    note = "declare its trait with `#[endpoints(server)]`, or with `#[endpoints(server = \"feature\")]` and turn that feature on"
)]
pub trait ServerEndpoint: Endpoint + Sized {
    /// Reads the request: the path, the query, the headers, the body.
    ///
    /// # Errors
    /// The first part of the request that is no value of its field.
    fn decode(request: &mut Decoder<'_>) -> Result<Self, Rejection>;

    /// Writes what the implementation returned, through [`ServerResult`] at the method's own return type.
    fn respond(result: Self::Result) -> http::Response<crate::Body>;
}
