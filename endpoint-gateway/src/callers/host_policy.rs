//! The hosts and origins of requests: `Host`, `Origin` and Fetch Metadata.

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

/// The seconds for which a browser may remember a preflight's answer.
const MAX_AGE: HeaderValue = HeaderValue::from_static("600");

/// The hosts that a gateway answers to and the origins whose pages may call it. Everything is compared as it is written.
#[derive(Clone, Debug)]
pub struct HostPolicy {
    /// Empty: any.
    hosts: Vec<String>,
    /// The gateway's own pages.
    own: Vec<String>,
    /// Pages of others, as the operator listed them.
    listed: Vec<HeaderValue>,
}

/// An origin that no browser sends.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{origin:?} is no origin as browsers send it: `https://docs.example.com`, lowercase, with the port where it is not the scheme's own, without a path; `*` and `null` are never allowed"
)]
pub struct OriginError {
    /// The text that was given.
    pub origin: String,
}

impl HostPolicy {
    /// The spellings of a bound loopback address. `localhost` is one; the other family's address is not, since somebody else
    /// may have bound it.
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

    /// The gateway's own pages come over TLS, whose default port browsers leave out.
    pub(super) fn over_tls(&mut self) {
        self.hosts.extend(self.hosts.clone().iter().filter_map(|host| host.strip_suffix(":443").map(str::to_owned)));
        self.own = self.hosts.iter().map(|host| format!("https://{host}")).collect();
    }

    /// The same hosts, with pages of other origins.
    pub(super) fn with_origins<O: AsRef<str>>(&self, origins: &[O]) -> Result<Self, OriginError> {
        Ok(Self { listed: listed(origins)?, ..self.clone() })
    }

    pub(super) fn listed<O: AsRef<str>>(hosts: &[O], origins: &[O]) -> Result<Self, OriginError> {
        let hosts: Vec<String> = hosts.iter().map(|host| host.as_ref().to_owned()).collect();
        let own = hosts.iter().map(|host| format!("https://{host}")).collect();
        Ok(Self { hosts, own, listed: listed(origins)? })
    }

    /// Checks that a request names this gateway, and comes from no page, from its own pages or from a listed origin.
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
            // A page of a listed origin is another site; it has been let in by name.
            Some(b"cross-site" | b"same-site") if is_listed => Ok(()),
            Some(_) => Err(Refusal::CrossSite),
        }
    }

    /// Checks that a page may be read, which holds nothing secret: as above, and also when a link elsewhere leads to it.
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
            (Some(header), Some(authority)) if header != authority => return Err(Refusal::Host),
            (Some(named), _) | (None, Some(named)) => named,
            (None, None) => return Err(Refusal::Host),
        };
        let is_ours = self.hosts.is_empty() || self.hosts.iter().any(|host| host.as_bytes() == named);
        if is_ours { Ok(()) } else { Err(Refusal::Host) }
    }

    /// The headers that answer a preflight, with 204; `None` where the request is none. `methods` and `headers` are what the
    /// target takes; `Authorization` and `Content-Type` are always among the headers.
    ///
    /// # Errors
    /// As [`check`](Self::check), and [`Refusal::Origin`] where the origin is not listed.
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

    /// Lets the page read a reply where its origin is listed: that origin by name, never `*`, and never with cookies. Returns
    /// whether it did. `Vary` is added whenever origins are listed, so that no cache mixes them up.
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

/// The header's value; an error where it is there twice.
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
