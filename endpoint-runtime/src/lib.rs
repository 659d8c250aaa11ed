//! The runtime of the endpoint DSL: what the code emitted by [`endpoints`] calls.

extern crate self as endpoint_runtime;

mod base_url;
pub mod body;
mod endpoint;
mod error;
mod header;
pub mod metadata;
mod param;
mod path;
mod redact;
pub mod request;
pub mod response;
#[cfg(feature = "server")]
pub mod server;

pub use base_url::{BaseUrl, BaseUrlError};
pub use body::Body;
pub use bytes::Bytes;
pub use endpoint::{Endpoint, ErrorOf, Output};
pub use error::{BoxError, DecodeError, EncodeError, EncodeReason, Error, ErrorBody, Result, Stage};
pub use header::Headers;
pub use http;
pub use metadata::Metadata;
pub use param::{Param, ParamError, ParamText};
