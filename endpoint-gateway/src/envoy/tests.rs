//! Tests of the exported patterns, read as Envoy reads them.

use std::sync::LazyLock;

use endpoint_runtime::{http::Request, metadata::Method, provider::CredentialPart};
use proptest::{prelude::*, proptest};
use regex::Regex;

use super::*;
use crate::request;

fn upstreams() -> Vec<Upstream> {
    let upstream =
        Upstream::new(stytch_endpoints::provider().unwrap(), "https://test.stytch.com/base".parse().unwrap());
    vec![upstream.host("fraud", "https://telemetry.stytch.com".parse().unwrap())]
}

#[test]
fn a_host_without_a_url_is_refused() {
    let stytch = |base: &str| vec![Upstream::new(stytch_endpoints::provider().unwrap(), base.parse().unwrap())];
    let error = export(&stytch("https://login.example.com"), &options()).unwrap_err();
    assert!(matches!(&error, EnvoyError::Host { host, .. } if host == "fraud"), "{error}");
    let clusters = |upstreams: &[Upstream]| export(upstreams, &options()).unwrap().bootstrap.to_string();
    assert!(clusters(&stytch("https://api.stytch.com")).contains("stytch telemetry.stytch.com authenticated"));
    assert!(clusters(&upstreams()).contains("stytch telemetry.stytch.com authenticated"));
}

fn options() -> EnvoyOptions {
    let callers = EnvoyCallers::Certificates { authorities: "callers.pem".into(), names: Vec::new() };
    EnvoyOptions::new(([127, 0, 0, 1], 8443), ("tls.pem".into(), "tls.key".into()), callers).host("localhost")
}

/// Compiles a pattern that matches the whole text, as Envoy does.
fn whole(pattern: &str) -> Regex {
    Regex::new(&format!("^(?:{pattern})$")).unwrap()
}

/// Returns the methods, the beginning and the target of each route.
fn routes() -> Vec<(Regex, String, Regex)> {
    let bootstrap = export(&upstreams(), &options()).unwrap().bootstrap;
    let manager = &bootstrap["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]["typed_config"];
    let routes = manager["route_config"]["virtual_hosts"][0]["routes"].as_array().unwrap();
    let routes = routes.iter().filter(|route| route["route"].is_object());
    routes
        .map(|route| {
            let text = |pointer: &str| route.pointer(pointer).unwrap().as_str().unwrap().to_owned();
            let pattern = text("/match/headers/1/string_match/safe_regex/regex");
            let method = &route["match"]["headers"][0]["string_match"];
            let exact = method["exact"].as_str().map(regex::escape);
            let method = exact.or_else(|| method["safe_regex"]["regex"].as_str().map(str::to_owned)).unwrap();
            (whole(&method), text("/match/prefix"), whole(&pattern))
        })
        .collect()
}

/// Hundreds of operations are read once.
static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::new(&upstreams()).unwrap());

/// Returns whether the gateway forwards a target by its path.
fn passes(method: &str, target: &str) -> bool {
    let Ok(request) = Request::builder().method(method).uri(target).body(()) else { return false };
    let head = request.into_parts().0;
    let Ok((declared, values)) = POLICY.find(&head) else { return false };
    request::target(declared, &values, head.uri.query()).is_ok()
}

/// Returns whether a path matches a template, segment by segment.
fn is_below(template: &str, path: &str) -> bool {
    let segments = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    let (template, path) = (segments(template), segments(path));
    template.len() == path.len()
        && template.iter().zip(&path).all(|(declared, given)| declared.starts_with('<') || declared == given)
}

