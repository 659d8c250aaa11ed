//! The packages say what a registry shows, and their features are documented.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use expect_test::expect_file;
use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the manifests of the crates that are published.
fn published() -> Vec<Value> {
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(ROOT).output().unwrap();
    let mut metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages: Vec<Value> = serde_json::from_value(metadata["packages"].take()).unwrap();
    let published: Vec<Value> = packages.into_iter().filter(|package| package["publish"].is_null()).collect();
    assert!(published.len() >= 6, "{published:?}");
    published
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// Returns the rows of the table of features, as the crate, the feature, the default and the rest of the row.
fn documented() -> Vec<(String, String, String, String)> {
    let table = read(Path::new(ROOT).join("docs/features.md"));
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let (package, rest) = row.split_once("` ").unwrap();
        let cells: Vec<&str> = rest.split('|').map(str::trim).collect();
        (package.to_owned(), cells[1].trim_matches('`').to_owned(), cells[2].to_owned(), rest.to_owned())
    })
    .collect()
}

#[test]
fn the_table_of_features_names_exactly_those_of_the_manifests() {
    let mut declared = BTreeSet::new();
    for package in published() {
        let features = package["features"].as_object().unwrap();
        let defaults = features.get("default").map(texts).unwrap_or_default();
        for feature in features.keys().filter(|feature| *feature != "default") {
            let default = defaults.contains(&feature.as_str());
            declared.insert((package["name"].as_str().unwrap().to_owned(), feature.clone(), default));
        }
    }
    let rows: Vec<_> =
        documented().into_iter().map(|(package, name, default, _)| (package, name, default == "yes")).collect();
    let documented: BTreeSet<_> = rows.iter().cloned().collect();
    assert_eq!(documented.len(), rows.len(), "a feature stands twice in docs/features.md");
    assert_eq!(documented, declared, "docs/features.md and the manifests");
}

/// Returns the text with this table in place of the one below its heading `Features`. Each line begins with the prefix.
fn with_table(text: &str, prefix: &str, table: &[String]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let is_heading =
        |line: &String| line.strip_prefix(prefix).is_some_and(|line| line.trim_start_matches('#') == " Features");
    let heading = lines.iter().position(is_heading).expect("a heading `Features`");
    let is_row = |line: &String| line.strip_prefix(prefix).is_some_and(|line| line.starts_with('|'));
    let begin = heading + lines[heading..].iter().position(is_row).expect("a table below the heading `Features`");
    let end = begin + lines[begin..].iter().take_while(|line| is_row(line)).count();
    lines.splice(begin..end, table.iter().map(|row| format!("{prefix}{row}")));
    lines.join("\n") + "\n"
}

/// `UPDATE_EXPECT=1` writes them.
#[test]
fn each_crate_repeats_its_rows_of_the_table_of_features() {
    for package in published() {
        let name = package["name"].as_str().unwrap();
        let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
        let rows: Vec<String> =
            documented().into_iter().filter(|row| row.0 == name).map(|(_, _, _, rest)| rest).collect();
        let readme = folder.join("README.md");
        if rows.is_empty() {
            assert!(read(&readme).contains("## Features\n\nNone.\n"), "{name}");
            continue;
        }
        let mut table = vec!["| feature | default | adds |".to_owned(), "|---|---|---|".to_owned()];
        table.extend(rows);
        expect_file![&readme].assert_eq(&with_table(&read(&readme), "", &table));
        let library = folder.join("src/lib.rs");
        expect_file![&library].assert_eq(&with_table(&read(&library), "//! ", &table));
    }
}

#[test]
fn each_package_says_what_a_registry_shows() {
    for package in published() {
        let name = package["name"].as_str().unwrap();
        let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
        assert!(package["description"].as_str().unwrap().len() > 20, "{name}");
        let keywords = texts(&package["keywords"]);
        assert!((1..=5).contains(&keywords.len()), "{name}: {keywords:?}");
        assert!(keywords.iter().all(|keyword| keyword.len() <= 20), "{name}: {keywords:?}");
        assert!(!texts(&package["categories"]).is_empty(), "{name}");
        assert_eq!(package["metadata"]["docs"]["rs"]["all-features"], true, "{name}");
        assert_eq!(package["readme"], "README.md", "{name}");
        assert!(read(folder.join("README.md")).starts_with(&format!("# {name}\n")), "{name}");
        for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
            assert_eq!(read(folder.join(license)), read(Path::new(ROOT).join(license)), "{name}: {license}");
        }
    }
}
