//! The base URL of an API.

use std::{fmt, net::IpAddr, str::FromStr};

use http::{
    Uri,
    uri::{Authority, Scheme},
};

/// The base URL of an API: scheme, host, port, and the path to which the path of every endpoint is appended.
///
/// Plain `http` is parsed for loopback addresses only, since requests carry credentials. Another host has to be accepted by name: by
/// [`ClientBuilder::allow_plain_http`](crate::ClientBuilder::allow_plain_http), or by [`PlainHttpUrl::accept`]. `Debug` leaves out the
/// path, which can be a secret, as of a webhook; `Display` writes it.
///
/// ```
/// use endpoint_runtime::BaseUrl;
///
/// let url: BaseUrl = "https://api.example.com/tenant-1/".parse()?;
/// assert_eq!(url.to_string(), "https://api.example.com/tenant-1");
/// assert!("http://api.example.com".parse::<BaseUrl>().is_err());
/// assert!("http://127.0.0.1:8080".parse::<BaseUrl>().is_ok());
/// # Ok::<(), endpoint_runtime::BaseUrlError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or a path with a leading and no trailing slash.
    prefix: Box<str>,
}

/// A URL of plain `http` to a host that is not a loopback address, which is refused unless it is accepted.
///
/// ```
/// use endpoint_runtime::{BaseUrl, BaseUrlError};
///
/// let url = match "http://parcels:8080".parse::<BaseUrl>() {
///     // A program with a rule of its own for the networks that it trusts.
///     Err(BaseUrlError::PlainHttp(url)) => url.accept(),
///     parsed => parsed?,
/// };
/// assert_eq!(url.to_string(), "http://parcels:8080");
/// # Ok::<(), BaseUrlError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainHttpUrl(BaseUrl);

impl PlainHttpUrl {
    /// Returns the URL. A client still refuses it without
    /// [`allow_plain_http`](crate::ClientBuilder::allow_plain_http).
    #[must_use]
    pub fn accept(self) -> BaseUrl {
        self.0
    }
}

/// An error of parsing a [`BaseUrl`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// The text is not an absolute URL.
    #[error("the base URL is not an absolute URL; write `https://host`, `https://host:8443` or `https://host/prefix`")]
    NotAbsolute,
    /// The scheme is neither http nor https.
    #[error("the scheme of the base URL is neither https nor http; write https:// (or http:// for a loopback address)")]
    Scheme,
    /// The scheme is http, and the host is not a loopback address.
    #[error(
        "plain http would send the credentials unencrypted over the network; use https:// (http:// is accepted for localhost, 127.0.0.0/8 and [::1])"
    )]
    PlainHttp(PlainHttpUrl),
    /// The URL has a user name or a password.
    #[error("the base URL has a user name or a password; remove it, and give credentials to the client's `auth`")]
    UserInfo,
    /// The URL has a query or a fragment.
    #[error("the base URL has a query or a fragment; remove it")]
    QueryOrFragment,
    /// The path has an empty, `.` or `..` segment.
    #[error("the path of the base URL has an empty, `.` or `..` segment; remove it")]
    Segment,
    /// The path has a character that is not allowed there (RFC 3986, section 3.3), and that clients treat differently.
    #[error(
        "the path of the base URL has a character that is not allowed in a path, such as `[` or `{{`; percent-encode it"
    )]
    Character,
}

impl BaseUrl {
    /// Returns the scheme: `https`, or `http` for a loopback address or a [`PlainHttpUrl`] that was accepted.
    #[must_use]
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Returns the host and, if there is one, the port.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Returns the path to which the path of every endpoint is appended: empty, or with a leading and no trailing slash.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns whether requests leave this machine unencrypted.
    pub(crate) fn is_plain_http(&self) -> bool {
        self.scheme == Scheme::HTTP && !is_loopback(self.authority.host())
    }

    /// Returns whether `uri` is relative or has the origin of this URL, so that credentials may be sent to it.
    pub(crate) fn is_origin_of(&self, uri: &Uri) -> bool {
        match (uri.scheme(), uri.authority()) {
            (None, None) => true,
            (Some(scheme), Some(authority)) => {
                *scheme == self.scheme
                    && authority.host().eq_ignore_ascii_case(self.authority.host())
                    && port(scheme, authority) == port(&self.scheme, &self.authority)
                    && !authority.as_str().contains('@')
            }
            _ => false,
        }
    }
}

fn port(scheme: &Scheme, authority: &Authority) -> u16 {
    authority.port_u16().unwrap_or(if *scheme == Scheme::HTTPS { 443 } else { 80 })
}

