//! The options of verifiers.

use std::{fmt, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use crate::{ConfigError, Stytch, client, ids::ProjectId};

/// The source of the present time.
#[derive(Clone)]
pub(super) struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    pub(super) fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// Options of a verifier. All have defaults.
///
/// ```
/// use std::time::Duration;
/// use stytch_endpoints::{Stytch, jwt::{Options, UserVerifier}};
///
/// # #[cfg(feature = "reqwest")] {
/// let stytch = Stytch::new("project-live-1", "secret-live-…")?;
/// let options = Options::new().issuer("https://login.example.com").leeway(Duration::from_secs(2));
/// let verifier = UserVerifier::with_options(&stytch, options)?;
/// # }
/// # Ok::<(), stytch_endpoints::ConfigError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Options {
    project_id: Option<ProjectId>,
    issuers: Vec<String>,
    pub(super) leeway: SignedDuration,
    pub(super) max_token_age: Option<SignedDuration>,
    pub(super) clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl Options {
    /// Creates the default options.
    pub fn new() -> Self {
        Self {
            project_id: None,
            issuers: Vec::new(),
            leeway: SignedDuration::ZERO,
            max_token_age: None,
            clock: Clock(Arc::new(Timestamp::now)),
        }
    }

    /// Sets the project's id: by default that of the [`Stytch`]. One that was made from a [`Client`](crate::Client) has none.
    pub fn project_id(mut self, id: impl Into<ProjectId>) -> Self {
        self.project_id = Some(id.into());
        self
    }

    /// Adds an issuer, such as `https://login.example.com`: the custom domain that issues the JWTs, if it is not the client's
    /// base URL.
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuers.push(without_trailing_slash(issuer.into()));
        self
    }

    /// Sets the difference between this machine's clock and Stytch's that is allowed for: none by default.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = signed(leeway);
        self
    }

    /// Sets the age from which a valid JWT is not accepted without asking Stytch, counted from when it was issued: no limit
    /// by default. With zero, every JWT is too old.
    pub fn max_token_age(mut self, age: Duration) -> Self {
        self.max_token_age = Some(signed(age));
        self
    }

    /// Sets the clock, for tests: by default that of the system.
    ///
    /// ```
    /// # use stytch_endpoints::jwt::Options;
    /// let options = Options::new().clock(|| jiff::Timestamp::UNIX_EPOCH);
    /// ```
    pub fn clock(mut self, now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Clock(Arc::new(now));
        self
    }

    /// Returns the project's id.
    pub(super) fn project_of(&self, stytch: &Stytch) -> Result<ProjectId, ConfigError> {
        let id = self.project_id.as_ref().or(stytch.project_id()).cloned();
        id.ok_or(ConfigError::Missing { name: client::PROJECT_ID_ARGUMENT })
    }

    /// Returns all accepted issuers of a project's tokens.
    pub(super) fn issuers_of(&self, stytch: &Stytch, project: &ProjectId) -> Arc<[String]> {
        let base = without_trailing_slash(stytch.client().base_url().to_string());
        let default = [format!("stytch.com/{project}"), base];
        self.issuers.iter().cloned().chain(default).collect()
    }
}

/// Converts a time that is too long to be represented to the longest one.
pub(super) fn signed(duration: Duration) -> SignedDuration {
    duration.try_into().unwrap_or(SignedDuration::MAX)
}

fn without_trailing_slash(mut text: String) -> String {
    text.truncate(text.trim_end_matches('/').len());
    text
}
