//! Groups of headers.

use super::decoder::Decoder;
use crate::header::Headers;

/// A group of headers that a server can decode. `#[derive(Headers)]` with `#[headers(server)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a request's headers",
    label = "not a group of headers that a server can decode",
    note = "add `#[headers(server)]`, or `#[headers(server = \"feature\")]` as on the trait, to the struct that derives `Headers`"
)]
pub trait DecodeHeaders: Headers {
    /// Decodes the group. A header that is missing, occurs twice, or cannot be parsed is rejected with 400.
    fn decode(request: &mut Decoder<'_>) -> Option<Self>;

    /// Decodes the group if the request has one of its headers. Then a required one that is missing is rejected with 400, too.
    fn decode_optional(request: &mut Decoder<'_>) -> Option<Option<Self>> {
        if request.has_header_of(Self::PARAMETERS) { Self::decode(request).map(Some) } else { Some(None) }
    }
}
