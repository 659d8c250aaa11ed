//! The settings of the transport: which one it is, how it connects, and the layers around it.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use tower_layer::Layer;
use tower_service::Service;

use super::ClientBuilder;
use crate::{
    base_url::BaseUrl,
    body::Body,
    client::BuildError,
    error::BoxError,
    transport::{ConnectOptions, Identity, Proxy, ServiceTransport, Transport, TransportService},
};

/// The base URL of requests to a service in this process, if none is given.
const SERVICE_URL: &str = "http://localhost";

/// A layer that is applied to the transport inside of it.
type TransportLayer = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

/// The transport of a client, or the settings of the default one, and the layers around it.
#[derive(Default)]
pub(super) struct TransportSettings {
    chosen: Option<Arc<dyn Transport>>,
    is_service: bool,
    connect: ConnectOptions,
    /// The outermost layer first.
    layers: Vec<TransportLayer>,
}

/// The transport, without its layers and within them.
pub(super) struct BuiltTransport {
    pub(super) bare: Arc<dyn Transport>,
    pub(super) layered: Arc<dyn Transport>,
}

impl TransportSettings {
    fn set(&mut self, transport: Arc<dyn Transport>, is_service: bool) {
        self.chosen = Some(transport);
        self.is_service = is_service;
    }

    pub(super) fn is_service(&self) -> bool {
        self.is_service
    }

    /// Returns the base URL that needs not be given, for a service in this process.
    pub(super) fn service_url(&self) -> Option<BaseUrl> {
        self.is_service.then(|| SERVICE_URL.parse().ok()).flatten()
    }

    pub(super) fn build(self) -> Result<BuiltTransport, BuildError> {
        let bare = match self.chosen {
            Some(transport) => transport,
            None => default_transport(self.connect)?,
        };
        let layered = self.layers.into_iter().rev().fold(Arc::clone(&bare), |inner, layer| layer(inner));
        Ok(BuiltTransport { bare, layered })
    }
}

