//! The cached `Host` header of HTTP/1.1.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use http::{
    HeaderValue, Request, Uri,
    header::HOST,
    uri::{Authority, Scheme},
};

/// The `Host` header of the first origin that a transport is used for, which is nearly always the only one.
#[derive(Debug, Default)]
pub(super) struct HostHeader {
    first: OnceLock<KnownOrigin>,
    /// `true` if the last TLS connection negotiated HTTP/1.1.
    tls_speaks_http1: AtomicBool,
}

#[derive(Debug)]
struct KnownOrigin {
    scheme: Scheme,
    authority: Authority,
    header: HeaderValue,
}

impl HostHeader {
    /// Stores the protocol that a new TLS connection negotiated.
    pub(super) fn negotiated(&self, http2: bool) {
        self.tls_speaks_http1.store(!http2, Relaxed);
    }

    /// Adds the header if the connection presumably uses HTTP/1.1. hyper adds it wherever it is missing.
    pub(super) fn add<B>(&self, request: &mut Request<B>) {
        let uri = request.uri();
        let speaks_http1 = uri.scheme() == Some(&Scheme::HTTP) || self.tls_speaks_http1.load(Relaxed);
        if let Some(header) = speaks_http1.then(|| self.header(uri)).flatten() {
            request.headers_mut().insert(HOST, header);
        }
    }

    fn header(&self, uri: &Uri) -> Option<HeaderValue> {
        let (scheme, authority) = (uri.scheme()?, uri.authority()?);
        let first = match self.first.get() {
            Some(first) => first,
            None => {
                let header = HeaderValue::from_str(host(scheme, authority)).ok()?;
                self.first.get_or_init(|| KnownOrigin { scheme: scheme.clone(), authority: authority.clone(), header })
            }
        };
        let is_first = first.scheme == *scheme && first.authority.as_str() == authority.as_str();
        is_first.then(|| first.header.clone())
    }
}

/// Returns the authority, without the default port of the scheme.
fn host<'a>(scheme: &Scheme, authority: &'a Authority) -> &'a str {
    let implied = if *scheme == Scheme::HTTP { 80 } else { 443 };
    match authority.port_u16() {
        Some(port) if port != implied => authority.as_str(),
        _ => authority.host(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(host: &HostHeader, uri: &'static str) -> Option<HeaderValue> {
        let mut request = Request::get(uri).body(()).unwrap();
        host.add(&mut request);
        request.headers_mut().remove(HOST)
    }

    #[test]
    fn the_default_port_of_the_scheme_is_left_out() {
        for (uri, value) in [
            ("http://localhost:8080/a", "localhost:8080"),
            ("http://localhost:80/a", "localhost"),
            ("http://localhost:443/a", "localhost:443"),
            ("http://[::1]:8080/a", "[::1]:8080"),
            ("http://[::1]/a", "[::1]"),
        ] {
            assert_eq!(added(&HostHeader::default(), uri).unwrap(), value);
        }
    }

    #[test]
    fn another_origin_than_the_first_is_left_to_hyper() {
        let host = HostHeader::default();
        host.negotiated(false);
        for _ in 0..2 {
            assert_eq!(added(&host, "https://a.example:443/x").unwrap(), "a.example");
            assert_eq!(added(&host, "https://b.example/x"), None);
            assert_eq!(added(&host, "http://a.example:443/x"), None);
        }
    }

    #[test]
    fn over_tls_it_is_added_once_http1_is_negotiated() {
        let host = HostHeader::default();
        assert_eq!(added(&host, "https://a.example/x"), None);
        host.negotiated(true);
        assert_eq!(added(&host, "https://a.example/x"), None);
        host.negotiated(false);
        assert_eq!(added(&host, "https://a.example/x").unwrap(), "a.example");
    }
}
