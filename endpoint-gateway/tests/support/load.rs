//! Callers that send requests without a pause.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use endpoint_gateway::{Bounds, GatewayBuilder};
use endpoint_test_support::raw_server::read_message;
use tokio::{io::AsyncWriteExt, net::TcpStream, sync::watch::Sender, task::JoinSet};

use crate::support::{builder, has, status};

pub(crate) const GET: &str = "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\n\r\n";

/// Configures a gateway with long timeouts for its end, so that the tests do not depend on the speed of the machine.
pub(crate) fn patient(upstream: SocketAddr) -> GatewayBuilder {
    let mut bounds = Bounds::default();
    bounds.linger = Duration::from_secs(600);
    bounds.drain = Duration::from_secs(600);
    builder(upstream).bounds(bounds)
}

/// The progress of the callers.
#[derive(Default)]
struct Progress {
    answered: usize,
    /// The first lost request, with the reason.
    lost: Option<String>,
    is_enough: bool,
}

/// Callers that send requests over and over, each on one connection until the gateway closes it.
pub(crate) struct Load {
    callers: JoinSet<usize>,
    progress: Arc<Sender<Progress>>,
}

impl Load {
    pub(crate) fn new(address: SocketAddr, callers: usize) -> Self {
        let mut load = Self { callers: JoinSet::new(), progress: Arc::new(Sender::default()) };
        for _ in 0..callers {
            let progress = Arc::clone(&load.progress);
            load.callers.spawn(async move {
                let mut connections = 0;
                while !progress.borrow().is_enough {
                    connections += 1;
                    if let Err(how) = ask(address, &progress).await {
                        progress.send_modify(|progress| {
                            progress.lost.get_or_insert(how);
                        });
                        break;
                    }
                }
                connections
            });
        }
        load
    }

    /// Waits for this many more responses.
    pub(crate) async fn more(&self, count: usize) {
        let until = self.progress.borrow().answered + count;
        let mut progress = self.progress.subscribe();
        let there = progress.wait_for(|progress| progress.answered >= until || progress.lost.is_some()).await.unwrap();
        assert_eq!(there.lost, None);
    }

    /// Stops the callers, checks that no request was lost, and returns the number of connections.
    pub(crate) async fn end(self) -> usize {
        self.progress.send_modify(|progress| progress.is_enough = true);
        let connections = self.callers.join_all().await.into_iter().sum();
        assert_eq!(self.progress.borrow().lost, None);
        connections
    }
}

/// Sends requests over one connection.
async fn ask(address: SocketAddr, progress: &Sender<Progress>) -> Result<(), String> {
    let mut stream = TcpStream::connect(address).await.map_err(|error| format!("no connection: {error}"))?;
    loop {
        stream.write_all(GET.as_bytes()).await.map_err(|error| format!("not sent: {error}"))?;
        let response = read_message(&mut stream).await.ok_or("no response")?;
        if status(&response) != 200 || !response.ends_with("{}") {
            return Err(response);
        }
        progress.send_modify(|progress| progress.answered += 1);
        if has(&response, "connection: close") || progress.borrow().is_enough {
            return Ok(());
        }
    }
}
