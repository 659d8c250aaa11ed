//! The command `stytch gateway` as a process: options, files and signals.
#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    os::{fd::OwnedFd, unix::fs::PermissionsExt},
    process::ExitCode,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Instant,
};

use endpoint_surface_tests::{
    command_line::{command_line, requested_provider},
    gateway_process::{GatewayProcess, TIMEOUT, body, expect_status, send, send_with_host},
    harness::{Trial, run},
    tools::Need,
};
use endpoint_test_support::{
    process::{Command, Output},
    recorder::Recorder,
    scratch::Scratch,
    tls::Authority,
};
use libtest_mimic::Failed;
use serde_json::{Value, json};
use stytch_endpoints::sandbox::demo;

const SECRET: &str = "canary-secret-6a1c";
const PAGE: &str = "https://docs.example.com";

fn main() -> ExitCode {
    if requested_provider().is_some() {
        return stytch_endpoints::cli().main();
    }
    run(vec![
        Trial::new("without_arguments_a_sandbox_is_behind_pages_and_gateway", [], sandbox),
        Trial::new("a_second_one_takes_another_port", [], second),
        Trial::new("a_credential_of_the_environment_goes_to_the_api", [], environment),
        Trial::new("a_proxy_of_the_environment_is_refused_by_name", [], proxy),
        Trial::new("the_credential_tells_which_environment_is_meant", [], meant),
        Trial::new("a_credential_is_set_by_the_pages_and_kept_in_a_store", [], set),
        Trial::new("a_stored_credential_goes_to_its_own_environment_only", [], environments),
        Trial::new("callers_name_the_gateway_with_or_without_its_port", [], hosts),
        Trial::new("what_is_wrong_is_said_before_anything_is_open", [], wrong),
        Trial::new("keys_are_made_shown_once_and_let_callers_in", [], keys),
        Trial::new("sighup_reads_the_settings_again_and_keeps_what_is_good", [], reload),
        Trial::new("sigterm_answers_what_is_under_way", [], drain),
        Trial::new("a_restart_on_the_same_socket_loses_no_request", [], restart),
        Trial::new("operators_see_health_metrics_and_an_audit_log", [], operators),
        Trial::new("a_certificate_makes_it_https", [Need::Curl], tls),
    ])
}

fn stytch(scratch: &Scratch, args: &[&str]) -> Command {
    let command = command_line("stytch").expect("a test has a path");
    command.env("HOME", scratch.path()).args(["gateway"]).args(args)
}

fn revoke() -> String {
    let (organization, member, app) = (demo::ORGANIZATION_ID, demo::MEMBER_ID, demo::CONNECTED_APP_ID);
    format!("POST /v1/b2b/organizations/{organization}/members/{member}/connected_apps/{app}/revoke")
}

fn apps() -> String {
    format!("GET /v1/b2b/organizations/{}/members/{}/connected_apps", demo::ORGANIZATION_ID, demo::MEMBER_ID)
}

fn sandbox() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let mut gateway = GatewayProcess::start(stytch(&scratch, &["--port", "0"]))?;
    assert!(gateway.address.ip().is_loopback());
    assert_eq!(gateway.token.len(), 43, "{}", gateway.url);
    let sandbox = gateway.process.stderr.until("A sandbox stands in for Stytch")?;
    assert!(sandbox.contains("STYTCH_SECRET"), "{sandbox}");
    for path in ["/", "/-/operations/stytch/b2b.organizations.members.connected_apps.revoke"] {
        let page = gateway.send(&format!("GET {path}"), "", "")?;
        expect_status(&page, "200")?;
        assert!(page.contains("Revoke") && page.contains(r#"role="note""#) && page.contains("Sandbox"), "{page}");
    }
    let document = gateway.send("GET /-/openapi/stytch.json", "", "")?;
    assert!(serde_json::from_str::<Value>(body(&document))?["paths"].is_object());
    let provider = gateway.provider_status()?;
    assert_eq!((&provider["mode"], &provider["credential"]["source"]), (&json!("sandbox"), &json!("sandbox")));
    expect_status(&gateway.send(&revoke(), "Content-Type: application/json\r\n", "{}")?, "401")?;
    assert!(gateway.call(&apps(), "")?.contains(demo::CONNECTED_APP_ID));
    expect_status(&gateway.call(&revoke(), "{}")?, "200")?;
    assert!(!gateway.call(&apps(), "")?.contains(demo::CONNECTED_APP_ID));
    let (url, token) = (gateway.url.clone(), gateway.token.clone());
    let output = gateway.stop()?;
    assert_eq!((output.code, output.stdout), (Some(0), format!("{url}/#token={token}\n")));
    assert!(!output.stderr.contains(&token), "{}", output.stderr);
    Ok(())
}

fn second() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let first = GatewayProcess::start(stytch(&scratch, &[]))?;
    let mut second = GatewayProcess::start(stytch(&scratch, &[]))?;
    assert_ne!(first.address, second.address);
    assert!(first.address.ip().is_loopback() && second.address.ip().is_loopback());
    assert_ne!(second.address.port(), 8080);
    second.process.stderr.until("Port 8080 is in use")?;
    expect_status(&second.call_with_token(&first.token, &apps(), "")?, "401")?;
    expect_status(&second.call(&apps(), "")?, "200")
}

