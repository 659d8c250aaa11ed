//! A request that has found its route, its body read.

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header::CONTENT_LENGTH, request::Parts};
use http_body::Body as _;
use http_body_util::{BodyExt, LengthLimitError};

use crate::{
    body::Body,
    metadata::{BodyFormat, Metadata},
    server::{content, rejection::Rejection},
};

/// What a route's handler is given.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) metadata: &'static Metadata,
    /// The path's values by the names of their parameters, decoded.
    pub(crate) values: Vec<(&'static str, String)>,
    pub(crate) parts: Parts,
    pub(crate) body: Bytes,
}

impl Call {
    /// Reads the body where the endpoint has one, at most `limit` bytes.
    pub(crate) async fn read(
        metadata: &'static Metadata,
        values: Vec<(&'static str, String)>,
        parts: Parts,
        body: Body,
        limit: usize,
    ) -> Result<Self, Rejection> {
        let body = match metadata.body {
            BodyFormat::None => Bytes::new(),
            format => {
                let body = collect(&parts.headers, body, limit).await?;
                if !body.is_empty() {
                    content::check(&parts.headers, format)?;
                }
                body
            }
        };
        Ok(Self { metadata, values, parts, body })
    }
}

async fn collect(headers: &HeaderMap, mut body: Body, limit: usize) -> Result<Bytes, Rejection> {
    let too_large = || {
        let detail = format!("the body is longer than the {limit} bytes that are taken");
        Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
    };
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok())
        .unwrap_or(0)
        .max(body.size_hint().lower());
    if announced > limit as u64 {
        return Err(too_large());
    }
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            if error.is::<LengthLimitError>() {
                Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, "the body is longer than what is taken")
            } else {
                Rejection::bad_request("the body did not arrive whole")
            }
        })?;
        let Ok(data) = frame.into_data() else { continue };
        if data.len() > limit - first.len() - rest.len() {
            return Err(too_large());
        }
        // Most bodies come in one piece, which need not be copied.
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
