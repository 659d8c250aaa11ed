//! Removing the secrets of a response.

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue,
    header::{CONNECTION, CONTENT_LENGTH, DATE, SET_COOKIE, TRANSFER_ENCODING},
};

use super::entry::{BodyEntry, ResponseEntry, texts_of};
use crate::{
    json::Json,
    object::SensitivePaths,
    redact::{REDACTED, Secrets},
};

/// Makes the entry of a response, without the fields at these paths and without these secrets.
pub(crate) fn redacted_response(
    response: &http::Response<Bytes>,
    paths: &SensitivePaths,
    mut secrets: Secrets,
) -> ResponseEntry {
    let mut headers = response.headers().clone();
    // They describe the transfer, and would change with each recording.
    for name in [CONNECTION, CONTENT_LENGTH, DATE, TRANSFER_ENCODING] {
        headers.remove(name);
    }
    mask_headers(&mut headers, &mut secrets);
    let mut body = BodyEntry::new(response.body());
    if let BodyEntry::Json(json) = &mut body {
        paths.mask(json, &mut secrets);
    }
    let body = match body {
        BodyEntry::Json(json) => BodyEntry::Json(secrets.redact_json(json)),
        BodyEntry::Text(text) => BodyEntry::Text(secrets.redact(&text)),
        other => other,
    };
    let headers = texts_of(&headers).into_iter().map(|(name, value)| (name, secrets.redact(&value))).collect();
    ResponseEntry { status: response.status().as_u16(), headers, body }
}

fn mask_headers(headers: &mut HeaderMap, secrets: &mut Secrets) {
    for (name, value) in headers.iter_mut() {
        if value.is_sensitive() || name == SET_COOKIE {
            if let Ok(text) = value.to_str() {
                secrets.add(text);
            }
            *value = HeaderValue::from_static(REDACTED);
        }
    }
}

/// Replaces each text, number and boolean of a secret value, and adds its texts to the secrets.
pub(crate) fn mask_value(value: &mut Json, secrets: &mut Secrets) {
    match value {
        Json::Null => {}
        Json::Bool(flag) => *flag = false,
        Json::Number(_) => *value = 0.into(),
        Json::String(text) => {
            secrets.add(std::mem::replace(text, REDACTED.to_owned()));
        }
        Json::Array(items) => items.iter_mut().for_each(|item| mask_value(item, secrets)),
        Json::Object(members) => members.iter_mut().for_each(|(_, member)| mask_value(member, secrets)),
    }
}
