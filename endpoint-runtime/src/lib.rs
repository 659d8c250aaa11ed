//! Declare an HTTP endpoint once, as an annotated trait method; get the request type, the typed call, the server route
//! and the metadata that every export is made from.
//!
//! * [`endpoints`] is the declaration: its grammar, and what is emitted.
//! * [`Client`] sends requests: [`auth`], [`transport`]s, [`RetryPolicy`], timeouts.
//! * [`Error`] says everything about a failed call, and nothing secret.
//! * `server` (feature) serves an implementation of a declared trait.
//!
//! # Features
//!
//! Features only add items, so that crates with different needs share one build.
//!
//! | feature | adds |
//! |---|---|
//! | `reqwest` (default) | [`transport`] over reqwest, with rustls |
//! | `hyper` | `transport::HyperTransport`, hyper-util's pooled client with rustls, for those who count cycles |
//! | `server` | `server`: routes, a router, a `tower::Service` |
//! | `schema` | `schema`: JSON Schemas by schemars |
//! | `blocking` | `blocking::Client`, for programs without an async runtime |

extern crate self as endpoint_runtime;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod auth;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
pub mod client;
#[doc(hidden)]
pub mod debug;
mod endpoint;
mod error;
pub mod header;
pub mod metadata;
mod param;
pub mod path;
mod redact;
pub mod request;
pub mod response;
mod retry;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "server")]
pub mod server;
mod trace;
pub mod transport;

pub use auth::Auth;
pub use base_url::{BaseUrl, BaseUrlError};
pub use body::Body;
pub use bytes::Bytes;
pub use client::{BuildError, Call, Client, ClientBuilder};
pub use endpoint::{Endpoint, ErrorOf, Output};
/// Declares one endpoint: a method of a trait with [`endpoints`], where the grammar is. By itself it emits the method and
/// the error that says what is missing.
pub use endpoint_macros::endpoint;
#[doc = include_str!("../docs/endpoints.md")]
pub use endpoint_macros::endpoints;
pub use endpoint_macros::{Headers, Param};
pub use error::{BoxError, DecodeError, EncodeError, EncodeReason, Error, ErrorBody, Result, Stage};
pub use header::Headers;
pub use http;
pub use metadata::Metadata;
pub use param::{Param, ParamError, ParamText};
pub use retry::RetryPolicy;
pub use transport::Transport;