fn environment() -> Result<(), Failed> {
    let (scratch, recorder) = (Scratch::new()?, Recorder::start()?);
    let run = stytch(&scratch, &["--port", "0", "--base-url", &recorder.url(), "--log-level", "debug"]);
    let gateway = GatewayProcess::start(run.env("STYTCH_PROJECT_ID", "project-test-1").env("STYTCH_SECRET", SECRET))?;
    let provider = gateway.provider_status()?;
    assert_eq!((&provider["mode"], &provider["credential"]["source"]), (&json!("upstream"), &json!("environment")));
    assert!(!gateway.send("GET /", "", "")?.contains(r#"class="sandbox""#));
    expect_status(&gateway.call(&apps(), "")?, "200")?;
    let sent = recorder.take_one()?;
    let authorization = sent.header("authorization").ok_or("no credential")?;
    assert!(authorization.starts_with("Basic "), "{authorization}");
    let stderr = gateway.stop()?.stderr;
    assert!(!stderr.contains("sandbox") && !stderr.contains(SECRET) && !stderr.contains(authorization), "{stderr}");
    Ok(())
}

fn proxy() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let live = |no_proxy: &str| {
        let run =
            stytch(&scratch, &["--port", "0"]).env("STYTCH_PROJECT_ID", "project-live-1").env("STYTCH_SECRET", SECRET);
        run.env("https_proxy", "http://127.0.0.1:1").env("NO_PROXY", no_proxy)
    };
    let refused = live("other.example").timeout(TIMEOUT).output()?;
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("`https_proxy`") && refused.stderr.contains("`api.stytch.com`"),
        "{}",
        refused.stderr
    );
    let refused = live("api.stytch.com").timeout(TIMEOUT).output()?;
    assert!(refused.code == Some(2) && refused.stderr.contains("`telemetry.stytch.com`"), "{}", refused.stderr);
    GatewayProcess::start(live("api.stytch.com,telemetry.stytch.com"))?.stop()?;
    Ok(())
}

fn meant() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let live =
        |args: &[&str]| stytch(&scratch, args).env("STYTCH_PROJECT_ID", "project-live-1").env("STYTCH_SECRET", SECRET);
    assert_eq!(GatewayProcess::start(live(&["--port", "0"]))?.provider_status()?["environment"], "live");
    let refused = live(&["--port", "0", "--environment", "test"]).output()?;
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.stderr.contains("belongs to `live`")
            && refused.stderr.contains("leave out --environment")
            && !refused.stderr.contains(SECRET),
        "{}",
        refused.stderr
    );
    let mut unset = GatewayProcess::start(stytch(&scratch, &["--port", "0", "--environment", "test"]))?;
    let provider = unset.provider_status()?;
    assert_eq!((&provider["mode"], &provider["writable"]), (&json!("upstream"), &json!(true)));
    assert_eq!(provider["credential"]["state"], "missing");
    unset.process.stderr.until("No credential is set")?;
    expect_status(&unset.call(&apps(), "")?, "503")
}

