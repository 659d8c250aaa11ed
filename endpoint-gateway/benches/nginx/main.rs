//! A benchmark of the gateway against nginx with `proxy_pass` and an injected `Authorization`: CPU, latency and memory. Envoy with its
//! credential injector and a bare proxy of hyper are measured beside them.
//!
//! `cargo bench -p endpoint-gateway` runs them in turn, with one worker each, and prints a table. It needs Linux, `nginx`,
//! `wrk` and `curl`, and leaves out Envoy if there is no `envoy` on `PATH`.
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

mod envoy;
mod gateway;
mod hyper_proxy;
mod measure;
mod nginx;

use measure::{Load, Sample, Server};

/// The number of runs of each server, in turn.
const ROUNDS: usize = 7;

/// The path of the request, of Stytch's "Get Connected App".
const PATH: &str = "/v1/b2b/organizations/organization-test-1/connected_apps/connected-app-test-1";

/// The response of the upstream.
const RESPONSE: &str = r#"{"status_code":200,"request_id":"request-id-test-1"}"#;

/// The header that the proxies add.
const CREDENTIAL: &str = "Basic cHJvamVjdC10ZXN0LTE6c2VjcmV0";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let role = |role: &str| arguments.iter().position(|argument| argument == role);
    if let Some(place) = role(gateway::ROLE) {
        return gateway::run(&arguments[place + 1..]);
    }
    if let Some(place) = role(hyper_proxy::ROLE) {
        return hyper_proxy::run(&arguments[place + 1..]);
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
    let mut servers = vec![
        ("nginx", nginx::proxy(&folder, &upstream)),
        ("endpoint-gateway", gateway::start(&folder, &upstream)),
        ("a bare proxy of hyper", hyper_proxy::start(&upstream)),
    ];
    if measure::is_there("envoy") {
        servers.push(("Envoy", envoy::proxy(&folder, &upstream)));
    } else {
        eprintln!("left out: envoy not on PATH");
    }
    let load = Load { connections: 64, seconds: 4 };
    for (_, server) in &servers {
        server.check();
        measure::sample(server, Load { seconds: 1, ..load });
    }
    let sample_all = |load: Load| servers.iter().map(|(_, server)| measure::sample(server, load)).collect();
    let rows: Vec<Vec<Sample>> = (0..rounds).map(|_| sample_all(load)).collect();
    let memory = [64, 1000].map(|connections| (connections, sample_all(Load { connections, seconds: 3 })));
    print(&servers, &rows, &memory);
    measure::audit(&folder);
}

type Measure = fn(&Sample) -> f64;

fn print(servers: &[(&str, Server)], rows: &[Vec<Sample>], memory: &[(u32, Vec<Sample>)]) {
    println!("| measured | proxy | median | ratio of each round, median | least | most |");
    println!("|---|---|---:|---:|---:|---:|");
    let measures: [(&str, Measure); 5] = [
        ("CPU seconds for 100,000 requests", |sample| sample.cpu * 1e5),
        ("of which the kernel's", |sample| sample.kernel * 1e5),
        ("requests a second", |sample| sample.rate),
        ("p50, ms", |sample| sample.p50),
        ("p99, ms", |sample| sample.p99),
    ];
    for (name, of) in measures {
        for (index, (server, _)) in servers.iter().enumerate() {
            let value = median(rows.iter().map(|row| of(&row[index])).collect());
            let mut ratios: Vec<f64> = rows.iter().map(|row| of(&row[index]) / of(&row[0])).collect();
            ratios.sort_by(f64::total_cmp);
            let (least, most) = (ratios[0], ratios[ratios.len() - 1]);
            println!("| {name} | {server} | {value:.2} | {:.2} | {least:.2} | {most:.2} |", median(ratios));
        }
    }
    assert!(rows.iter().flatten().all(|sample| !sample.is_failed), "not every response had status 200");
    for (connections, samples) in memory {
        for ((server, _), Sample { resident, .. }) in servers.iter().zip(samples) {
            let ratio = resident / samples[0].resident;
            println!("| resident MiB at {connections} connections | {server} | {resident:.1} | {ratio:.2} | | |");
        }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
