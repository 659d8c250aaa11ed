//! A generated package that is packed, and installed into a project.

use std::path::{Path, PathBuf};

use endpoint_export::typescript::{SdkOptions, sdk};
use endpoint_runtime::provider::Provider;
use endpoint_surface_tests::tools;
use endpoint_test_support::{process::Command, scratch::Scratch};
use libtest_mimic::Failed;

/// An empty project with one package.
pub(crate) struct Installed {
    scratch: Scratch,
    /// The package's name.
    pub(crate) name: &'static str,
    /// The path of the packed package.
    pub(crate) tarball: PathBuf,
}

impl Installed {
    /// Generates, packs and installs Stytch's package.
    pub(crate) fn stytch() -> Result<Self, Failed> {
        Self::new(&stytch_endpoints::provider()?, "stytch-endpoints")
    }

    /// Generates, packs and installs a package from its tarball, without a registry.
    pub(crate) fn new(provider: &Provider, name: &'static str) -> Result<Self, Failed> {
        let scratch = Scratch::new()?;
        for file in sdk(provider, &SdkOptions::new(name))? {
            scratch.write(Path::new("source").join(file.path), file.text)?;
        }
        let packed = tools::npm().current_dir(scratch.path()).args(["pack", "./source", "--silent"]).ok()?;
        let tarball = scratch.path().join(packed.stdout.trim());
        scratch.write("package.json", r#"{ "private": true, "type": "module" }"#)?;
        let install = ["install", "--no-audit", "--no-fund", "--ignore-scripts"];
        tools::npm().current_dir(scratch.path()).args(install).arg(&tarball).ok()?;
        Ok(Self { scratch, name, tarball })
    }

    /// Returns the project's folder.
    pub(crate) fn path(&self) -> &Path {
        self.scratch.path()
    }

    /// Returns the folder of the installed package.
    pub(crate) fn package(&self) -> PathBuf {
        self.path().join("node_modules").join(self.name)
    }

    /// Writes a file of the project.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> Result<PathBuf, Failed> {
        Ok(self.scratch.write(path, text)?)
    }

    /// Prepares TypeScript's compiler with all strict checks, also for the declarations of packages.
    pub(crate) fn tsc(&self) -> Command {
        let strict = ["--strict", "--noUncheckedIndexedAccess", "--skipDefaultLibCheck", "--target", "es2022"];
        tools::bin("tsc").current_dir(self.path()).args(strict)
    }

    /// Prepares the same compiler with Node's types.
    pub(crate) fn tsc_for_node(&self) -> Command {
        let types = tools::node_modules().join("@types");
        self.tsc().args(["--lib", "es2022", "--module", "nodenext", "--types", "node", "--typeRoots"]).arg(types)
    }
}

/// Reads a file of the folder `programs`.
pub(crate) fn fixture(name: &str) -> Result<String, Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdk/programs");
    Ok(std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))?)
}
