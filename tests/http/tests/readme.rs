//! The README's texts and links are true.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::{fs, path::Path};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_shown_compiler_error_is_that_of_the_fixture() {
    let readme = read("README.md");
    let (_, rest) = readme.split_once("<!-- ").unwrap();
    let (path, rest) = rest.split_once(" -->\n```text\n").unwrap();
    let (shown, _) = rest.split_once("```").unwrap();
    assert_eq!(shown, read(path));
}

#[test]
fn links_lead_to_existing_files() {
    for page in [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "BENCHMARKS.md",
        "docs/cli.md",
        "docs/clients.md",
        "docs/features.md",
        "docs/gateway.md",
        "docs/migrating-from-stytch.md",
    ] {
        let folder = root().join(page).parent().unwrap().to_owned();
        for link in read(page).split("](").skip(1) {
            let (target, _) = link.split_once(')').unwrap();
            let (path, _) = target.split_once('#').unwrap_or((target, ""));
            if !target.starts_with("https://") {
                assert!(folder.join(path).exists(), "{page} links to {target}");
            }
        }
    }
}

#[test]
fn the_readme_has_at_most_150_lines() {
    assert!(read("README.md").lines().count() <= 150);
}
