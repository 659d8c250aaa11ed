//! A gateway that changes under load, without a request being lost.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

mod support;

use std::{
    net::{SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use endpoint_gateway::{Bounds, Gateway, GatewayBuilder, Listen, RunningGateway};
use support::{JSON, Recording, builder, has, message, status};
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    task::JoinSet,
    time::{Instant, timeout},
};

const GET: &str = "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\n\r\n";

/// Whose end waits as long as it takes, so that nothing here depends on how fast the machine is.
fn patient(upstream: SocketAddr) -> GatewayBuilder {
    let mut bounds = Bounds::default();
    bounds.linger = Duration::from_secs(600);
    bounds.drain = Duration::from_secs(600);
    builder(upstream).bounds(bounds)
}

async fn serve(gateway: &Gateway, socket: &TcpListener) -> RunningGateway {
    let listen = Listen::loopback(([127, 0, 0, 1], 0)).on(socket.try_clone().unwrap());
    gateway.listen(listen.bind().await.unwrap()).unwrap()
}

/// Callers that ask over and over, each on its connection until it is told to come back by another one.
struct Load {
    callers: JoinSet<Result<usize, String>>,
    answered: Arc<AtomicUsize>,
    enough: Arc<AtomicBool>,
}

impl Load {
    fn new(address: SocketAddr, callers: usize) -> Self {
        let mut load = Self { callers: JoinSet::new(), answered: Arc::default(), enough: Arc::default() };
        for _ in 0..callers {
            let (answered, enough) = (Arc::clone(&load.answered), Arc::clone(&load.enough));
            load.callers.spawn(async move { ask(address, &answered, &enough).await });
        }
        load
    }

    /// Waits until so many more requests have been answered.
    async fn more(&self, count: usize) {
        let until = self.answered.load(SeqCst) + count;
        while self.answered.load(SeqCst) < until {
            assert!(!self.callers.is_empty());
            tokio::task::yield_now().await;
        }
    }

    /// How many connections there were, or the first request that was lost.
    async fn end(mut self) -> Result<usize, String> {
        self.enough.store(true, SeqCst);
        let mut connections = 0;
        while let Some(caller) = self.callers.join_next().await {
            connections += caller.unwrap()?;
        }
        Ok(connections)
    }
}

async fn ask(address: SocketAddr, answered: &AtomicUsize, enough: &AtomicBool) -> Result<usize, String> {
    let mut connections = 0;
    while !enough.load(SeqCst) {
        let mut stream = TcpStream::connect(address).await.map_err(|error| format!("no connection: {error}"))?;
        connections += 1;
        loop {
            stream.write_all(GET.as_bytes()).await.map_err(|error| format!("not sent: {error}"))?;
            let answer = message(&mut stream).await.ok_or("no answer")?;
            if status(&answer) != 200 || !answer.ends_with("{}") {
                return Err(answer);
            }
            answered.fetch_add(1, SeqCst);
            if has(&answer, "connection: close") {
                break;
            }
            if enough.load(SeqCst) {
                return Ok(connections);
            }
        }
    }
    Ok(connections)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rolling_restart_under_load_loses_no_request() {
    let (old, new) = (Recording::answering(JSON).await, Recording::answering(JSON).await);
    // The socket is the service manager's, or the one that the gateways hand on.
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut gateway = serve(&patient(old.address).build().unwrap(), &socket).await;
    let load = Load::new(gateway.address(), 16);
    load.more(200).await;
    for upstream in [&new, &old, &new] {
        let next = serve(&patient(upstream.address).build().unwrap(), &socket).await;
        std::mem::replace(&mut gateway, next).stop().await;
        let (before, after) = (old.seen().len(), new.seen().len());
        load.more(200).await;
        let (before, after) = (old.seen().len() - before, new.seen().len() - after);
        assert!(if upstream.address == new.address { before == 0 } else { after == 0 }, "{before} {after}");
    }
    // Without a next one already there: what connects meanwhile waits.
    gateway.stop().await;
    let gateway = serve(&patient(old.address).build().unwrap(), &socket).await;
    load.more(200).await;
    let connections = load.end().await.unwrap();
    assert!(connections >= 5 * 16, "{connections}");
    gateway.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_configuration_is_replaced_under_load_on_the_connections_that_are_there() {
    let (old, new) = (Recording::answering(JSON).await, Recording::answering(JSON).await);
    let gateway = patient(old.address).build().unwrap().serve(([127, 0, 0, 1], 0)).await.unwrap();
    let load = Load::new(gateway.address(), 16);
    load.more(200).await;
    for upstream in [&new, &old, &new] {
        gateway.replace(patient(upstream.address).build().unwrap()).unwrap();
        // Each caller may have had one request under way.
        load.more(16).await;
        let (before, after) = (old.seen().len(), new.seen().len());
        load.more(200).await;
        let (before, after) = (old.seen().len() - before, new.seen().len() - after);
        let (stale, fresh) = if upstream.address == new.address { (before, after) } else { (after, before) };
        assert!(stale <= 16 && fresh >= 180, "{stale} {fresh}");
    }
    assert_eq!(load.end().await, Ok(16));
}

#[tokio::test]
async fn a_request_that_is_under_way_ends_as_it_began() {
    let held = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let new = Recording::answering(JSON).await;
    let gateway = support::serve(builder(held.local_addr().unwrap())).await;
    let mut first = TcpStream::connect(gateway.address()).await.unwrap();
    first.write_all(GET.as_bytes()).await.unwrap();
    let (mut served, _) = held.accept().await.unwrap();
    message(&mut served).await.unwrap();
    gateway.replace(builder(new.address).build().unwrap()).unwrap();
    let mut second = TcpStream::connect(gateway.address()).await.unwrap();
    second.write_all(GET.as_bytes()).await.unwrap();
    assert!(message(&mut second).await.unwrap().ends_with("{}"));
    new.only();
    let old = JSON.replace("{}", "[]");
    served.write_all(old.as_bytes()).await.unwrap();
    assert!(message(&mut first).await.unwrap().ends_with("[]"));
    // The next one on the same connection is the new gateway's.
    first.write_all(GET.as_bytes()).await.unwrap();
    assert!(message(&mut first).await.unwrap().ends_with("{}"));
    assert_eq!(new.seen().len(), 2);
    gateway.stop().await;
}

#[tokio::test]
async fn an_unused_connection_is_kept_for_a_request_that_is_on_its_way_but_not_for_ever() {
    let upstream = Recording::answering(JSON).await;
    let mut bounds = Bounds::default();
    bounds.read_head = Duration::from_secs(3600);
    bounds.linger = Duration::from_secs(20);
    let gateway = support::serve(builder(upstream.address).bounds(bounds)).await;
    let mut used = TcpStream::connect(gateway.address()).await.unwrap();
    used.write_all(GET.as_bytes()).await.unwrap();
    message(&mut used).await.unwrap();
    let mut idle = TcpStream::connect(gateway.address()).await.unwrap();
    idle.write_all(GET.as_bytes()).await.unwrap();
    message(&mut idle).await.unwrap();
    let mut stopping = tokio::spawn(gateway.stop());
    tokio::time::pause();
    assert!(timeout(Duration::from_secs(10), &mut stopping).await.is_err());
    tokio::time::resume();
    used.write_all(GET.as_bytes()).await.unwrap();
    let answer = message(&mut used).await.unwrap();
    assert!(status(&answer) == 200 && has(&answer, "connection: close"), "{answer}");
    tokio::time::pause();
    let started = Instant::now();
    timeout(Duration::from_secs(60), &mut stopping).await.unwrap().unwrap();
    assert!(started.elapsed() < Duration::from_secs(25), "{:?}", started.elapsed());
    assert_eq!(message(&mut idle).await, None);
}
