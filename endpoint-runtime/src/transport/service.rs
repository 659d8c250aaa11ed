//! A tower service as a transport, and a transport as a tower service.

use std::{
    fmt,
    future::poll_fn,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use tower_service::Service;

use super::{Transport, TransportError, TransportFuture};
use crate::{body::Body, error::BoxError};

/// A tower service as a transport. Each request is sent to a clone of it.
pub(crate) struct ServiceTransport<S>(Mutex<S>);

impl<S> ServiceTransport<S> {
    pub(crate) fn new(service: S) -> Self {
        Self(Mutex::new(service))
    }
}

impl<S, B> Transport for ServiceTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context)).await.map_err(transport_error)?;
            let response = service.call(request).await.map_err(transport_error)?;
            Ok(response.map(Body::stream))
        })
    }
}

/// Returns a [`TransportError`] of the service as it is, so that a fake can simulate a failing connection.
fn transport_error(error: impl Into<BoxError>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::other(error),
    }
}

/// A transport as a tower service, which the layers of [`ClientBuilder::layer`](crate::ClientBuilder::layer) wrap.
#[derive(Clone)]
pub struct TransportService(Arc<dyn Transport>);

impl TransportService {
    pub(crate) fn new(transport: Arc<dyn Transport>) -> Self {
        Self(transport)
    }
}

impl Service<http::Request<Body>> for TransportService {
    type Response = http::Response<Body>;
    type Error = TransportError;
    type Future = TransportFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> TransportFuture {
        self.0.send(request)
    }
}

impl fmt::Debug for TransportService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportService")
    }
}
