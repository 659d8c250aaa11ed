//! Each property holds for its seeds and for a fixed sample of bytes near them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{fs, path::Path};

use endpoint_fuzz::{TARGETS, Target};
use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{Config, RngSeed, TestRunner},
};

/// Returns the seeds of a target, in the order of their names.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

/// A change of bytes: some in place of others.
fn edit(bytes: &mut Vec<u8>, (at, removed, added): &(Index, usize, Vec<u8>)) {
    let start = at.index(bytes.len() + 1);
    let end = bytes.len().min(start + removed);
    bytes.splice(start..end, added.iter().copied());
}

/// Checks the property for changed seeds. Returns a description of a case for which it does not hold.
fn failure(target: Target, seeds: Vec<Vec<u8>>) -> Option<String> {
    let added = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::collection::vec(prop::sample::select(&b"\r\n:;,=&%\"'<>{}[]/.?#+ -\\0a"[..]), 0..4),
    ];
    let edits = prop::collection::vec((any::<Index>(), 0..4_usize, added), 0..5);
    let input = (prop::sample::select(seeds), edits).prop_map(|(mut bytes, edits)| {
        for change in &edits {
            edit(&mut bytes, change);
        }
        bytes
    });
    let config = Config { cases: 300, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::default() };
    let check = |bytes: Vec<u8>| {
        (target.check)(&bytes);
        Ok(())
    };
    TestRunner::new(config).run(&input, check).err().map(|error| format!("{}: {error}", target.name))
}

#[test]
fn every_property_holds_for_its_seeds_and_for_bytes_near_them() {
    let failures = TARGETS.iter().filter_map(|target| {
        let seeds = seeds(target.name);
        assert!(!seeds.is_empty(), "{}", target.name);
        for seed in &seeds {
            (target.check)(seed);
        }
        failure(*target, seeds)
    });
    let failures: Vec<String> = failures.collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
