//! Restarting and replacing a gateway under load, without losing a request.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

#[path = "support/load.rs"]
mod load;
mod support;

use std::{net::TcpListener, time::Duration};

use endpoint_gateway::{Bounds, Gateway, Listen, RunningGateway};
use endpoint_test_support::raw_server::{RawServer, read_message};
use load::{GET, Load, patient};
use support::{JSON, builder, has, status};
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    time::{Instant, timeout},
};

async fn serve(gateway: &Gateway, socket: &TcpListener) -> RunningGateway {
    let listen = Listen::loopback(([127, 0, 0, 1], 0)).on(socket.try_clone().unwrap());
    gateway.listen(listen.bind().await.unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rolling_restart_under_load_loses_no_request() {
    let (old, new) = (RawServer::answering(JSON).await, RawServer::answering(JSON).await);
    // The socket is that of a service manager, or one that the gateways pass on.
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut gateway = serve(&patient(old.address).build().unwrap(), &socket).await;
    let load = Load::new(gateway.address(), 16);
    load.more(200).await;
    for upstream in [&new, &old, &new] {
        let next = serve(&patient(upstream.address).build().unwrap(), &socket).await;
        std::mem::replace(&mut gateway, next).stop().await;
        let (before, after) = (old.requests().len(), new.requests().len());
        load.more(200).await;
        let (before, after) = (old.requests().len() - before, new.requests().len() - after);
        assert!(if upstream.address == new.address { before == 0 } else { after == 0 }, "{before} {after}");
    }
    // There is no next gateway yet: new connections wait.
    gateway.stop().await;
    let gateway = serve(&patient(old.address).build().unwrap(), &socket).await;
    load.more(200).await;
    let connections = load.end().await;
    assert!(connections >= 5 * 16, "{connections}");
    gateway.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_configuration_is_replaced_under_load_on_the_connections_that_are_there() {
    let (old, new) = (RawServer::answering(JSON).await, RawServer::answering(JSON).await);
    let gateway = patient(old.address).build().unwrap().serve(([127, 0, 0, 1], 0)).await.unwrap();
    let load = Load::new(gateway.address(), 16);
    load.more(200).await;
    for upstream in [&new, &old, &new] {
        gateway.replace(patient(upstream.address).build().unwrap()).unwrap();
        // Each caller may have had one request in progress.
        load.more(16).await;
        let (before, after) = (old.requests().len(), new.requests().len());
        load.more(200).await;
        let (before, after) = (old.requests().len() - before, new.requests().len() - after);
        let (stale, fresh) = if upstream.address == new.address { (before, after) } else { (after, before) };
        assert!(stale <= 16 && fresh >= 180, "{stale} {fresh}");
    }
    assert_eq!(load.end().await, 16);
}

#[tokio::test]
async fn a_request_that_is_under_way_ends_as_it_began() {
    let held = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let new = RawServer::answering(JSON).await;
    let gateway = support::serve(builder(held.local_addr().unwrap())).await;
    let mut first = TcpStream::connect(gateway.address()).await.unwrap();
    first.write_all(GET.as_bytes()).await.unwrap();
    let (mut served, _) = held.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    gateway.replace(builder(new.address).build().unwrap()).unwrap();
    let mut second = TcpStream::connect(gateway.address()).await.unwrap();
    second.write_all(GET.as_bytes()).await.unwrap();
    assert!(read_message(&mut second).await.unwrap().ends_with("{}"));
    new.only_request();
    let old = JSON.replace("{}", "[]");
    served.write_all(old.as_bytes()).await.unwrap();
    assert!(read_message(&mut first).await.unwrap().ends_with("[]"));
    // The next request on the same connection is handled by the new gateway.
    first.write_all(GET.as_bytes()).await.unwrap();
    assert!(read_message(&mut first).await.unwrap().ends_with("{}"));
    assert_eq!(new.requests().len(), 2);
    gateway.stop().await;
}

#[tokio::test]
async fn an_unused_connection_is_kept_for_a_request_that_is_on_its_way_but_not_for_ever() {
    let upstream = RawServer::answering(JSON).await;
    let mut bounds = Bounds::default();
    bounds.read_head = Duration::from_secs(3600);
    bounds.linger = Duration::from_secs(20);
    let gateway = support::serve(builder(upstream.address).bounds(bounds)).await;
    let mut used = TcpStream::connect(gateway.address()).await.unwrap();
    used.write_all(GET.as_bytes()).await.unwrap();
    read_message(&mut used).await.unwrap();
    let mut idle = TcpStream::connect(gateway.address()).await.unwrap();
    idle.write_all(GET.as_bytes()).await.unwrap();
    read_message(&mut idle).await.unwrap();
    let mut stopping = tokio::spawn(gateway.stop());
    tokio::time::pause();
    assert!(timeout(Duration::from_secs(10), &mut stopping).await.is_err());
    tokio::time::resume();
    used.write_all(GET.as_bytes()).await.unwrap();
    let response = read_message(&mut used).await.unwrap();
    assert!(status(&response) == 200 && has(&response, "connection: close"), "{response}");
    tokio::time::pause();
    let started = Instant::now();
    timeout(Duration::from_secs(60), &mut stopping).await.unwrap().unwrap();
    assert!(started.elapsed() < Duration::from_secs(25), "{:?}", started.elapsed());
    assert_eq!(read_message(&mut idle).await, None);
}
