//! The headers and the caching of responses with pages and their files.

use bytes::Bytes;
use endpoint_runtime::http::{HeaderName, HeaderValue, Method, Response, StatusCode, header, request::Parts};

use super::assets::{Asset, digest};

/// The Content-Security-Policy of pages, before and after the origins that they may send to.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";
const POLICY_END: &str = "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types pages";

/// The Content-Security-Policy of every other response: deny everything.
const DENY_ALL: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// The kind of a text: a page or an OpenAPI document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContentKind {
    Page,
    Document,
}

/// The responses of pages, with their policy.
#[derive(Clone, Debug)]
pub(super) struct PageResponses {
    policy: HeaderValue,
}

impl PageResponses {
    /// Creates the responses of pages that may send to the origins in `gateways`, too.
    pub(super) fn new(gateways: &[String]) -> Self {
        let origins: Vec<&str> = std::iter::once(POLICY).chain(gateways.iter().map(String::as_str)).collect();
        // The origins are checked, so this never fails.
        let policy = HeaderValue::try_from(origins.join(" ") + POLICY_END)
            .unwrap_or_else(|_| HeaderValue::from_static(DENY_ALL));
        Self { policy }
    }

    /// Responds with a text that browsers revalidate each time.
    pub(super) fn fresh(&self, head: &Parts, kind: ContentKind, text: String) -> Response<Bytes> {
        let tag = format!("\"{}\"", digest(&text));
        let is_known = head.headers.get_all(header::IF_NONE_MATCH).iter().any(|tags| has_tag(tags, &tag));
        let (content_type, policy) = match kind {
            ContentKind::Page => ("text/html; charset=utf-8", self.policy.clone()),
            ContentKind::Document => ("application/json", HeaderValue::from_static(DENY_ALL)),
        };
        let mut response = response(head, content_type, if is_known { Bytes::new() } else { text.into() });
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        if is_known {
            headers.remove(header::CONTENT_TYPE);
            headers.remove(header::CONTENT_LENGTH);
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        response
    }
}

/// Responds with a file that browsers may cache forever.
pub(super) fn asset(head: &Parts, asset: &Asset) -> Response<Bytes> {
    let mut response = response(head, asset.content_type, Bytes::from_static(asset.text.as_bytes()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DENY_ALL));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}

/// Creates a response with the common headers, and without the body for HEAD.
fn response(head: &Parts, content_type: &'static str, body: Bytes) -> Response<Bytes> {
    let length = HeaderValue::from(body.len());
    let mut response = Response::new(if head.method == Method::HEAD { Bytes::new() } else { body });
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, length);
    for (name, value) in [
        (header::CONTENT_TYPE, content_type),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Returns whether `If-None-Match` contains this tag or `*` (RFC 9110, section 13.1.2).
fn has_tag(tags: &HeaderValue, tag: &str) -> bool {
    let tags = tags.to_str().unwrap_or_default();
    tags.split(',').map(str::trim).any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}
