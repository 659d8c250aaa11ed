//! The policy of a request's `Host`, `Origin` and Fetch Metadata, and the CORS headers.

use std::net::SocketAddr;

use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Uri,
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
        ACCESS_CONTROL_REQUEST_METHOD, AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN, VARY,
    },
    request::Parts,
};

use super::refusal::Refusal;

const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The seconds for which a browser may cache the response to a preflight.
const MAX_AGE: HeaderValue = HeaderValue::from_static("600");

/// The hosts of a gateway and the origins whose pages may call it. Origins are compared byte by byte, as browsers send them.
#[derive(Clone, Debug)]
pub struct HostPolicy {
    /// The accepted values of `Host`. Empty: all.
    hosts: Vec<String>,
    /// The origins of the gateway's own pages.
    own: Vec<String>,
    /// The other origins that the operator has listed.
    listed: Vec<HeaderValue>,
}

/// The error of an origin that no browser sends.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{origin:?} is not an origin; give one as browsers send it, as `https://docs.example.com`: lowercase, with the port where it is not the scheme's default, without a path; `*` and `null` are never allowed"
)]
pub struct OriginError {
    /// The text that was given.
    pub origin: String,
}

impl HostPolicy {
    /// Creates the policy of a bound loopback address, whose hosts are the address and `localhost`. The loopback address of the
    /// other family is not accepted, since another program may have bound it.
    pub(crate) fn loopback<O: AsRef<str>>(bound: SocketAddr, origins: &[O]) -> Result<Self, OriginError> {
        let port = bound.port();
        let mut hosts = vec![bound.to_string(), format!("localhost:{port}")];
        if port == 80 {
            // Browsers leave out the port of the scheme.
            hosts.extend(hosts.clone().iter().filter_map(|host| host.strip_suffix(":80").map(str::to_owned)));
        }
        let own = hosts.iter().map(|host| format!("http://{host}")).collect();
        Ok(Self { hosts, own, listed: listed(origins)? })
    }

    /// Changes the origins of the gateway's own pages to `https`, whose default port browsers leave out.
    pub(super) fn over_tls(&mut self) {
        self.hosts.extend(self.hosts.clone().iter().filter_map(|host| host.strip_suffix(":443").map(str::to_owned)));
        self.own = self.hosts.iter().map(|host| format!("https://{host}")).collect();
    }

    /// Returns the policy with the same hosts and other listed origins.
    pub(super) fn with_origins<O: AsRef<str>>(&self, origins: &[O]) -> Result<Self, OriginError> {
        Ok(Self { listed: listed(origins)?, ..self.clone() })
    }

    pub(super) fn listed<O: AsRef<str>>(hosts: &[O], origins: &[O]) -> Result<Self, OriginError> {
        let hosts: Vec<String> = hosts.iter().map(|host| host.as_ref().to_owned()).collect();
        let own = hosts.iter().map(|host| format!("https://{host}")).collect();
        Ok(Self { hosts, own, listed: listed(origins)? })
    }

