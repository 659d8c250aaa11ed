//! Checks of a request that no endpoint wrote.

use bytes::Bytes;
use http::{Method, Uri, header::AUTHORIZATION, uri::PathAndQuery};

use super::Client;
use crate::{
    auth,
    error::{EncodeError, EncodeErrorKind},
    header::rules,
    request::absolute,
};

/// `request` with an absolute URI of one of the client's own origins.
pub(super) fn checked(client: &Client, request: http::Request<Bytes>) -> Result<http::Request<Bytes>, EncodeError> {
    if request.method() == Method::CONNECT {
        return Err(EncodeError::new("method", EncodeErrorKind::Connect));
    }
    for name in request.headers().keys() {
        rules::check_settable(name)?;
        if *name == AUTHORIZATION && !matches!(client.0.auth.0, auth::AuthKind::None) {
            return Err(rules::credential_conflict(name));
        }
    }
    let (mut parts, body) = request.into_parts();
    parts.uri = own(client, parts.uri)?;
    Ok(http::Request::from_parts(parts, body))
}

fn own(client: &Client, uri: Uri) -> Result<Uri, EncodeError> {
    let base = &client.0.base;
    let mut origins = std::iter::once(base).chain(client.0.hosts.iter().map(|(_, base)| base));
    let foreign = || EncodeError::new("uri", EncodeErrorKind::ForeignOrigin);
    if !uri.path().starts_with('/') || !origins.any(|origin| origin.is_origin_of(&uri)) {
        return Err(foreign());
    }
    // Another route would be called, below another prefix.
    let is_dots = |segment: &str| matches!(&*segment.to_ascii_lowercase().replace("%2e", "."), "." | "..");
    // Some servers read a backslash as a slash.
    if uri.path().split(['/', '\\']).any(is_dots) || uri.path().contains('\\') {
        return Err(EncodeError::new("a segment of uri", EncodeErrorKind::DotSegment));
    }
    if uri.scheme().is_some() {
        return Ok(uri);
    }
    absolute(base, format!("{}{}", base.prefix(), uri.path_and_query().map_or("", PathAndQuery::as_str)))
}
