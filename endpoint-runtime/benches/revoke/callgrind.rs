//! Instructions per iteration. Callgrind runs this program twice, with different numbers of iterations, and the difference is
//! the cost of the iterations alone.

use std::{env, process::Command};

use crate::{cases::CASES, responder};

pub(crate) const ROLE: &str = "--iterate";

/// Runs one case. The arguments are the role, the case, the number of iterations and the address of the responder.
pub(crate) fn run(arguments: &[String]) {
    let [_, _, case, iterations, address] = arguments else { panic!("{ROLE} <case> <iterations> <address>") };
    responder::set_address(address.parse().unwrap());
    let mut iteration = CASES.get(case.parse::<usize>().unwrap()).unwrap().prepare();
    for _ in 0..iterations.parse().unwrap() {
        iteration();
    }
}

/// Returns whether valgrind is installed.
pub(crate) fn is_installed() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Counts the instructions of one iteration of the case.
pub(crate) fn instructions(case: usize) -> u64 {
    let iterations = CASES.get(case).unwrap().iterations();
    let (few, many) = (count(case, iterations), count(case, iterations * 3));
    many.saturating_sub(few) / (iterations * 2)
}

/// Counts the instructions of the whole program.
fn count(case: usize, iterations: u64) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().unwrap())
        .args([ROLE, &case.to_string(), &iterations.to_string()])
        .arg(responder::address().to_string())
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    report
        .lines()
        .find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
        .unwrap_or_else(|| panic!("callgrind counted nothing:\n{report}"))
}
