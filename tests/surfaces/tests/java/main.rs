//! Java's HTTP client, with its defaults, through the gateway. Over plain HTTP it offers an upgrade to HTTP/2 with each request.
#![allow(clippy::expect_used, reason = "a test may panic")]

use std::{path::Path, process::ExitCode};

use endpoint_surface_tests::{
    command_line::{command_line, requested_provider},
    gateway_process::{GatewayProcess, TIMEOUT},
    harness::{Trial, run},
    tools::Need,
};
use endpoint_test_support::{process::Command, recorder::Recorder, scratch::Scratch};
use libtest_mimic::Failed;

fn main() -> ExitCode {
    if requested_provider().is_some() {
        return stytch_endpoints::cli().main();
    }
    run(vec![Trial::new("a_default_client_calls_the_gateway_over_plain_http", [Need::Java], calls)])
}

const APPS: &str = "/v1/b2b/organizations/o/members/m/connected_apps";

fn calls() -> Result<(), Failed> {
    let (scratch, recorder) = (Scratch::new()?, Recorder::start()?);
    let gateway = command_line("stytch").expect("a test has a path").env("HOME", scratch.path());
    let gateway = gateway.args(["gateway", "--port", "0", "--base-url", &recorder.url()]);
    let secret = [("STYTCH_PROJECT_ID", "project-test-1"), ("STYTCH_SECRET", "canary-secret-91bf")];
    let gateway = secret.into_iter().fold(gateway, |command, (name, value)| command.env(name, value));
    let gateway = GatewayProcess::start(gateway)?;

    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/java/Calls.java");
    let revoke = format!("{APPS}/a/revoke");
    let java = Command::new("java").args(["-XX:TieredStopAtLevel=1"]).arg(program);
    let output = java.args([&gateway.url, &gateway.token, APPS, &revoke]).timeout(TIMEOUT * 2).ok()?;
    assert_eq!(output.stdout, "GET 200 HTTP_1_1 {}\nHEAD 200 HTTP_1_1 \nPOST 200 HTTP_1_1 {}\n");

    let requests = recorder.take();
    let lines: Vec<_> = requests.iter().map(|request| (request.method.as_str(), request.target.as_str())).collect();
    assert_eq!(lines, [("GET", APPS), ("HEAD", APPS), ("POST", revoke.as_str())]);
    for request in requests {
        assert_eq!(request.text(), if request.method == "POST" { "{}" } else { "" });
        for name in ["connection", "upgrade", "http2-settings"] {
            assert_eq!(request.header(name), None, "{:?}", request.headers);
        }
    }
    Ok(())
}
