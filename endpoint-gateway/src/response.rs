//! The headers of responses: those that are removed from upstreams' responses, and those of each response policy.

use endpoint_runtime::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    media_type::is_json,
};

use crate::{
    passed_headers::{has_connection_options, is_connection_option, is_hop_by_hop},
    problem::PROXY_STATUS,
};

/// The prefixes of headers that make a browser or a proxy act.
pub(crate) const DROPPED_PREFIXES: [&str; 6] =
    ["access-control-", "content-security-policy", "cross-origin-", "sec-", "x-accel-", "x-sendfile"];

/// Headers that make a browser or a proxy act.
pub(crate) const DROPPED: [&str; 34] = [
    "accept-ch",
    "alt-svc",
    "cache-control",
    "clear-site-data",
    "content-disposition",
    "critical-ch",
    "document-policy",
    "expect-ct",
    "expires",
    "link",
    "nel",
    "no-vary-search",
    "origin-agent-cluster",
    "permissions-policy",
    "pragma",
    "public-key-pins",
    "referrer-policy",
    "refresh",
    "report-to",
    "reporting-endpoints",
    "server-timing",
    "service-worker-allowed",
    "set-cookie",
    "set-cookie2",
    "set-login",
    "sourcemap",
    "speculation-rules",
    "strict-transport-security",
    "supports-loading-mode",
    "timing-allow-origin",
    "x-dns-prefetch-control",
    "x-frame-options",
    "x-sourcemap",
    // A browser would ask its user for a password, in the name of the gateway.
    "www-authenticate",
];

/// Headers that nearly every response has and keeps, so that the lists above need not be searched for them.
const KEPT: [HeaderName; 6] =
    [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::DATE, header::ETAG, header::SERVER, header::VARY];

/// Headers that every response gets.
pub(crate) const HARDENED: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // A response to one caller is not for another, and caches do not know the header with the caller's key.
    (header::CACHE_CONTROL, "no-store"),
];

/// Removes the headers of an upstream's response that must not reach a browser.
pub(crate) fn strip(status: StatusCode, headers: &mut HeaderMap) {
    if headers.contains_key(header::TRANSFER_ENCODING) {
        // It is not the length of what was transferred (RFC 9112, section 6.3).
        headers.remove(header::CONTENT_LENGTH);
    }
    let has_options = has_connection_options(headers);
    let dropped: Vec<HeaderName> = headers
        .keys()
        .filter(|name| {
            (!KEPT.contains(name) && (is_dropped(name) || is_hop_by_hop(name)))
                || (has_options && is_connection_option(headers, name))
        })
        .cloned()
        .collect();
    for name in dropped {
        headers.remove(name);
    }
    if status.is_redirection() {
        // A caller that follows it could call another operation of this gateway, with the caller's own key.
        headers.remove(header::LOCATION);
    }
}

fn is_dropped(name: &HeaderName) -> bool {
    *name == PROXY_STATUS
        || DROPPED.contains(&name.as_str())
        || DROPPED_PREFIXES.iter().any(|prefix| name.as_str().starts_with(prefix))
}

/// The policy that keeps a response from acting on the gateway's own origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResponsePolicy {
    /// A response that may not run script, be framed or be cached.
    Hardened,
    /// A page of the gateway, which sets its own headers.
    Page,
    /// An empty response of the health check, which pages of any origin may detect.
    Probe,
}

impl ResponsePolicy {
    /// Adds the headers of the policy to a response.
    pub(crate) fn apply(self, headers: &mut HeaderMap) {
        match self {
            Self::Hardened => harden(headers),
            Self::Page => {}
            Self::Probe => {
                harden(headers);
                let name = HeaderName::from_static("cross-origin-resource-policy");
                headers.insert(name, HeaderValue::from_static("cross-origin"));
                headers.remove(header::CONTENT_DISPOSITION);
            }
        }
    }
}

fn harden(headers: &mut HeaderMap) {
    // Given two types, or a list, a browser may choose another one than the first.
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let only = types.next().filter(|value| !value.as_bytes().contains(&b','));
    let is_json = only.and_then(|value| value.to_str().ok()).is_some_and(is_json) && types.next().is_none();
    for (name, value) in HARDENED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !is_json {
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_without_a_search_is_in_no_list() {
        for name in KEPT {
            assert!(!is_dropped(&name) && !is_hop_by_hop(&name), "{name}");
        }
    }
}
