//! From a request value to an `http::Request`, without I/O.

pub(crate) mod encoder;

use bytes::Bytes;

pub use encoder::Encoder;
pub(crate) use encoder::absolute;

use crate::{base_url::BaseUrl, endpoint::Endpoint, error::EncodeError};

/// Writes `request` for the API at `base`. Pure: the same request gives the same bytes, and nothing is sent.
///
/// # Errors
/// The first argument that cannot be sent, and why.
pub fn encode<E: Endpoint>(base: &BaseUrl, request: &E) -> Result<http::Request<Bytes>, EncodeError> {
    let mut encoder = Encoder::new(E::METADATA, base);
    encoder.collect_secrets();
    request.encode(&mut encoder);
    encoder.finish()
}
