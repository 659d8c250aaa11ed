//! Tests with requests of browsers, programs and attackers.

use http::{HeaderName, Method, header};
use secrecy::ExposeSecret;

use super::*;

const PAGE: &str = "https://docs.example.com";

fn local() -> (Callers, String) {
    let callers = Callers::local("127.0.0.1:4000".parse().unwrap(), &[PAGE]).unwrap();
    let url = callers.token().unwrap().url("127.0.0.1:4000".parse().unwrap());
    let token = url.expose_secret().strip_prefix("http://127.0.0.1:4000/#token=").unwrap().to_owned();
    (callers, token)
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
}

fn admit(callers: &Callers, pairs: &[(&'static str, &str)]) -> Result<Caller, Refusal> {
    callers.admit(&Uri::from_static("/v1/teams"), &headers(pairs), SystemTime::UNIX_EPOCH)
}

#[test]
fn the_token_of_this_start_lets_in_and_no_other() {
    let (callers, token) = local();
    let (_, other) = local();
    assert_eq!(token.len(), 43);
    assert_ne!(token, other);
    let sent = |value: &str| admit(&callers, &[("host", "127.0.0.1:4000"), ("authorization", value)]).map(|_| ());
    assert_eq!(sent(&format!("Bearer {token}")), Ok(()));
    assert_eq!(sent(&format!("bearer {token}")), Ok(()));
    assert_eq!(sent(&format!("Bearer {other}")), Err(Refusal::Unknown));
    assert_eq!(sent(&format!("Bearer {token}A")), Err(Refusal::Unknown));
    assert_eq!(sent(&format!("Bearer {}", &token[..42])), Err(Refusal::Unknown));
    for malformed in
        ["Bearer", "Bearer ", "Basic dTpw", &format!("Bearer  {token}"), &format!("Bearer {token} x"), &token]
    {
        assert_eq!(sent(malformed), Err(Refusal::Malformed), "{malformed}");
    }
    assert_eq!(admit(&callers, &[("host", "127.0.0.1:4000")]).unwrap_err(), Refusal::Missing);
    let bearer = format!("Bearer {token}");
    let twice = [("host", "127.0.0.1:4000"), ("authorization", "Bearer x"), ("authorization", &bearer)];
    assert_eq!(admit(&callers, &twice).unwrap_err(), Refusal::Malformed);
    let cookie = [("host", "127.0.0.1:4000"), ("cookie", &format!("token={token}"))];
    assert_eq!(admit(&callers, &cookie).unwrap_err(), Refusal::Missing);
}

#[test]
fn only_the_bound_spellings_are_hosts() {
    let (callers, token) = local();
    let bearer = format!("Bearer {token}");
    for (host, is_ours) in [
        ("127.0.0.1:4000", true),
        ("localhost:4000", true),
        ("127.0.0.1", false),
        ("localhost", false),
        ("127.0.0.1:4001", false),
        ("[::1]:4000", false),
        ("LOCALHOST:4000", true),
        ("localhost.:4000", true),
        ("localhost..:4000", false),
        (".localhost:4000", false),
        ("127.0.0.1.:4000", false),
        ("localhost.", false),
        ("127.0.0.1:04000", false),
        ("127.1:4000", false),
        ("2130706433:4000", false),
        ("rebound.example:4000", false),
        ("127.0.0.1:4000.evil.example", false),
        ("user@127.0.0.1:4000", false),
        ("", false),
    ] {
        let admitted = admit(&callers, &[("host", host), ("authorization", &bearer)]);
        assert_eq!(admitted.is_ok(), is_ours, "{host}");
        assert!(is_ours || admitted.unwrap_err() == Refusal::Host);
    }
    assert_eq!(admit(&callers, &[("authorization", &bearer)]).unwrap_err(), Refusal::Host);
    let twice = [("host", "127.0.0.1:4000"), ("host", "127.0.0.1:4000"), ("authorization", &bearer)];
    assert_eq!(admit(&callers, &twice).unwrap_err(), Refusal::Host);
    // The authority of HTTP/2, and of a target in absolute form.
    let authority = |authority: &'static str, pairs: &[_]| {
        callers.admit(&Uri::from_static(authority), &headers(pairs), SystemTime::UNIX_EPOCH).map(|_| ())
    };
    assert_eq!(authority("http://localhost:4000/", &[("authorization", &bearer)]), Ok(()));
    assert_eq!(authority("http://evil.example/", &[("authorization", &bearer)]), Err(Refusal::Host));
    let both = [("host", "127.0.0.1:4000"), ("authorization", &bearer)];
    assert_eq!(authority("http://evil.example/", &both), Err(Refusal::Host));
    assert_eq!(authority("http://localhost:4000/", &both), Err(Refusal::Host));
}

#[test]
fn the_address_that_is_bound_decides_the_spellings() {
    let six: SocketAddr = "[::1]:80".parse().unwrap();
    let site = HostPolicy::loopback::<&str>(six, &[]).unwrap();
    let check = |host: &str| site.check(&Uri::from_static("/"), &headers(&[("host", host)]));
    for host in ["[::1]:80", "[::1]", "localhost", "localhost:80"] {
        assert_eq!(check(host), Ok(()), "{host}");
    }
    assert_eq!(check("127.0.0.1"), Err(Refusal::Host));
    let open = Callers::local::<&str>("0.0.0.0:80".parse().unwrap(), &[]).unwrap_err();
    assert_eq!(open, CallersError::KeysRequired { address: "0.0.0.0:80".parse().unwrap() });
}

#[test]
fn pages_of_other_sites_are_refused_even_with_the_token() {
    let (callers, token) = local();
    let bearer = format!("Bearer {token}");
    for (origin, site, expected) in [
        (None, None, Ok(())),
        (None, Some("none"), Ok(())),
        (None, Some("same-origin"), Ok(())),
        (None, Some("cross-site"), Err(Refusal::CrossSite)),
        (None, Some("same-site"), Err(Refusal::CrossSite)),
        (None, Some("Same-Origin"), Err(Refusal::CrossSite)),
        (Some("http://127.0.0.1:4000"), Some("same-origin"), Ok(())),
        (Some("http://localhost:4000"), None, Ok(())),
        (Some("http://localhost:4000"), Some("cross-site"), Err(Refusal::CrossSite)),
        (Some("http://localhost:4001"), Some("same-site"), Err(Refusal::Origin)),
        (Some("https://localhost:4000"), None, Err(Refusal::Origin)),
        (Some("null"), None, Err(Refusal::Origin)),
        (Some("https://evil.example"), Some("cross-site"), Err(Refusal::Origin)),
        (Some(PAGE), Some("cross-site"), Ok(())),
        (Some(PAGE), Some("same-site"), Ok(())),
        (Some("https://docs.example.com."), None, Err(Refusal::Origin)),
        (Some("https://docs.example.com.evil.example"), None, Err(Refusal::Origin)),
        (Some("http://docs.example.com"), None, Err(Refusal::Origin)),
    ] {
        let mut pairs = vec![("host", "127.0.0.1:4000"), ("authorization", bearer.as_str())];
        pairs.extend(origin.map(|origin| ("origin", origin)));
        pairs.extend(site.map(|site| ("sec-fetch-site", site)));
        assert_eq!(admit(&callers, &pairs).map(|_| ()), expected, "{origin:?} {site:?}");
    }
    let two = [("host", "127.0.0.1:4000"), ("authorization", &bearer), ("origin", PAGE), ("origin", PAGE)];
    assert_eq!(admit(&callers, &two).unwrap_err(), Refusal::Origin);
}

#[test]
fn a_preflight_allows_listed_origins_by_name() {
    let (callers, _) = local();
    let ask = |pairs: &[(&'static str, &str)]| {
        let headers = headers(pairs);
        let request = (&Method::OPTIONS, &Uri::from_static("/v1/teams"), &headers);
        callers.host_policy().preflight(request, &[Method::POST], &[HeaderName::from_static("x-team")])
    };
    let host = ("host", "127.0.0.1:4000");
    let wanted = ("access-control-request-method", "POST");
    let response = ask(&[host, wanted, ("origin", PAGE), ("sec-fetch-site", "cross-site")]).unwrap().unwrap();
    assert_eq!(response[header::ACCESS_CONTROL_ALLOW_ORIGIN], PAGE);
    assert_eq!(response[header::ACCESS_CONTROL_ALLOW_METHODS], "POST");
    assert_eq!(response[header::ACCESS_CONTROL_ALLOW_HEADERS], "authorization, content-type, x-team");
    assert!(!response.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS));
    assert!(response.get_all(header::VARY).iter().any(|value| value == "Origin"));
    assert!(response.values().all(|value| value != "*"));
    assert_eq!(ask(&[host, wanted, ("origin", "https://evil.example")]), Some(Err(Refusal::Origin)));
    assert_eq!(ask(&[host, wanted, ("origin", "null")]), Some(Err(Refusal::Origin)));
    assert_eq!(ask(&[host, wanted, ("origin", "http://localhost:4000")]), Some(Err(Refusal::Origin)));
    assert_eq!(ask(&[("host", "evil.example"), wanted, ("origin", PAGE)]), Some(Err(Refusal::Host)));
    assert_eq!(ask(&[host, wanted]), None);
    assert_eq!(ask(&[host, ("origin", PAGE)]), None);
}

#[test]
fn a_reply_is_shared_with_listed_origins_by_name() {
    let (callers, _) = local();
    let share = |origin: Option<&str>| {
        let mut reply = HeaderMap::new();
        let pairs: Vec<_> = origin.map(|origin| ("origin", origin)).into_iter().collect();
        callers.host_policy().add_cors_headers(&headers(&pairs), &mut reply);
        assert_eq!(reply[header::VARY], "Origin");
        reply.get(header::ACCESS_CONTROL_ALLOW_ORIGIN).cloned()
    };
    assert_eq!(share(Some(PAGE)).unwrap(), PAGE);
    assert_eq!(share(Some("https://evil.example")), None);
    assert_eq!(share(None), None);
}

#[test]
fn an_origin_that_no_browser_sends_is_refused_at_the_start() {
    for origin in [
        "*",
        "null",
        "",
        "docs.example.com",
        "https://docs.example.com/",
        "https://docs.example.com/page",
        "https://Docs.example.com",
        "https://*.example.com",
        "https://docs.example.com:443",
        "http://docs.example.com:80",
        "https://docs.example.com:",
        "https://me@docs.example.com",
        "ftp://docs.example.com",
    ] {
        let error = Callers::local("127.0.0.1:1".parse().unwrap(), &[origin]).unwrap_err();
        assert_eq!(error, CallersError::Origin(OriginError { origin: origin.to_owned() }), "{origin}");
    }
    assert!(
        Callers::local("127.0.0.1:1".parse().unwrap(), &["http://127.0.0.1:8080", "https://a.example:8443"]).is_ok()
    );
}

#[test]
fn refusals_say_what_helps() {
    for (refusal, status) in [
        (Refusal::Host, 403),
        (Refusal::Origin, 403),
        (Refusal::CrossSite, 403),
        (Refusal::Missing, 401),
        (Refusal::Malformed, 401),
        (Refusal::Unknown, 401),
        (Refusal::Expired { caller: "ci".into() }, 401),
        (Refusal::Scope, 403),
        (Refusal::Admin, 403),
    ] {
        assert_eq!(refusal.status(), status, "{refusal}");
        assert_eq!(refusal.challenge().is_some(), status == 401, "{refusal}");
    }
}

#[test]
fn the_token_is_shown_nowhere() {
    let (callers, token) = local();
    let sent = format!("Bearer {token}");
    let caller = admit(&callers, &[("host", "127.0.0.1:4000"), ("authorization", &sent)]).unwrap();
    let url = callers.token().unwrap().url("127.0.0.1:4000".parse().unwrap());
    let refusal = admit(&callers, &[("host", "x"), ("authorization", &sent)]).unwrap_err();
    let shown = format!("{callers:?} {:?} {caller:?} {url:?} {refusal:?} {refusal}", callers.token());
    assert!(!shown.contains(&token[..8]), "{shown}");
}