impl ClientBuilder {
    /// Sets the transport. The default is reqwest, or hyper if only the feature `hyper` is enabled.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport.set(Arc::new(transport), false);
        self
    }

    /// Sends requests to a tower service in this process: a router, a fake, a stack of middleware. No base URL is needed.
    ///
    /// An error of the service that is a [`TransportError`](crate::transport::TransportError) is not wrapped, so that a fake
    /// can simulate a failed connection.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use endpoint_runtime::{Body, Bytes, Client, http};
    ///
    /// #[derive(Clone)]
    /// struct Teapot;
    ///
    /// impl tower_service::Service<http::Request<Body>> for Teapot {
    ///     type Response = http::Response<Body>;
    ///     type Error = std::convert::Infallible;
    ///     type Future = std::future::Ready<Result<Self::Response, Self::Error>>;
    ///
    ///     fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
    ///         std::task::Poll::Ready(Ok(()))
    ///     }
    ///
    ///     fn call(&mut self, _: http::Request<Body>) -> Self::Future {
    ///         std::future::ready(Ok(http::Response::new(Bytes::from("tea").into())))
    ///     }
    /// }
    ///
    /// let client = Client::builder().service(Teapot).build()?;
    /// let response = client.execute(http::Request::get("/pot").body(Bytes::new())?).await?;
    /// assert_eq!(response.into_body(), "tea");
    /// # Ok(()) }
    /// ```
    pub fn service<S, B>(mut self, service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        self.transport.set(Arc::new(ServiceTransport::new(service)), true);
        self
    }

    /// Adds a tower layer around the transport. The layer that is added first is the outermost one, as in `tower::ServiceBuilder`: it
    /// sees a request first and its response last. It does not matter whether the transport is set before or after.
    ///
    /// The layered service receives every attempt of a call: an `http::Request<Body>` with an absolute URI and with the credential, whose
    /// header is marked sensitive. The client repeats calls outside of the layers, its total timeout covers them, and it decodes what
    /// they return. Token requests of [`ClientCredentials`](crate::auth::ClientCredentials) go past the layers, since they go to another
    /// origin.
    ///
    /// The service is cloned for each request, and the clone is called once it is ready. Each layer gets a [`TransportService`] to wrap.
    /// The errors of other layers are in a [`TransportError`](crate::transport::TransportError) of the kind `Other`, and the call fails
    /// with [`Stage::Transport`](crate::Stage::Transport); a `TransportError` keeps its kind and with it the retries, also in a
    /// `BoxError`, so that a layer can return one of its own.
    ///
    /// ```
    /// use endpoint_runtime::Client;
    /// use tower::limit::GlobalConcurrencyLimitLayer;
    ///
    /// let client = Client::builder()
    ///     .base_url("https://api.example.com")
    ///     .layer(tower::util::MapRequestLayer::new(|mut request: http::Request<_>| {
    ///         request.headers_mut().insert("x-app", http::HeaderValue::from_static("billing"));
    ///         request
    ///     }))
    ///     // At most eight requests at a time, over all clones of the client.
    ///     .layer(GlobalConcurrencyLimitLayer::new(8))
    ///     .build()?;
    /// # let _ = client;
    /// # Ok::<(), endpoint_runtime::BuildError>(())
    /// ```
    ///
    /// A middleware of one's own is a service of these types:
    ///
    /// ```
    /// use std::{future::ready, task::{Context, Poll}};
    /// use endpoint_runtime::{Body, Bytes, Client, http::{Request, Response}};
    /// use tower_layer::layer_fn;
    /// use tower_service::Service;
    ///
    /// #[derive(Clone)]
    /// struct Logged<S>(S);
    ///
    /// impl<S: Service<Request<Body>, Response = Response<Body>>> Service<Request<Body>> for Logged<S> {
    ///     type Response = Response<Body>;
    ///     type Error = S::Error;
    ///     type Future = S::Future;
    ///
    ///     fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
    ///         self.0.poll_ready(context)
    ///     }
    ///
    ///     fn call(&mut self, request: Request<Body>) -> S::Future {
    ///         println!("{} {}", request.method(), request.uri().path());
    ///         self.0.call(request)
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let pot = tower::service_fn(|_: Request<Body>| ready(Ok::<_, std::io::Error>(Response::new(Body::from(Bytes::from("tea"))))));
    /// let client = Client::builder().service(pot).layer(layer_fn(Logged)).build()?;
    /// let response = client.execute(Request::get("/pot").body(Bytes::new())?).await?;
    /// assert_eq!(response.into_body(), "tea");
    /// # Ok(()) }
    /// ```
    pub fn layer<L, B>(mut self, layer: L) -> Self
    where
        L: Layer<TransportService> + Send + Sync + 'static,
        L::Service: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
        <L::Service as Service<http::Request<Body>>>::Error: Into<BoxError>,
        <L::Service as Service<http::Request<Body>>>::Future: Send + 'static,
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        self.transport
            .layers
            .push(Box::new(move |inner| Arc::new(ServiceTransport::new(layer.layer(TransportService::new(inner))))));
        self
    }

    /// Limits the time in which the default transport opens a connection, including TLS: 10 seconds by default, `None` for no
    /// limit. It does not apply to a transport that is set.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.transport.connect = self.transport.connect.timeout(limit);
        self
    }

    /// Sets the client certificate of the default transport, for APIs that require one. It does not apply to a transport that is set, which
    /// takes its own [`ConnectOptions`].
    pub fn identity(mut self, identity: Identity) -> Self {
        self.transport.connect = self.transport.connect.identity(identity);
        self
    }

    /// Sets the proxy of the default transport: a [`Proxy`] or its URL. The default is that of the environment. It does not apply to
    /// a transport that is set, which takes its own [`ConnectOptions`].
    ///
    /// ```
    /// let client = endpoint_runtime::Client::builder()
    ///     .base_url("https://api.example.com")
    ///     .proxy("http://proxy.example.com:3128")
    ///     .build();
    /// # let _ = client;
    /// ```
    pub fn proxy<P: TryInto<Proxy>>(mut self, proxy: P) -> Self
    where
        BuildError: From<P::Error>,
    {
        if let Some(proxy) = self.ok_or_record(proxy.try_into()) {
            self.transport.connect = self.transport.connect.proxy(proxy);
        }
        self
    }
}

/// Returns reqwest if it is compiled in, whatever else is, so that a feature that another crate enables does not change the
/// behavior of a client.
#[cfg(feature = "reqwest")]
fn default_transport(options: ConnectOptions) -> Result<Arc<dyn Transport>, BuildError> {
    let transport = crate::transport::ReqwestTransport::with_options(options);
    Ok(Arc::new(transport.map_err(BuildError::Transport)?))
}

#[cfg(all(feature = "hyper", not(feature = "reqwest")))]
fn default_transport(options: ConnectOptions) -> Result<Arc<dyn Transport>, BuildError> {
    let transport = crate::transport::HyperTransport::with_options(options);
    Ok(Arc::new(transport.map_err(BuildError::Transport)?))
}

#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
fn default_transport(_: ConnectOptions) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}
