//! Code in pages, by language.

use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path, PathBuf},
};

use libtest_mimic::Failed;

use crate::page;

/// Untagged blocks are Rust for rustdoc, so they are Rust here as well.
pub(crate) fn rust() -> Result<(), Failed> {
    let included = included_pages();
    for page in page::all() {
        for block in page.blocks() {
            if !(block.is("rust") || block.info.is_empty()) {
                continue;
            }
            let is_skipped = block.info.split(',').any(|word| word == "ignore");
            if is_skipped || !included.contains(Path::new(&page.path)) {
                return Err(format!("{}:{}: no documentation test compiles this", page.path, block.line).into());
            }
        }
    }
    Ok(())
}

pub(crate) fn data() -> Result<(), Failed> {
    for page in page::all() {
        for block in page.blocks().iter().filter(|block| block.is("json")) {
            let value = serde_json::from_str::<serde_json::Value>(&block.text);
            value.map_err(|error| format!("{}:{}: {error}", page.path, block.line))?;
        }
    }
    Ok(())
}

/// The pages that an `include_str!` of the repository makes documentation.
fn included_pages() -> BTreeSet<PathBuf> {
    let root = page::root();
    let mut found = BTreeSet::new();
    for file in page::files(&root, "rs") {
        let text = fs::read_to_string(&file).unwrap();
        for quoted in text.split('"').skip(1) {
            let path = file.with_file_name(quoted);
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            found.extend(normalize(&path).strip_prefix(&root).map(Path::to_owned));
        }
    }
    found
}

/// Resolves `..` without a look at the disk.
fn normalize(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        if component == Component::ParentDir {
            normal.pop();
        } else {
            normal.push(component);
        }
    }
    normal
}