#[test]
fn every_operation_is_matched_by_one_route_at_its_own_path() {
    let routes = routes();
    let provider = stytch_endpoints::provider().unwrap();
    assert_eq!(routes.len(), provider.operations().count());
    for operation in provider.operations() {
        let path = operation.metadata.template.replace('<', "a-").replace('>', "%20b");
        let declared = operation.metadata.method.as_str();
        // A literal of one operation may stand where another one has a parameter.
        let is_get = provider
            .operations()
            .any(|other| other.metadata.method == Method::Get && is_below(other.metadata.template, &path));
        for (method, expected) in [(declared, 1), ("HEAD", usize::from(is_get)), ("BREW", 0)] {
            let matched = routes.iter().filter(|(methods, prefix, target)| {
                methods.is_match(method) && path.starts_with(prefix) && target.is_match(&path)
            });
            assert_eq!(matched.count(), expected, "{method} {path}");
            assert_eq!(passes(method, &path), expected == 1, "{method} {path}");
        }
    }
}

#[test]
fn values_that_servers_read_in_two_ways_match_nothing() {
    let value = whole(&pattern::target(&declared()));
    for good in ["a", "a.b", "..a", "a%20b", "a;b", "%C3%A9", "%E6%97%A5", "%F0%9F%98%80", "a%3Bb", "a@b.c", "%21"] {
        assert!(value.is_match(&path(good)), "{good}");
        assert!(passes("GET", &path(good)), "{good}");
    }
    for bad in [
        "",
        ".",
        "..",
        "%2e%2e",
        ".%2E",
        "%2e",
        "%252e%252e",
        "..;",
        ".%3b",
        "..;a=b",
        "..%3Bx",
        "..%20",
        "%20..",
        "a/b",
        "a%2Fb",
        "a%2fb",
        "a\\b",
        "a%5Cb",
        "a%5c",
        "a%00",
        "a%0d%0a",
        "a%7F",
        "a%C2%85",
        "a%C2%A0",
        "%",
        "%2",
        "%zz",
        "%FF",
        "%C0%AF",
        "%C0%AE%C0%AE",
        "%ED%A0%80",
        "a%25b",
        "a#b",
        "a?b",
        "a?b=c",
        "%E2%80%A8",
        "%F4%90%80%80",
        "%F5%80%80%80",
        "%E0%80%80",
        "a b",
        "a%C3",
    ] {
        assert!(!value.is_match(&path(bad)), "{bad}");
    }
}

fn declared() -> crate::DeclaredRoute {
    let policy = Policy::new(&upstreams()).unwrap();
    let mut declared = policy.declared().iter().filter(|declared| declared.operation().metadata.template == TEMPLATE);
    declared.next().unwrap().clone()
}

const TEMPLATE: &str = "/v1/b2b/organizations/<organization_id>/connected_apps/<connected_app_id>";

fn path(value: &str) -> String {
    TEMPLATE.replace("<organization_id>", "a").replace("<connected_app_id>", value)
}

proptest! {
    /// Checks that the gateway also forwards every target that Envoy forwards.
    #[test]
    fn what_envoy_lets_through_passes_the_gateway(
        parts in prop::collection::vec(prop::sample::select(vec![
            "a", ".", "..", "/", ";", "%", "%2e", "%2E", "%2f", "%5c", "%25", "%20", "%C3", "%A9", "%E2", "%80", "%A8", "%09", "%F0",
            "%9F", "%98", "%ED", "%A0", "\\", "?", "=", "&", "~", "%3b", "%7e", "%7f", "%C2", "%85",
        ]), 0..8),
    ) {
        let target = path(&parts.concat());
        for (methods, prefix, pattern) in routes_once() {
            let is_matched = target.starts_with(prefix) && pattern.is_match(&target);
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].into_iter().filter(|method| is_matched && methods.is_match(method)) {
                prop_assert!(passes(method, &target), "{method} {target}");
            }
        }
    }
}

fn routes_once() -> &'static [(Regex, String, Regex)] {
    static ROUTES: std::sync::LazyLock<Vec<(Regex, String, Regex)>> = std::sync::LazyLock::new(routes);
    &ROUTES
}