/// Returns whether the host of a URL is a loopback address or `localhost`.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match host.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        // `http::Uri` silently drops a fragment.
        if text.contains(['#', '?']) {
            return Err(BaseUrlError::QueryOrFragment);
        }
        let uri: Uri = text.parse().map_err(|_| BaseUrlError::NotAbsolute)?;
        let path = uri.path().trim_end_matches('/').to_owned();
        let parts = uri.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(BaseUrlError::NotAbsolute);
        };
        if authority.as_str().contains('@') {
            return Err(BaseUrlError::UserInfo);
        }
        // An authority such as `host:` or `host:99999` parses, but its port is not valid.
        if authority.host().is_empty() || (authority.as_str() != authority.host() && authority.port_u16().is_none()) {
            return Err(BaseUrlError::NotAbsolute);
        }
        if scheme != Scheme::HTTPS && scheme != Scheme::HTTP {
            return Err(BaseUrlError::Scheme);
        }
        let decoded_dots = |segment: &str| segment.to_ascii_lowercase().replace("%2e", ".");
        if path.split('/').skip(1).any(|segment| matches!(decoded_dots(segment).as_str(), "" | "." | "..")) {
            return Err(BaseUrlError::Segment);
        }
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&byte);
        if !path.bytes().all(is_allowed) {
            return Err(BaseUrlError::Character);
        }
        let url = Self { scheme, authority, prefix: path.into() };
        if url.is_plain_http() { Err(BaseUrlError::PlainHttp(PlainHttpUrl(url))) } else { Ok(url) }
    }
}

impl TryFrom<&str> for BaseUrl {
    type Error = BaseUrlError;

    fn try_from(text: &str) -> Result<Self, BaseUrlError> {
        text.parse()
    }
}

impl TryFrom<String> for BaseUrl {
    type Error = BaseUrlError;

    fn try_from(text: String) -> Result<Self, BaseUrlError> {
        text.parse()
    }
}

/// Shows the origin, and `…` in place of a path, which can be a secret.
impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.prefix.is_empty() { "" } else { "/…" };
        write!(f, "BaseUrl({}://{}{path})", self.scheme, self.authority)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_kept_without_its_trailing_slash() {
        let url: BaseUrl = "https://host:8443/a/b/".parse().unwrap();
        assert_eq!((url.prefix(), url.to_string().as_str()), ("/a/b", "https://host:8443/a/b"));
    }

    #[test]
    fn debug_shows_no_path() {
        let debug = |url: &str| format!("{:?}", url.parse::<BaseUrl>().unwrap());
        assert_eq!(debug("https://hooks.test/s3cret"), "BaseUrl(https://hooks.test/…)");
        assert_eq!(debug("https://hooks.test:8443/"), "BaseUrl(https://hooks.test:8443)");
    }

    #[test]
    fn a_url_that_would_lose_or_leak_a_part_is_refused() {
        for (text, error) in [
            ("", BaseUrlError::NotAbsolute),
            ("api.example.com", BaseUrlError::NotAbsolute),
            ("/v1", BaseUrlError::NotAbsolute),
            ("https://", BaseUrlError::NotAbsolute),
            ("https://host:99999", BaseUrlError::NotAbsolute),
            ("https://host:", BaseUrlError::NotAbsolute),
            ("ftp://host", BaseUrlError::Scheme),
            ("http://host/a/../b", BaseUrlError::Segment),
            ("https://user:pass@host", BaseUrlError::UserInfo),
            ("https://host?x=1", BaseUrlError::QueryOrFragment),
            ("https://host/#x", BaseUrlError::QueryOrFragment),
            ("https://host/a/../b", BaseUrlError::Segment),
            ("https://host/a/%2E%2e", BaseUrlError::Segment),
            ("https://host//a", BaseUrlError::Segment),
            ("https://host/{a,b}", BaseUrlError::Character),
            ("https://host/[1-3]", BaseUrlError::Character),
        ] {
            assert_eq!(text.parse::<BaseUrl>(), Err(error), "{text}");
        }
        for text in
            ["http://host", "http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://10.0.0.1/a"]
        {
            let Err(BaseUrlError::PlainHttp(url)) = text.parse::<BaseUrl>() else { panic!("{text}") };
            assert_eq!(url.accept().to_string(), text);
        }
        for text in ["http://localhost:1", "http://127.9.9.9", "http://[::1]:80"] {
            assert!(text.parse::<BaseUrl>().is_ok(), "{text}");
        }
    }

    #[test]
    fn only_its_own_origin_matches() {
        let url: BaseUrl = "https://host".parse().unwrap();
        for same in ["/v1", "https://host/v1", "https://HOST:443/"] {
            assert!(url.is_origin_of(&same.parse().unwrap()), "{same}");
        }
        for other in ["http://host/", "https://host:444/", "https://host.evil/", "https://a@host/"] {
            assert!(!url.is_origin_of(&other.parse().unwrap()), "{other}");
        }
    }
}
