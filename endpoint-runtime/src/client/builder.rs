//! The builder of a client.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, header::USER_AGENT};
use tower_service::Service;

use super::{BuildError, Client, Shared};
use crate::{
    auth::{self, Auth},
    base_url::BaseUrl,
    body::Body,
    error::BoxError,
    header::rules,
    retry::{Budget, RetryPolicy},
    transport::{ConnectOptions, Proxy, ServiceTransport, Transport},
};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);
const DEFAULT_MAX_RESPONSE_BYTES: usize = 16 * 1024 * 1024;
const DEFAULT_USER_AGENT: &str = concat!("endpoint-runtime/", env!("CARGO_PKG_VERSION"));

/// The base URL of requests to a service in this process, if none is given.
const SERVICE_URL: &str = "http://localhost";

/// A builder of a [`Client`]. The first invalid setting is the error of [`build`](Self::build).
#[must_use]
pub struct ClientBuilder {
    base: Option<BaseUrl>,
    hosts: Vec<(Box<str>, BaseUrl)>,
    auth: Auth,
    transport: Option<Arc<dyn Transport>>,
    is_service: bool,
    connect: ConnectOptions,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    max_response_bytes: usize,
    headers: Vec<(HeaderName, HeaderValue)>,
    error: Option<BuildError>,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            base: None,
            hosts: Vec::new(),
            auth: Auth::none(),
            transport: None,
            is_service: false,
            connect: ConnectOptions::default(),
            timeout: Some(DEFAULT_TIMEOUT),
            retry: RetryPolicy::default(),
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            headers: vec![(USER_AGENT, HeaderValue::from_static(DEFAULT_USER_AGENT))],
            error: None,
        }
    }

    /// Sets the base URL of the API: a [`BaseUrl`] or its text, with or without a path.
    pub fn base_url<U: TryInto<BaseUrl>>(mut self, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        self.base = self.ok_or_record(url.try_into());
        self
    }

    /// Sets the base URL of a named host: the `name` of a trait's `host = name`.
    pub fn host<U: TryInto<BaseUrl>>(mut self, name: impl Into<String>, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        if let Some(url) = self.ok_or_record(url.try_into()) {
            let name = name.into().into_boxed_str();
            self.hosts.retain(|(known, _)| *known != name);
            self.hosts.push((name, url));
        }
        self
    }

    /// Sets the credential: [`Basic`](auth::Basic), [`Bearer`](auth::Bearer), [`ApiKey`](auth::ApiKey) or any
    /// [`Authenticate`](auth::Authenticate).
    pub fn auth(mut self, auth: impl Into<Auth>) -> Self {
        self.auth = auth.into();
        self
    }

    /// Sets the transport. The default is reqwest, or hyper if only the feature `hyper` is enabled.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self.is_service = false;
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
        self.transport = Some(Arc::new(ServiceTransport::new(service)));
        self.is_service = true;
        self
    }

    /// Limits the time in which the default transport opens a connection, including TLS: 10 seconds by default, `None` for no
    /// limit. It does not apply to a transport that is set.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect = self.connect.timeout(limit);
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
            self.connect = self.connect.proxy(proxy);
        }
        self
    }

    /// Limits the total time of a call: the credential, all attempts with the delays between them, and the response's body.
    /// The default is 60 seconds; `None` for no limit. The `timeout` of an endpoint takes precedence.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeout = limit.into();
        self
    }

    /// Sets which calls are retried, and when.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Limits the size of a response's body: 16 MiB by default. The call fails if the body is longer.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Sets the `User-Agent`. The default is `endpoint-runtime/<version>`.
    pub fn user_agent<V: TryInto<HeaderValue>>(self, value: V) -> Self {
        self.header(USER_AGENT, value)
    }

    /// Sets a default header, which an endpoint or a call can override. A later value replaces an earlier one.
    ///
    /// Secrets belong in [`auth`](Self::auth), or in a [`HeaderValue`] that is marked sensitive.
    pub fn header<V: TryInto<HeaderValue>>(mut self, name: impl AsRef<str>, value: V) -> Self {
        let header =
            rules::validate(name.as_ref(), value).and_then(|header| rules::check_default(&header.0).map(|()| header));
        if let Some(header) = self.ok_or_record(header) {
            self.headers.retain(|(known, _)| *known != header.0);
            self.headers.push(header);
        }
        self
    }

    /// Returns the value, or records the error if it is the first one.
    fn ok_or_record<T, E>(&mut self, result: Result<T, E>) -> Option<T>
    where
        BuildError: From<E>,
    {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.error.get_or_insert(error.into());
                None
            }
        }
    }

    /// Builds the client.
    ///
    /// # Errors
    /// A setting is invalid or missing, or the default transport cannot be set up.
    pub fn build(mut self) -> Result<Client, BuildError> {
        if let auth::AuthKind::Fixed(Err(error)) = &self.auth.0 {
            self.error.get_or_insert(error.clone().into());
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        let base_is_every_host = self.base.is_none() && self.is_service;
        let base = match self.base {
            Some(base) => base,
            None if self.is_service => SERVICE_URL.parse()?,
            None => return Err(BuildError::NoBaseUrl),
        };
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect)?,
        };
        Ok(Client(Arc::new(Shared {
            base,
            hosts: self.hosts.into(),
            base_is_every_host,
            transport,
            auth: self.auth,
            headers: self.headers.into(),
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            budget: Budget::new(self.retry.budget),
            retry: self.retry,
        })))
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

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("base_url", &self.base).field("auth", &self.auth).finish_non_exhaustive()
    }
}
