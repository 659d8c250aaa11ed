//! The builder of a client.

mod transport;

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderName, HeaderValue, header::USER_AGENT};

use self::transport::TransportSettings;
use super::{BuildError, Client, ClientUrl, DefaultHost, IdempotencyKeys, PlainHttpPolicy, Shared};
use crate::{
    auth::{Auth, AuthKind, ClientCredentials, TokenSource},
    base_url::{BaseUrl, BaseUrlError},
    header::rules,
    retry::{Budget, RetryPolicy},
    transport::Transport,
};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);
const DEFAULT_MAX_RESPONSE_BYTES: usize = 16 * 1024 * 1024;
/// The size limit of the response to a token request.
const MAX_TOKEN_RESPONSE_BYTES: usize = 256 * 1024;
const DEFAULT_USER_AGENT: &str = concat!("endpoint-runtime/", env!("CARGO_PKG_VERSION"));

/// A builder of a [`Client`]. The first invalid setting is the error of [`build`](Self::build).
#[must_use]
pub struct ClientBuilder {
    base: Option<BaseUrl>,
    hosts: Vec<(Box<str>, BaseUrl)>,
    default_hosts: Vec<DefaultHost>,
    auth: Auth,
    pub(super) plain_http: PlainHttpPolicy,
    transport: TransportSettings,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    max_response_bytes: usize,
    headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) idempotency_keys: IdempotencyKeys,
    #[cfg(feature = "cassette")]
    cassette: Option<crate::cassette::Cassette>,
    error: Option<BuildError>,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            base: None,
            hosts: Vec::new(),
            default_hosts: Vec::new(),
            auth: Auth::none(),
            plain_http: PlainHttpPolicy::default(),
            transport: TransportSettings::default(),
            timeout: Some(DEFAULT_TIMEOUT),
            retry: RetryPolicy::default(),
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            headers: vec![(USER_AGENT, HeaderValue::from_static(DEFAULT_USER_AGENT))],
            idempotency_keys: IdempotencyKeys::default(),
            #[cfg(feature = "cassette")]
            cassette: None,
            error: None,
        }
    }

    /// Sets the base URL of the API: a [`BaseUrl`] or its text, with or without a path.
    pub fn base_url<U: TryInto<BaseUrl>>(mut self, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        self.base = self.url(url);
        self
    }

    /// Sets the base URL of a named host: the `name` of a trait's `host = name`.
    pub fn host<U: TryInto<BaseUrl>>(mut self, name: impl Into<String>, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        if let Some(url) = self.url(url) {
            let name = name.into().into_boxed_str();
            self.hosts.retain(|(known, _)| *known != name);
            self.hosts.push((name, url));
        }
        self
    }

    /// Sets the URL that a named host has beside the base URLs that it belongs to, unless [`host`](Self::host) sets one.
    ///
    /// ```
    /// use endpoint_runtime::{Client, DefaultHost};
    ///
    /// const FILES: DefaultHost = DefaultHost {
    ///     name: "files",
    ///     url: "https://files.acme.example",
    ///     base_urls: &["https://api.acme.example"],
    ///     cure: "call the builder's `host(\"files\", …)`",
    /// };
    /// // Endpoints with `host = files` go to https://files.acme.example; with another base URL their calls fail.
    /// let client = Client::builder().base_url("https://api.acme.example").default_host(FILES).build()?;
    /// # Ok::<(), endpoint_runtime::BuildError>(())
    /// ```
    pub fn default_host(mut self, host: DefaultHost) -> Self {
        self.default_hosts.push(host);
        self
    }

    /// Sets the credential: [`Basic`](crate::auth::Basic), [`Bearer`](crate::auth::Bearer), [`ApiKey`](crate::auth::ApiKey),
    /// [`ClientCredentials`](crate::auth::ClientCredentials) or any [`Authenticate`](crate::auth::Authenticate).
    pub fn auth(mut self, auth: impl Into<Auth>) -> Self {
        self.auth = auth.into();
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

    /// Returns the URL, or records the error. `build` judges plain http, once all settings are known.
    fn url<U: TryInto<BaseUrl>>(&mut self, url: U) -> Option<BaseUrl>
    where
        BuildError: From<U::Error>,
    {
        let parsed = url.try_into().map_err(BuildError::from).or_else(|error| match error {
            BuildError::BaseUrl(BaseUrlError::PlainHttp(url)) => Ok(url.accept()),
            error => Err(error),
        });
        self.ok_or_record::<_, BuildError>(parsed)
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

    /// Records the calls in a [cassette](crate::cassette), or replays them from it. Feature `cassette`.
    #[cfg(feature = "cassette")]
    pub fn cassette(mut self, cassette: crate::cassette::Cassette) -> Self {
        self.cassette = Some(cassette);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// A setting is invalid or missing, or the default transport cannot be set up.
    pub fn build(mut self) -> Result<Client, BuildError> {
        if let AuthKind::Fixed(Err(error)) = &self.auth.0 {
            self.error.get_or_insert(error.clone().into());
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        let base_is_every_host = self.base.is_none() && self.transport.is_service();
        let base = match self.base {
            Some(base) => base,
            None => self.transport.service_url().ok_or(BuildError::NoBaseUrl)?,
        };
        let mut foreign_hosts = Vec::new();
        for host in self.default_hosts {
            if self.hosts.iter().any(|(name, _)| **name == *host.name) {
                continue;
            }
            match host.url_beside(&base)? {
                Some(url) => self.hosts.push((host.name.into(), url)),
                None => foreign_hosts.push(host),
            }
        }
        let has_credential = !matches!(self.auth.0, AuthKind::None);
        self.plain_http.check_url(&base, has_credential, || ClientUrl::Base)?;
        for (name, url) in &self.hosts {
            self.plain_http.check_url(url, has_credential, || ClientUrl::Host(name.to_string()))?;
        }
        for (name, value) in &self.headers {
            for url in std::iter::once(&base).chain(self.hosts.iter().map(|(_, url)| url)) {
                self.plain_http.check_header(url, name, value)?;
            }
        }
        let transport = self.transport.build()?;
        let auth = match self.auth.0 {
            AuthKind::ClientCredentials(settings) => {
                let client = token_client(&settings, transport.bare, self.plain_http, &self.headers)?;
                AuthKind::Fetched(Arc::new(TokenSource::new(*settings, client)))
            }
            auth => auth,
        };
        Ok(Client(Arc::new(Shared {
            base,
            hosts: self.hosts.into(),
            foreign_hosts: foreign_hosts.into(),
            base_is_every_host,
            plain_http: self.plain_http,
            transport: transport.layered,
            auth: Auth(auth),
            headers: self.headers.into(),
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            budget: Budget::new(self.retry.budget),
            retry: self.retry,
            idempotency_keys: self.idempotency_keys,
            #[cfg(feature = "cassette")]
            cassette: self.cassette,
        })))
    }
}

/// Returns the client of the token endpoint. It has no credential, and of the client's headers the `User-Agent` only, since others may be
/// secrets of the API.
fn token_client(
    settings: &ClientCredentials,
    transport: Arc<dyn Transport>,
    plain_http: PlainHttpPolicy,
    headers: &[(HeaderName, HeaderValue)],
) -> Result<Client, BuildError> {
    let url = settings.url()?;
    plain_http.check_url(url, true, || ClientUrl::TokenEndpoint)?;
    let mut builder = ClientBuilder::new().base_url(url.clone()).transport(transport).retry(settings.retry.clone());
    builder.plain_http = plain_http;
    builder.headers = headers.iter().filter(|(name, _)| *name == USER_AGENT).cloned().collect();
    builder.timeout(settings.timeout).max_response_bytes(MAX_TOKEN_RESPONSE_BYTES).build()
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("base_url", &self.base).field("auth", &self.auth).finish_non_exhaustive()
    }
}
