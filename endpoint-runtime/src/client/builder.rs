//! A client's configuration, checked as a whole by `build`.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, header::USER_AGENT};
use tower_service::Service;

use super::{BuildError, Client, DEFAULT_CONNECT_TIMEOUT, Shared};
use crate::{
    auth::{self, Auth},
    base_url::BaseUrl,
    body::Body,
    error::BoxError,
    header::rules,
    retry::{Budget, RetryPolicy},
    transport::{ServiceTransport, Transport},
};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);
const DEFAULT_MAX_RESPONSE_BYTES: usize = 16 * 1024 * 1024;
const DEFAULT_USER_AGENT: &str = concat!("endpoint-runtime/", env!("CARGO_PKG_VERSION"));

/// Where calls to a service in this process seem to go.
const SERVICE_URL: &str = "http://localhost";

/// Configures a [`Client`]; mistakes are kept and returned by [`build`](Self::build).
#[must_use]
pub struct ClientBuilder {
    base: Option<BaseUrl>,
    hosts: Vec<(Box<str>, BaseUrl)>,
    auth: Auth,
    transport: Option<Arc<dyn Transport>>,
    is_service: bool,
    connect_timeout: Option<Duration>,
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
            connect_timeout: Some(DEFAULT_CONNECT_TIMEOUT),
            timeout: Some(DEFAULT_TIMEOUT),
            retry: RetryPolicy::default(),
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            headers: vec![(USER_AGENT, HeaderValue::from_static(DEFAULT_USER_AGENT))],
            error: None,
        }
    }

    /// Where the API is: a [`BaseUrl`] or its text, with or without a path.
    pub fn base_url<U: TryInto<BaseUrl>>(mut self, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        self.base = self.kept(url.try_into());
        self
    }

    /// Where the host is that endpoints name in their trait's `host = name`.
    pub fn host<U: TryInto<BaseUrl>>(mut self, name: impl Into<String>, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        if let Some(url) = self.kept(url.try_into()) {
            let name = name.into().into_boxed_str();
            self.hosts.retain(|(known, _)| *known != name);
            self.hosts.push((name, url));
        }
        self
    }

    /// The credential: [`Basic`](auth::Basic), [`Bearer`](auth::Bearer), [`ApiKey`](auth::ApiKey) or any
    /// [`Authenticate`](auth::Authenticate).
    pub fn auth(mut self, auth: impl Into<Auth>) -> Self {
        self.auth = auth.into();
        self
    }

    /// What carries the requests, instead of the default: reqwest, or hyper where only the feature `hyper` is on.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self.is_service = false;
        self
    }

    /// A tower service that answers in this process: a router, a fake, a stack of middleware. No base URL is needed.
    ///
    /// When the service's error is a [`TransportError`](crate::transport::TransportError) it is taken as it is, so that a fake can play a connection that
    /// fails.
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

    /// How long the default transport tries to make a connection, TLS included; 10 seconds unless set, `None` for no
    /// limit. A transport given by hand has its own.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// How long a call may take in all: credential, all attempts, delays between them and the response's body. 60
    /// seconds unless set, `None` for no limit. An endpoint's own `timeout` goes before it.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeout = limit.into();
        self
    }

    /// Which calls are repeated, and when.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// The longest response body taken; 16 MiB unless set. A longer one makes the call fail.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// The `User-Agent`; `endpoint-runtime/<version>` unless set.
    pub fn user_agent<V: TryInto<HeaderValue>>(self, value: V) -> Self {
        self.header(USER_AGENT, value)
    }

    /// A header of every call that does not set it itself. Given twice, the last one counts.
    ///
    /// Secrets belong in [`auth`](Self::auth), or in a [`HeaderValue`] that is marked sensitive.
    pub fn header<V: TryInto<HeaderValue>>(mut self, name: impl AsRef<str>, value: V) -> Self {
        let header =
            rules::validate(name.as_ref(), value).and_then(|header| rules::check_default(&header.0).map(|()| header));
        if let Some(header) = self.kept(header) {
            self.headers.retain(|(known, _)| *known != header.0);
            self.headers.push(header);
        }
        self
    }

    /// The value, or `None` and the first error remembered.
    fn kept<T, E>(&mut self, result: Result<T, E>) -> Option<T>
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

    /// The client.
    ///
    /// # Errors
    /// The first mistake in the configuration, or what keeps the default transport from being set up.
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
            None => default_transport(self.connect_timeout)?,
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

/// reqwest where it is there, whatever else is: a feature turned on elsewhere must not change what a client does.
#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Option<Duration>) -> Result<Arc<dyn Transport>, BuildError> {
    let transport = crate::transport::ReqwestTransport::with_connect_timeout(connect_timeout);
    Ok(Arc::new(transport.map_err(BuildError::Transport)?))
}

#[cfg(all(feature = "hyper", not(feature = "reqwest")))]
fn default_transport(connect_timeout: Option<Duration>) -> Result<Arc<dyn Transport>, BuildError> {
    let transport = crate::transport::HyperTransport::with_connect_timeout(connect_timeout);
    Ok(Arc::new(transport.map_err(BuildError::Transport)?))
}

#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
fn default_transport(_: Option<Duration>) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base.as_ref().map(ToString::to_string))
            .field("auth", &self.auth)
            .finish_non_exhaustive()
    }
}
