//! The table of instructions and allocations. Ratios are to the first case of each group.

use stats_alloc::Region;

use crate::{
    ALLOCATOR, callgrind,
    cases::{CASES, Case},
};

pub(crate) fn print() {
    let counted = callgrind::is_installed();
    if !counted {
        println!("valgrind is not installed: instructions are left out\n");
    }
    println!("| call | code | instructions | ratio | allocations |");
    println!("|---|---|---:|---:|---:|");
    let mut group = "";
    let mut first = None;
    for (index, case) in CASES.iter().enumerate() {
        let instructions = counted.then(|| callgrind::instructions(index));
        if case.group != group {
            (group, first) = (case.group, instructions);
        }
        println!(
            "| {group} | {} | {} | {} | {} |",
            case.name,
            instructions.map_or_else(String::new, |count| count.to_string()),
            ratio(instructions, first),
            allocations(case),
        );
    }
    println!();
}

fn ratio(count: Option<u64>, first: Option<u64>) -> String {
    // A quotient with three decimal digits.
    let thousandths = count.zip(first).and_then(|(count, first)| (count * 1_000).checked_div(first));
    thousandths.map_or_else(String::new, |ratio| format!("{}.{:03}", ratio / 1_000, ratio % 1_000))
}

/// Counts the allocations of one iteration, on all threads.
fn allocations(case: &Case) -> String {
    const ITERATIONS: usize = 100;
    let mut iteration = case.prepare();
    (0..10).for_each(|_| iteration());
    let region = Region::new(ALLOCATOR);
    (0..ITERATIONS).for_each(|_| iteration());
    let change = region.change();
    let tenths = 10 * (change.allocations + change.reallocations) / ITERATIONS;
    format!("{}.{}", tenths / 10, tenths % 10)
}
