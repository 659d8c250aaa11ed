//! The exported configuration, run by a real Envoy.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod place;

use std::{
    fs,
    net::TcpStream,
    process::ExitCode,
    time::{Duration, Instant},
};

use endpoint_gateway::envoy::EnvoyCallers;
use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::Need,
};
use endpoint_test_support::{
    process::Command,
    recorder::{Answer, Recorder},
};
use libtest_mimic::Failed;
use serde_json::json;

use place::Place;

const APP: &str = "/v1/b2b/organizations/organization-test-1/connected_apps/app-1";

fn main() -> ExitCode {
    run(vec![
        Trial::new("envoy_takes_what_is_exported", [Need::Python], taken),
        Trial::new("envoy_refuses_a_mistake", [Need::Python], mistaken),
        Trial::new("declared_requests_pass_with_the_credential", [Need::Python, Need::Curl], declared),
        Trial::new("offers_of_other_protocols_are_ignored", [Need::Python, Need::Curl], offers),
        Trial::new("head_passes_where_get_does", [Need::Python, Need::Curl], head),
        Trial::new("a_host_has_several_spellings", [Need::Python, Need::Curl], hosts),
        Trial::new("nothing_else_passes", [Need::Python, Need::Curl], undeclared),
        Trial::new("strangers_do_not_pass", [Need::Python, Need::Curl], strangers),
        Trial::new("a_credential_is_waited_for_and_replaced", [Need::Python, Need::Curl], rotated),
        Trial::new("bounds_hold", [Need::Python, Need::Curl], bounds),
    ])
}

