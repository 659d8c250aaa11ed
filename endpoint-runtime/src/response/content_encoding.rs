//! Decoding bodies by their `Content-Encoding` (RFC 9110, section 8.4). The client asks for none, and some servers apply one
//! nevertheless.

#[cfg(any(feature = "brotli", feature = "gzip", feature = "zstd"))]
use std::io::{self, Read};

use bytes::Bytes;
use http::{
    HeaderMap, Response,
    header::{CONTENT_ENCODING, CONTENT_LENGTH},
};

use crate::error::DecodeError;

/// Decodes the body, of at most `limit` bytes, and removes the headers that describe the encoded one. A body that cannot be decoded is
/// left as it is, with the reason as an extension of the response.
pub(crate) fn decode_content(mut response: Response<Bytes>, limit: usize) -> Response<Bytes> {
    if !response.headers().contains_key(CONTENT_ENCODING) || response.body().is_empty() {
        return response;
    }
    let codings = codings(response.headers());
    if codings.is_empty() {
        return response;
    }
    // The last coding was applied last.
    let body = codings.iter().rev().try_fold(response.body().clone(), |body, coding| decode(coding, &body, limit));
    match body {
        Ok(body) => {
            *response.body_mut() = body;
            response.headers_mut().remove(CONTENT_ENCODING);
            response.headers_mut().remove(CONTENT_LENGTH);
        }
        Err(error) => drop(response.extensions_mut().insert(error)),
    }
    response
}

/// Returns the names of the codings in lower case, in the order in which they were applied. Names that are no content coding are left
/// out, since some servers write others there, such as `utf-8`.
fn codings(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(CONTENT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    let names = values.flat_map(|value| value.split(',')).map(|name| name.trim().to_ascii_lowercase());
    names
        .filter(|name| matches!(&**name, "gzip" | "x-gzip" | "deflate" | "br" | "zstd" | "compress" | "x-compress"))
        .collect()
}

fn decode(coding: &str, body: &Bytes, limit: usize) -> Result<Bytes, DecodeError> {
    match coding {
        #[cfg(feature = "gzip")]
        "gzip" | "x-gzip" => read(coding, flate2::bufread::MultiGzDecoder::new(&**body), limit),
        #[cfg(feature = "gzip")]
        "deflate" if is_zlib(body) => read(coding, flate2::bufread::ZlibDecoder::new(&**body), limit),
        // Some servers leave out the format of zlib, which RFC 9110, section 8.4.1.2, asks for.
        #[cfg(feature = "gzip")]
        "deflate" => read(coding, flate2::bufread::DeflateDecoder::new(&**body), limit),
        #[cfg(feature = "brotli")]
        "br" => read(coding, brotli_decompressor::Decompressor::new(&**body, BUFFER), limit),
        #[cfg(feature = "zstd")]
        "zstd" => match ruzstd::decoding::StreamingDecoder::new(&**body) {
            Ok(decoder) => read(coding, decoder, limit),
            Err(_) => Err(DecodeError::Corrupt { coding: coding.to_owned() }),
        },
        _ => {
            let _ = (body, limit);
            Err(DecodeError::Encoded { coding: coding.to_owned() })
        }
    }
}

/// The size of a decoder's buffer, in bytes.
#[cfg(feature = "brotli")]
const BUFFER: usize = 4096;

/// Returns whether the bytes start as the format of zlib does (RFC 1950, section 2.2).
#[cfg(feature = "gzip")]
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [method, flags, ..] if method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]) % 31 == 0)
}

#[cfg(any(feature = "brotli", feature = "gzip", feature = "zstd"))]
fn read(coding: &str, decoder: impl Read, limit: usize) -> Result<Bytes, DecodeError> {
    let mut body = Vec::new();
    let within = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read: io::Result<usize> = decoder.take(within).read_to_end(&mut body);
    match read {
        Ok(length) if length > limit => Err(DecodeError::TooLarge { limit }),
        Ok(_) => Ok(body.into()),
        Err(_) => Err(DecodeError::Corrupt { coding: coding.to_owned() }),
    }
}