    /// Checks that the `Host` is the gateway's, and that a request from a page comes from the gateway's own or a listed origin.
    ///
    /// # Errors
    /// [`Refusal::Host`], [`Refusal::Origin`] or [`Refusal::CrossSite`].
    pub fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        self.check_host(uri, headers)?;
        let origin = only(headers, &ORIGIN).map_err(|()| Refusal::Origin)?;
        let is_listed = origin.is_some_and(|origin| self.listed.contains(origin));
        if let Some(origin) = origin
            && !is_listed
            && !self.own.iter().any(|own| own.as_bytes() == origin.as_bytes())
        {
            return Err(Refusal::Origin);
        }
        let site = only(headers, &SEC_FETCH_SITE).map_err(|()| Refusal::CrossSite)?;
        match site.map(HeaderValue::as_bytes) {
            None | Some(b"same-origin" | b"none") => Ok(()),
            // A page of a listed origin may be another site.
            Some(b"cross-site" | b"same-site") if is_listed => Ok(()),
            Some(_) => Err(Refusal::CrossSite),
        }
    }

    /// Checks a request for a page, which contains nothing secret: as above, but links from other sites may lead to it.
    pub(crate) fn check_page(&self, head: &Parts) -> Result<(), Refusal> {
        let Parts { method, uri, headers, .. } = head;
        let says = |name: &HeaderName, text: &str| headers.get(name).is_some_and(|value| value == text);
        let is_link = matches!(*method, Method::GET | Method::HEAD)
            && says(&SEC_FETCH_MODE, "navigate")
            && says(&SEC_FETCH_DEST, "document")
            && !headers.contains_key(ORIGIN);
        if is_link { self.check_host(uri, headers) } else { self.check(uri, headers) }
    }

    pub(crate) fn check_host(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let header = only(headers, &HOST).map_err(|()| Refusal::Host)?.map(HeaderValue::as_bytes);
        let authority = uri.authority().map(|authority| authority.as_str().as_bytes());
        let named = match (header, authority) {
            (Some(header), Some(authority)) if !is_same_host(header, authority) => return Err(Refusal::Host),
            (Some(named), _) | (None, Some(named)) => named,
            (None, None) => return Err(Refusal::Host),
        };
        let is_ours = self.hosts.is_empty() || self.hosts.iter().any(|host| is_same_host(host.as_bytes(), named));
        if is_ours { Ok(()) } else { Err(Refusal::Host) }
    }

    /// Returns the headers of the 204 response to a preflight, or `None` if the request is not a preflight. `methods` and
    /// `headers` are those of the target; `Authorization` and `Content-Type` are always allowed.
    ///
    /// # Errors
    /// As [`check`](Self::check), and [`Refusal::Origin`] if the origin is not listed.
    pub fn preflight(
        &self,
        (method, uri, request): (&Method, &Uri, &HeaderMap),
        methods: &[Method],
        headers: &[HeaderName],
    ) -> Option<Result<HeaderMap, Refusal>> {
        if method != Method::OPTIONS || !request.contains_key(ACCESS_CONTROL_REQUEST_METHOD) {
            return None;
        }
        request.get(ORIGIN)?;
        if let Err(refusal) = self.check(uri, request) {
            return Some(Err(refusal));
        }
        let mut response = HeaderMap::new();
        if !self.add_cors_headers(request, &mut response) {
            return Some(Err(Refusal::Origin));
        }
        response.remove(ACCESS_CONTROL_EXPOSE_HEADERS);
        response.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        let names = [AUTHORIZATION, CONTENT_TYPE];
        let names = names.iter().chain(headers).map(HeaderName::as_str);
        for (name, list) in [
            (ACCESS_CONTROL_ALLOW_METHODS, methods.iter().map(Method::as_str).collect::<Vec<_>>().join(", ")),
            (ACCESS_CONTROL_ALLOW_HEADERS, names.collect::<Vec<_>>().join(", ")),
        ] {
            if let Ok(value) = HeaderValue::try_from(list) {
                response.insert(name, value);
            }
        }
        for name in [ACCESS_CONTROL_REQUEST_METHOD, ACCESS_CONTROL_REQUEST_HEADERS] {
            response.append(VARY, name.into());
        }
        Some(Ok(response))
    }

    /// Adds the CORS headers with which a page of a listed origin may read the response: for that origin, never `*`, and without
    /// cookies. Returns whether the origin is listed. `Vary` is added whenever origins are listed, for caches.
    pub fn add_cors_headers(&self, request: &HeaderMap, reply: &mut HeaderMap) -> bool {
        if self.listed.is_empty() {
            return false;
        }
        reply.append(VARY, HeaderValue::from_static("Origin"));
        let Ok(Some(origin)) = only(request, &ORIGIN) else { return false };
        let Some(origin) = self.listed.iter().find(|listed| *listed == origin) else { return false };
        reply.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        reply.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("*"));
        true
    }
}

/// Returns whether two hosts with their ports are the same: in any case (RFC 3986, section 6.2.2.1), and with or without the dot
/// that ends a complete name (section 3.2.2).
pub(crate) fn is_same_host(one: &[u8], other: &[u8]) -> bool {
    fn split(host: &[u8]) -> (&[u8], &[u8]) {
        let colon = host.iter().rposition(|byte| *byte == b':').filter(|_| !host.ends_with(b"]"));
        let (name, port) = host.split_at(colon.unwrap_or(host.len()));
        let is_name = name.iter().any(u8::is_ascii_alphabetic);
        (name.strip_suffix(b".").filter(|_| is_name).unwrap_or(name), port)
    }
    let ((name, port), (other_name, other_port)) = (split(one), split(other));
    name.eq_ignore_ascii_case(other_name) && port == other_port
}

/// Returns the value of a header, or an error if it occurs several times.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h HeaderValue>, ()> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() { Err(()) } else { Ok(first) }
}

fn listed<O: AsRef<str>>(origins: &[O]) -> Result<Vec<HeaderValue>, OriginError> {
    origins.iter().map(|origin| checked(origin.as_ref())).collect()
}

fn checked(origin: &str) -> Result<HeaderValue, OriginError> {
    let refused = || OriginError { origin: origin.to_owned() };
    let uri: Uri = origin.parse().map_err(|_| refused())?;
    let (scheme, authority) = uri.scheme_str().zip(uri.authority()).ok_or_else(refused)?;
    let default_port = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return Err(refused()),
    };
    let is_plain = origin == format!("{scheme}://{authority}")
        && !authority.as_str().contains('@')
        && !origin.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'*')
        && authority.port_u16() != Some(default_port)
        && !authority.as_str().ends_with(':');
    if is_plain { HeaderValue::from_str(origin).map_err(|_| refused()) } else { Err(refused()) }
}
