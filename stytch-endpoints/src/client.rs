//! The client: credentials, base URL, and the tree of clients.

mod builder;

use std::ffi::OsString;

use endpoint_runtime::{BaseUrl, BaseUrlError, BuildError, Call, Client, Endpoint};
use secrecy::SecretString;

use crate::ids::ProjectId;
#[cfg(all(feature = "jwt", any(feature = "b2b", feature = "consumer")))]
pub(crate) use builder::PROJECT_ID_ARGUMENT;
pub use builder::StytchBuilder;
#[cfg(feature = "schema")]
pub(crate) use builder::{FRAUD_HOST, LIVE_PROJECT_PREFIX, LIVE_URL, TEST_URL};

pub(crate) const PROJECT_ID_VARIABLE: &str = "STYTCH_PROJECT_ID";
pub(crate) const SECRET_VARIABLE: &str = "STYTCH_SECRET";
const BASE_URL_VARIABLE: &str = "STYTCH_BASE_URL";
const FRAUD_URL_VARIABLE: &str = "STYTCH_FRAUD_URL";

/// A client for one Stytch project. Cheap to clone; clones share the connections.
///
/// ```
/// use stytch_endpoints::{ConfigError, Stytch};
///
/// let stytch = Stytch::new("project-live-11111111-2222-4333-8444-555555555555", "secret-live-…")?;
/// assert_eq!(stytch.client().base_url().to_string(), "https://api.stytch.com");
/// # Ok::<(), ConfigError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Stytch {
    client: Client,
    project_id: Option<ProjectId>,
}

/// A configuration that is refused. It never holds a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A required value is not set.
    #[error("{name} is not set; set it to {}", expected_value(name))]
    Missing {
        /// The environment variable, or the argument.
        name: &'static str,
    },
    /// A value is empty or blank.
    #[error("{name} is blank; set it to {}", expected_value(name))]
    Blank {
        /// The environment variable, or the argument.
        name: &'static str,
    },
    /// A value has blanks or line breaks around it.
    #[error("{name} has blanks or line breaks around it, for example from the file that it was read from; remove them")]
    Padded {
        /// The environment variable, or the argument.
        name: &'static str,
    },
    /// A variable is not Unicode.
    #[error("{name} is not Unicode; set it to {}", expected_value(name))]
    NotUnicode {
        /// The environment variable.
        name: &'static str,
    },
    /// A variable does not hold a base URL.
    #[error("{name} is refused: {source}")]
    BaseUrl {
        /// The environment variable.
        name: &'static str,
        /// The reason.
        source: BaseUrlError,
    },
    /// The client cannot be built.
    #[error(transparent)]
    Client(#[from] BuildError),
}

/// Describes the expected value of a variable or an argument.
fn expected_value(name: &str) -> &'static str {
    match name {
        PROJECT_ID_VARIABLE | builder::PROJECT_ID_ARGUMENT => {
            "the project id from Stytch's dashboard, `project-test-…` or `project-live-…`"
        }
        SECRET_VARIABLE | builder::SECRET_ARGUMENT => {
            "a secret of that project from Stytch's dashboard, `secret-test-…` or `secret-live-…`"
        }
        FRAUD_URL_VARIABLE => "the URL of the fraud host, such as `https://telemetry.stytch.com`, or leave it unset",
        _ => "the URL of your custom domain, such as `https://login.example.com`, or leave it unset",
    }
}

impl Stytch {
    /// Builds a client from the environment: `STYTCH_PROJECT_ID`, `STYTCH_SECRET`, and, for a custom domain or a sandbox,
    /// `STYTCH_BASE_URL` and `STYTCH_FRAUD_URL`, see [`StytchBuilder::fraud_url`].
    ///
    /// # Errors
    /// A variable is missing, blank, padded with blanks or not Unicode; otherwise as for [`StytchBuilder::build`].
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var_os(name))
    }

    fn from_variables(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let variable = |name| lookup(name).map(|value| check_variable(name, value)).transpose();
        let required = |name| variable(name)?.ok_or(ConfigError::Missing { name });
        let project_id = required(PROJECT_ID_VARIABLE)?;
        let secret = required(SECRET_VARIABLE)?;
        let mut builder = Self::builder(project_id, secret);
        let url = |name| {
            let parse = |text: String| text.parse::<BaseUrl>().map_err(|source| ConfigError::BaseUrl { name, source });
            variable(name)?.map(parse).transpose()
        };
        if let Some(url) = url(BASE_URL_VARIABLE)? {
            builder = builder.base_url(url);
        }
        if let Some(url) = url(FRAUD_URL_VARIABLE)? {
            builder = builder.fraud_url(url);
        }
        builder.build()
    }

    /// Builds a client for a project, with the default transport, timeouts and retries.
    ///
    /// # Errors
    /// As for [`StytchBuilder::build`].
    pub fn new(project_id: impl Into<String>, secret: impl Into<SecretString>) -> Result<Self, ConfigError> {
        Self::builder(project_id, secret).build()
    }

    /// Starts the configuration of a client for a project.
    ///
    /// The base URL follows from the project id: `https://api.stytch.com` for `project-live-…`, `https://test.stytch.com`
    /// for any other.
    pub fn builder(project_id: impl Into<String>, secret: impl Into<SecretString>) -> StytchBuilder {
        StytchBuilder::new(project_id.into(), secret.into())
    }

    /// Prepares the call of an endpoint. The request is sent when the call is awaited.
    pub fn send<E: Endpoint>(&self, request: E) -> Call<E> {
        self.client.send(request)
    }

    /// Returns the underlying client.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Returns the project's id, or `None` if this was made from a [`Client`].
    #[must_use]
    pub fn project_id(&self) -> Option<&ProjectId> {
        self.project_id.as_ref()
    }

    /// Returns a client for programs without an async runtime. Feature `blocking`.
    ///
    /// ```no_run
    /// use stytch_endpoints::{Stytch, consumer::users::ConnectedAppsRequest};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // A client of its own, since the connections of a client belong to one runtime.
    /// let stytch = Stytch::from_env()?.blocking();
    /// let apps = stytch.send(ConnectedAppsRequest::new("user-test-1"))?.connected_apps;
    /// # Ok(()) }
    /// ```
    #[cfg(feature = "blocking")]
    #[must_use]
    pub fn blocking(&self) -> endpoint_runtime::blocking::Client {
        self.client.clone().into()
    }
}

