//! The settings of a transport for opening connections.

use std::{fmt, time::Duration};

use http::Uri;

use super::Identity;

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

/// The settings of a transport for opening connections: a timeout, a proxy, and a client certificate.
///
/// ```
/// use std::time::Duration;
/// use endpoint_runtime::transport::{ConnectOptions, Proxy};
///
/// let options = ConnectOptions::default()
///     .timeout(Duration::from_secs(3))
///     .proxy(Proxy::new("http://proxy.example.com:3128")?);
/// # let _ = options;
/// # Ok::<(), endpoint_runtime::transport::ProxyError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ConnectOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) proxy: Proxy,
    pub(crate) identity: Option<Identity>,
}

impl Default for ConnectOptions {
    /// Returns a timeout of 10 seconds, and the proxy of the environment.
    fn default() -> Self {
        Self { timeout: Some(DEFAULT_TIMEOUT), proxy: Proxy::environment(), identity: None }
    }
}

impl ConnectOptions {
    /// Limits the time of connecting, including the proxy and the TLS handshake. `None` is no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeout = limit.into();
        self
    }

    /// Sets the client certificate.
    pub fn identity(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// Sets the proxy.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = proxy;
        self
    }
}

/// The proxy of requests. It tunnels https and cannot read it (CONNECT; RFC 9110, section 9.3.6). Plain http, which a client sends to
/// other machines only if [`allow_plain_http`](crate::ClientBuilder::allow_plain_http) is called, is sent to the proxy as a whole, which
/// forwards it (RFC 9112, section 3.2.2). Plain http to a loopback address uses no proxy.
///
/// A proxy that the transports do not support, such as one of SOCKS, is an error and never passed by.
#[derive(Clone)]
pub struct Proxy(pub(super) ProxySetting);

#[derive(Clone)]
pub(super) enum ProxySetting {
    Environment,
    None,
    Url(Uri),
}

impl Proxy {
    /// Returns the proxy at a URL of the scheme `http` or `https`. A user and a password in it are sent to the proxy.
    ///
    /// # Errors
    /// The text is not a URL with a host, or has another scheme.
    pub fn new(url: &str) -> Result<Self, ProxyError> {
        parse(url).map(|url| Self(ProxySetting::Url(url))).map_err(|reason| ProxyError { variable: None, reason })
    }

    /// Returns the setting of the environment: `HTTPS_PROXY`, else `ALL_PROXY`, except for hosts in `NO_PROXY`; on macOS and Windows
    /// reqwest also reads the system's. For plain http, `HTTP_PROXY` takes the place of `HTTPS_PROXY`; a CGI program does not read it
    /// in upper case, since a header of its caller sets it there. This is the default.
    ///
    /// `NO_PROXY` names hosts with their subdomains (`example.com`, `.example.com`, `*.example.com`), addresses (`10.0.0.1`, `[::1]`),
    /// ranges of addresses (`10.0.0.0/8`) or `*` for all, each with or without a port, separated by commas or blanks.
    #[must_use]
    pub const fn environment() -> Self {
        Self(ProxySetting::Environment)
    }

    /// Returns the setting of no proxy, whatever the environment says.
    #[must_use]
    pub const fn none() -> Self {
        Self(ProxySetting::None)
    }
}

impl TryFrom<&str> for Proxy {
    type Error = ProxyError;

    fn try_from(url: &str) -> Result<Self, ProxyError> {
        Self::new(url)
    }
}

/// Shows the URL without its user and password.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            ProxySetting::Environment => f.write_str("Proxy(environment)"),
            ProxySetting::None => f.write_str("Proxy(none)"),
            ProxySetting::Url(url) => {
                let host = url.authority().map_or("", |authority| authority.as_str());
                let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
                write!(f, "Proxy({}://{host})", url.scheme_str().unwrap_or_default())
            }
        }
    }
}

/// An error of a proxy's URL. It does not contain the URL, which may have a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyError {
    /// The variable of the environment that contains the URL.
    pub(super) variable: Option<&'static str>,
    pub(super) reason: ProxyReason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProxyReason {
    NoUrl,
    Scheme(String),
}

impl fmt::Display for ProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.variable {
            Some(variable) => write!(f, "the proxy of `{variable}` ")?,
            None => f.write_str("the proxy ")?,
        }
        match &self.reason {
            ProxyReason::NoUrl => f.write_str("is not a URL, such as `http://proxy.example.com:3128`")?,
            ProxyReason::Scheme(scheme) => write!(f, "has the scheme `{scheme}`; `http` and `https` are supported")?,
        }
        if self.variable.is_some() {
            f.write_str("; correct the variable, name the API's host in `NO_PROXY`, or set a `Proxy` in code")?;
        }
        Ok(())
    }
}

impl std::error::Error for ProxyError {}

/// Parses the URL of a proxy, which may lack its scheme, as in the environment.
pub(super) fn parse(url: &str) -> Result<Uri, ProxyReason> {
    let with_scheme = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
    let uri: Uri = with_scheme.parse().map_err(|_| ProxyReason::NoUrl)?;
    match uri.scheme_str() {
        _ if uri.host().is_none_or(str::is_empty) => Err(ProxyReason::NoUrl),
        Some("http" | "https") => Ok(uri),
        Some(scheme) => Err(ProxyReason::Scheme(scheme.to_owned())),
        None => Err(ProxyReason::NoUrl),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_shown_without_its_password() {
        let proxy = Proxy::new("http://user:s3cret@proxy.test:3128/").unwrap();
        assert_eq!(format!("{proxy:?}"), "Proxy(http://proxy.test:3128)");
        let error = Proxy::new("socks5://user:s3cret@proxy.test").unwrap_err();
        assert_eq!(error.to_string(), "the proxy has the scheme `socks5`; `http` and `https` are supported");
        assert!(Proxy::new("http://").is_err() && Proxy::new("").is_err() && Proxy::new("a b").is_err());
        assert!(Proxy::new("proxy.test:3128").is_ok());
    }
}
