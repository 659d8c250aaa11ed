//! Decoding of responses, without I/O.

mod content_encoding;
mod format;
mod header;
pub(crate) mod header_map;
mod joined_header;
mod json_header;
pub(crate) mod outcome;

use bytes::Bytes;

#[cfg(feature = "server")]
pub(crate) use content_encoding::decode as decode_coding;
pub(crate) use content_encoding::{codings, decode_content};
pub use format::{Custom, Decode, Json, Ndjson, NoFormat, Raw, Sse, Streamed, Text, WithoutBody};
pub use header::ResponseHeader;
#[cfg(feature = "server")]
pub(crate) use header::insert as insert_header;
pub use json_header::JsonHeader;
#[cfg(feature = "dynamic")]
pub(crate) use outcome::decode_failure;
pub use outcome::{EndpointResult, Outcome};

use crate::endpoint::Endpoint;

/// Decodes the response to a request of the endpoint `E`.
pub fn decode<E: Endpoint>(response: http::Response<Bytes>) -> E::Result {
    E::Result::from_outcome(Outcome::of_response(response, Some(E::METADATA)))
}
