//! The client: sends any endpoint's request over any transport.

mod build_error;
mod builder;
mod call;
mod default_host;
mod future;
mod idempotency_key;
mod located;
mod plain_http;
mod raw;
mod receive;
#[cfg(feature = "cassette")]
mod recording;
mod request;
mod run;
mod scope;
mod signature;
mod streamed;
mod unawaited;

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request};

pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use call::{Call, CallResponse, RawCall};
pub use default_host::DefaultHost;
pub(crate) use future::CallFuture;
use idempotency_key::IdempotencyKeys;
pub use plain_http::ClientUrl;
pub(crate) use plain_http::PlainHttpPolicy;
#[cfg(feature = "dynamic")]
pub(crate) use request::EncodeArguments;
pub(crate) use request::Source;
pub(crate) use streamed::StreamedCall;

use crate::{
    auth::Auth,
    base_url::BaseUrl,
    endpoint::Endpoint,
    error::{EncodeError, EncodeErrorKind},
    metadata::Metadata,
    retry::{Budget, RetryPolicy},
    transport::Transport,
};

/// A client of one API. It is cheap to clone; clones share the connections and the retry budget.
///
/// Calls need a Tokio runtime with its timers and its I/O enabled, and fail with an error that says so if there is none, if it has been
/// shut down, or if a call that was started in one runtime is awaited in another one. A connection belongs to the runtime that opened
/// it, so that a client in several runtimes has connections for each of them. A runtime of one thread has to be driven by its own
/// `block_on`: `Handle::block_on` drives neither timers nor connections, so that a call waits for whoever does.
///
/// ```no_run
/// # async fn call() -> Result<(), Box<dyn std::error::Error>> {
/// use endpoint_runtime::{Client, auth::Bearer, http};
///
/// let client = Client::builder()
///     .base_url("https://api.example.com")
///     .auth(Bearer::new("s3cret"))
///     .build()?;
/// let request = http::Request::get("/v1/status").body("".into())?;
/// println!("{}", client.execute(request).await?.status());
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Shared>);

/// The settings and state that clones of a client share.
struct Shared {
    base: BaseUrl,
    hosts: Box<[(Box<str>, BaseUrl)]>,
    /// The hosts that belong to other base URLs, and have no URL here.
    foreign_hosts: Box<[DefaultHost]>,
    /// True if named hosts use `base` too, as they do for a service in this process.
    base_is_every_host: bool,
    plain_http: PlainHttpPolicy,
    transport: Arc<dyn Transport>,
    auth: Auth,
    /// The default headers, which a call can override.
    headers: Box<[(HeaderName, HeaderValue)]>,
    timeout: Option<Duration>,
    max_response_bytes: usize,
    retry: RetryPolicy,
    budget: Budget,
    idempotency_keys: IdempotencyKeys,
    /// The file that calls are recorded in or replayed from.
    #[cfg(feature = "cassette")]
    cassette: Option<crate::cassette::Cassette>,
}

impl Client {
    /// Starts a client's configuration.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Returns the call of an endpoint. It is encoded and sent when it is awaited, and encoded again for each attempt.
    ///
    /// If the request cannot be encoded, the call sends nothing and fails with [`Stage::Encode`](crate::Stage::Encode).
    pub fn send<E: Endpoint>(&self, request: E) -> Call<E> {
        Call::new(self.clone(), request)
    }

    /// Returns the call of a request that belongs to no declared endpoint, with the client's credential and headers.
    ///
    /// The URI is either a path, which is appended to the base URL's path, or a complete URI with the origin of the base URL
    /// or of a named host. The call is retried like an endpoint's, and is idempotent if its method is (RFC 9110, section
    /// 9.2.2). A status other than 2xx is an error that contains the response.
    pub fn execute(&self, request: Request<Bytes>) -> RawCall {
        RawCall::new(self.clone(), raw::check(self, request))
    }

    /// Returns the call of a request that may be repeated, whatever its method.
    pub(crate) fn execute_idempotent(&self, request: Request<Bytes>) -> CallFuture {
        let request = Box::new(raw::check(self, request));
        CallFuture::new(self.clone(), Source::Raw { request, idempotent: true })
    }

    /// Returns the base URL of endpoints without a named host.
    #[must_use]
    pub fn base_url(&self) -> &BaseUrl {
        &self.0.base
    }

    fn missing_host(&self, host: &str) -> EncodeErrorKind {
        match self.0.foreign_hosts.iter().find(|known| known.name == host) {
            Some(DefaultHost { cure, .. }) => EncodeErrorKind::ForeignHost { cure },
            None => EncodeErrorKind::UnknownHost,
        }
    }

    fn base_of(&self, metadata: &'static Metadata) -> Result<&BaseUrl, EncodeError> {
        let Some(host) = metadata.host else {
            return Ok(&self.0.base);
        };
        match self.0.hosts.iter().find(|(name, _)| **name == *host) {
            Some((_, base)) => Ok(base),
            None if self.0.base_is_every_host => Ok(&self.0.base),
            None => Err(EncodeError::new(host, self.missing_host(host))),
        }
    }
}

/// So that functions take a client as well as a typed client or a step of a tree.
impl AsRef<Self> for Client {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// Shows the origin of the base URL, and no secret.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.0.base).finish_non_exhaustive()
    }
}
