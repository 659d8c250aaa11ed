//! A client's configuration, checked as a whole by `build`.

use std::time::Duration;

use endpoint_runtime::{BaseUrl, BuildError, Client, ClientBuilder, RetryPolicy, Transport, auth::Basic};
use secrecy::{ExposeSecret, SecretString};

use super::{ConfigError, Stytch, unpadded};

pub(crate) const LIVE_PREFIX: &str = "project-live-";
pub(crate) const LIVE: &str = "https://api.stytch.com";
pub(crate) const TEST: &str = "https://test.stytch.com";
const USER_AGENT: &str = concat!("stytch-endpoints/", env!("CARGO_PKG_VERSION"));

/// The arguments, as errors name them.
pub(super) const PROJECT_ID: &str = "the project id";
pub(super) const SECRET: &str = "the secret";

/// Configures a [`Stytch`]; mistakes are kept and returned by [`build`](Self::build).
///
/// ```
/// use std::time::Duration;
/// use stytch_endpoints::{ConfigError, RetryPolicy, Stytch};
///
/// let stytch = Stytch::builder("project-test-11111111-2222-4333-8444-555555555555", "secret-test-…")
///     .base_url("https://login.example.com")
///     .timeout(Duration::from_secs(5))
///     .retry(RetryPolicy::none())
///     .build()?;
/// # Ok::<(), ConfigError>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct StytchBuilder {
    project_id: String,
    secret: SecretString,
    client: ClientBuilder,
}

impl StytchBuilder {
    pub(super) fn new(project_id: String, secret: SecretString) -> Self {
        let host = if project_id.starts_with(LIVE_PREFIX) { LIVE } else { TEST };
        let client = Client::builder().base_url(host).user_agent(USER_AGENT);
        Self { project_id, secret, client }
    }

    /// Where the API is, instead of Stytch's own host: a custom domain, or a sandbox. Plain `http` is taken for a
    /// loopback address only.
    pub fn base_url<U: TryInto<BaseUrl>>(self, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        self.configure(|client| client.base_url(url))
    }

    /// How long a call may take in all, retries included; 60 seconds unless set, `None` for no limit.
    pub fn timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.configure(|client| client.timeout(limit))
    }

    /// How long the default transport tries to connect; 10 seconds unless set, `None` for no limit.
    pub fn connect_timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.configure(|client| client.connect_timeout(limit))
    }

    /// Which calls are repeated, and when.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.configure(|client| client.retry(policy))
    }

    /// What carries the requests, instead of the default.
    pub fn transport(self, transport: impl Transport) -> Self {
        self.configure(|client| client.transport(transport))
    }

    /// Any other setting of the client underneath: a tower service, headers, the cap on responses. Its credential is
    /// set last, by [`build`](Self::build).
    ///
    /// ```
    /// # use stytch_endpoints::{ConfigError, Stytch};
    /// let builder = Stytch::builder("project-test-1", "secret-test-1");
    /// let stytch = builder.configure(|client| client.user_agent("billing/2.1").max_response_bytes(64 * 1024)).build()?;
    /// # Ok::<(), ConfigError>(())
    /// ```
    pub fn configure(mut self, configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        self.client = configure(self.client);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// A project id or secret that is blank, padded or cannot be sent; a base URL or a header that is refused; a
    /// transport that is missing or cannot be set up.
    pub fn build(self) -> Result<Stytch, ConfigError> {
        unpadded(PROJECT_ID, &self.project_id)?;
        unpadded(SECRET, self.secret.expose_secret())?;
        let credential = Basic::new(self.project_id, self.secret);
        Ok(self.client.auth(credential).build()?.into())
    }
}
