//! A sandbox on a loopback port.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use endpoint_runtime::{
    Body,
    http::{Request, Response, StatusCode},
    server::{Listener, Service},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout};

use super::{Sandbox, SandboxError, SandboxService, api_error, service};

/// The number of connections that are served at a time; others wait.
const MAX_CONNECTIONS: usize = 256;
/// The time that a request may take to arrive and to be answered.
const REQUEST_LIMIT: Duration = Duration::from_secs(30);
/// The time that requests under way have at the end.
const GRACE: Duration = Duration::from_secs(5);

/// A sandbox that listens. It stops when it is dropped, or, answering what it has begun, by [`stop`](Self::stop).
#[derive(Debug)]
#[must_use = "the sandbox stops when this is dropped"]
pub struct RunningSandbox {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// Serves the project over HTTP/1.1 on a loopback address; port 0 is one that is free.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_endpoints::{Stytch, sandbox::Sandbox};
    ///
    /// let sandbox = Sandbox::demo();
    /// let running = sandbox.serve(([127, 0, 0, 1], 0)).await?;
    /// let stytch = Stytch::builder(sandbox.project_id(), sandbox.secret());
    /// let stytch = stytch.base_url(running.url()).fraud_url(running.url()).build()?;
    /// running.stop().await;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// An address that is not loopback or that cannot be listened on.
    pub async fn serve(&self, address: impl Into<SocketAddr>) -> Result<RunningSandbox, SandboxError> {
        let address = address.into();
        if !address.ip().is_loopback() {
            return Err(SandboxError::NotLoopback { address });
        }
        let refused = |source| SandboxError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let (stop, stopped) = oneshot::channel();
        Ok(RunningSandbox { address, stop: Some(stop), server: tokio::spawn(run(listener, self.service(), stopped)) })
    }
}

impl RunningSandbox {
    /// The base URL, for a client's builder.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address and the port that was free.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more connections, and waits at most five seconds for the answers that are under way.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // Fails when the server has ended already.
            let _ = stop.send(());
        }
        // Fails when the server panicked, of which nobody needs to hear at the end.
        let _ = (&mut self.server).await;
    }
}

impl Drop for RunningSandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn run(socket: TcpListener, service: SandboxService, stopped: oneshot::Receiver<()>) {
    let graceful = GracefulShutdown::new();
    let mut listener = Listener::new(socket, MAX_CONNECTIONS);
    let serve = |stream| {
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(REQUEST_LIMIT)
            .serve_connection(TokioIo::new(stream), answering(service.clone()));
        let connection = graceful.watch(connection);
        // Fails when the client goes away, which is its business.
        async { drop(connection.await) }
    };
    listener.accept_until(stopped, serve).await;
    // Dropped with this future, and with it every connection.
    let _open = listener.close();
    // Requests that are not answered within the grace period are cut off.
    let _ = timeout(GRACE, graceful.shutdown()).await;
}

type Answer = std::pin::Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

fn answering(
    service: SandboxService,
) -> impl hyper::service::Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future = Answer> {
    service_fn(move |request| -> Answer {
        let mut service = service.clone();
        Box::pin(async move {
            match timeout(REQUEST_LIMIT, service.call(request)).await {
                Ok(answer) => answer,
                Err(_) => Ok(late(&service)),
            }
        })
    })
}

fn late(service: &SandboxService) -> Response<Body> {
    let status = StatusCode::REQUEST_TIMEOUT;
    let message = "the request took too long to arrive";
    service::error_response(status, &api_error::error_body(status, "bad_request", message, service.request_id()))
}