/// Uses a client that was configured by hand, credential included.
impl AsRef<Client> for Stytch {
    fn as_ref(&self) -> &Client {
        &self.client
    }
}

impl From<Client> for Stytch {
    fn from(client: Client) -> Self {
        Self { client, project_id: None }
    }
}

fn check_variable(name: &'static str, value: OsString) -> Result<String, ConfigError> {
    let value = value.into_string().map_err(|_| ConfigError::NotUnicode { name })?;
    check_text(name, &value)?;
    Ok(value)
}

/// Refuses a text that cannot be a credential, which Stytch would answer with a bare 401.
fn check_text(name: &'static str, value: &str) -> Result<(), ConfigError> {
    match value.trim() {
        "" => Err(ConfigError::Blank { name }),
        trimmed if trimmed.len() < value.len() => Err(ConfigError::Padded { name }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Variables<'a> = &'a [(&'a str, &'a str)];

    fn from(variables: Variables<'_>) -> Result<Stytch, ConfigError> {
        Stytch::from_variables(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
    }

    const TEST: (&str, &str) = (PROJECT_ID_VARIABLE, "project-test-1");
    const LIVE: (&str, &str) = (PROJECT_ID_VARIABLE, "project-live-1");
    const KEY: (&str, &str) = (SECRET_VARIABLE, "s3cret");

    #[test]
    fn the_host_follows_from_the_project_or_is_given() {
        for (variables, url) in [
            (&[TEST, KEY][..], "https://test.stytch.com"),
            (&[LIVE, KEY], "https://api.stytch.com"),
            (&[(PROJECT_ID_VARIABLE, "my-project-live-1"), KEY], "https://test.stytch.com"),
            (
                &[LIVE, KEY, (BASE_URL_VARIABLE, "https://login.example.com/stytch/")],
                "https://login.example.com/stytch",
            ),
        ] {
            assert_eq!(from(variables).unwrap().client().base_url().to_string(), url);
        }
    }

    #[test]
    fn an_error_names_the_variable_and_the_fix() {
        for (variables, parts) in [
            (&[][..], ["STYTCH_PROJECT_ID is not set", "project-test-"]),
            (&[TEST], ["STYTCH_SECRET is not set", "secret-test-"]),
            (&[(PROJECT_ID_VARIABLE, ""), KEY], ["STYTCH_PROJECT_ID is blank", "project-test-"]),
            (&[TEST, (SECRET_VARIABLE, " \t ")], ["STYTCH_SECRET is blank", "secret-test-"]),
            (&[TEST, (SECRET_VARIABLE, "s3cret\n")], ["STYTCH_SECRET has blanks", "remove"]),
            (&[TEST, KEY, (BASE_URL_VARIABLE, "")], ["STYTCH_BASE_URL is blank", "unset"]),
            (&[TEST, KEY, (BASE_URL_VARIABLE, "http://example.com")], ["STYTCH_BASE_URL is refused", "https://"]),
            (&[TEST, KEY, (FRAUD_URL_VARIABLE, " ")], ["STYTCH_FRAUD_URL is blank", "telemetry"]),
            (&[TEST, KEY, (FRAUD_URL_VARIABLE, "telemetry")], ["STYTCH_FRAUD_URL is refused", "https://"]),
            (&[(PROJECT_ID_VARIABLE, "a:b"), KEY], ["user name", ":"]),
        ] {
            let error = from(variables).unwrap_err();
            let shown = format!("{error} {error:?}");
            for part in parts {
                assert!(shown.contains(part), "{shown}");
            }
            assert!(!shown.contains("s3cret"), "{shown}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_unicode_is_named() {
        use std::os::unix::ffi::OsStringExt;
        let error = Stytch::from_variables(|_| Some(OsString::from_vec(vec![0xff]))).unwrap_err();
        assert!(matches!(error, ConfigError::NotUnicode { name: PROJECT_ID_VARIABLE }), "{error}");
    }
}
