//! Stytch's own SDKs for Node and Python against the sandbox: what works with them works with applications that are written
//! in these languages.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{path::Path, process::ExitCode, time::Duration};

use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::{self, Need},
};
use endpoint_test_support::process::Command;
use libtest_mimic::Failed;
use stytch_endpoints::sandbox::Sandbox;

type Outcome = Result<(), Failed>;

fn main() -> ExitCode {
    run(vec![
        Trial::new("node", [Need::Npm], || play("scenario.cjs", tools::node().env("NODE_PATH", tools::node_modules()))),
        Trial::new("python", [Need::Python], || play("scenario.py", tools::python())),
    ])
}

/// Serves an empty sandbox on loopback, and runs a program against it.
fn play(program: &str, interpreter: Command) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let sandbox = Sandbox::builder().random_seed(1).build();
    let running = runtime.block_on(sandbox.serve(([127, 0, 0, 1], 0)))?;
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/official_sdks").join(program);
    let interpreter = interpreter.env("STYTCH_URL", running.url()).env("STYTCH_PROJECT_ID", sandbox.project_id());
    let interpreter = interpreter.env("STYTCH_SECRET", sandbox.secret()).arg(program);
    let output = interpreter.timeout(Duration::from_secs(120)).output()?;
    runtime.block_on(running.stop());
    match output.code {
        Some(0) if output.stdout.trim_end().ends_with("done") => Ok(()),
        _ => Err(format!("{}\n{}", output.stdout, output.stderr).into()),
    }
}
