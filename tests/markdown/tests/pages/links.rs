//! Links between files of the repository, and the summary of the guide.

use std::fs;

use libtest_mimic::Failed;

use crate::page::{self, Page};

/// The most lines of the README.
const README_LINES: usize = 150;

/// The generated page of the TypeScript package is copied into packages, so its links are those of a package.
const OF_A_PACKAGE: &str = "endpoint-export/src/typescript/sdk/";

pub(crate) fn lead_somewhere() -> Result<(), Failed> {
    let root = page::root();
    let mut wrong = Vec::new();
    for page in page::all().iter().filter(|page| !page.path.starts_with(OF_A_PACKAGE)) {
        for link in page.links() {
            // `crate::Type` and `macro@endpoints` are links of rustdoc, which refuses those that lead nowhere.
            if link.contains("://") || link.contains("::") || link.contains('@') {
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() {
                root.join(&page.path)
            } else {
                root.join(&page.path).with_file_name("").join(path)
            };
            let is_page = target.extension().is_some_and(|extension| extension == "md");
            let has_heading = || {
                let text = fs::read_to_string(&target).unwrap_or_default();
                let target = Page { path: String::new(), text };
                target.headings().iter().any(|heading| heading == fragment)
            };
            if !target.exists() || (is_page && !fragment.is_empty() && !has_heading()) {
                wrong.push(format!("{} links to {link}", page.path));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

pub(crate) fn chapters_are_listed() -> Result<(), Failed> {
    const SOURCES: &str = "docs/guide/src/";
    const SUMMARY: &str = "docs/guide/src/SUMMARY.md";
    let pages = page::all();
    let summary = pages.iter().find(|page| page.path == SUMMARY).ok_or("the guide has no summary")?;
    let listed = summary.links();
    let mut chapters = Vec::new();
    for page in pages.iter().filter(|page| page.path != SUMMARY) {
        if let Some(chapter) = page.path.strip_prefix(SOURCES) {
            chapters.push(chapter);
            assert!(listed.iter().any(|link| link == chapter), "{SUMMARY} does not list {chapter}");
        }
    }
    assert_eq!(listed.len(), chapters.len(), "each chapter is listed once");
    Ok(())
}

pub(crate) fn readme_is_short() -> Result<(), Failed> {
    let lines = fs::read_to_string(page::root().join("README.md"))?.lines().count();
    if lines <= README_LINES { Ok(()) } else { Err(format!("README.md has {lines} lines").into()) }
}
