//! The rules by which a request goes through a proxy.

use http::{Uri, uri::Scheme};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use super::{
    TransportError,
    connect_options::{Proxy, ProxyError, ProxySetting, parse},
};
use crate::base_url::{BaseUrl, is_loopback};

/// The variables that name the proxy of https requests. The first one that is set counts.
const HTTPS_VARIABLES: &[&str] = &["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The variables that name the proxy of plain http requests. The first one that is set counts.
const HTTP_VARIABLES: &[&str] = &["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/// The same in a CGI program, where the caller sets `HTTP_PROXY` by a header of the name `Proxy`.
const CGI_HTTP_VARIABLES: &[&str] = &["http_proxy", "ALL_PROXY", "all_proxy"];

/// The variable that a CGI program has (RFC 3875, section 4.1.12).
const CGI_VARIABLE: &str = "REQUEST_METHOD";

/// The variables that name the hosts without a proxy.
const NO_PROXY_VARIABLES: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The rules by which a request goes through a proxy.
#[derive(Debug)]
pub(super) struct ProxyRules {
    https: SchemeRules,
    http: SchemeRules,
}

impl ProxyRules {
    /// Reads the environment if the setting says so.
    pub(super) fn new(proxy: &Proxy) -> Self {
        match &proxy.0 {
            ProxySetting::Environment => Self::of_environment(|name| std::env::var(name).ok()),
            ProxySetting::None => Self::both(|| SchemeRules::of_matcher(Matcher::builder().build())),
            ProxySetting::Url(url) => Self::both(|| SchemeRules::of_url(url.clone(), "")),
        }
    }

    fn both(rules: impl Fn() -> SchemeRules) -> Self {
        Self { https: rules(), http: rules() }
    }

    fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let rules = |scheme| {
            let of_variable = SchemeRules::of_variable(scheme, &variable).map(|(_, rules)| rules);
            of_variable.unwrap_or_else(|| SchemeRules::of_matcher(Matcher::from_system()))
        };
        Self { https: rules(&Scheme::HTTPS), http: rules(&Scheme::HTTP) }
    }

    fn of_scheme(&self, scheme: &Scheme) -> &SchemeRules {
        if *scheme == Scheme::HTTPS { &self.https } else { &self.http }
    }

    /// Returns the proxy for a request to `uri`. Plain http to a loopback address has none.
    ///
    /// # Errors
    /// The environment names one that is not supported.
    pub(super) fn intercept(&self, uri: &Uri) -> Result<Option<Intercept>, TransportError> {
        self.of_scheme(uri.scheme().unwrap_or(&Scheme::HTTP)).intercept(uri)
    }

    /// Returns the proxy that a plain http request is sent to, which forwards it (RFC 9112, section 3.2.2).
    ///
    /// # Errors
    /// As for [`intercept`](Self::intercept).
    #[cfg(feature = "hyper")]
    pub(super) fn forwarder(&self, uri: &Uri) -> Result<Option<Intercept>, TransportError> {
        if uri.scheme() == Some(&Scheme::HTTP) { self.http.intercept(uri) } else { Ok(None) }
    }

    /// Returns the URL that is set in code or in the environment for requests of this scheme.
    #[cfg(feature = "reqwest")]
    pub(super) fn set(&self, scheme: &Scheme) -> Option<&Uri> {
        self.of_scheme(scheme).set.as_ref()
    }
}

/// The rules for requests of one scheme.
#[derive(Debug)]
struct SchemeRules {
    matcher: Matcher,
    /// The matchers of hosts that do not use the proxy at one port.
    exempt_ports: Vec<(u16, Matcher)>,
    /// The URL that is set in code or in the environment.
    #[cfg_attr(not(feature = "reqwest"), allow(dead_code, reason = "only reqwest has a matcher of its own"))]
    set: Option<Uri>,
    /// The reason why the transports cannot use the proxy of the environment.
    unsupported: Option<ProxyError>,
}

impl SchemeRules {
    fn of_matcher(matcher: Matcher) -> Self {
        Self { matcher, exempt_ports: Vec::new(), set: None, unsupported: None }
    }

    fn of_url(url: Uri, no_proxy: &str) -> Self {
        let matcher = |hosts: &str| Matcher::builder().all(url.to_string()).no(hosts).build();
        let (with_port, without): (Vec<_>, Vec<_>) = exempt_hosts(no_proxy).partition(|(_, port)| port.is_some());
        let any_port: Vec<&str> = without.iter().map(|(host, _)| &**host).collect();
        // The matcher's `*` stands for names, and not for addresses.
        let is_unused = any_port.contains(&"*");
        Self {
            matcher: if is_unused { Matcher::builder().build() } else { matcher(&any_port.join(",")) },
            exempt_ports: with_port.iter().filter_map(|(host, port)| Some(((*port)?, matcher(host)))).collect(),
            set: Some(url),
            unsupported: None,
        }
    }

    /// Returns the first variable that names a proxy for requests of this scheme, and its rules.
    fn of_variable(scheme: &Scheme, variable: &impl Fn(&str) -> Option<String>) -> Option<(&'static str, Self)> {
        let first_set = |names: &[&'static str]| {
            names.iter().find_map(|name| Some((*name, variable(name).filter(|value| !value.is_empty())?)))
        };
        let names = match *scheme == Scheme::HTTPS {
            true => HTTPS_VARIABLES,
            false if variable(CGI_VARIABLE).is_some() => CGI_HTTP_VARIABLES,
            false => HTTP_VARIABLES,
        };
        let (name, url) = first_set(names)?;
        let no_proxy = first_set(&NO_PROXY_VARIABLES).map(|(_, hosts)| hosts).unwrap_or_default();
        let rules = match parse(&url) {
            Ok(url) => Self::of_url(url, &no_proxy),
            // The matcher tells which hosts would have used it.
            Err(reason) => Self {
                unsupported: Some(ProxyError { variable: Some(name), reason }),
                ..Self::of_url(Uri::from_static("http://unsupported.invalid"), &no_proxy)
            },
        };
        Some((name, rules))
    }

    fn intercept(&self, uri: &Uri) -> Result<Option<Intercept>, TransportError> {
        let is_https = uri.scheme() == Some(&Scheme::HTTPS);
        if !is_https && uri.host().is_none_or(is_loopback) {
            return Ok(None);
        }
        let port = uri.port_u16().unwrap_or(if is_https { 443 } else { 80 });
        if self.exempt_ports.iter().any(|(exempt, matcher)| *exempt == port && matcher.intercept(uri).is_none()) {
            return Ok(None);
        }
        match (self.matcher.intercept(uri), &self.unsupported) {
            (Some(_), Some(error)) => Err(TransportError::connect(error.clone())),
            (intercept, _) => Ok(intercept),
        }
    }
}

/// Returns the hosts of `NO_PROXY` with their ports, in the forms that other programs accept: separated by commas or blanks, as
/// `host`, `.host`, `*.host`, `host:port`, an address, `[address]`, `[address]:port`, a range of addresses, or `*`.
fn exempt_hosts(no_proxy: &str) -> impl Iterator<Item = (&str, Option<u16>)> {
    let entries = no_proxy.split([',', ' ', '\t']).filter(|entry| !entry.is_empty());
    entries.map(|entry| {
        let entry = if entry.starts_with("*.") { entry.trim_start_matches('*') } else { entry };
        let with_port = entry.rsplit_once(':').filter(|(host, _)| !host.contains(':') || host.ends_with(']'));
        let (host, port) = match with_port.and_then(|(host, port)| Some((host, port.parse().ok()?))) {
            Some((host, port)) => (host, Some(port)),
            None => (entry, None),
        };
        (host.trim_matches(['[', ']']), port)
    })
}

/// Returns the variable of the environment that names a proxy for requests to this URL, supported or not, so that a program with
/// an HTTP client of its own passes by no proxy in silence. `variable` reads the environment.
///
/// ```
/// use endpoint_runtime::transport::proxy_variable;
///
/// let url = "https://api.example.com".parse()?;
/// let variable = |name: &str| (name == "HTTPS_PROXY").then(|| "http://proxy.example.com:3128".to_owned());
/// assert_eq!(proxy_variable(&url, variable), Some("HTTPS_PROXY"));
/// # Ok::<(), endpoint_runtime::BaseUrlError>(())
/// ```
#[must_use]
pub fn proxy_variable(url: &BaseUrl, variable: impl Fn(&str) -> Option<String>) -> Option<&'static str> {
    let (name, rules) = SchemeRules::of_variable(url.scheme(), &variable)?;
    let uri = url.to_string().parse().ok()?;
    let is_intercepted = rules.intercept(&uri).map_or(true, |intercept| intercept.is_some());
    is_intercepted.then_some(name)
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    fn proxy_of(set: &[(&str, &str)], uri: &'static str) -> Result<Option<String>, String> {
        let rules = ProxyRules::of_environment(|name| Some(set.iter().find(|(known, _)| *known == name)?.1.to_owned()));
        let intercept = rules.intercept(&Uri::from_static(uri)).map_err(|error| error.source().unwrap().to_string())?;
        Ok(intercept.map(|intercept| intercept.uri().to_string()))
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let of = |set| proxy_of(set, "https://api.test/");
        assert_eq!(
            of(&[("HTTPS_PROXY", ""), ("https_proxy", "proxy.test:3128")]).unwrap().unwrap(),
            "http://proxy.test:3128/"
        );
        let both = [("ALL_PROXY", "socks5://other.test"), ("HTTPS_PROXY", "https://u:p@proxy.test")];
        assert_eq!(of(&both).unwrap().unwrap(), "https://proxy.test/");
        assert_eq!(proxy_of(&both, "http://127.0.0.1/"), Ok(None));
    }

    #[test]
    fn each_scheme_has_its_variables_and_loopback_has_no_proxy_over_plain_http() {
        let all = [("ALL_PROXY", "all.test")];
        let http = [("http_proxy", "http.test"), ("HTTPS_PROXY", "https.test"), ("ALL_PROXY", "all.test")];
        for (set, plain, tls) in
            [(&all[..], "http://all.test/", "http://all.test/"), (&http, "http://http.test/", "http://https.test/")]
        {
            assert_eq!(proxy_of(set, "http://parcels:8080/").unwrap().unwrap(), plain);
            assert_eq!(proxy_of(set, "https://parcels:8080/").unwrap().unwrap(), tls);
            for uri in ["http://localhost:8080/", "http://127.0.0.1/", "http://[::1]/"] {
                assert_eq!(proxy_of(set, uri), Ok(None));
            }
        }
        let error = proxy_of(&[("HTTP_PROXY", "socks5://proxy.test")], "http://parcels/").unwrap_err();
        assert!(error.starts_with("the proxy of `HTTP_PROXY` has the scheme `socks5`"), "{error}");
        let exempt = [("HTTP_PROXY", "socks5://proxy.test"), ("NO_PROXY", "parcels:80,other:8080")];
        assert_eq!(proxy_of(&exempt, "http://parcels/"), Ok(None));
        assert!(proxy_of(&exempt, "http://parcels:8080/").is_err());
        // A header of the caller sets `HTTP_PROXY` in a CGI program.
        let cgi = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://evil.test"), ("all_proxy", "all.test")];
        assert_eq!(proxy_of(&cgi, "http://parcels/").unwrap().unwrap(), "http://all.test/");
    }

    #[test]
    fn a_proxy_that_is_not_supported_is_named_unless_the_host_needs_none() {
        for (variable, url, problem) in [
            ("all_proxy", "socks5h://proxy.test", "has the scheme `socks5h`"),
            ("HTTPS_PROXY", "ftp://proxy.test", "has the scheme `ftp`"),
            ("HTTPS_PROXY", " http://proxy.test", "is not a URL"),
        ] {
            let error = proxy_of(&[(variable, url)], "https://api.test/").unwrap_err();
            assert!(error.starts_with(&format!("the proxy of `{variable}` {problem}")), "{error}");
            let exempt = [(variable, url), ("no_proxy", "other.test, .api.test")];
            assert_eq!(proxy_of(&exempt, "https://eu.api.test/"), Ok(None));
            assert!(proxy_of(&exempt, "https://api.example/").is_err());
        }
    }

    #[test]
    fn hosts_are_exempt_in_all_forms_that_other_programs_accept() {
        for (no_proxy, exempt, others) in [
            ("api.test", &["https://api.test/", "https://eu.API.test:8443/"][..], &["https://myapi.test/"][..]),
            ("*.api.test", &["https://eu.api.test/"], &["https://api.example/"]),
            ("api.test:8443", &["https://api.test:8443/", "https://eu.api.test:8443/"], &["https://api.test/"]),
            ("api.test:443", &["https://api.test/"], &["https://api.test:8443/", "https://other.test/"]),
            (
                "a.test b.test,\tc.test",
                &["https://a.test/", "https://b.test/", "https://c.test/"],
                &["https://d.test/"],
            ),
            (
                "[::1], ::2,[::3]:8443",
                &["https://[::1]:1/", "https://[::2]/", "https://[::3]:8443/"],
                &["https://[::3]/"],
            ),
            ("10.0.0.0/8,fd00::/8", &["https://10.1.2.3/", "https://[fd00::1]/"], &["https://11.1.2.3/"]),
            ("*", &["https://api.test/", "https://[::1]/"], &[]),
            (" , ", &[], &["https://api.test/"]),
        ] {
            let of = |uri| proxy_of(&[("HTTPS_PROXY", "proxy.test"), ("NO_PROXY", no_proxy)], uri).unwrap();
            assert!(exempt.iter().all(|uri| of(uri).is_none()), "{no_proxy}: {exempt:?}");
            assert!(others.iter().all(|uri| of(uri).is_some()), "{no_proxy}: {others:?}");
        }
    }
}
