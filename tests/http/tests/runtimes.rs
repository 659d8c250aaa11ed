//! One client in several Tokio runtimes.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::time::Duration;

use endpoint_runtime::{
    Bytes, Client, http,
    transport::{HyperTransport, ReqwestTransport},
};
use endpoint_test_support::raw_server::RawServer;
use tokio::runtime::Runtime;

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn get(client: &Client, runtime: &Runtime) -> Bytes {
    let request = http::Request::get("/x").body(Bytes::new()).unwrap();
    runtime.block_on(client.execute(request)).unwrap().into_body()
}

#[test]
fn a_call_is_answered_while_the_runtime_of_an_earlier_one_is_parked_or_gone() {
    // The server is driven by a thread of its own.
    let server_runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    for transport in ["reqwest", "hyper"] {
        let server = server_runtime.block_on(RawServer::answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"));
        // So long that a call which waits for another runtime fails the test by its time.
        let builder = Client::builder().base_url(server.url().as_str()).timeout(Duration::from_secs(30));
        let client = match transport {
            "reqwest" => builder.transport(ReqwestTransport::new().unwrap()),
            _ => builder.transport(HyperTransport::new().unwrap()),
        };
        let client = client.build().unwrap();
        let (first, second) = (runtime(), runtime());
        for current in [&first, &second, &first, &second] {
            assert_eq!(get(&client, current), "hi", "{transport}");
        }
        assert_eq!(server.connections(), 2, "{transport}: each runtime keeps its connection");
        drop(first);
        assert_eq!(get(&client, &second), "hi", "{transport}");
        // More runtimes than the transport keeps connections for.
        for _ in 0..40 {
            assert_eq!(get(&client, &runtime()), "hi", "{transport}");
        }
        assert_eq!(get(&client, &second), "hi", "{transport}");
    }
}
