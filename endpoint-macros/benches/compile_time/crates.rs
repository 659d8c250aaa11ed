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

/// The version of the official crate that the endpoints are compared with.
const OFFICIAL_VERSION: &str = "11.1.0";

/// The command whose cost is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Build {
    Check,
    Release,
}

impl Build {
    pub(crate) const ALL: [Self; 2] = [Self::Check, Self::Release];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Check => "cargo check",
            Self::Release => "cargo build --release",
        }
    }

    /// The argument that limits the benchmark to this build.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// Builds a variant's crates, and returns the cost of each.
pub(crate) fn build(root: &Path, variant: Variant, build: Build, sizes: &[u32], counter: Counter) -> Vec<Cost> {
    let directory = root.join(format!("{variant:?}").to_lowercase());
    write_workspace(&directory, variant, sizes);
    let costs = directory.join("costs");
    run(&root.join("target"), &directory, build, &costs, |cargo| compiler::wrap_members(cargo, &costs, counter));
    let costs = fs::read_to_string(&costs).unwrap();
    sizes.iter().map(|size| Cost::read(&costs, &name(*size))).collect()
}

/// A whole crate of Stytch's API.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Whole {
    /// The official crate, with all of its endpoints.
    Official,
    /// This workspace's crate, with these features beside the default transport.
    Declared(&'static [&'static str]),
}

impl Whole {
    pub(crate) fn title(self) -> String {
        match self {
            Self::Official => format!("stytch {OFFICIAL_VERSION}"),
            Self::Declared([]) => "stytch-endpoints".to_owned(),
            Self::Declared(features) => format!("stytch-endpoints, `{}` alone", features.join("`, `")),
        }
    }

    fn package(self) -> &'static str {
        match self {
            Self::Official => "stytch",
            Self::Declared(_) => "stytch-endpoints",
        }
    }

    fn dependency(self) -> String {
        let path = workspace().join("stytch-endpoints").display().to_string();
        match self {
            Self::Official => format!("stytch = {{ version = \"={OFFICIAL_VERSION}\", default-features = false }}"),
            Self::Declared([]) => format!("stytch-endpoints = {{ path = {path:?} }}"),
            Self::Declared(features) => format!(
                "stytch-endpoints = {{ path = {path:?}, default-features = false, features = {:?} }}",
                [&["reqwest"], features].concat()
            ),
        }
    }
}

/// Builds a whole crate, and returns its cost.
pub(crate) fn build_whole(root: &Path, whole: Whole, build: Build) -> Cost {
    let directory = root.join("whole");
    let dependency = whole.dependency();
    let manifest = format!(
        "[package]\nname = \"uses_stytch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n"
    );
    write_root(&directory, "[workspace]\nresolver = \"3\"\nmembers = [\"uses_stytch\"]\n");
    write_package(&directory.join("uses_stytch"), &manifest, "//! Depends on one crate.\n");
    let target = root.join("target-whole");
    // A crate that is compiled already would not be measured. Its dependencies stay.
    let mut clean = Command::new(env!("CARGO"));
    clean.args(["clean", "--quiet", "--offline", "--package", whole.package()]).current_dir(&directory);
    clean.args((build == Build::Release).then_some("--release")).env("CARGO_TARGET_DIR", &target);
    assert!(clean.status().unwrap().success(), "{} cannot be cleaned", whole.package());
    let costs = directory.join("costs");
    run(&target, &directory, build, &costs, |cargo| compiler::wrap_all(cargo, &costs));
    Cost::read(&fs::read_to_string(&costs).unwrap(), &whole.package().replace('-', "_"))
}

fn run(target: &Path, directory: &Path, build: Build, costs: &Path, wrap: impl FnOnce(&mut Command)) {
    let _ = fs::remove_file(costs);
    // One after another, so that they do not slow each other down.
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(build.arguments()).args(["--quiet", "--offline", "--workspace", "-j1"]);
    cargo.current_dir(directory).stdout(Stdio::null());
    cargo.env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    cargo.env_remove("RUSTFLAGS");
    wrap(&mut cargo);
    assert!(cargo.status().unwrap().success(), "{} of {} failed", build.title(), directory.display());
}

/// Writes every file again, so that cargo builds every crate again.
fn write_workspace(directory: &Path, variant: Variant, sizes: &[u32]) {
    let members: Vec<String> = sizes.iter().map(|size| format!("{:?}", name(*size))).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    write_root(directory, &manifest);
    for size in sizes {
        write_package(&directory.join(name(*size)), &manifest_of(variant, *size), &source::library(variant, *size));
    }
}

/// Writes the manifest of a workspace, with the versions that this one has.
fn write_root(directory: &Path, manifest: &str) {
    fs::create_dir_all(directory).unwrap();
    fs::copy(workspace().join("Cargo.lock"), directory.join("Cargo.lock")).unwrap();
    fs::write(directory.join("Cargo.toml"), manifest).unwrap();
}

fn write_package(directory: &Path, manifest: &str, library: &str) {
    fs::create_dir_all(directory.join("src")).unwrap();
    fs::write(directory.join("Cargo.toml"), manifest).unwrap();
    fs::write(directory.join("src/lib.rs"), library).unwrap();
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn name(size: u32) -> String {
    format!("{PREFIX}{size}")
}

fn manifest_of(variant: Variant, size: u32) -> String {
    let runtime = workspace().join("endpoint-runtime").display().to_string();
    let schemars = if variant == Variant::Full { "schemars = \"1\"\n" } else { "" };
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         endpoint-runtime = {{ path = {runtime:?}, default-features = false, features = [{features}] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n{schemars}",
        name = name(size),
        features = variant.features(),
    )
}
