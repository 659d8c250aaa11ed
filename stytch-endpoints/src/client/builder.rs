//! The configuration of a client.

use std::time::Duration;

use endpoint_runtime::{BaseUrl, BuildError, Client, ClientBuilder, DefaultHost, RetryPolicy, Transport, auth::Basic};
use secrecy::{ExposeSecret, SecretString};

use super::{ConfigError, Stytch, check_text};

pub(crate) const LIVE_PROJECT_PREFIX: &str = "project-live-";
pub(crate) const LIVE_URL: &str = "https://api.stytch.com";
pub(crate) const TEST_URL: &str = "https://test.stytch.com";
/// The host of fraud prevention, which serves both environments.
pub(crate) const FRAUD_HOST: DefaultHost = DefaultHost {
    name: "fraud",
    url: "https://telemetry.stytch.com",
    base_urls: &[TEST_URL, LIVE_URL],
    cure: "call the builder's `fraud_url`, or set STYTCH_FRAUD_URL",
};
const USER_AGENT: &str = concat!("stytch-endpoints/", env!("CARGO_PKG_VERSION"));

/// The names of the arguments in errors.
pub(crate) const PROJECT_ID_ARGUMENT: &str = "the project id";
pub(super) const SECRET_ARGUMENT: &str = "the secret";

/// The configuration of a [`Stytch`]. Errors are returned by [`build`](Self::build).
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
        let url = if project_id.starts_with(LIVE_PROJECT_PREFIX) { LIVE_URL } else { TEST_URL };
        let client = Client::builder().base_url(url).default_host(FRAUD_HOST).user_agent(USER_AGENT);
        Self { project_id, secret, client }
    }

    /// Sets the base URL of the API, such as a custom domain or a sandbox. Plain `http` is accepted for loopback
    /// addresses only.
    pub fn base_url<U: TryInto<BaseUrl>>(self, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        self.configure(|client| client.base_url(url))
    }

    /// Sets the URL of the fraud host, `https://telemetry.stytch.com` by default.
    ///
    /// With a [`base_url`](Self::base_url) that is not Stytch's own there is no default, and calls of fraud endpoints fail: the
    /// credential of a sandbox must not go to Stytch. With a custom domain, give Stytch's own URL here.
    ///
    /// ```
    /// # use stytch_endpoints::{ConfigError, Stytch};
    /// let stytch = Stytch::builder("project-live-1", "secret-live-1")
    ///     .base_url("https://login.example.com")
    ///     .fraud_url("https://telemetry.stytch.com")
    ///     .build()?;
    /// # Ok::<(), ConfigError>(())
    /// ```
    pub fn fraud_url<U: TryInto<BaseUrl>>(self, url: U) -> Self
    where
        BuildError: From<U::Error>,
    {
        self.configure(|client| client.host(FRAUD_HOST.name, url))
    }

    /// Sets the timeout of a whole call, retries included: 60 seconds by default, `None` for no limit.
    pub fn timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.configure(|client| client.timeout(limit))
    }

    /// Sets the timeout of connecting, for the default transport: 10 seconds by default, `None` for no limit.
    pub fn connect_timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.configure(|client| client.connect_timeout(limit))
    }

    /// Sets the retry policy.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.configure(|client| client.retry(policy))
    }

    /// Sets the transport.
    pub fn transport(self, transport: impl Transport) -> Self {
        self.configure(|client| client.transport(transport))
    }

    /// Configures the underlying client: a tower service, headers, the cap on responses. [`build`](Self::build) sets
    /// the credential afterwards.
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

    /// Builds the client.
    ///
    /// # Errors
    /// The project id or the secret is blank, padded or cannot be sent; the base URL or a header is refused; the
    /// transport is missing or cannot be set up.
    pub fn build(self) -> Result<Stytch, ConfigError> {
        check_text(PROJECT_ID_ARGUMENT, &self.project_id)?;
        check_text(SECRET_ARGUMENT, self.secret.expose_secret())?;
        let credential = Basic::new(self.project_id.clone(), self.secret);
        let client = self.client.auth(credential).build()?;
        Ok(Stytch { client, project_id: Some(self.project_id.into()) })
    }
}
