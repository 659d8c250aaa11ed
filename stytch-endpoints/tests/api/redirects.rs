//! The URLs to which an application redirects a browser.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use serde::Deserialize;
use stytch_endpoints::{
    b2b, consumer,
    endpoint_runtime::BaseUrl,
    oauth2::AuthorizationUrl,
    redirect::{ProviderName, RedirectError},
};

/// A redirect, as the facts of the API describe it.
#[derive(Deserialize)]
struct Redirect {
    path: String,
    providers: Vec<String>,
    /// The parameters, and whether they are required.
    query: Vec<(String, bool)>,
}

fn facts() -> Vec<Redirect> {
    let mut inventory: serde_json::Value = serde_json::from_str(include_str!("inventory.json")).unwrap();
    serde_json::from_value(inventory["redirects"].take()).unwrap()
}

fn base() -> BaseUrl {
    "https://login.example.com".parse().unwrap()
}

/// Splits a URL into its path and the names of its parameters.
fn parts(url: &str) -> (&str, Vec<&str>) {
    let (path, query) = url.strip_prefix("https://login.example.com").unwrap().split_once('?').unwrap();
    (path, query.split('&').map(|pair| pair.split('=').next().unwrap()).collect())
}

/// Returns each builder's URL for a provider, with the required parameters only and with all.
fn urls(provider: &str) -> [(&'static str, [Result<String, RedirectError>; 2]); 4] {
    let base = &base();
    let consumer = consumer::oauth::StartUrl::new(provider, "public");
    let b2b = b2b::oauth::StartUrl::new(provider, "public");
    let discovery = b2b::oauth::discovery::StartUrl::new(provider, "public");
    let sso = b2b::sso::StartUrl::new("public");
    [
        (
            "/v1/public/oauth/{provider}/start",
            [
                consumer.url(base),
                consumer
                    .login_redirect_url("l")
                    .signup_redirect_url("s")
                    .custom_scopes("a b")
                    .code_challenge("c")
                    .oauth_attach_token("t")
                    .provider_parameter("hd", "h")
                    .url(base),
            ],
        ),
        (
            "/v1/b2b/public/oauth/{provider}/start",
            [
                b2b.url(base),
                b2b.login_redirect_url("l")
                    .signup_redirect_url("s")
                    .custom_scopes("a b")
                    .pkce_code_challenge("c")
                    .organization_id("o")
                    .slug("acme")
                    .provider_parameter("hd", "h")
                    .url(base),
            ],
        ),
        (
            "/v1/b2b/public/oauth/{provider}/discovery/start",
            [
                discovery.url(base),
                discovery
                    .discovery_redirect_url("d")
                    .custom_scopes("a b")
                    .pkce_code_challenge("c")
                    .provider_parameter("hd", "h")
                    .url(base),
            ],
        ),
        (
            "/v1/public/sso/start",
            [
                Ok(sso.url(base)),
                Ok(sso
                    .connection_id("c")
                    .organization_id("o")
                    .login_redirect_url("l")
                    .signup_redirect_url("s")
                    .custom_scopes("a b")
                    .pkce_code_challenge("c")
                    .url(base)),
            ],
        ),
    ]
}

#[test]
fn every_redirect_has_the_path_and_the_parameters_of_the_api() {
    let facts = facts();
    assert_eq!(facts.len(), 4);
    for (path, [minimal, full]) in urls("google") {
        let redirect = facts.iter().find(|redirect| redirect.path == path).unwrap();
        let (minimal, full) = (minimal.unwrap(), full.unwrap());
        for url in [&minimal, &full] {
            assert_eq!(parts(url).0, path.replace("{provider}", "google"));
        }
        let required = redirect.query.iter().filter(|(_, required)| *required).map(|(name, _)| name.as_str());
        assert_eq!(parts(&minimal).1, required.collect::<Vec<_>>(), "{path}");
        for (name, _) in &redirect.query {
            let name = name.replace("provider_*", "provider_hd");
            assert!(parts(&full).1.contains(&name.as_str()), "{path} has no {name}");
        }
        assert!(full.contains("custom_scopes=a%20b"), "{full}");
    }
}

#[test]
fn every_provider_of_the_api_has_a_name() {
    for name in facts().iter().flat_map(|redirect| &redirect.providers) {
        let provider = ProviderName::from(name.as_str());
        assert!(!matches!(provider, ProviderName::Other(_)), "{name}");
        assert_eq!(provider.as_str(), name);
    }
}

#[test]
fn a_value_stays_in_its_place() {
    for hostile in ["a/b", "a?b=c", "a#b", "a&b", "%2e%2e", "é", "a b", "..a"] {
        for (path, [_, url]) in urls(hostile).into_iter().take(3) {
            let url = url.unwrap();
            assert_eq!(url.matches('/').count(), path.matches('/').count() + 2, "{url}");
            assert_eq!((url.matches('?').count(), url.contains('#')), (1, false), "{url}");
            assert!(url.is_ascii() && !url.contains(' '), "{url}");
        }
    }
    let start = b2b::oauth::StartUrl::new("google", "p&slug=evil").provider_parameter("a=b&c", "d&e");
    let url = start.url(&base()).unwrap();
    assert!(url.ends_with("?public_token=p%26slug%3Devil&provider_a%3Db%26c=d%26e"), "{url}");
}

#[test]
fn a_provider_that_is_no_segment_is_refused() {
    for name in ["", ".", ".."] {
        for (_, [minimal, _]) in urls(name).into_iter().take(3) {
            assert_eq!(minimal.unwrap_err(), RedirectError::Provider);
        }
    }
}

#[test]
fn an_attach_token_is_not_shown() {
    let start = consumer::oauth::StartUrl::new("google", "public").oauth_attach_token("canary-6f1d");
    assert!(!format!("{start:?}").contains("canary-6f1d"));
    assert!(start.url(&base()).unwrap().ends_with("&oauth_attach_token=canary-6f1d"));
}

#[test]
fn an_authorization_request_has_the_parameters_of_oauth() {
    let page = |page: &str| AuthorizationUrl::new(page, "app", "https://a.example/b?c=d");
    let url = page("https://app.example.com/authorize?tenant=1")
        .scope("openid email")
        .state("s&t")
        .nonce("n")
        .code_challenge("hash")
        .prompt("consent")
        .resources(["https://api.example.com".to_owned(), "urn:b".to_owned()])
        .url();
    assert_eq!(
        url.unwrap(),
        "https://app.example.com/authorize?tenant=1&response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fa.example%2Fb%3Fc%3Dd\
         &scope=openid%20email&state=s%26t&nonce=n&code_challenge=hash&code_challenge_method=S256&prompt=consent\
         &resource=https%3A%2F%2Fapi.example.com&resource=urn%3Ab"
    );
    assert!(page("http://127.0.0.1:3000/authorize").url().is_ok());
    for refused in [
        "",
        "/authorize",
        "javascript:alert(1)",
        "http://app.example.com/a",
        "https://a.example/#b",
        "https://a.example/?\n",
    ] {
        assert_eq!(page(refused).url().unwrap_err(), RedirectError::AuthorizationEndpoint, "{refused}");
    }
}