fn taken() -> Result<(), Failed> {
    let mut place = Place::new()?;
    place.folder.write("keys.json", r#"{"keys":[{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","alg":"HS256"}]}"#)?;
    for callers in [
        place.options.callers.clone(),
        EnvoyCallers::Certificates { authorities: place.path("authority.pem"), names: Vec::new() },
        EnvoyCallers::Tokens {
            issuer: "https://issuer.example".into(),
            audiences: vec!["gateway".into()],
            keys: place.path("keys.json"),
        },
    ] {
        place.options.callers = callers;
        let config = place.export("https://test.stytch.com")?;
        let output = place.validate(&config.bootstrap)?;
        assert_eq!(output.code, Some(0), "{}", output.stderr);
        let deprecated = output.stderr.lines().find(|line| line.contains("eprecated"));
        assert_eq!(deprecated, None);
    }
    Ok(())
}

fn mistaken() -> Result<(), Failed> {
    let place = Place::new()?;
    let bootstrap = place.export("https://test.stytch.com")?.bootstrap;
    let manager = "/static_resources/listeners/0/filter_chains/0/filters/0/typed_config";
    for (place_of, name) in [("/static_resources/clusters/0", "conect_timeout"), (manager, "merge_slash")] {
        let mut mistaken = bootstrap.clone();
        mistaken.pointer_mut(place_of).unwrap()[name] = json!("1s");
        let output = place.validate(&mistaken)?;
        assert!(output.code != Some(0) && output.stderr.contains(name), "{}", output.stderr);
    }
    Ok(())
}

fn declared() -> Result<(), Failed> {
    let (place, upstream) = (Place::new()?, Recorder::start()?);
    let mut answer = Answer::json(201, &json!({"a": 1}));
    for (name, value) in [
        ("Set-Cookie", "a=b"),
        ("Access-Control-Allow-Origin", "*"),
        ("Strict-Transport-Security", "max-age=1"),
        ("Location", "/v1/x"),
        ("X-Request-Id", "r-1"),
        ("Cache-Control", "public"),
    ] {
        answer.headers.push((name.to_owned(), value.to_owned()));
    }
    upstream.answer(answer);
    let _envoy = place.start(&upstream, "Y2FuYXJ5OnNlY3JldA==")?;
    let sent = [
        "-H",
        "X-Stytch-Member-Session: session-1",
        "-H",
        "Authorization: Bearer evil",
        "-H",
        "Cookie: evil=1",
        "-H",
        "X-Evil: evil",
        "-H",
        "Proxy-Authorization: Basic evil",
        "-H",
        "X-Forwarded-For: 6.6.6.6",
        "-H",
        "X-Envoy-Original-Path: /evil",
        "-H",
        "Connection: X-Evil-2",
        "-H",
        "X-Evil-2: evil",
    ];
    let answer = place.curl(Some("caller"), APP, &sent)?;
    let request = upstream.take_one()?;
    assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", format!("/base{APP}").as_str()));
    let mut names: Vec<String> = request.headers.iter().map(|(name, _)| name.to_lowercase()).collect();
    names.sort();
    assert_eq!(
        names,
        ["accept", "authorization", "host", "user-agent", "x-stytch-member-session"],
        "{:?}",
        request.headers
    );
    assert_eq!(request.header("authorization"), Some("Basic Y2FuYXJ5OnNlY3JldA=="));
    let host = upstream.url();
    assert_eq!(request.header("host"), host.strip_prefix("http://"));

    let head = answer.stdout.to_lowercase();
    assert!(head.starts_with("http/1.1 201 ") && head.ends_with("{\"a\":1}"), "{answer:?}");
    for header in [
        "x-content-type-options: nosniff",
        "content-security-policy: sandbox; default-src 'none'",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
        "content-disposition: attachment",
        "content-type: application/json",
        "x-request-id: r-1",
    ] {
        assert!(head.contains(&format!("\r\n{header}\r\n")), "{header}: {head}");
    }
    for header in ["set-cookie", "access-control", "strict-transport", "location", "x-envoy", "public"] {
        assert!(!head.contains(header), "{header}: {head}");
    }
    // A body is forwarded, too.
    let revoke = format!("{APP}/revoke");
    let json = ["-X", "POST", "-H", "Content-Type: application/json; charset=utf-8", "-d", "{}"];
    let members = revoke.replace("/connected_apps", "/members/member-1/connected_apps");
    assert_eq!(place.status(&members, &json)?, 201);
    assert_eq!(upstream.take_one()?.text(), "{}");
    for content_type in ["APPLICATION/Json", "application/vnd.api+json; a=b"] {
        let content_type = format!("Content-Type: {content_type}");
        assert_eq!(place.status(&members, &["-X", "POST", "-H", &content_type, "-d", "{}"])?, 201, "{content_type}");
        upstream.take_one()?;
    }
    Ok(())
}

fn offers() -> Result<(), Failed> {
    let (place, upstream) = (Place::new()?, Recorder::start()?);
    let _envoy = place.start(&upstream, "YTpi")?;
    let revoke = format!("{}/revoke", APP.replace("/connected_apps", "/members/member-1/connected_apps"));
    let settings = "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA";
    for offer in [
        vec!["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", settings],
        vec!["Connection: Upgrade", "Upgrade: TLS/1.2"],
        vec!["Connection: Upgrade", "Upgrade: TLS/1.2, HTTP/2.0, h2c"],
        vec!["Connection: keep-alive, Upgrade", "Upgrade: websocket"],
        vec!["Connection: Upgrade", "Upgrade: other/9"],
        vec!["Upgrade: h2c", settings],
        vec!["Upgrade: TLS/1.2"],
    ] {
        let mut args: Vec<&str> = offer.iter().flat_map(|header| ["-H", header]).collect();
        assert_eq!(place.status(APP, &args)?, 200, "{offer:?}");
        let get = upstream.take_one()?;
        args.extend(["-X", "POST", "-H", "Content-Type: application/json", "-d", "{\"a\":1}"]);
        assert_eq!(place.status(&revoke, &args)?, 200, "{offer:?}");
        let post = upstream.take_one()?;
        assert_eq!(post.text(), "{\"a\":1}");
        for request in [get, post] {
            for name in ["upgrade", "http2-settings", "connection"] {
                assert_eq!(request.header(name), None, "{offer:?}: {:?}", request.headers);
            }
        }
    }
    Ok(())
}

fn head() -> Result<(), Failed> {
    let (place, upstream) = (Place::new()?, Recorder::start()?);
    let _envoy = place.start(&upstream, "YTpi")?;
    assert_eq!(place.status(APP, &["--head"])?, 200);
    assert_eq!(upstream.take_one()?.method, "HEAD");
    let revoke = format!("{}/revoke", APP.replace("/connected_apps", "/members/member-1/connected_apps"));
    assert_eq!(place.status(&revoke, &["--head"])?, 404);
    assert_eq!(upstream.take().len(), 0);
    Ok(())
}

/// Checks spellings of the host that HTTP takes for the same.
fn hosts() -> Result<(), Failed> {
    let (place, upstream) = (Place::new()?, Recorder::start()?);
    let _envoy = place.start(&upstream, "YTpi")?;
    for host in ["LOCALHOST", "localhost.", "localhost:1"] {
        assert_eq!(place.status(APP, &["-H", &format!("Host: {host}")])?, 200, "{host}");
        upstream.take_one()?;
    }
    assert_eq!(place.status(&format!("https://localhost{APP}"), &[])?, 200);
    assert_eq!(upstream.take_one()?.target, format!("/base{APP}"));
    Ok(())
}

fn undeclared() -> Result<(), Failed> {
    let (place, upstream) = (Place::new()?, Recorder::start()?);
    let _envoy = place.start(&upstream, "YTpi")?;
    let app = |value: &str| APP.replace("app-1", value);
    let values = [
        "..",
        ".",
        "%2e%2e",
        "%2E%2e",
        ".%2e",
        "%2e",
        "%252e%252e",
        "..;",
        "..;a=b",
        "..%3Bx",
        "..%20",
        "a%2Fb",
        "a%2fb",
        "..%2F..%2Fadmin",
        "a%252Fb",
        "a\\b",
        "..\\admin",
        "a%5Cb",
        "a%255cb",
        "a%00",
        "%0d%0aX-Evil:%20a",
        "a%7F",
        "a%C2%85",
        "%",
        "%2",
        "%zz",
        "%FF",
        "%C0%AF",
        "%C0%AE%C0%AE",
        "",
        "a/",
        "a#b",
        "a?evil=1",
        "a?",
        "a;b/../c",
        "../connected_apps/app-1",
        "./app-1",
        "/app-1",
        "a/../app-1",
    ];
    let mut targets: Vec<String> = values.into_iter().map(app).collect();
    targets.extend(["/", "/v1", "//v1/b2b", "*", "http://evil.example/v1/b2b"].map(str::to_owned).into_iter().chain([
        format!("/{APP}"),
        APP.to_uppercase(),
        APP.replace("/v1", "/V1"),
        APP.replace("v1", "%761"),
        format!("/x/..{APP}"),
        format!("http://evil.example{APP}"),
        format!("evil.example{APP}"),
    ]));
    for target in &targets {
        let answer = place.curl(Some("caller"), target, &[])?;
        let status = answer.stdout.split(' ').nth(1).unwrap_or("none");
        assert!(matches!(status, "400" | "404" | "none"), "{target}: {answer:?}");
    }
    for args in [
        vec!["-X", "PATCH"],
        vec!["-X", "get"],
        vec!["-H", "Host: evil.example"],
        vec!["-H", "Content-Encoding: gzip"],
        vec!["-X", "GET", "-d", "a"],
        vec!["-X", "GET", "-H", "Transfer-Encoding: chunked", "-d", "ab"],
        vec!["-H", "X_Evil: a"],
    ] {
        let status = place.status(APP, &args)?;
        assert!(matches!(status, 400 | 404 | 413), "{args:?}: {status}");
    }
    let members = format!("{}/revoke", APP.replace("/connected_apps", "/members/member-1/connected_apps"));
    assert_eq!(place.status(&members, &["-X", "POST", "-H", "Content-Type: text/plain", "-d", "{}"])?, 404);
    assert_eq!(upstream.take().len(), 0);
    // Envoy still works.
    assert_eq!(place.status(APP, &[])?, 200);
    Ok(())
}

fn strangers() -> Result<(), Failed> {
    let (place, upstream) = (Place::new()?, Recorder::start()?);
    let _envoy = place.start(&upstream, "YTpi")?;
    for certificate in [None, Some("other")] {
        let answer = place.curl(certificate, APP, &[])?;
        assert!(answer.code != Some(0) && answer.stdout.is_empty(), "{answer:?}");
    }
    for header in
        ["Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-origin"]
    {
        let answer = place.curl(Some("caller"), APP, &["-H", header])?;
        assert!(answer.stdout.starts_with("HTTP/1.1 403 "), "{header}: {answer:?}");
        assert!(answer.stdout.contains("content-type: application/problem+json"), "{answer:?}");
        assert!(answer.stdout.contains("cross-origin-resource-policy: same-origin"), "{answer:?}");
    }
    assert_eq!(upstream.take().len(), 0);
    Ok(())
}

/// Checks that Envoy does not listen without the credential, and reloads a new one without a restart.
fn rotated() -> Result<(), Failed> {
    let (place, upstream) = (Place::new()?, Recorder::start()?);
    let config = place.export(&format!("{}/base", upstream.url()))?;
    let file = config.secrets.first().unwrap();
    fs::write(&file.path, r#"{"resources": []}"#)?;
    let mut envoy = place.run(&config)?;
    envoy.stderr.until("Missing SDS resources")?;
    assert!(TcpStream::connect(place.options.listen).is_err());
    for secret in ["YTpi", "YTpj"] {
        let next = place.folder.write("secrets/next", file.template.to_string().replace(&file.form, secret))?;
        fs::rename(next, &file.path)?;
        place.wait(&mut envoy)?;
        let (expected, end) = (format!("Basic {secret}"), Instant::now() + Duration::from_secs(30));
        loop {
            assert_eq!(place.status(APP, &["-H", "Authorization: Basic evil"])?, 200);
            if upstream.take_one()?.header("authorization") == Some(expected.as_str()) {
                break;
            }
            assert!(Instant::now() < end, "{secret} is not sent");
        }
    }
    Ok(())
}

fn bounds() -> Result<(), Failed> {
    let (mut place, upstream) = (Place::new()?, Recorder::start()?);
    place.options.bounds.request_bytes = 1000;
    place.options.limits.burst = 5.try_into()?;
    place.options.limits.per_second = 5.try_into()?;
    let _envoy = place.start(&upstream, "YTpi")?;
    let members = format!("{}/revoke", APP.replace("/connected_apps", "/members/member-1/connected_apps"));
    let large = format!("\"{}\"", "a".repeat(1000));
    assert_eq!(place.status(&members, &["-X", "POST", "-H", "Content-Type: application/json", "-d", &large])?, 413);
    assert_eq!(upstream.take().len(), 0);
    let long = format!("X-Long: {}", "a".repeat(70_000));
    assert_eq!(place.status(APP, &["-H", &long])?, 431);
    // More requests than the limit allows, over one connection.
    let url = format!("https://localhost:{}{APP}", place.options.listen.port());
    let mut many = Command::new("curl").args(["--silent", "--output", "/dev/null", "--write-out", "%{http_code} "]);
    many = many.arg("--cacert").arg(place.path("authority.pem")).arg("--cert").arg(place.path("caller.pem"));
    many = many.arg("--key").arg(place.path("caller.key")).args(std::iter::repeat_n(url, 40));
    let statuses = many.ok()?.stdout;
    assert!(statuses.starts_with("200 ") && statuses.contains("429 "), "{statuses}");
    Ok(())
}
