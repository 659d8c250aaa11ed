//! Servers for declared endpoints. Feature `server`.
//!
//! For a trait with `#[endpoints(server)]`, the macro emits a `…Server` that serves an implementation of the trait. [`Routes`]
//! collects the endpoints of several servers, and a [`Router`] serves them. It is a tower [`Service`], for
//! `axum::Router::new().fallback_service(router)`, for any other tower stack, and for a client without a network.
//!
//! ```
//! # fn servers() -> Vec<endpoint_runtime::server::Routes> { Vec::new() }
//! use endpoint_runtime::server::{RouteConflict, Router, Routes};
//!
//! // `servers` returns `OrganizationsServer::new(implementation).routes()` and others.
//! let routes = servers().into_iter().fold(Routes::new(), Routes::merge);
//! let router = Router::new(routes)?.max_request_bytes(64 * 1024);
//! # Ok::<(), RouteConflict>(())
//! ```
//!
//! # Rejected requests
//!
//! A request that does not match the declaration of an endpoint is rejected, and the implementation is not called. The response is
//! a problem document (RFC 9457, `application/problem+json`) with the name of the field and the expected value, and without the
//! actual value:
//!
//! | status | reason |
//! |---|---|
//! | 400 | the path, the query, a header or the syntax of the body is malformed, or a value that may occur once occurs twice |
//! | 404 | no endpoint has this path |
//! | 405 | endpoints with this path have other methods, which `Allow` lists; GET includes HEAD |
//! | 413 | the body is longer than [`Router::max_request_bytes`], unless it is a stream; a multipart body, than [`Router::max_upload_bytes`] |
//! | 415 | the `Content-Type` is not that of the endpoint, or there is a `Content-Encoding`; for JSON any `application/…+json` will do |
//! | 422 | the body is well-formed, but a field is missing or has another type |
//! | 500 | the implementation panicked; other requests are not affected |
//!
//! A blank value of a query, a header or a form, such as `limit` in `?limit=&sort=name`, counts as absent if its type has no empty
//! text: an optional number is `None`, a list has no such item, and a required number is rejected. A text is empty.
//!
//! Unknown query keys and JSON members are ignored, and so is the body of a request to an endpoint without one.
//!
#![doc = include_str!("../docs/service.md")]

mod alternatives;
mod body;
mod by_body;
mod catch_panic;
mod constants;
mod content;
mod content_type;
mod decoder;
mod form;
mod header_group;
mod implementation;
mod json;
mod json_header;
mod json_text;
#[cfg(feature = "listener")]
mod listener;
mod map_source;
mod multipart;
mod nested;
mod pairs;
mod path_segment;
mod query_group;
mod rejection;
mod response;
mod routed_request;
mod router;
mod routes;
mod template;
mod text_source;
pub mod tree;

pub use body::{BytesBody, CustomBody, DecodeBody, DecodeField, FormBody, JsonBody, NdjsonBody, StreamBody, TextBody};
pub use decoder::Decoder;
pub use header_group::DecodeHeaders;
pub use implementation::{Implementation, RequestHead};
pub use json_header::EncodeJsonHeader;
pub use json_text::DecodeJsonText;
#[cfg(feature = "listener")]
pub use listener::Listener;
pub use map_source::MapSource;
pub use multipart::PartSource;
pub use nested::DecodeNested;
pub use query_group::DecodeQuery;
pub use rejection::Rejection;
pub(crate) use response::internal;
#[doc(hidden)]
pub use response::with_status;
pub use response::{EncodeResponse, ServerResult};
#[cfg(feature = "mock")]
pub(crate) use response::{error_response, value_response};
pub use router::{RequestBody, ResponseFuture, RouteConflict, Router};
pub use routes::{EndpointMethod, Route, Routes};
pub use text_source::TextSource;
pub use tower_service::Service;

use crate::endpoint::Endpoint;

/// A request that a server can decode. `#[endpoints(server)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded by a server",
    label = "not a `ServerEndpoint`",
    note = "declare its trait with `#[endpoints(server)]`, or with `#[endpoints(server = \"feature\")]` and enable that feature"
)]
pub trait ServerEndpoint: Endpoint + Sized {
    /// Decodes the path, the query, the headers and the body. Returns `None` if a value is missing or cannot be parsed; the
    /// decoder keeps the rejection of the first such value.
    fn decode(request: &mut Decoder<'_>) -> Option<Self>;

    /// Encodes the result of the implementation, see [`ServerResult`].
    fn respond(result: Self::Result) -> http::Response<crate::Body>;
}
