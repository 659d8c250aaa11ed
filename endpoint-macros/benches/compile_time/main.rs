//! The compile time of one declared endpoint, compared with its types alone.
//!
//! `cargo bench -p endpoint-macros --bench compile_time` writes crates of 10, 50 and 200 endpoints below the target
//! directory, checks them with this workspace's versions of dependencies and prints a table. A row shows the cost of one
//! endpoint: the cost of the crate minus that of the same crate without endpoints, divided by the number of endpoints.
//! The compiler's instructions are counted by `perf`, or else by callgrind; without either, only times are printed.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a benchmark that cannot run stops with an error"
)]

mod compiler;
mod crates;
mod source;

use std::{collections::HashMap, path::Path, process::ExitCode};

use compiler::{Cost, Counter};
use source::Variant;

/// The numbers of endpoints. The crate without any shows the cost of a crate by itself.
const SIZES: [u32; 4] = [0, 10, 50, 200];

fn main() -> ExitCode {
    if compiler::is_called() {
        return compiler::run();
    }
    if !std::env::args().any(|argument| argument == "--bench") {
        // There is nothing to test for `cargo test --benches`.
        return ExitCode::SUCCESS;
    }
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_time");
    let counter = Counter::of_this_machine();
    println!("instructions of rustc: {counter}\n");
    println!("| endpoints | crate | check, ms an endpoint | instructions, millions an endpoint | ratio |");
    println!("|---:|---|---:|---:|---:|");
    let costs: HashMap<Variant, Vec<Cost>> =
        Variant::ALL.into_iter().map(|variant| (variant, crates::check(&root, variant, &SIZES, counter))).collect();
    for (index, size) in SIZES.into_iter().enumerate().skip(1) {
        let share = |variant: Variant| {
            let costs = &costs[&variant];
            costs[index].less(&costs[0]).by(size)
        };
        let plain = share(Variant::Plain);
        for variant in Variant::ALL {
            println!("| {size} | {} | {} |", variant.title(), share(variant).cells(&plain));
        }
    }
    ExitCode::SUCCESS
}