fn set() -> Result<(), Failed> {
    let (scratch, recorder) = (Scratch::new()?, Recorder::start()?);
    scratch.write_private("store.key", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n")?;
    let config = json!({"listen": "127.0.0.1:0", "base_url": recorder.url(),
                        "store": {"file": "store.json", "key": "store.key"}});
    let config = scratch.write("gateway.json", config.to_string())?;
    let config = config.to_str().ok_or("no path")?;
    let gateway = GatewayProcess::start(stytch(&scratch, &["--config", config]))?;
    expect_status(&gateway.call(&apps(), "")?, "503")?;
    let parts = json!({"parts": {"project_id": "project-test-1", "secret": SECRET}}).to_string();
    let answer = gateway.call("PUT /-/credentials/stytch", &parts)?;
    expect_status(&answer, "200")?;
    assert!(!answer.contains(SECRET), "{answer}");
    // Pages need no token, so they do not show the upstream of this deployment.
    for path in ["/", "/-/operations/stytch/consumer.users.revoke", "/-/openapi/stytch.json"] {
        assert!(!gateway.send(&format!("GET {path}"), "", "")?.contains(&recorder.url()), "{path}");
    }
    assert_eq!(gateway.provider_status()?["upstream"], recorder.url());
    gateway.stop()?;
    let file = fs::read_to_string(scratch.path().join("store.json"))?;
    assert!(!file.contains(SECRET), "{file}");
    let again = GatewayProcess::start(stytch(&scratch, &["--config", config]))?;
    assert_eq!(again.provider_status()?["credential"]["source"], "store");
    expect_status(&again.call(&apps(), "")?, "200")?;
    assert!(recorder.take_one()?.header("authorization").is_some_and(|value| value.starts_with("Basic ")));
    Ok(())
}

fn environments() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let key = scratch.write_private("store.key", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n")?;
    let (store, key) = (scratch.path().join("store.json"), key.to_str().ok_or("no path")?.to_owned());
    let store = store.to_str().ok_or("no path")?;
    let of = |name: &str| {
        GatewayProcess::start(stytch(
            &scratch,
            &["--port", "0", "--environment", name, "--store", store, "--store-key", &key],
        ))
    };
    let (mut test, live) = (of("test")?, of("live")?);
    let parts = json!({"parts": {"project_id": "project-live-1", "secret": SECRET}}).to_string();
    expect_status(&live.call("PUT /-/credentials/stytch", &parts)?, "200")?;
    let message = test.reload("stays in effect")?;
    assert!(message.contains("belongs to `live`") && !message.contains(SECRET), "{message}");
    assert_eq!(test.provider_status()?["credential"]["state"], "missing");
    // The pages name the environment, and their snippets call it.
    for (gateway, name, url) in [(&test, "test", "https://test.stytch.com"), (&live, "live", "https://api.stytch.com")]
    {
        let page = gateway.send("GET /-/operations/stytch/consumer.users.revoke", "", "")?;
        let note = format!(r#"<p class="serves" role="note" data-environment="{name}">"#);
        assert!(page.contains(&note) && page.contains(&format!("curl '{url}/v1/")), "{page}");
    }
    Ok(())
}

fn hosts() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let (key, entry) = new_key(&scratch, "ci", &[])?;
    let path = scratch.write("callers.json", json!({"version": 1, "keys": [entry]}).to_string())?;
    let args = ["--port", "0", "--callers", path.to_str().ok_or("no path")?, "--host", "gateway.example.com"];
    let gateway = GatewayProcess::start(stytch(&scratch, &args))?;
    let port = gateway.address.port();
    let bearer = format!("Authorization: Bearer {key}\r\n");
    for (host, wanted) in [
        ("gateway.example.com".to_owned(), "200"),
        (format!("gateway.example.com:{port}"), "200"),
        ("gateway.example.com:1".to_owned(), "403"),
        (format!("evil.example:{port}"), "403"),
    ] {
        let asks = format!("{bearer}Origin: https://{host}\r\nSec-Fetch-Site: same-origin\r\n");
        for fields in [&bearer, &asks] {
            expect_status(&send_with_host(&host, gateway.address, &apps(), fields, "")?, wanted)?;
        }
    }
    // Everybody who can write the file could add a key.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666))?;
    let refused = stytch(&scratch, &args).timeout(TIMEOUT).output()?;
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(refused.stderr.contains("chmod go-w"), "{}", refused.stderr);
    Ok(())
}

fn wrong() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let port = taken.local_addr()?.port().to_string();
    let callers = scratch.write("callers.json", r#"{"version": 1, "keys": []}"#)?;
    let callers = callers.to_str().ok_or("no path")?.to_owned();
    let file = |name: &str, text: &str| scratch.write(name, text).map(|path| path.display().to_string());
    let unknown = file("unknown.json", r#"{"tls": {"certificate": "a", "key": "b", "keys": "c"}}"#)?;
    let typed = file("typed.json", r#"{"limits": {"burst": 0}}"#)?;
    let twice = file("twice.json", r#"{"pages": true, "pages": false}"#)?;
    let time = file("time.json", r#"{"listen": "127.0.0.1:0", "bounds": {"total": "1 day"}}"#)?;
    let reach = file("reach.json", r#"{"listen": "127.0.0.1:0", "reach": ["everything"]}"#)?;
    let cases: &[(&[&str], i32, &str)] = &[
        (&["--port", &port], 1, "--port"),
        (&["--listen", "0.0.0.0:0"], 2, "--callers"),
        (&["--listen", "0.0.0.0:0", "--callers", &callers], 2, "--tls-certificate"),
        (&["--port", "0", "--behind-tls-proxy"], 2, "--callers"),
        (&["--port", "0", "--environment", "nowhere"], 2, "it has test, live"),
        (&["--port", "0", "--base-url", "http://api.example.com"], 2, "https"),
        (&["--port", "0", "--page-origin", "*"], 2, "is not an origin"),
        (&["--port", "0", "--gateway-origin", "https://a.example/x"], 2, "is not an origin"),
        (&["--port", "0", "--callers", "/nowhere/callers.json"], 2, "/nowhere/callers.json"),
        (&["--config", "/nowhere/gateway.json"], 2, "/nowhere/gateway.json"),
        (&["--config", &unknown], 2, "`tls.keys`: unknown field"),
        (&["--config", &typed], 2, "`limits.burst`"),
        (&["--config", &twice], 2, "`pages` occurs twice"),
        (&["--config", &time], 2, "`bounds.total`"),
        (&["--config", &reach], 2, "10.0.0.0/8"),
        (&["--admin", "0.0.0.0:0", "--port", "0"], 1, "loopback"),
        (&["--stdin-socket"], 2, "not a listening socket"),
        (&["--store", "x"], 2, "--store-key"),
        (&["--tls-key", "x"], 2, "--tls-certificate"),
        (&["key", "new", "A_B"], 2, "a to z"),
        (&["key", "new", "local"], 2, "not `local`"),
    ];
    for (args, code, expected) in cases {
        let Output { code: exited, stdout, stderr } = stytch(&scratch, args).timeout(TIMEOUT).output()?;
        assert_eq!((exited, stdout.as_str()), (Some(*code), ""), "{args:?} {stderr}");
        assert!(stderr.contains(expected), "{args:?} {stderr}");
    }
    Ok(())
}

/// Makes a key with this id, and returns it with its entry in the printed file.
fn new_key(scratch: &Scratch, id: &str, options: &[&str]) -> Result<(String, Value), Failed> {
    let made = stytch(scratch, &["key", "new", id]).args(options).ok()?;
    let file: Value = serde_json::from_str(&made.stdout)?;
    let key = made.stderr.lines().find(|line| line.starts_with("gw_")).ok_or("no key")?;
    Ok((key.to_owned(), file["keys"][0].clone()))
}

fn keys() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let (ci, entry) = new_key(&scratch, "ci", &[])?;
    let (admin, admins) = new_key(&scratch, "ops", &["--admin"])?;
    assert!(ci.starts_with("gw_ci_") && !entry.to_string().contains(&ci), "{entry}");
    let file = json!({"version": 1, "keys": [entry, admins]});
    let path = scratch.write("callers.json", file.to_string())?;
    let path = path.to_str().ok_or("no path")?;
    let mut gateway = GatewayProcess::start(stytch(&scratch, &["--port", "0", "--callers", path]))?;
    assert_eq!(gateway.token, "");
    expect_status(&gateway.call_with_token(&ci, &apps(), "")?, "200")?;
    expect_status(&gateway.call_with_token("gw_ci_wrong", &apps(), "")?, "401")?;
    expect_status(&gateway.call_with_token(&ci, "PUT /-/credentials/stytch", "{}")?, "403")?;
    expect_status(&gateway.call_with_token(&admin, "PUT /-/credentials/stytch", "{}")?, "409")?;
    // Requests of the gateway's own pages have an origin.
    let own = format!("Authorization: Bearer {ci}\r\nOrigin: {}\r\nSec-Fetch-Site: same-origin\r\n", gateway.url);
    expect_status(&gateway.send(&revoke(), &format!("{own}Content-Type: application/json\r\n"), "{}")?, "200")?;
    scratch.write("callers.json", json!({"version": 1, "keys": [admins]}).to_string())?;
    gateway.reload("callers were read again")?;
    expect_status(&gateway.call_with_token(&ci, &apps(), "")?, "401")?;
    scratch.write("callers.json", r#"{"version": 1, "keys": [{}]}"#)?;
    let message = gateway.reload("stays in effect")?;
    assert!(message.contains("callers.json"), "{message}");
    expect_status(&gateway.call_with_token(&admin, &apps(), "")?, "200")?;
    let stderr = gateway.stop()?.stderr;
    assert!(!stderr.contains(&admin[8..]), "{stderr}");
    Ok(())
}

fn reload() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let path = scratch.write("gateway.json", r#"{"listen": "127.0.0.1:0"}"#)?;
    let mut gateway = GatewayProcess::start(stytch(&scratch, &["--config", path.to_str().ok_or("no path")?]))?;
    let asks = format!("Origin: {PAGE}\r\nSec-Fetch-Site: cross-site\r\nAccess-Control-Request-Method: GET\r\n");
    let preflight = |gateway: &GatewayProcess| gateway.send(&apps().replace("GET", "OPTIONS"), &asks, "");
    expect_status(&preflight(&gateway)?, "403")?;
    scratch.write("gateway.json", json!({"listen": "127.0.0.1:0", "page_origins": [PAGE]}).to_string())?;
    gateway.reload("the settings and the callers were read again")?;
    expect_status(&preflight(&gateway)?, "204")?;
    // The printed token remains valid.
    expect_status(&gateway.call(&apps(), "")?, "200")?;
    for (text, expected) in [
        ("{", "line 1"),
        (r#"{"listen": "127.0.0.1:0", "page_origin": []}"#, "`page_origin`"),
        (r#"{"listen": "127.0.0.1:0", "page_origins": ["*"]}"#, "is not an origin"),
        (r#"{"listen": "127.0.0.1:1"}"#, "`listen` can only change by a restart"),
        (r#"{"listen": "127.0.0.1:0", "environment": "test"}"#, "sandbox"),
        (
            r#"{"listen": "127.0.0.1:0", "bounds": {"connections": 1}}"#,
            "`bounds.connections` can only change by a restart",
        ),
    ] {
        scratch.write("gateway.json", text)?;
        let message = gateway.reload("stays in effect")?;
        assert!(message.contains(expected), "{message}");
        expect_status(&preflight(&gateway)?, "204")?;
        expect_status(&gateway.call(&apps(), "")?, "200")?;
    }
    Ok(())
}

fn drain() -> Result<(), Failed> {
    let (scratch, upstream) = (Scratch::new()?, TcpListener::bind("127.0.0.1:0")?);
    let base = format!("http://{}", upstream.local_addr()?);
    let run = stytch(&scratch, &["--port", "0", "--base-url", &base]);
    let gateway = GatewayProcess::start(run.env("STYTCH_PROJECT_ID", "project-test-1").env("STYTCH_SECRET", SECRET))?;
    let (address, token) = (gateway.address, gateway.token.clone());
    let fields = format!("Authorization: Bearer {token}\r\n");
    let caller = thread::spawn(move || send(address, &apps(), &fields, "").map_err(|error| format!("{error:?}")));
    let (mut stream, _) = upstream.accept()?;
    let mut head = [0; 16];
    stream.read_exact(&mut head)?;
    gateway.process.signal("TERM")?;
    let started = Instant::now();
    while TcpStream::connect(address).is_ok() {
        assert!(started.elapsed() < TIMEOUT, "it still takes connections");
        thread::yield_now();
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")?;
    let answer = caller.join().map_err(|_| "the caller panicked")??;
    expect_status(&answer, "200")?;
    assert_eq!(body(&answer), "{}");
    assert_eq!(gateway.process.wait()?.code, Some(0));
    Ok(())
}

fn restart() -> Result<(), Failed> {
    let (scratch, socket) = (Scratch::new()?, TcpListener::bind("127.0.0.1:0")?);
    let (key, entry) = new_key(&scratch, "ci", &[])?;
    scratch.write("callers.json", json!({"version": 1, "keys": [entry]}).to_string())?;
    let config = json!({"callers": "callers.json", "limits": {"per_second": 100_000, "burst": 100_000}});
    let config = scratch.write("gateway.json", config.to_string())?;
    let args = ["--config", config.to_str().ok_or("no path")?];
    let (address, fields) = (socket.local_addr()?, format!("Authorization: Bearer {key}\r\n"));
    let (is_over, (sender, answered)) = (AtomicBool::new(false), mpsc::channel());
    // Waits for 40 more responses; a lost one is an error of its caller.
    let wait_for_more = || {
        while answered.try_recv().is_ok() {}
        (0..40).all(|_| answered.recv_timeout(TIMEOUT).is_ok())
    };
    // Passes the socket as a service manager does.
    let start = || -> Result<GatewayProcess, Failed> {
        let command = stytch(&scratch, &args).arg("--stdin-socket");
        GatewayProcess::start(command.stdin_from(OwnedFd::from(socket.try_clone()?)))
    };
    let first = start()?;
    assert_eq!(first.address, address);
    thread::scope(|scope| {
        let call = || -> Result<(), Failed> {
            while !is_over.load(Ordering::SeqCst) {
                expect_status(&send(address, &apps(), &fields, "")?, "200")?;
                sender.send(())?;
            }
            Ok(())
        };
        let callers: Vec<_> = (0..4).map(|_| scope.spawn(call)).collect();
        wait_for_more();
        let second = start();
        let ended = first.stop();
        wait_for_more();
        is_over.store(true, Ordering::SeqCst);
        for caller in callers {
            caller.join().map_err(|_| "a caller panicked")??;
        }
        assert_eq!(ended?.code, Some(0));
        assert_eq!(second?.stop()?.code, Some(0));
        Ok(())
    })
}

fn operators() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let audit = scratch.path().join("audit.jsonl");
    let args = ["--port", "0", "--admin", "127.0.0.1:0", "--audit", audit.to_str().ok_or("no path")?];
    let mut gateway = GatewayProcess::start(stytch(&scratch, &args))?;
    let line = gateway.process.stderr.until("Metrics")?;
    let admin: SocketAddr = line.trim_end().rsplit('/').next().ok_or("no address")?.parse()?;
    assert!(admin.ip().is_loopback() && admin != gateway.address);
    expect_status(&send(admin, "GET /readyz", "", "")?, "200")?;
    expect_status(&gateway.call(&apps(), "")?, "200")?;
    expect_status(&gateway.send(&apps(), "", "")?, "401")?;
    let metrics = send(admin, "GET /metrics", "", "")?;
    let id = "api_organization_v1_organizations_members_GetConnectedApps";
    assert!(metrics.contains(&format!(r#"{{operation="{id}",outcome="success"}} 1"#)), "{metrics}");
    expect_status(&gateway.send("GET /metrics", "", "")?, "401")?;
    let token = gateway.token.clone();
    gateway.stop()?;
    let audited = fs::read_to_string(audit)?;
    let lines: Vec<Value> = audited.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    assert_eq!((&lines[0]["decision"], &lines[0]["operation"]), (&json!("allow"), &json!(id)));
    assert_eq!((&lines[1]["decision"], &lines[1]["reason"]), (&json!("deny"), &json!("no_token")));
    assert!(!audited.contains(&token) && !audited.contains(demo::MEMBER_ID), "{audited}");
    Ok(())
}

fn tls() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let authority = Authority::new();
    let issued = authority.issue("127.0.0.1");
    let write = |name: &str, pem: &str| scratch.write_private(name, pem).map(|path| path.display().to_string());
    let (certificate, key) = (write("certificate.pem", &issued.pem)?, write("key.pem", &issued.key)?);
    let trusted = write("authority.pem", &authority.pem())?;
    let args = ["--port", "0", "--tls-certificate", &certificate, "--tls-key", &key];
    let mut gateway = GatewayProcess::start(stytch(&scratch, &args))?;
    assert!(gateway.url.starts_with("https://127.0.0.1:"), "{}", gateway.url);
    let bearer = format!("Authorization: Bearer {}", gateway.token);
    let origin = format!("Origin: {}", gateway.url);
    let url = format!("{}/-/status", gateway.url);
    let curl = ["-sS", "--fail", "--cacert", &trusted, "-H", &bearer, "-H", &origin, &url];
    assert!(Command::new("curl").args(curl).ok()?.stdout.contains("sandbox"));
    scratch.write("certificate.pem", "nothing")?;
    let message = gateway.reload("stays in effect")?;
    assert!(message.contains("certificate.pem"), "{message}");
    assert!(Command::new("curl").args(curl).ok()?.stdout.contains("sandbox"));
    Ok(())
}
