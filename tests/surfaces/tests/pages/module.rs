//! Bundling and running the sources of the pages' module in Node.

use std::path::{Path, PathBuf};

use endpoint_surface_tests::tools;
use endpoint_test_support::{process::Output, scratch::Scratch};
use libtest_mimic::Failed;
use serde_json::{Value, json};

/// Returns the folder of the module.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../endpoint-gateway/pages").canonicalize().unwrap()
}

/// Bundles a file with the build script of the module.
pub(crate) fn build(entry: &Path, outfile: &Path) -> Result<(), Failed> {
    let build = tools::node().arg(folder().join("build.mjs")).arg(entry).arg(outfile);
    build.env(tools::FOLDER, tools::folder()).ok()?;
    Ok(())
}

/// Runs a program that imports `./module.mjs`, which exports these files, and reads `data.json`.
pub(crate) fn run(program: &str, data: &Value) -> Result<Output, Failed> {
    const FILES: [&str; 6] = ["declared", "json", "model", "request", "stream", "validate"];
    let scratch = Scratch::new()?;
    let sources = folder().join("src");
    let export = |file: &str| format!("export * from {};\n", json!(sources.join(format!("{file}.ts"))));
    let entry = scratch.write("entry.ts", FILES.map(export).concat())?;
    build(&entry, &scratch.path().join("module.mjs"))?;
    scratch.write("data.json", data.to_string())?;
    let program = scratch.write("program.mjs", program)?;
    Ok(tools::node().arg("--max-old-space-size=4096").arg(program).current_dir(scratch.path()).ok()?)
}

pub(crate) fn json() -> Result<(), Failed> {
    run(include_str!("programs/json.mjs"), &Value::Null)?;
    Ok(())
}

pub(crate) fn streams() -> Result<(), Failed> {
    run(include_str!("programs/streams.mjs"), &Value::Null)?;
    Ok(())
}
