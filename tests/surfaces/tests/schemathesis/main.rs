//! Servers against their own OpenAPI documents: Schemathesis makes valid and invalid requests from a document, and compares every
//! response with it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod fixture_parcels;

use std::{net::TcpListener, path::Path, process::ExitCode, time::Duration};

use endpoint_export::openapi::openapi;
use endpoint_runtime::{
    Body,
    http::{Request, Response},
    provider::Environment,
    server::{Router, Service},
};
use endpoint_surface_tests::{
    harness::{Trial, run},
    sandbox_operations::is_played,
    tools::{self, Need},
};
use endpoint_test_support::scratch::Scratch;
use libtest_mimic::Failed;
use stytch_endpoints::sandbox::Sandbox;

/// The number of random requests for each operation.
const EXAMPLES: u32 = 25;

type Outcome = Result<(), Failed>;

fn main() -> ExitCode {
    run(vec![
        Trial::new("every_construct", [Need::Python], every_construct),
        Trial::new("the_sandbox", [Need::Python], the_sandbox),
        Trial::new("a_response_that_is_not_documented_is_found", [Need::Python], undocumented),
    ])
}

fn every_construct() -> Outcome {
    let url = serve(Router::new(fixture_parcels::routes())?)?;
    let document = openapi(&fixture_parcels::provider(&url)?).to_string();
    schemathesis(&document, &url, &["-H", &authorization()], EXAMPLES)
}

fn the_sandbox() -> Outcome {
    let sandbox = Sandbox::demo();
    let url = serve(sandbox.service())?;
    let mut provider = stytch_endpoints::provider()?;
    provider.environments = vec![Environment::new("sandbox", &url)];
    for group in &mut provider.groups {
        group.operations.retain(|operation| is_played(&operation.name));
    }
    provider.groups.retain(|group| !group.operations.is_empty());
    assert!(provider.operations().count() > 100, "the table of what the sandbox plays has another form");
    let credential = ["--auth", &format!("{}:{}", sandbox.project_id(), sandbox.secret())];
    // Most requests are those of the phase `coverage`, which tries each field of each operation.
    schemathesis(&openapi(&provider).to_string(), &url, &credential, 5)
}

/// Says 200 in place of 201 and of 204, as a document would that is not derived from the declarations.
fn undocumented() -> Outcome {
    let url = serve(Router::new(fixture_parcels::routes())?)?;
    let document = openapi(&fixture_parcels::provider(&url)?).to_string();
    let wrong = document.replace("\"201\": {", "\"200\": {").replace("\"204\": {", "\"200\": {");
    match schemathesis(&wrong, &url, &["-H", &authorization()], EXAMPLES) {
        Ok(()) => Err("nothing is found".into()),
        Err(found) => {
            let found = found.message().unwrap_or_default().to_owned();
            if found.contains("Undocumented status code") { Ok(()) } else { Err(found.into()) }
        }
    }
}

fn authorization() -> String {
    format!("Authorization: Bearer {}", fixture_parcels::TOKEN)
}

/// Runs Schemathesis with a fixed seed, so that a failure repeats, and with a number of random requests for each operation.
fn schemathesis(document: &str, url: &str, credential: &[&str], examples: u32) -> Outcome {
    let scratch = Scratch::new()?;
    let file = scratch.write("openapi.json", document)?;
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemathesis");
    let run = tools::python().current_dir(scratch.path()).env("SCHEMATHESIS_HOOKS", here.join("hooks.py"));
    let run = run.args(["-m", "schemathesis.cli", "--config-file"]).arg(here.join("schemathesis.toml"));
    let run = run.args(["run", "--no-color", "--seed=1", "--max-examples"]).arg(examples.to_string());
    let run = run.args(["--phases=examples,coverage,fuzzing", "--generation-database=none", "--url", url]);
    let output = run.args(credential.iter().copied()).arg(file).timeout(Duration::from_secs(600)).output()?;
    match output.code {
        Some(0) => Ok(()),
        _ => Err(format!("{}\n{}", output.stdout, output.stderr).into()),
    }
}

/// Serves on a free port of loopback until the process ends, and returns the URL.
fn serve<S>(service: S) -> Result<String, Failed>
where
    S: Service<Request<axum::body::Body>, Response = Response<Body>, Error = std::convert::Infallible>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
{
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    let app = axum::Router::new().fallback_service(service);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), app).await })
    });
    Ok(url)
}