#[test]
fn all_headers_but_the_listed_ones_are_removed() {
    let removed = whole(&pattern::all_except(["accept", "accept-language", "te"], [], []));
    for name in ["accept", "accept-language", "te", ":path", ":"] {
        assert!(!removed.is_match(name), "{name}");
    }
    for name in ["a", "accep", "accepts", "accept-", "accept-languages", "t", "tee", "cookie", "authorization", "x-a.b"]
    {
        assert!(removed.is_match(name), "{name}");
    }
}

#[test]
fn each_of_combined_credentials_has_an_injector_and_a_file() {
    let export_with = |auth: AuthScheme| {
        let mut provider = stytch_endpoints::provider().unwrap();
        provider.auth = vec![auth];
        let upstream = Upstream::new(provider, "https://test.stytch.com".parse().unwrap());
        export(&[upstream.host("fraud", "https://telemetry.stytch.com".parse().unwrap())], &options())
    };
    let part = |name: &str| CredentialPart::new(name, name.to_ascii_uppercase());
    let auth = AuthScheme::bearer(part("token")).and(AuthScheme::api_key("X-Application", part("application")));
    let config = export_with(auth).unwrap();
    let files: Vec<_> = config.secrets.iter().map(|secret| (secret.path.to_str().unwrap(), &*secret.form)).collect();
    let [(first, "TOKEN"), (second, "APPLICATION")] = files[..] else { panic!("{files:?}") };
    assert!(first.ends_with("stytch-token.json") && second.ends_with("stytch-application.json"), "{files:?}");
    for (secret, header) in [("stytch-token", "authorization"), ("stytch-application", "X-Application")] {
        let bootstrap = config.bootstrap.to_string();
        assert!(bootstrap.contains(&format!(r#""header":"{header}""#)), "{bootstrap}");
        assert!(bootstrap.contains(&format!(r#""credential":{{"name":"{secret}","#)), "{bootstrap}");
    }
    let cookies = AuthScheme::cookie_key("a", part("token")).and(AuthScheme::cookie_key("b", part("other")));
    assert!(matches!(export_with(cookies).unwrap_err(), EnvoyError::Credential { .. }));
}

#[test]
fn headers_with_a_prefix_stay_but_for_those_that_are_never_forwarded() {
    let never = ["sec-.*".to_owned(), "x-meta-key".to_owned()];
    let removed = whole(&pattern::all_except(["accept", "x-metal"], ["X-Meta-", "s"], never));
    for name in ["accept", "x-metal", "x-meta-a", "x-meta-key-2", "secret"] {
        assert!(!removed.is_match(name), "{name}");
    }
    for name in ["x-meta", "x-metals", "x-meta-key", "sec-fetch-site", "cookie", "x-", "x-a"] {
        assert!(removed.is_match(name), "{name}");
    }
}

#[test]
fn an_export_without_authentication_is_refused() {
    let refused = |options: EnvoyOptions| export(&upstreams(), &options).unwrap_err().to_string();
    let hosts = |hosts: &[&str]| EnvoyOptions { hosts: hosts.iter().map(ToString::to_string).collect(), ..options() };
    for list in [vec![], vec!["*"], vec![""], vec!["Example.com"], vec!["a.example:8443"]] {
        assert!(refused(hosts(&list)).contains("hosts"), "{list:?}");
    }
    let callers = EnvoyCallers::Tokens { issuer: "a".into(), audiences: Vec::new(), keys: "keys.json".into() };
    assert!(refused(EnvoyOptions { callers, ..options() }).contains("audience"));
    let callers = EnvoyCallers::Certificates { authorities: "callers.pem".into(), names: vec!["a.example".into()] };
    let config = export(&upstreams(), &EnvoyOptions { callers, ..options() }).unwrap().bootstrap.to_string();
    assert!(config.contains(r#""require_client_certificate":true"#) && config.contains(r#"{"exact":"a.example"}"#));
    assert!(!config.contains(r#""admin""#));
}
