//! The compile time of one declared endpoint, compared with its types alone.
//!
//! `cargo bench -p endpoint-macros --bench compile_time` writes crates of 10, 50 and 200 endpoints below the target
//! directory, builds them with this workspace's versions of dependencies and prints a table. A row shows the cost of one
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
use crates::{Build, Whole};
use source::Variant;

/// The numbers of endpoints. The crate without any shows the cost of a crate by itself.
const SIZES: [u32; 4] = [0, 10, 50, 200];

/// The whole crates of Stytch's API, the official one first.
const WHOLE: [Whole; 6] = [
    Whole::Official,
    Whole::Declared(&[]),
    Whole::Declared(&["b2b"]),
    Whole::Declared(&["consumer"]),
    Whole::Declared(&["m2m"]),
    Whole::Declared(&["fraud"]),
];

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
    println!("instructions of rustc: {counter}");
    // `check` or `release` as an argument limits the measurement to that, and `whole` to the crates of Stytch's API.
    let is_named = |name: &str| std::env::args().any(|argument| argument == name);
    let builds: Vec<Build> = Build::ALL.into_iter().filter(|build| is_named(build.name())).collect();
    let builds = if builds.is_empty() { Build::ALL.to_vec() } else { builds };
    for build in &builds {
        print_whole(*build, &WHOLE.map(|whole| (whole, crates::build_whole(&root, whole, *build))));
    }
    if is_named("whole") {
        return ExitCode::SUCCESS;
    }
    for build in builds {
        // Under callgrind, release builds would take an hour.
        let counter = if build == Build::Check { counter } else { Counter::None };
        let costs: HashMap<Variant, Vec<Cost>> = Variant::ALL
            .into_iter()
            .map(|variant| (variant, crates::build(&root, variant, build, &SIZES, counter)))
            .collect();
        print_table(build, &costs);
        for variant in [Variant::Declared, Variant::Full] {
            let Some(cost) = costs[&variant].last() else { continue };
            println!("| whole crate of 200 | {} | {} | | | | {} |", variant.title(), seconds(cost), mebibytes(cost));
        }
    }
    ExitCode::SUCCESS
}

/// Prints the cost of whole crates, and its ratio to that of the first one.
fn print_whole(build: Build, costs: &[(Whole, Cost)]) {
    println!("\n{} of a whole crate\n", build.title());
    println!("| crate | s of CPU | ratio | peak MiB | ratio |\n|---|---:|---:|---:|---:|");
    let cpu = |cost: &Cost| cost.cpu.unwrap_or_default().as_secs_f64();
    let memory = |cost: &Cost| cost.memory.and_then(|kibibytes| u32::try_from(kibibytes).ok()).map_or(0.0, f64::from);
    let Some((_, first)) = costs.first() else { return };
    for (whole, cost) in costs {
        let [cpu_ratio, memory_ratio] = [cpu(cost) / cpu(first), memory(cost) / memory(first)];
        println!("| {} | {:.2} | {cpu_ratio:.2} | {} | {memory_ratio:.2} |", whole.title(), cpu(cost), mebibytes(cost));
    }
}

/// Prints the cost of one endpoint, and its ratio to that of the types alone.
fn print_table(build: Build, costs: &HashMap<Variant, Vec<Cost>>) {
    println!("\n{}\n", build.title());
    println!(
        "| endpoints | crate | ms an endpoint | ratio | million instructions an endpoint | ratio | peak MiB of the crate |"
    );
    println!("|---:|---|---:|---:|---:|---:|---:|");
    for (index, size) in SIZES.into_iter().enumerate().skip(1) {
        let share = |variant: Variant| costs[&variant][index].share(&costs[&variant][0], size);
        let plain = share(Variant::Plain);
        for variant in Variant::ALL {
            let cost = share(variant);
            let time = cost.time.as_secs_f64() * 1_000.0;
            let ratio = cost.time.as_secs_f64() / plain.time.as_secs_f64();
            let instructions = match (cost.instructions, plain.instructions) {
                (Some(own), Some(plain)) => {
                    format!("{:.2} | {:.2}", millions(own), millions(own) / millions(plain))
                }
                _ => " | ".to_owned(),
            };
            let memory = mebibytes(&cost);
            println!("| {size} | {} | {time:.2} | {ratio:.2} | {instructions} | {memory} |", variant.title());
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "three digits are printed")]
fn millions(count: u64) -> f64 {
    count as f64 / 1e6
}

fn seconds(cost: &Cost) -> String {
    format!("{:.2} s", cost.time.as_secs_f64())
}

fn mebibytes(cost: &Cost) -> String {
    cost.memory.map_or_else(String::new, |kibibytes| (kibibytes / 1024).to_string())
}
