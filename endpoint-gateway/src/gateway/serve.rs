//! A running gateway: serving, replacing and stopping it.

use std::{net::SocketAddr, sync::Arc};

use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::{
    Gateway, Listen, Listener,
    connections::{self, SharedState},
};
use crate::GatewayError;

/// A running gateway. It stops when it is dropped, or gracefully by [`stop`](Self::stop).
#[derive(Debug)]
#[must_use = "the gateway stops when this is dropped"]
pub struct RunningGateway {
    address: SocketAddr,
    url: String,
    /// True if callers come from other machines.
    is_open: bool,
    stop: Option<oneshot::Sender<()>>,
    state: Arc<SharedState>,
    running: JoinHandle<()>,
}

impl Gateway {
    /// Serves HTTP/1.1 on a loopback address; port 0 takes a free one.
    ///
    /// # Errors
    /// An address that is not loopback or that cannot be listened on.
    pub async fn serve(&self, address: impl Into<SocketAddr>) -> Result<RunningGateway, GatewayError> {
        self.listen(Listen::loopback(address).bind().await?)
    }

    /// Serves HTTP/1.1 on a socket that already listens.
    ///
    /// # Errors
    /// An address that is not loopback.
    pub fn serve_on(&self, socket: TcpListener) -> Result<RunningGateway, GatewayError> {
        self.listen(Listener::local(socket)?)
    }

    /// Serves HTTP/1.1 on the socket that a [`Listen`] has bound.
    ///
    /// # Errors
    /// A listener that other machines reach, if this gateway's admission does not require [keys](crate::Admission::is_keyed).
    pub fn listen(&self, listener: Listener) -> Result<RunningGateway, GatewayError> {
        let (address, url, is_open) = (listener.address(), listener.url(), listener.is_open());
        self.check_keyed(is_open, address)?;
        let Listener { socket, protocol, .. } = listener;
        let (stop, stopped) = oneshot::channel();
        let state = Arc::new(SharedState::new(self.clone()));
        let running = tokio::spawn(connections::run(socket, protocol, Arc::clone(&state), stopped));
        Ok(RunningGateway { address, url, is_open, stop: Some(stop), state, running })
    }

    /// Refuses a gateway without keys where callers come from other machines.
    fn check_keyed(&self, is_open: bool, address: SocketAddr) -> Result<(), GatewayError> {
        if is_open && !self.0.admission.is_keyed() { Err(GatewayError::KeysRequired { address }) } else { Ok(()) }
    }
}

impl RunningGateway {
    /// Returns the gateway's URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Returns the bound address, with its actual port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Replaces the gateway, on open connections too. Requests that have begun end under the old one. The new gateway's bounds
    /// apply to new connections; the maximum number of connections stays.
    ///
    /// A gateway that is built with the same [`Callers`](crate::callers::Callers) admits the same callers, so that a token that
    /// was shown stays valid.
    ///
    /// # Errors
    /// A gateway without keys, if other machines reach it. The old one stays.
    pub fn replace(&self, gateway: Gateway) -> Result<(), GatewayError> {
        gateway.check_keyed(self.is_open, self.address)?;
        self.state.replace(gateway);
        Ok(())
    }

    /// Stops gracefully: accepts no more connections, and waits for the responses that have begun, up to
    /// [`Bounds::drain`](crate::Bounds::drain). A further request on an open connection gets a response with `Connection: close`.
    pub async fn stop(mut self) {
        self.state.end();
        if let Some(stop) = self.stop.take() {
            // Fails if the server has already ended.
            let _ = stop.send(());
        }
        // Fails if the server panicked, which changes nothing at shutdown.
        let _ = (&mut self.running).await;
    }
}

impl Drop for RunningGateway {
    fn drop(&mut self) {
        self.running.abort();
    }
}
