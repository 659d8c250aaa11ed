//! The generated workspace, whose crates cargo checks.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    compiler::{self, Cost, Counter, PREFIX},
    source::{self, Variant},
};

/// Checks a variant's crates, and returns the cost of each.
pub(crate) fn check(root: &Path, variant: Variant, sizes: &[u32], counter: Counter) -> Vec<Cost> {
    let directory = root.join(format!("{variant:?}").to_lowercase());
    write_workspace(&directory, variant, sizes);
    let costs = directory.join("costs");
    let _ = fs::remove_file(&costs);
    // One after another, so that they do not slow each other down.
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--quiet", "--offline", "--workspace", "-j1"]);
    cargo.current_dir(&directory).stdout(Stdio::null());
    cargo.env("CARGO_TARGET_DIR", root.join("target")).env("CARGO_INCREMENTAL", "0");
    cargo.env_remove("RUSTFLAGS");
    compiler::wrap(&mut cargo, &costs, counter);
    assert!(cargo.status().unwrap().success(), "cargo check of {} failed", directory.display());
    let costs = fs::read_to_string(costs).unwrap();
    sizes.iter().map(|size| Cost::read(&costs, &name(*size))).collect()
}

/// Writes every file again, so that cargo checks every crate again.
fn write_workspace(directory: &Path, variant: Variant, sizes: &[u32]) {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::create_dir_all(directory).unwrap();
    fs::copy(workspace.join("Cargo.lock"), directory.join("Cargo.lock")).unwrap();
    let members: Vec<String> = sizes.iter().map(|size| format!("{:?}", name(*size))).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    fs::write(directory.join("Cargo.toml"), manifest).unwrap();
    for size in sizes {
        let package = directory.join(name(*size));
        fs::create_dir_all(package.join("src")).unwrap();
        fs::write(package.join("Cargo.toml"), manifest_of(variant, *size, workspace)).unwrap();
        fs::write(package.join("src/lib.rs"), source::library(variant, *size)).unwrap();
    }
}

fn name(size: u32) -> String {
    format!("{PREFIX}{size}")
}

fn manifest_of(variant: Variant, size: u32, workspace: &Path) -> String {
    let runtime = workspace.join("endpoint-runtime").display().to_string();
    let schemars = if variant == Variant::Schema { "schemars = \"1\"\n" } else { "" };
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         endpoint-runtime = {{ path = {runtime:?}, default-features = false, features = [{features}] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n{schemars}",
        name = name(size),
        features = variant.features(),
    )
}
