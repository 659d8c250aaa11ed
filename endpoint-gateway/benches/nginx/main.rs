//! A benchmark of the gateway against nginx with `proxy_pass` and an injected `Authorization`: CPU, latency and memory.
//!
//! `cargo bench -p endpoint-gateway` runs both in turn, with one worker each, and prints a table. It needs Linux, `nginx`,
//! `wrk` and `curl`.
//! Nothing leaves the loopback interface.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark that cannot run stops, and says why"
)]

mod gateway;
mod measure;
mod nginx;

use measure::{Load, Sample};

/// The number of runs of each server, in turn.
const ROUNDS: usize = 7;

/// The path of the request, of Stytch's "Get Connected App".
const PATH: &str = "/v1/b2b/organizations/organization-test-1/connected_apps/connected-app-test-1";

/// The response of the upstream.
const RESPONSE: &str = r#"{"status_code":200,"request_id":"request-id-test-1"}"#;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(port) = arguments.iter().position(|argument| argument == gateway::ROLE) {
        return gateway::run(&arguments[port + 1..]);
    }
    // `cargo test --benches` only checks that it builds.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let missing: Vec<&str> =
        ["nginx", "wrk", "curl"].into_iter().filter(|program| !measure::is_there(program)).collect();
    if !missing.is_empty() {
        eprintln!("left out: {} not on PATH", missing.join(" and "));
        return;
    }
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let folder = measure::Folder::new();
    let upstream = nginx::upstream(&folder);
    let servers =
        [("nginx", nginx::proxy(&folder, &upstream)), ("endpoint-gateway", gateway::start(&folder, &upstream))];
    let load = Load { connections: 64, seconds: 4 };
    for (_, server) in &servers {
        server.check();
        measure::sample(server, Load { seconds: 1, ..load });
    }
    let mut rows: Vec<[Sample; 2]> = Vec::new();
    for _ in 0..rounds {
        rows.push([0, 1].map(|index| measure::sample(&servers[index].1, load)));
    }
    let memory = [64, 1000].map(|connections| {
        [0, 1].map(|index| measure::sample(&servers[index].1, Load { connections, seconds: 3 }).resident)
    });
    print(&servers.each_ref().map(|(name, _)| *name), &rows, &memory);
    measure::audit(&folder);
}

type Measure = fn(&Sample) -> f64;

fn print(names: &[&str; 2], rows: &[[Sample; 2]], memory: &[[f64; 2]; 2]) {
    println!("| measured | {} | {} | ratio of each round, median | least | most |", names[0], names[1]);
    println!("|---|---:|---:|---:|---:|---:|");
    let measures: [(&str, Measure); 5] = [
        ("CPU seconds for 100,000 requests", |sample| sample.cpu * 1e5),
        ("of which the kernel's", |sample| sample.kernel * 1e5),
        ("requests a second", |sample| sample.rate),
        ("p50, ms", |sample| sample.p50),
        ("p99, ms", |sample| sample.p99),
    ];
    for (name, of) in measures {
        let side = |index: usize| median(rows.iter().map(|row| of(&row[index])).collect());
        let mut ratios: Vec<f64> = rows.iter().map(|row| of(&row[1]) / of(&row[0])).collect();
        ratios.sort_by(f64::total_cmp);
        let (least, most) = (ratios[0], ratios[ratios.len() - 1]);
        println!("| {name} | {:.2} | {:.2} | {:.2} | {least:.2} | {most:.2} |", side(0), side(1), median(ratios));
    }
    assert!(rows.iter().flatten().all(|sample| !sample.is_failed), "not every response had status 200");
    for (row, connections) in memory.iter().zip([64, 1000]) {
        println!(
            "| resident MiB at {connections} connections | {:.1} | {:.1} | {:.2} | | |",
            row[0],
            row[1],
            row[1] / row[0]
        );
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
