//! Credentials in the body of a request: a member of a JSON object, or a field of a form.

use std::collections::HashMap;

use bytes::Bytes;
use http::{
    Request,
    header::{CONTENT_ENCODING, CONTENT_TYPE},
};
use serde_json::value::RawValue;

use super::CredentialError;
use crate::{
    body::{Body, push_pair},
    media_type::essence,
    percent,
};

/// A body to which fields can be added.
enum Fields<'a> {
    Json(&'a [u8]),
    Form(&'a str),
}

/// Returns the fields of a body that is in memory.
fn fields(request: &Request<Body>) -> Option<Fields<'_>> {
    let body = request.body().as_bytes().filter(|_| !request.headers().contains_key(CONTENT_ENCODING))?;
    let content_type = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let media_type = essence(content_type).to_ascii_lowercase();
    if media_type == "application/x-www-form-urlencoded" {
        return std::str::from_utf8(body).ok().map(Fields::Form);
    }
    let is_json = media_type.ends_with("/json") || media_type.ends_with("+json") || media_type.contains("json-");
    is_json.then_some(Fields::Json(body))
}

/// Returns the members of a JSON object; `None` for any other JSON.
fn members(json: &[u8]) -> Option<HashMap<String, &RawValue>> {
    serde_json::from_slice(json).ok()
}

/// Returns whether the body has a field of this name.
pub(super) fn is_taken(name: &str, request: &Request<Body>) -> bool {
    match fields(request) {
        Some(Fields::Json(json)) => members(json).is_some_and(|members| members.contains_key(name)),
        Some(Fields::Form(form)) => {
            let mut keys = form.split('&').filter_map(|pair| pair.split('=').next());
            keys.any(|key| percent::decode_form(key).is_ok_and(|key| key == name))
        }
        None => false,
    }
}

/// Adds a field to the body: behind the others of a form, and before the others of a JSON object.
pub(super) fn add(name: &str, secret: &str, request: &mut Request<Body>) -> Result<(), CredentialError> {
    let body = match fields(request).ok_or(CredentialError::Body)? {
        Fields::Json(json) => {
            let count = members(json).ok_or(CredentialError::Body)?.len();
            let rest = json.trim_ascii_start().strip_prefix(b"{").ok_or(CredentialError::Body)?;
            let text = |text: &str| serde_json::Value::from(text).to_string();
            let member = format!("{{{}:{}{}", text(name), text(secret), if count == 0 { "" } else { "," });
            [member.as_bytes(), rest].concat()
        }
        Fields::Form(form) => {
            let mut form = form.to_owned();
            push_pair(&percent::encode(name), secret, &mut form);
            form.into_bytes()
        }
    };
    *request.body_mut() = Bytes::from(body).into();
    Ok(())
}
