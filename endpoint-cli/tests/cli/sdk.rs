//! The command `sdk typescript`.

use std::{fs, os::unix::fs::symlink};

use endpoint_test_support::scratch::Scratch;
use serde_json::{Value, json};

use crate::support::acme;

#[test]
fn a_package_is_written_and_written_again_but_not_over_something_else() {
    let scratch = Scratch::new().unwrap();
    let folder = scratch.path().join("new/sdk");
    let sdk = || acme("sdk typescript --name @acme/things --out").arg(folder.to_str().unwrap());
    let paths = sdk().done();
    for path in paths.lines() {
        assert!(fs::exists(path).unwrap(), "{path}");
    }
    let manifest = folder.join("package.json");
    assert!(paths.contains(manifest.to_str().unwrap()), "{paths}");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(text.contains("\"name\": \"@acme/things\""), "{text}");

    fs::write(&manifest, "{}").unwrap();
    sdk().done();
    assert_eq!(fs::read_to_string(&manifest).unwrap(), text, "it is its own folder");

    fs::remove_dir_all(&folder).unwrap();
    scratch.write("new/sdk/package.json", "mine").unwrap();
    scratch.write("new/sdk/mine.js", "mine").unwrap();
    let message = sdk().usage();
    assert_eq!(
        message,
        format!(
            "error: {} holds other files, package.json, mine.js; give another folder, or --force to write into it\n",
            folder.display()
        )
    );
    assert_eq!(fs::read_to_string(&manifest).unwrap(), "mine");
    sdk().arg("--force").done();
    assert_eq!(fs::read_to_string(&manifest).unwrap(), text);
    assert_eq!(fs::read_to_string(folder.join("mine.js")).unwrap(), "mine");

    // A file that is not the package's own is not replaced.
    fs::write(&manifest, "mine again").unwrap();
    let message = sdk().usage();
    assert!(message.contains("holds other files, package.json;"), "{message}");
    assert_eq!(fs::read_to_string(&manifest).unwrap(), "mine again");
}

#[test]
fn files_of_an_earlier_version_are_removed_and_nothing_else() {
    let scratch = Scratch::new().unwrap();
    let folder = scratch.path().join("sdk");
    let sdk = || acme("sdk typescript --out").arg(folder.to_str().unwrap());
    sdk().done();
    let mark = folder.join(".endpoint-sdk");
    let text = fs::read_to_string(&mark).unwrap();
    let mut marked: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&marked["provider"], &marked["package"]), (&json!("acme"), &json!("acme-endpoints")));
    let outside = scratch.write("outside.js", "mine").unwrap();
    for name in ["sdk/old/gone.js", "sdk/mine.js", "sdk/link.js"] {
        scratch.write(name, "old").unwrap();
    }
    let listed = marked["files"].as_array_mut().unwrap();
    for name in ["old/gone.js", "../outside.js", outside.to_str().unwrap(), "never/there.js"] {
        listed.push(name.into());
    }
    fs::write(&mark, marked.to_string()).unwrap();
    sdk().done();
    assert!(!fs::exists(folder.join("old")).unwrap(), "an old file and its folder");
    assert_eq!(fs::read_to_string(folder.join("mine.js")).unwrap(), "old");
    assert_eq!(fs::read_to_string(&outside).unwrap(), "mine");
    assert_eq!(fs::read_to_string(&mark).unwrap(), text);
    // No temporary file is left.
    let is_temporary = |entry: fs::DirEntry| entry.file_name().to_string_lossy().ends_with(".tmp");
    assert!(!fs::read_dir(&folder).unwrap().any(|entry| is_temporary(entry.unwrap())));

    let message = acme("sdk typescript --name other --out").arg(folder.to_str().unwrap()).usage();
    assert!(message.contains("holds the package acme-endpoints of acme; give another folder, or --force"), "{message}");
    acme("sdk typescript --name other --force --out").arg(folder.to_str().unwrap()).done();
    acme("sdk typescript --name other --out").arg(folder.to_str().unwrap()).done();

    // A file at a path that the next version writes.
    fs::write(&mark, r#"{"provider":"acme","package":"other","files":["README.md"]}"#).unwrap();
    fs::remove_file(folder.join("README.md")).unwrap();
    let message = acme("sdk typescript --name other --out").arg(folder.to_str().unwrap()).usage();
    assert!(message.contains("holds other files, index.d.ts, "), "{message}");
}

#[test]
fn no_link_is_written_through() {
    let scratch = Scratch::new().unwrap();
    let folder = scratch.path().join("sdk");
    let sdk = || acme("sdk typescript --out").arg(folder.to_str().unwrap());
    sdk().done();
    let victim = scratch.write("victim", "mine").unwrap();
    for name in ["package.json", ".endpoint-sdk"] {
        fs::remove_file(folder.join(name)).unwrap();
        symlink(&victim, folder.join(name)).unwrap();
        sdk().arg("--force").done();
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine", "{name}");
        assert!(fs::symlink_metadata(folder.join(name)).unwrap().is_file());
    }
    let elsewhere = scratch.path().join("elsewhere");
    fs::remove_dir_all(folder.join("runtime")).unwrap();
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, folder.join("runtime")).unwrap();
    let outcome = sdk().arg("--force").run();
    assert_eq!(outcome.exit, endpoint_cli::Exit::LocalFailure);
    assert!(outcome.stderr.contains("runtime is not a folder, and links are not followed"), "{}", outcome.stderr);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn a_name_that_npm_does_not_take_and_a_folder_that_is_a_file_are_refused() {
    let scratch = Scratch::new().unwrap();
    let file = scratch.write("file", "mine").unwrap();
    let message = acme("sdk typescript --name Acme! --out").arg(file.to_str().unwrap()).usage();
    assert!(message.starts_with("error: --name: `Acme!` is not a valid name of an npm package"), "{message}");
    let outcome = acme("sdk typescript --out").arg(file.to_str().unwrap()).run();
    assert_eq!(outcome.exit, endpoint_cli::Exit::LocalFailure);
    assert!(outcome.stderr.starts_with(&format!("error: {}: ", file.display())), "{}", outcome.stderr);
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    let message = acme("sdk typescript").usage();
    assert!(message.contains("--out <FOLDER>"), "{message}");
}
