//! Ten thousand calls of a server that fails in every way, over both transports: no task, no socket and no memory is left over.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![cfg(target_os = "linux")]

mod fault;
#[path = "../http2_server/mod.rs"]
mod http2_server;
#[path = "../own_process/mod.rs"]
mod own_process;

use std::{
    alloc::System,
    fs,
    time::{Duration, Instant},
};

use endpoint_runtime::{
    Client, RetryPolicy, Stage,
    transport::{HyperTransport, ReqwestTransport, Transport},
};
use fault::{FAULTS, Fault, MeetRequest};
use http2_server::{Http2Server, Refusal};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use tokio::runtime::{Builder, Handle, Runtime};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The most bytes that may be left over: less than 50 for each call.
const MAX_BYTES: usize = 400 * 1024;

const REFUSALS: [Refusal; 5] =
    [Refusal::Reset(7), Refusal::Reset(2), Refusal::GoAway(0), Refusal::GoAwayAndClose(0), Refusal::AcceptAndClose];

#[test]
fn ten_thousand_calls_of_a_failing_server_leave_nothing_over() {
    own_process::run("inner::soak", "localhost", &[]);
}

fn client(url: &str, transport: impl Transport) -> Client {
    let retry =
        RetryPolicy::default().max_attempts(2).base_delay(Duration::from_millis(1)).max_delay(Duration::from_millis(1));
    Client::builder().base_url(url).transport(transport).retry(retry).max_response_bytes(65_536).build().unwrap()
}

/// Returns a client for each transport.
fn clients(url: &str) -> [Client; 2] {
    [client(url, ReqwestTransport::new().unwrap()), client(url, HyperTransport::new().unwrap())]
}

fn allocated() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated.saturating_sub(stats.bytes_deallocated)
}

/// Returns the number of sockets that this process has open.
fn sockets() -> usize {
    let entries = fs::read_dir("/proc/self/fd").unwrap();
    let targets = entries.filter_map(|entry| fs::read_link(entry.unwrap().path()).ok());
    targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count()
}

/// The servers, on a runtime of their own so that their tasks are counted apart.
struct Servers {
    runtime: Runtime,
    faulty: String,
    refused: String,
    http2: Vec<String>,
}

impl Servers {
    fn start(pem: &str) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (faulty, refused, http2) = runtime.block_on(async {
            // The port of a listener that is closed at once.
            let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
            let mut http2 = Vec::new();
            for refusal in REFUSALS {
                http2.push(Http2Server::start(pem, refusal).await.url());
            }
            (fault::serve().await, closed, http2)
        });
        Self { runtime, faulty: format!("http://{faulty}"), refused: format!("http://{refused}"), http2 }
    }

    /// Makes a number of calls, of which one in sixteen is over HTTP/2. Returns how many they were.
    async fn call(&self, rounds: usize) -> usize {
        let faulty = clients(&self.faulty);
        let workers: Vec<_> =
            (0..16).map(|worker| tokio::spawn(meet_all(faulty[worker % 2].clone(), rounds))).collect();
        let refused = clients(&self.refused);
        let mut calls = 16 * rounds * FAULTS.len();
        for round in 0..rounds {
            for client in &refused {
                let result = client.send(MeetRequest::new("none")).await;
                assert_eq!(result.map_err(|error| error.stage()), Err(Stage::Connect));
                calls += 1;
            }
            let url = &self.http2[round % self.http2.len()];
            for client in clients(url) {
                for _ in 0..4 {
                    // Each second request is refused; some of them are repeated.
                    let result = client.send(MeetRequest::new("none")).await;
                    assert!(result.as_ref().err().is_none_or(|error| error.stage() == Stage::Transport), "{result:?}");
                    calls += 1;
                }
            }
        }
        for worker in workers {
            worker.await.unwrap();
        }
        calls
    }
}

async fn meet_all(client: Client, rounds: usize) {
    for _ in 0..rounds {
        for fault in FAULTS {
            Fault::meet(*fault, &client).await;
        }
    }
}

/// The tasks of the clients and of the servers, and the sockets.
type Left = [usize; 3];

/// Waits until no more than this is left, or for ten seconds. Returns what is left.
async fn settle(servers: &Handle, most: Left) -> Left {
    let start = Instant::now();
    loop {
        let left = [Handle::current().metrics().num_alive_tasks(), servers.metrics().num_alive_tasks(), sockets()];
        let is_settled = left.iter().zip(&most).all(|(left, most)| left <= most);
        if is_settled || start.elapsed() > Duration::from_secs(10) {
            return left;
        }
        tokio::task::yield_now().await;
    }
}

mod inner {
    use super::*;

    #[test]
    fn soak() {
        let Some(pem) = own_process::certificate() else { return };
        let servers = Servers::start(&pem);
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let start = settle(servers.runtime.handle(), [0, 6, usize::MAX]).await;
            assert_eq!(start[..2], [0, 6], "a listener for each server");
            let mut calls = servers.call(3).await;
            assert_eq!(settle(servers.runtime.handle(), start).await, start, "after {calls} calls");
            let bytes = allocated();
            calls += servers.call(32).await;
            assert!(calls > 10_000, "{calls}");
            assert_eq!(settle(servers.runtime.handle(), start).await, start, "after {calls} calls");
            let more = allocated().saturating_sub(bytes);
            assert!(more < MAX_BYTES, "{more} bytes more are allocated after {calls} calls");
        });
    }
}
