//! Checks of a request that belongs to no declared endpoint.

use bytes::Bytes;
use http::{Method, Uri, header::AUTHORIZATION, uri::PathAndQuery};

use super::Client;
use crate::{
    auth,
    base_url::BaseUrl,
    error::{EncodeError, EncodeErrorKind},
    header::rules,
    request::absolute,
};

/// Checks the method, the headers and the URI, and returns the request with an absolute URI.
pub(super) fn check(client: &Client, request: http::Request<Bytes>) -> Result<http::Request<Bytes>, EncodeError> {
    if request.method() == Method::CONNECT {
        return Err(EncodeError::new("method", EncodeErrorKind::Connect));
    }
    for name in request.headers().keys() {
        rules::check_settable(name)?;
        if *name == AUTHORIZATION && !matches!(client.0.auth.0, auth::AuthKind::None) {
            return Err(rules::credential_conflict(name.as_str()));
        }
    }
    let (mut parts, body) = request.into_parts();
    let origin = origin_of(client, &parts.uri)?;
    for (name, value) in &parts.headers {
        client.0.plain_http.check_header(origin, name, value)?;
    }
    parts.uri = absolute_uri(client, parts.uri)?;
    Ok(http::Request::from_parts(parts, body))
}

/// Returns the URL of the client that has the origin of the URI.
fn origin_of<'c>(client: &'c Client, uri: &Uri) -> Result<&'c BaseUrl, EncodeError> {
    let mut origins = std::iter::once(&client.0.base).chain(client.0.hosts.iter().map(|(_, base)| base));
    let origin = origins.find(|origin| origin.is_origin_of(uri)).filter(|_| uri.path().starts_with('/'));
    origin.ok_or_else(|| EncodeError::new("uri", EncodeErrorKind::ForeignOrigin))
}

/// Returns the URI, whose origin is one of the client's, in absolute form.
fn absolute_uri(client: &Client, uri: Uri) -> Result<Uri, EncodeError> {
    let base = &client.0.base;
    // A dot segment would lead to another route, outside of the base URL's path.
    let is_dot_segment = |segment: &str| matches!(&*segment.to_ascii_lowercase().replace("%2e", "."), "." | "..");
    // Some servers read a backslash as a slash.
    if uri.path().split(['/', '\\']).any(is_dot_segment) || uri.path().contains('\\') {
        return Err(EncodeError::new("a segment of uri", EncodeErrorKind::DotSegment));
    }
    if uri.scheme().is_some() {
        return Ok(uri);
    }
    absolute(base, format!("{}{}", base.prefix(), uri.path_and_query().map_or("", PathAndQuery::as_str)))
}
