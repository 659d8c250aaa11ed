//! One connection to an upstream. It is driven by the task of the request that has it, so that nothing is handed from task to
//! task on the way.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

use endpoint_runtime::http::{Request, Response};
use hyper::{
    body::Incoming,
    client::conn::{
        TrySendError,
        http1::{Builder, Connection, SendRequest},
    },
};
use hyper_rustls::MaybeHttpsStream;
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, task::unconstrained};

use crate::upload::Upload;

type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;

/// A connection; `None` once it has ended.
pub(super) struct UpstreamConnection {
    sender: SendRequest<Upload>,
    connection: Option<Pin<Box<Connection<Stream, Upload>>>>,
}

impl UpstreamConnection {
    /// Begins to speak HTTP/1.1 on a stream.
    pub(super) async fn handshake(stream: Stream) -> Result<Self, hyper::Error> {
        let (sender, connection) = Builder::new().handshake(stream).await?;
        Ok(Self { sender, connection: Some(Box::pin(connection)) })
    }

    /// Gives the connection a task of its own. It ends with the answer that is under way.
    pub(super) fn detach(self) {
        if let Some(connection) = self.connection {
            // Its faults are those of the bodies, which tell them.
            tokio::spawn(async move { drop(connection.await) });
        }
    }

    /// Drives the connection as far as it goes without waiting.
    pub(super) fn drive(&mut self, context: &mut Context<'_>) {
        let ended = self.connection.as_mut().is_none_or(|connection| connection.as_mut().poll(context).is_ready());
        if ended {
            // What it still owes somebody is told as it is dropped.
            self.connection = None;
        }
    }

    /// Sends a request and returns its answer.
    pub(super) async fn exchange(
        &mut self,
        request: Request<Upload>,
    ) -> Result<Response<Incoming>, TrySendError<Request<Upload>>> {
        // Looked at whenever the connection has done something, so it needs to wake nobody; without a budget, it never says
        // that it would be there.
        let mut response = pin!(unconstrained(self.sender.try_send_request(request)));
        let connection = &mut self.connection;
        poll_fn(|context| {
            if connection.as_mut().is_none_or(|connection| connection.as_mut().poll(context).is_ready()) {
                *connection = None;
            }
            response.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        })
        .await
    }

    /// Returns whether another request can be sent, as far as is known.
    pub(super) fn is_ready(&mut self) -> bool {
        let driven = pin!(unconstrained(poll_fn(|context| {
            self.drive(context);
            Poll::Ready(())
        })));
        // Nobody waits for it meanwhile.
        let _ = driven.poll(&mut Context::from_waker(Waker::noop()));
        self.connection.is_some() && self.sender.is_ready()
    }
}
