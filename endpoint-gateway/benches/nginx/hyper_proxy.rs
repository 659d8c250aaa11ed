//! A proxy of hyper's server and hyper-util's client that only adds the credential, in a child process with one thread: the cost of
//! these libraries, which the gateway cannot go below.

use std::process::{Command, Stdio};

use http::{
    HeaderValue, Request,
    header::{AUTHORIZATION, HOST},
    uri::{Authority, Scheme, Uri},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    client::legacy::Client,
    rt::{TokioExecutor, TokioIo},
};
use tokio::net::TcpListener;

use crate::{
    CREDENTIAL,
    measure::{Server, free_port},
};

/// The argument with which the process runs the proxy.
pub(crate) const ROLE: &str = "--hyper";

/// Starts the proxy as a child process.
pub(crate) fn start(upstream: &Server) -> Server {
    let address = free_port();
    let child = Command::new(std::env::current_exe().unwrap())
        .args([ROLE.to_owned(), address.to_string(), upstream.address().to_string()])
        .stdin(Stdio::null())
        .spawn();
    Server::new(child.unwrap(), address, None)
}

/// Runs the proxy. The arguments are its address and the upstream's.
pub(crate) fn run(arguments: &[String]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(serve(&arguments[0], arguments[1].parse().unwrap()));
}

async fn serve(address: &str, upstream: Authority) {
    let listener = TcpListener::bind(address).await.unwrap();
    let client = Client::builder(TokioExecutor::new()).build_http::<Incoming>();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (client, upstream) = (client.clone(), upstream.clone());
        let forward = service_fn(move |request| client.request(forwarded(request, &upstream)));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), forward));
    }
}

/// Returns the request for the upstream.
fn forwarded(mut request: Request<Incoming>, upstream: &Authority) -> Request<Incoming> {
    let mut parts = std::mem::take(request.uri_mut()).into_parts();
    (parts.scheme, parts.authority) = (Some(Scheme::HTTP), Some(upstream.clone()));
    *request.uri_mut() = Uri::from_parts(parts).unwrap();
    request.headers_mut().remove(HOST);
    request.headers_mut().insert(AUTHORIZATION, HeaderValue::from_static(CREDENTIAL));
    request
}
