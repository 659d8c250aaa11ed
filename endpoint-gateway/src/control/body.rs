//! The body that sets a credential: short, JSON, and wiped once it has been read.

use std::{collections::BTreeMap, fmt};

use endpoint_runtime::http::{StatusCode, header, request::Parts};
use http_body::Body;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use secrecy::{SecretString, zeroize::Zeroizing};
use serde::{Deserialize, Deserializer};
use tokio::time::{Instant, timeout_at};

use crate::{Problem, media_type};

/// The longest body.
const MOST: usize = 16 << 10;

/// The texts by the names of the parts.
pub(super) type Texts = BTreeMap<String, SecretString>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    parts: BTreeMap<String, Text>,
}

struct Text(SecretString);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.into()))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

pub(super) async fn read(head: &Parts, body: Incoming, until: Instant) -> Result<Texts, Problem> {
    let is_json = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_json = is_json.is_some_and(|value| media_type::essence(value).eq_ignore_ascii_case("application/json"));
    if !is_json || head.headers.contains_key(header::CONTENT_ENCODING) {
        let detail = "the body is `application/json`, without a `Content-Encoding`";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", detail));
    }
    let late = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, "request_timeout", "the body took too long to arrive");
    let text = timeout_at(until, gather(body)).await.map_err(late)??;
    // What serde_json says could hold a value.
    let wrong = |_| Problem::bad_request("body", r#"the body is {"parts": {"…": "…"}}, a text for each part"#);
    let document: Document = serde_json::from_slice(&text).map_err(wrong)?;
    Ok(document.parts.into_iter().map(|(name, Text(text))| (name, text)).collect())
}

async fn gather(mut body: Incoming) -> Result<Zeroizing<Vec<u8>>, Problem> {
    if body.size_hint().lower() > MOST as u64 {
        return Err(Problem::request_too_large());
    }
    // As long as it can get at once, since a vector that grows leaves what it held behind.
    let mut text = Zeroizing::new(Vec::with_capacity(MOST));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Problem::bad_request("body", "the body was broken off"))?;
        let Ok(data) = frame.into_data() else { continue };
        if text.len() + data.len() > MOST {
            return Err(Problem::request_too_large());
        }
        text.extend_from_slice(&data);
    }
    Ok(text)
}
