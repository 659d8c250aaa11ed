//! The cost of one call of Stytch's "Revoke Connected App", compared with hand-written code and other crates.
//!
//! `cargo bench -p endpoint-runtime --all-features` prints a table of instructions and allocations, and wall times below it.
//! Callgrind counts the instructions; without valgrind, they are left out. All traffic stays on the loopback interface.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a benchmark that cannot run stops, and says why"
)]

mod callgrind;
mod cases;
mod declared;
mod handwritten;
mod network;
mod objects;
mod responder;
mod streams;
mod table;

use std::alloc::System;

use divan::Bencher;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

use cases::{CASES, Case};
use responder::Responder;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some(responder::ROLE) => responder::run(),
        Some(callgrind::ROLE) => callgrind::run(&arguments),
        _ => {
            let _responder = Responder::start();
            cases::check();
            objects::check();
            // `cargo test --benches` only checks that everything runs.
            if arguments.iter().any(|argument| argument == "--bench") {
                table::print();
                divan::main();
            } else {
                for case in CASES {
                    case.prepare()();
                }
            }
        }
    }
}

#[divan::bench(args = CASES)]
fn time(bencher: Bencher, case: &Case) {
    let mut iteration = case.prepare();
    bencher.bench_local(&mut iteration);
}
