//! Credentials in a query or in a cookie: the values of the same name that are there, and their replacement.

use http::{HeaderMap, HeaderValue, Uri, header::COOKIE};

use crate::percent;

/// Returns the pairs of a query, with `true` for those of this key.
fn pairs<'u>(uri: &'u Uri, name: &str) -> impl Iterator<Item = (&'u str, bool)> {
    let pairs = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    pairs.map(move |pair| {
        let key = pair.split_once('=').map_or(pair, |(key, _)| key);
        (pair, percent::decode_form(key).is_ok_and(|key| key == name))
    })
}

pub(super) fn has_pair(uri: &Uri, name: &str) -> bool {
    pairs(uri, name).any(|(_, is_named)| is_named)
}

/// Returns the URI with this pair at the end of the query, in place of others of its key; `None` if it is too long.
pub(super) fn with_pair(uri: &Uri, name: &str, encoded_value: &HeaderValue) -> Option<Uri> {
    let mut target = uri.path().to_owned();
    let mut separator = '?';
    for (pair, _) in pairs(uri, name).filter(|(_, is_named)| !is_named) {
        target.push(separator);
        target.push_str(pair);
        separator = '&';
    }
    target.push(separator);
    target.extend([&*percent::encode(name), "=", encoded_value.to_str().ok()?]);
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(target.try_into().ok()?);
    Uri::from_parts(parts).ok()
}

/// Returns the cookies of all headers, with `true` for those of this name.
fn cookies<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = (&'h [u8], bool)> {
    let all = headers.get_all(COOKIE).iter().flat_map(|header| header.as_bytes().split(|byte| *byte == b';'));
    let all = all.map(<[u8]>::trim_ascii).filter(|cookie| !cookie.is_empty());
    all.map(move |cookie| {
        let found = cookie.split(|byte| *byte == b'=').next().unwrap_or_default();
        (cookie, found == name.as_bytes())
    })
}

pub(super) fn has_cookie(headers: &HeaderMap, name: &str) -> bool {
    cookies(headers, name).any(|(_, is_named)| is_named)
}

/// Returns the header of all cookies with this one at its end, in place of others of its name.
pub(super) fn with_cookie(headers: &HeaderMap, name: &str, value: &HeaderValue) -> Option<HeaderValue> {
    let mut all = Vec::new();
    for (cookie, _) in cookies(headers, name).filter(|(_, is_named)| !is_named) {
        all.extend_from_slice(cookie);
        all.extend_from_slice(b"; ");
    }
    for part in [name.as_bytes(), b"=", value.as_bytes()] {
        all.extend_from_slice(part);
    }
    let mut all = HeaderValue::from_bytes(&all).ok()?;
    all.set_sensitive(true);
    Some(all)
}
