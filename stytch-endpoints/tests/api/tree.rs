//! The tree in `lib.rs` lists every trait that the crate's sources declare.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use stytch_endpoints::endpoints;
use syn::{Attribute, Item};

/// Returns all files of Rust below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// Returns the path of a file's module in the crate: `b2b::organizations` for `src/b2b/organizations.rs`.
fn module(file: &Path, root: &Path) -> String {
    let path = file.strip_prefix(root).unwrap().with_extension("");
    let names = path.iter().map(|name| name.to_str().unwrap());
    names.filter(|name| !["lib", "mod"].contains(name)).collect::<Vec<_>>().join("::")
}

/// Returns the paths of the traits with `#[endpoints]`, in the crate.
fn declared_traits(items: &[Item], module: &str) -> BTreeSet<String> {
    let is_endpoints = |attribute: &Attribute| attribute.path().segments.last().unwrap().ident == "endpoints";
    let found = items.iter().flat_map(|item| match item {
        Item::Trait(item) if item.attrs.iter().any(is_endpoints) => {
            BTreeSet::from([format!("{module}::{}", item.ident)])
        }
        Item::Mod(inner) => {
            let items = inner.content.as_ref().map(|(_, items)| items.as_slice()).unwrap_or_default();
            declared_traits(items, &format!("{module}::{}", inner.ident))
        }
        _ => BTreeSet::new(),
    });
    found.collect()
}

#[test]
fn the_tree_lists_every_trait_of_the_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut declared = BTreeSet::new();
    // The test channel of the sandbox is no part of Stytch's API.
    for file in sources(&root).into_iter().filter(|file| !file.starts_with(root.join("sandbox"))) {
        let items = syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap().items;
        declared.extend(declared_traits(&items, &module(&file, &root)));
    }
    // The sandbox has endpoints of its own, which Stytch does not have.
    declared.retain(|declared| !declared.starts_with("sandbox::"));
    let listed: BTreeSet<String> = endpoints()
        .map(|endpoint| {
            let (module, _) = endpoint.request.rsplit_once("::").unwrap();
            let (_, module) = module.split_once("::").unwrap();
            let words = endpoint.resource.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
            format!("{module}::{}", words.collect::<String>())
        })
        .collect();
    let missing: Vec<_> = declared.difference(&listed).collect();
    assert!(missing.is_empty(), "add these traits to `tree!` in src/lib.rs: {missing:?}");
    assert_eq!(listed, declared, "the test does not find these traits in the sources");
}

#[test]
fn declarations_are_found_however_they_are_written() {
    let source = "
        #[endpoints] pub trait First {}
        #[endpoint_runtime::endpoints(tag = \"Members\")]
        #[allow(missing_docs)]
        pub(crate) trait Second: Clone {}
        /// Not an #[endpoints]
        pub trait Other {}
        mod inner { #[by_feature::endpoints] trait Third {} }
    ";
    let found = declared_traits(&syn::parse_file(source).unwrap().items, "b2b");
    assert_eq!(
        found.iter().map(String::as_str).collect::<Vec<_>>(),
        ["b2b::First", "b2b::Second", "b2b::inner::Third"]
    );
}
