//! The handover of the socket from one process to another, under load.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may fail, too")]

#[path = "support/load.rs"]
mod load;
mod support;

use std::{net::SocketAddr, os::fd::OwnedFd, time::Duration};

use endpoint_gateway::{GatewayError, Listen};
use endpoint_test_support::{
    process::{Command, Process},
    raw_server::RawServer,
};
use load::{Load, patient};
use support::JSON;
use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream},
    time::timeout,
};

/// The variables with the addresses of a serving process's upstream and of its parent, which stops it.
const UPSTREAM: &str = "ENDPOINT_GATEWAY_TEST_UPSTREAM";
const CONTROL: &str = "ENDPOINT_GATEWAY_TEST_CONTROL";

const LOCAL: ([u8; 4], u16) = ([127, 0, 0, 1], 0);

/// A child process that runs this test with the socket as its standard input.
struct Instance {
    process: Process,
    /// The connection whose end stops the child.
    control: TcpStream,
}

impl Instance {
    async fn start(socket: &std::net::TcpListener, upstream: SocketAddr) -> Self {
        let control = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let process = Command::current_exe()
            .unwrap()
            .args(["--exact", "a_socket_is_handed_from_process_to_process_without_losing_a_request"])
            .env(UPSTREAM, upstream.to_string())
            .env(CONTROL, control.local_addr().unwrap().to_string())
            .stdin_from(OwnedFd::from(socket.try_clone().unwrap()))
            .start()
            .unwrap();
        // The child connects once it serves.
        let (control, _) = timeout(Duration::from_secs(60), control.accept()).await.unwrap().unwrap();
        Self { process, control }
    }

    async fn stop(self) {
        drop(self.control);
        let output = tokio::task::spawn_blocking(move || self.process.wait()).await.unwrap().unwrap();
        assert_eq!(output.code, Some(0), "{}{}", output.stdout, output.stderr);
    }
}

async fn be_an_instance(upstream: &str) {
    let listen = Listen::loopback(LOCAL).inherit().unwrap();
    let gateway = patient(upstream.parse().unwrap()).build().unwrap();
    let gateway = gateway.listen(listen.bind().await.unwrap()).unwrap();
    let mut control = TcpStream::connect(std::env::var(CONTROL).unwrap()).await.unwrap();
    assert_eq!(control.read(&mut [0]).await.unwrap_or(0), 0);
    gateway.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_is_handed_from_process_to_process_without_losing_a_request() {
    if let Ok(upstream) = std::env::var(UPSTREAM) {
        return be_an_instance(&upstream).await;
    }
    let upstreams = [RawServer::answering(JSON).await, RawServer::answering(JSON).await];
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let load = Load::new(socket.local_addr().unwrap(), 16);
    // A connection that is made before there is a gateway waits.
    let mut running = Instance::start(&socket, upstreams[0].address).await;
    load.more(200).await;
    for (upstream, other) in [(&upstreams[1], &upstreams[0]), (&upstreams[0], &upstreams[1])] {
        let next = Instance::start(&socket, upstream.address).await;
        let before = std::mem::replace(&mut running, next);
        before.stop().await;
        let seen = other.requests().len();
        load.more(200).await;
        assert_eq!(other.requests().len(), seen, "the old process still responds");
    }
    let connections = load.end().await;
    assert!(connections >= 3 * 16, "{connections}");
    running.stop().await;
}

#[test]
fn what_is_no_socket_is_not_taken() {
    // The test process's own standard input is not a listening socket.
    let refused = Listen::loopback(LOCAL).inherit().unwrap_err();
    assert!(matches!(refused, GatewayError::Inherit(_)) && refused.to_string().contains("socket unit"), "{refused}");
}
