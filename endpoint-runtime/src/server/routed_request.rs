//! A request with its route and its body.

use std::sync::Mutex;

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_LENGTH},
    request::Parts,
};
use http_body::Body as _;
use http_body_util::{BodyExt, LengthLimitError};

use crate::{
    body::Body,
    error::DecodeError,
    metadata::{BodyFormat, Metadata},
    response::decode_coding as decode,
    server::{
        content_type,
        multipart::{self, Limits},
        rejection::Rejection,
    },
};

/// A request after routing, with its whole body in memory unless the endpoint reads it piece by piece. Handlers decode it.
#[derive(Debug)]
pub(crate) struct RoutedRequest {
    pub(crate) metadata: &'static Metadata,
    /// The names of the path parameters, and their decoded values.
    pub(crate) values: Vec<(&'static str, String)>,
    pub(crate) parts: Parts,
    pub(crate) body: Bytes,
    /// The body of an endpoint that reads it piece by piece, until it is taken.
    pub(crate) stream: Mutex<Option<Body>>,
    /// The parts of a multipart body.
    pub(crate) multipart: Option<multipart::Parts>,
}

impl RoutedRequest {
    /// Reads the body if the endpoint has one, up to `limit` bytes. One that is read piece by piece is left to the implementation.
    pub(crate) async fn read(
        metadata: &'static Metadata,
        values: Vec<(&'static str, String)>,
        parts: Parts,
        body: Body,
        limits: Limits,
    ) -> Result<Self, Rejection> {
        let limit = limits.memory;
        let mut stream = None;
        let mut read_parts = None;
        let body = match metadata.body {
            BodyFormat::Bytes if metadata.streamed => {
                if !body.is_end_stream() {
                    content_type::check(&parts.headers, metadata)?;
                }
                stream = Some(body);
                Bytes::new()
            }
            BodyFormat::None => Bytes::new(),
            BodyFormat::Multipart => {
                let body = if metadata.compressed {
                    Body::from(decompress(&parts.headers, collect(&parts.headers, body, limit).await?, limit)?)
                } else {
                    body
                };
                read_parts = Some(multipart::Parts::read(metadata, &parts.headers, body, limits).await?);
                Bytes::new()
            }
            _ => {
                let body = collect(&parts.headers, body, limit).await?;
                if !body.is_empty() {
                    content_type::check(&parts.headers, metadata)?;
                }
                if metadata.compressed { decompress(&parts.headers, body, limit)? } else { body }
            }
        };
        Ok(Self { metadata, values, parts, body, stream: Mutex::new(stream), multipart: read_parts })
    }
}

/// Decompresses a body up to `limit` bytes.
fn decompress(headers: &HeaderMap, body: Bytes, limit: usize) -> Result<Bytes, Rejection> {
    let is_gzip = headers.get(CONTENT_ENCODING).is_some_and(|coding| coding.as_bytes().eq_ignore_ascii_case(b"gzip"));
    if !is_gzip || body.is_empty() {
        return Ok(body);
    }
    decode("gzip", &body, limit).map_err(|error| match error {
        DecodeError::TooLarge { .. } => too_large(limit as u64),
        _ => Rejection::bad_request("the body is not complete, valid gzip").with_field("content-encoding"),
    })
}

pub(crate) fn too_large(limit: u64) -> Rejection {
    let detail = format!("the body is longer than {limit} bytes, which is the most that is accepted");
    Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
}

/// Rejects a body whose length is announced, and above the limit.
pub(crate) fn check_announced(headers: &HeaderMap, body: &Body, limit: u64) -> Result<(), Rejection> {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok())
        .unwrap_or(0)
        .max(body.size_hint().lower());
    if announced > limit { Err(too_large(limit)) } else { Ok(()) }
}

/// Returns the next bytes of a body; `None` at its end.
pub(crate) async fn data(body: &mut Body) -> Result<Option<Bytes>, Rejection> {
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            if error.is::<LengthLimitError>() {
                Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, "the body is longer than is accepted")
            } else {
                Rejection::bad_request("the body is incomplete; send it again")
            }
        })?;
        match frame.into_data() {
            Ok(data) if !data.is_empty() => return Ok(Some(data)),
            _ => {}
        }
    }
    Ok(None)
}

pub(super) async fn collect(headers: &HeaderMap, mut body: Body, limit: usize) -> Result<Bytes, Rejection> {
    check_announced(headers, &body, limit as u64)?;
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(data) = data(&mut body).await? {
        if data.len() > limit - first.len() - rest.len() {
            return Err(too_large(limit as u64));
        }
        // Most bodies arrive in one frame, which is not copied.
        if first.is_empty() {
            first = data;
        } else {
            rest.extend_from_slice(&data);
        }
    }
    if rest.is_empty() {
        return Ok(first);
    }
    let mut whole = BytesMut::with_capacity(first.len() + rest.len());
    whole.extend_from_slice(&first);
    whole.extend_from_slice(&rest);
    Ok(whole.freeze())
}
