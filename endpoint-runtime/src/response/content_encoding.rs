//! Decoding bodies by their `Content-Encoding` (RFC 9110, section 8.4). The client asks for none, and some servers apply one
//! nevertheless.

#[cfg(any(feature = "brotli", feature = "gzip", feature = "zstd"))]
use std::io::Read;

use bytes::Bytes;
use http::{
    HeaderMap, Response,
    header::{CONTENT_ENCODING, CONTENT_LENGTH},
};

use crate::error::DecodeError;

/// Decodes the body, of at most `limit` bytes, and removes the headers that describe the encoded one. A body that cannot be decoded is
/// left as it is, with the reason as an extension of the response.
pub(crate) fn decode_content(response: &mut Response<Bytes>, limit: usize) {
    if !response.headers().contains_key(CONTENT_ENCODING) || response.body().is_empty() {
        return;
    }
    let codings = codings(response.headers());
    if codings.is_empty() {
        return;
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
}

/// The content codings that change a body: those that IANA has registered, but `identity`, and others that are in use.
const CODINGS: [&str; 18] = [
    "gzip",
    "x-gzip",
    "deflate",
    "br",
    "zstd",
    "compress",
    "x-compress",
    "aes128gcm",
    "dcb",
    "dcz",
    "exi",
    "pack200-gzip",
    "base64",
    "bzip2",
    "lz4",
    "lzma",
    "snappy",
    "xz",
];

/// Returns the names of the codings in lower case, in the order in which they were applied. Names that are no content coding are left
/// out, since some servers write others there, such as `utf-8`.
pub(crate) fn codings(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(CONTENT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    let names = values.flat_map(|value| value.split(',')).map(name_of);
    names.filter(|name| CODINGS.contains(&&**name)).collect()
}

/// Returns the name in lower case, without the quotation marks and the parameters that some servers write.
fn name_of(coding: &str) -> String {
    coding.split(';').next().unwrap_or_default().trim().trim_matches('"').to_ascii_lowercase()
}

/// Decodes a body of one content coding, up to a limit.
pub(crate) fn decode(coding: &str, body: &Bytes, limit: usize) -> Result<Bytes, DecodeError> {
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
        "zstd" => read_zstd(coding, body, limit),
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

/// Reads the frames one after the other (RFC 8878, section 3), since a decoder ends with its frame.
#[cfg(feature = "zstd")]
fn read_zstd(coding: &str, body: &[u8], limit: usize) -> Result<Bytes, DecodeError> {
    use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

    let mut rest = body;
    let mut decoder = FrameDecoder::new();
    let mut content = Vec::new();
    while !rest.is_empty() {
        if let Some(behind) = behind_skippable_frame(rest) {
            rest = behind;
            continue;
        }
        let frame = StreamingDecoder::new_with_decoder(&mut rest, &mut decoder);
        append(coding, frame.map_err(|_| corrupt(coding))?, &mut content, limit)?;
    }
    Ok(content.into())
}

/// Returns the bytes behind a frame that has no content (RFC 8878, section 3.1.2), if there is one.
#[cfg(feature = "zstd")]
fn behind_skippable_frame(body: &[u8]) -> Option<&[u8]> {
    let (header, rest) = body.split_first_chunk::<8>()?;
    let [0x50..=0x5f, 0x2a, 0x4d, 0x18, length @ ..] = *header else { return None };
    rest.get(usize::try_from(u32::from_le_bytes(length)).ok()?..)
}

#[cfg(any(feature = "brotli", feature = "gzip"))]
fn read(coding: &str, decoder: impl Read, limit: usize) -> Result<Bytes, DecodeError> {
    let mut content = Vec::new();
    append(coding, decoder, &mut content, limit)?;
    Ok(content.into())
}

/// Appends what a decoder reads, up to the limit of the whole content.
#[cfg(any(feature = "brotli", feature = "gzip", feature = "zstd"))]
fn append(coding: &str, decoder: impl Read, content: &mut Vec<u8>, limit: usize) -> Result<(), DecodeError> {
    let left = u64::try_from(limit.saturating_sub(content.len())).unwrap_or(u64::MAX).saturating_add(1);
    decoder.take(left).read_to_end(content).map_err(|_| corrupt(coding))?;
    if content.len() > limit { Err(DecodeError::TooLarge { limit }) } else { Ok(()) }
}

#[cfg(any(feature = "brotli", feature = "gzip", feature = "zstd"))]
fn corrupt(coding: &str) -> DecodeError {
    DecodeError::Corrupt { coding: coding.to_owned() }
}
