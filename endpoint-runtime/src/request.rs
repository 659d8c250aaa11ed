//! Encoding of requests, without I/O.

mod argument;
#[cfg(feature = "gzip")]
mod compress;
mod constants;
mod content_type;
mod cookies;
pub(crate) mod encoder;
mod finish;
mod joined;
mod json_text;
mod made_key;
mod map;
mod nested;
mod part;
mod visitor;
mod whole_body;

use bytes::Bytes;

pub use argument::{BytesField, JsonArgument, TextArgument};
pub use encoder::Encoder;
pub(crate) use finish::absolute;
pub(crate) use joined::Joined;
pub use json_text::JsonTextArgument;
#[cfg(feature = "dynamic")]
pub(crate) use json_text::json_text;
#[cfg(feature = "dynamic")]
pub(crate) use map::MapTexts;
pub use map::{ListValue, MapArgument, MapPlace};
pub use nested::NestedArgument;
pub(crate) use nested::nested_pairs;
#[cfg(feature = "dynamic")]
pub(crate) use part::add_file;
pub use part::{PartArgument, PartPlace};
pub use visitor::{ArgumentVisitor, PathArgument, TextPlace, debug_arguments};

use crate::{base_url::BaseUrl, endpoint::Endpoint, error::EncodeError};

/// Encodes a request to the API at `base`. It sends nothing, and returns the same bytes for the same request.
///
/// # Errors
/// An argument cannot be sent, in which case the error is that of the first one, or the body is a stream, which only a client sends.
pub fn encode<E: Endpoint>(base: &BaseUrl, request: &E) -> Result<http::Request<Bytes>, EncodeError> {
    let mut encoder = Encoder::new(E::METADATA, base);
    encoder.collect_secrets();
    request.visit(&mut ArgumentVisitor::encode(&mut encoder));
    encoder.finish_in_memory()
}
