//! Optimized hand-written code for this one endpoint.

use std::{fmt::Write as _, hint::black_box};

use base64::{Engine, engine::general_purpose::STANDARD};
use endpoint_runtime::{
    Bytes,
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, Request, Uri,
        header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT},
        uri::{Authority, Parts, PathAndQuery, Scheme},
    },
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::declared::{APP, MEMBER, ORGANIZATION, PROJECT, SECRET, SESSION};

pub(crate) const AGENT: &str = "revoke-bench/1";
pub(crate) const SESSION_HEADER: HeaderName = HeaderName::from_static("x-stytch-member-session");

/// The parts that all requests share.
pub(crate) struct Api {
    scheme: Scheme,
    authority: Authority,
    pub(crate) authorization: HeaderValue,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are Stytch's")]
struct Repeated<'a> {
    organization_id: &'a str,
    member_id: &'a str,
    connected_app_id: &'a str,
}

/// A function that percent-encodes a path value.
pub(crate) type Escape = fn(&str, &mut String);

impl Api {
    pub(crate) fn new(authority: &str) -> Self {
        Self { scheme: Scheme::HTTP, authority: authority.parse().unwrap(), authorization: authorization() }
    }

    /// Writes the request.
    pub(crate) fn request(&self, escape: Escape) -> Request<Bytes> {
        self.request_with(escape, Bytes::from_static(b"{}"))
    }

    /// Writes the request with a body that repeats the ids.
    pub(crate) fn repeating(&self) -> Request<Bytes> {
        let [organization_id, member_id, connected_app_id] = [ORGANIZATION, MEMBER, APP].map(black_box);
        let mut body = Vec::with_capacity(256);
        serde_json::to_writer(&mut body, &Repeated { organization_id, member_id, connected_app_id }).unwrap();
        self.request_with(by_table, body.into())
    }

    fn request_with(&self, escape: Escape, body: Bytes) -> Request<Bytes> {
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(target(escape))).unwrap());
        let mut session = HeaderValue::from_str(SESSION).unwrap();
        session.set_sensitive(true);
        let mut headers = HeaderMap::with_capacity(6);
        headers.insert(SESSION_HEADER, session);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.add_own(&mut headers);
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = Uri::from_parts(parts).unwrap();
        *request.headers_mut() = headers;
        request
    }

    /// Adds the headers of every call.
    pub(crate) fn add_own(&self, headers: &mut HeaderMap) {
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(AUTHORIZATION, self.authorization.clone());
    }
}

fn authorization() -> HeaderValue {
    let text = format!("Basic {}", STANDARD.encode(format!("{PROJECT}:{SECRET}")));
    let mut value = HeaderValue::try_from(text).unwrap();
    value.set_sensitive(true);
    value
}

/// Writes the path and query to a string of the exact length.
pub(crate) fn target(escape: Escape) -> String {
    const PIECES: [&str; 3] = ["/v1/b2b/organizations/", "/members/", "/connected_apps/"];
    const END: &str = "/revoke";
    let values = [ORGANIZATION, MEMBER, APP].map(black_box);
    let length: usize = PIECES.iter().map(|piece| piece.len()).sum::<usize>()
        + values.iter().map(|value| escaped_len(value)).sum::<usize>()
        + END.len();
    let mut target = String::with_capacity(length);
    for (piece, value) in PIECES.iter().zip(values) {
        target.push_str(piece);
        escape(value, &mut target);
    }
    target.push_str(END);
    target
}

const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        byte += 1;
    }
    table
};

fn is_unreserved(byte: u8) -> bool {
    UNRESERVED[usize::from(byte)]
}

fn escaped_len(text: &str) -> usize {
    text.bytes().map(|byte| if is_unreserved(byte) { 1 } else { 3 }).sum()
}

/// Encodes with a lookup table, or copies the text if nothing has to be encoded.
pub(crate) fn by_table(text: &str, out: &mut String) {
    if text.bytes().all(is_unreserved) {
        return out.push_str(text);
    }
    for byte in text.bytes() {
        if is_unreserved(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// Encodes with the percent-encoding crate.
pub(crate) fn by_crate(text: &str, out: &mut String) {
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    out.extend(utf8_percent_encode(text, RESERVED));
}
