//! A gateway that listens.

use std::{net::SocketAddr, sync::Arc};

use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::{
    Gateway, Listen, Listener,
    connections::{self, SharedState},
};
use crate::GatewayError;

/// A gateway that listens. It stops when it is dropped, or, answering what it has begun, by [`stop`](Self::stop).
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
    /// Serves HTTP/1.1 on a loopback address; port 0 is one that is free.
    ///
    /// # Errors
    /// An address that is not loopback or that cannot be listened on.
    pub async fn serve(&self, address: impl Into<SocketAddr>) -> Result<RunningGateway, GatewayError> {
        self.listen(Listen::loopback(address).bind().await?)
    }

    /// Serves HTTP/1.1 on a socket that listens already.
    ///
    /// # Errors
    /// An address that is not loopback.
    pub fn serve_on(&self, socket: TcpListener) -> Result<RunningGateway, GatewayError> {
        self.listen(Listener::local(socket)?)
    }

    /// Serves HTTP/1.1 wherever a [`Listen`] says.
    ///
    /// # Errors
    /// A listener for callers from elsewhere, where this gateway's admission asks for no [keys](crate::Admission::is_keyed).
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
    /// The gateway's URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// The address and the port that was free.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers from now on as another gateway does, also on the connections that are there. Requests that are under way end
    /// as they began. The bounds of connections hold for those that are made from now on, except how many there are at a
    /// time, which stays.
    ///
    /// The other gateway knows the same callers when it is built with the same [`Callers`](crate::callers::Callers); a
    /// token that was shown then stays good.
    ///
    /// # Errors
    /// A gateway without keys where callers come from elsewhere; the one before stays.
    pub fn replace(&self, gateway: Gateway) -> Result<(), GatewayError> {
        gateway.check_keyed(self.is_open, self.address)?;
        self.state.replace(gateway);
        Ok(())
    }

    /// Takes no more connections, and waits for the answers that are under way, as long as the bounds say. Whoever asks once
    /// more is answered, too, and told to come back by another connection.
    pub async fn stop(mut self) {
        self.state.end();
        if let Some(stop) = self.stop.take() {
            // Fails when the server has ended already.
            let _ = stop.send(());
        }
        // Fails when the server panicked, of which nobody needs to hear at the end.
        let _ = (&mut self.running).await;
    }
}

impl Drop for RunningGateway {
    fn drop(&mut self) {
        self.running.abort();
    }
}
