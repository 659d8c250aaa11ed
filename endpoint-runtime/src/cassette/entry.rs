//! The entries of a cassette, as they are written.

use std::{collections::BTreeMap, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};

use super::CassetteError;
use crate::{body::Body, json::Json, media_type};

/// One attempt of a call.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) request: RequestEntry,
    pub(crate) response: ResponseEntry,
}

/// A request without its secrets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestEntry {
    pub(crate) operation: String,
    pub(crate) method: String,
    /// The path and the query.
    pub(crate) target: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) headers: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BodyEntry::is_empty")]
    pub(crate) body: BodyEntry,
}

/// A response without its secrets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResponseEntry {
    pub(crate) status: u16,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) headers: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BodyEntry::is_empty")]
    pub(crate) body: BodyEntry,
}

/// A body, in the most readable form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum BodyEntry {
    #[default]
    Empty,
    /// An object or a list.
    Json(Json),
    Text(String),
    Base64(String),
    /// The body is a stream, which is not recorded.
    Stream,
}

impl BodyEntry {
    pub(super) fn new(body: &[u8]) -> Self {
        if body.is_empty() {
            return Self::Empty;
        }
        match serde_json::from_slice(body) {
            Ok(json @ (Json::Object(_) | Json::Array(_))) => Self::Json(json),
            _ => match str::from_utf8(body) {
                Ok(text) => Self::Text(text.to_owned()),
                Err(_) => Self::Base64(STANDARD.encode(body)),
            },
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    fn to_bytes(&self) -> Option<Bytes> {
        Some(match self {
            Self::Empty | Self::Stream => Bytes::new(),
            Self::Json(json) => json.to_string().into(),
            Self::Text(text) => text.clone().into(),
            Self::Base64(base64) => STANDARD.decode(base64).ok()?.into(),
        })
    }
}

impl RequestEntry {
    /// Makes the entry of a request whose secrets are masked.
    pub(crate) fn new(operation: &str, request: http::Request<Body>) -> Self {
        let (parts, body) = request.into_parts();
        let mut headers = texts_of(&parts.headers);
        let body = match body.into_bytes() {
            Ok(body) => BodyEntry::new(&body),
            Err(_) => {
                // The boundary around a stream is a random one.
                if let Some(content_type) = headers.get_mut("content-type") {
                    *content_type = media_type::essence(content_type).to_owned();
                }
                BodyEntry::Stream
            }
        };
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
        Self { operation: operation.to_owned(), method: parts.method.to_string(), target, headers, body }
    }

    /// Returns the method, the path and the query.
    pub(super) fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    /// Returns the parts in which another request differs.
    pub(super) fn differences(&self, other: &Self) -> Vec<String> {
        let mut differences = Vec::new();
        if self.operation != other.operation {
            differences.push(format!("its operation `{}`", other.operation));
        }
        if self.line() != other.line() {
            differences.push(format!("its request line `{}`", other.line()));
        }
        let names = self.headers.keys().chain(other.headers.keys().filter(|name| !self.headers.contains_key(*name)));
        for name in names.filter(|name| self.headers.get(*name) != other.headers.get(*name)) {
            differences.push(format!("the header `{name}`"));
        }
        match (&self.body, &other.body) {
            (one, other) if one == other => {}
            (BodyEntry::Json(Json::Object(one)), BodyEntry::Json(Json::Object(other))) => {
                let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(name)));
                let different = names.filter(|name| one.get(name) != other.get(name));
                differences.extend(different.map(|name| format!("`{name}` of the body")));
            }
            _ => differences.push("the body".to_owned()),
        }
        differences
    }
}

impl ResponseEntry {
    /// Returns the response.
    pub(super) fn to_response(&self, path: &Path) -> Result<http::Response<Bytes>, CassetteError> {
        let invalid =
            |problem: &str| CassetteError::Invalid { path: path.to_owned(), entry: None, problem: problem.to_owned() };
        let body = self.body.to_bytes().ok_or_else(|| invalid("a body is no base64"))?;
        let mut response = http::Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).map_err(|_| invalid("a status is not from 100 to 999"))?;
        for (name, value) in &self.headers {
            let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
                return Err(invalid("a header of a response cannot be sent"));
            };
            response.headers_mut().append(name, value);
        }
        Ok(response)
    }
}

/// Returns the headers with the values of one name as one (RFC 9110, section 5.3).
pub(super) fn texts_of(headers: &HeaderMap) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::<String, String>::new();
    for (name, value) in headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        let text = texts.entry(name.as_str().to_owned()).or_default();
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&value);
    }
    texts
}
