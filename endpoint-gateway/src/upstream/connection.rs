//! One connection to an upstream. The task of the request polls it, so that no data is handed from task to task.

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
    /// Starts HTTP/1.1 on a stream.
    pub(super) async fn handshake(stream: Stream) -> Result<Self, hyper::Error> {
        let mut builder = Builder::new();
        // A proxy mends both (RFC 9112, sections 5.1 and 5.2).
        builder.allow_spaces_after_header_name_in_responses(true).allow_obsolete_multiline_headers_in_responses(true);
        let (sender, connection) = builder.handshake(stream).await?;
        Ok(Self { sender, connection: Some(Box::pin(connection)) })
    }

    /// Moves the connection to a task of its own, which ends with the current response.
    pub(super) fn detach(self) {
        if let Some(connection) = self.connection {
            // The bodies report the connection's errors.
            tokio::spawn(async move { drop(connection.await) });
        }
    }

    /// Polls the connection as far as it gets without waiting.
    pub(super) fn drive(&mut self, context: &mut Context<'_>) {
        let ended = self.connection.as_mut().is_none_or(|connection| connection.as_mut().poll(context).is_ready());
        if ended {
            // Dropping it fails the bodies that still wait for it.
            self.connection = None;
        }
    }

    /// Sends a request and returns its response.
    pub(super) async fn exchange(
        &mut self,
        request: Request<Upload>,
    ) -> Result<Response<Incoming>, TrySendError<Request<Upload>>> {
        // Polled whenever the connection has made progress, so it needs no waker. It runs unconstrained: tokio's budget could
        // make it pending although the response has arrived.
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

    /// Returns whether another request can be sent, as far as the gateway can know.
    pub(super) fn is_ready(&mut self) -> bool {
        let driven = pin!(unconstrained(poll_fn(|context| {
            self.drive(context);
            Poll::Ready(())
        })));
        // No task waits for it meanwhile.
        let _ = driven.poll(&mut Context::from_waker(Waker::noop()));
        self.connection.is_some() && self.sender.is_ready()
    }
}
