//! The files of the package.

use std::{collections::BTreeMap, fs, path::Path};

use endpoint_export::typescript::{SdkOptions, sdk};
use endpoint_surface_tests::{command_line::command_line, tools};
use endpoint_test_support::scratch::Scratch;
use serde_json::Value;

use crate::{Outcome, fixture_depot, installed::Installed};

/// Checks the package with publint and attw.
pub(crate) fn clean() -> Outcome {
    for installed in [Installed::stytch()?, Installed::new(&fixture_depot::provider(), "@acme/depot")?] {
        let publint = ["run", "--strict", "--pack", "false"];
        let found = tools::bin("publint").current_dir(installed.path()).args(publint).arg(&installed.tarball).ok()?;
        assert!(found.stdout.contains("All good!"), "{found:?}");
        // The package has no CommonJS; Node imports ES modules from CommonJS.
        let attw = ["--profile", "esm-only", "--format", "json"];
        let found = tools::bin("attw").args(attw).arg(&installed.tarball).ok()?;
        let found: Value = serde_json::from_str(&found.stdout)?;
        assert_eq!(found["analysis"]["types"]["kind"], "included", "{found}");
        let problems = found["problems"].as_object().map(|problems| problems.keys().collect::<Vec<_>>());
        assert_eq!(problems.unwrap_or_default(), ["CJSResolvesToESM"], "{found}");
    }
    Ok(())
}

/// Checks the files and the manifest of the package.
pub(crate) fn tarball() -> Outcome {
    let installed = Installed::stytch()?;
    let source = files(&installed.path().join("source"))?;
    assert_eq!(files(&installed.package())?, source);
    let manifest: Value = serde_json::from_str(&source["package.json"])?;
    for (member, value) in [("name", "stytch-endpoints"), ("version", env!("CARGO_PKG_VERSION")), ("type", "module")] {
        assert_eq!(manifest[member], value);
    }
    assert_eq!(manifest["license"], "MIT OR Apache-2.0");
    assert_eq!(manifest["sideEffects"], false);
    for member in ["dependencies", "peerDependencies", "optionalDependencies", "scripts"] {
        assert!(manifest.get(member).is_none(), "{manifest}");
    }
    // The first condition that matches is used.
    let conditions =
        source["package.json"].find("\"types\": \"./index.d.ts\"").zip(source["package.json"].find("\"default\""));
    assert!(conditions.is_some_and(|(types, default)| types < default), "{manifest}");
    Ok(())
}

fn files(folder: &Path) -> Result<BTreeMap<String, String>, libtest_mimic::Failed> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder)?.components().map(|part| part.as_os_str().to_string_lossy());
                found.insert(name.collect::<Vec<_>>().join("/"), fs::read_to_string(&path)?);
            }
        }
    }
    Ok(found)
}

/// `stytch sdk typescript`.
pub(crate) fn command() -> Outcome {
    let scratch = Scratch::new()?;
    let out = scratch.path().join("sdk");
    let command = command_line("stytch")?.args(["sdk", "typescript", "--name", "@acme/auth"]);
    command.arg("--out").arg(&out).ok()?;
    let mut written = files(&out)?;
    // The mark of the command itself, which is not packed.
    written.remove(".endpoint-sdk");
    let made = sdk(&stytch_endpoints::provider()?, &SdkOptions::new("@acme/auth"))?;
    assert_eq!(written, made.into_iter().map(|file| (file.path, file.text)).collect());

    let command = command_line("stytch")?.args(["sdk", "typescript", "--name", "No Name"]);
    let refused = command.arg("--out").arg(scratch.path().join("none")).output()?;
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("`No Name` is not a valid name of an npm package"), "{refused:?}");
    Ok(())
}
