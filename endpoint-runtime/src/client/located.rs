//! Requests to URLs that a response gave.

use http::{Request, header::USER_AGENT, uri::Scheme};

use super::Client;
use crate::{
    base_url::{BaseUrl, is_loopback},
    body::Body,
    error::{EncodeError, EncodeErrorKind},
    metadata::Metadata,
};

/// Checks a URL that a response gave, and removes the client's own headers from a request that leaves the client's origins.
///
/// # Errors
/// The URL has another origin than the client, and the endpoint has a credential; or it is plain http, which the client does not allow.
pub(super) fn check(
    client: &Client,
    metadata: &Metadata,
    base: &BaseUrl,
    request: &mut Request<Body>,
) -> Result<(), EncodeError> {
    let uri = request.uri();
    let mut origins = std::iter::once(&client.0.base).chain(client.0.hosts.iter().map(|(_, base)| base));
    if base.is_origin_of(uri) || origins.any(|origin| origin.is_origin_of(uri)) {
        return Ok(());
    }
    if metadata.authenticated {
        return Err(EncodeError::new("url", EncodeErrorKind::ForeignOrigin));
    }
    let is_near = base.scheme() == &Scheme::HTTP && uri.host().is_some_and(is_loopback);
    if uri.scheme() == Some(&Scheme::HTTP) && !is_near && !client.0.plain_http.is_allowed() {
        let reason =
            "it is plain http to another machine; call the builder's `allow_plain_http` if its network is trusted";
        return Err(EncodeError::new("url", EncodeErrorKind::Url(reason)));
    }
    // They may be secrets of the API.
    for (name, value) in client.0.headers.iter().filter(|(name, _)| *name != USER_AGENT) {
        if request.headers().get(name) == Some(value) {
            request.headers_mut().remove(name);
        }
    }
    Ok(())
}
