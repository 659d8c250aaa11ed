//! The entry to the API: credentials, hosts, and the tree of clients.

mod builder;

use std::ffi::OsString;

use endpoint_runtime::{BaseUrl, BaseUrlError, BuildError, Call, Client, Endpoint};
use secrecy::SecretString;

use crate::{b2b::B2b, consumer::Consumer};
pub use builder::StytchBuilder;
#[cfg(feature = "schema")]
pub(crate) use builder::{LIVE, LIVE_PREFIX, TEST};

pub(crate) const PROJECT_ID: &str = "STYTCH_PROJECT_ID";
pub(crate) const SECRET: &str = "STYTCH_SECRET";
const BASE_URL: &str = "STYTCH_BASE_URL";

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
}

/// Why there is no client. It never holds a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A variable that has to be set is not.
    #[error("{name} is not set; set it to {}", cure(name))]
    Missing {
        /// The environment variable.
        name: &'static str,
    },
    /// A value is empty or nothing but blanks.
    #[error("{name} is blank; set it to {}", cure(name))]
    Blank {
        /// The environment variable, or the argument.
        name: &'static str,
    },
    /// A value has blanks or a line break before or after it.
    #[error("{name} has blanks or a line break around it, as when it was read from a file; remove them")]
    Padded {
        /// The environment variable, or the argument.
        name: &'static str,
    },
    /// A variable is not Unicode.
    #[error("{name} is not Unicode; set it to {}", cure(name))]
    NotUnicode {
        /// The environment variable.
        name: &'static str,
    },
    /// A variable holds no base URL.
    #[error("{name} is refused: {source}")]
    BaseUrl {
        /// The environment variable.
        name: &'static str,
        /// What is wrong with it.
        source: BaseUrlError,
    },
    /// The client cannot be built.
    #[error(transparent)]
    Client(#[from] BuildError),
}

/// What belongs into a variable or an argument.
fn cure(name: &str) -> &'static str {
    match name {
        PROJECT_ID | builder::PROJECT_ID => {
            "the project id from Stytch's dashboard, `project-test-…` or `project-live-…`"
        }
        SECRET | builder::SECRET => {
            "a secret of that project from Stytch's dashboard, `secret-test-…` or `secret-live-…`"
        }
        _ => "the URL of your custom domain, such as `https://login.example.com`, or leave it unset",
    }
}

impl Stytch {
    /// A client for the project that the environment names: `STYTCH_PROJECT_ID`, `STYTCH_SECRET`, and, for a custom
    /// domain, `STYTCH_BASE_URL`.
    ///
    /// # Errors
    /// A variable that is missing, blank, padded with blanks or not Unicode, by its name; otherwise as for
    /// [`StytchBuilder::build`].
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var_os(name))
    }

    fn from_variables(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let variable = |name| lookup(name).map(|value| checked(name, value)).transpose();
        let required = |name| variable(name)?.ok_or(ConfigError::Missing { name });
        let project_id = required(PROJECT_ID)?;
        let secret = required(SECRET)?;
        let mut builder = Self::builder(project_id, secret);
        if let Some(url) = variable(BASE_URL)? {
            let source = |source| ConfigError::BaseUrl { name: BASE_URL, source };
            builder = builder.base_url(url.parse::<BaseUrl>().map_err(source)?);
        }
        builder.build()
    }

    /// A client for a project, with the default transport, timeouts and retries.
    ///
    /// # Errors
    /// As for [`StytchBuilder::build`].
    pub fn new(project_id: impl Into<String>, secret: impl Into<SecretString>) -> Result<Self, ConfigError> {
        Self::builder(project_id, secret).build()
    }

    /// Starts the configuration of a client for a project.
    ///
    /// Its host follows from the project id: `https://api.stytch.com` for `project-live-…`, `https://test.stytch.com`
    /// for any other.
    pub fn builder(project_id: impl Into<String>, secret: impl Into<SecretString>) -> StytchBuilder {
        StytchBuilder::new(project_id.into(), secret.into())
    }

    /// The B2B product.
    #[must_use]
    pub fn b2b(&self) -> B2b {
        self.client.clone().into()
    }

    /// The consumer product.
    #[must_use]
    pub fn consumer(&self) -> Consumer {
        self.client.clone().into()
    }

    /// Makes the call of any endpoint's request, which is sent when it is awaited.
    pub fn send<E: Endpoint>(&self, request: E) -> Call<E> {
        self.client.send(request)
    }

    /// The client underneath.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A client that waits for its calls, for programs without an async runtime. Feature `blocking`.
    ///
    /// ```no_run
    /// use stytch_endpoints::{Stytch, consumer::users::ConnectedAppsRequest};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // Its own: the connections of one client serve one runtime.
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

/// Calls Stytch with a client that was configured by hand, credential included.
impl From<Client> for Stytch {
    fn from(client: Client) -> Self {
        Self { client }
    }
}

fn checked(name: &'static str, value: OsString) -> Result<String, ConfigError> {
    let value = value.into_string().map_err(|_| ConfigError::NotUnicode { name })?;
    unpadded(name, &value)?;
    Ok(value)
}

/// Refuses what no credential is, before Stytch says a bare 401 to it.
fn unpadded(name: &'static str, value: &str) -> Result<(), ConfigError> {
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

    const TEST: (&str, &str) = (PROJECT_ID, "project-test-1");
    const LIVE: (&str, &str) = (PROJECT_ID, "project-live-1");
    const KEY: (&str, &str) = (SECRET, "s3cret");

    #[test]
    fn the_host_follows_from_the_project_or_is_given() {
        for (variables, url) in [
            (&[TEST, KEY][..], "https://test.stytch.com"),
            (&[LIVE, KEY], "https://api.stytch.com"),
            (&[(PROJECT_ID, "my-project-live-1"), KEY], "https://test.stytch.com"),
            (&[LIVE, KEY, (BASE_URL, "https://login.example.com/stytch/")], "https://login.example.com/stytch"),
        ] {
            assert_eq!(from(variables).unwrap().client().base_url().to_string(), url);
        }
    }

    #[test]
    fn a_mistake_is_told_by_the_name_of_its_variable_and_the_cure() {
        for (variables, told) in [
            (&[][..], ["STYTCH_PROJECT_ID is not set", "project-test-"]),
            (&[TEST], ["STYTCH_SECRET is not set", "secret-test-"]),
            (&[(PROJECT_ID, ""), KEY], ["STYTCH_PROJECT_ID is blank", "project-test-"]),
            (&[TEST, (SECRET, " \t ")], ["STYTCH_SECRET is blank", "secret-test-"]),
            (&[TEST, (SECRET, "s3cret\n")], ["STYTCH_SECRET has blanks", "remove"]),
            (&[TEST, KEY, (BASE_URL, "")], ["STYTCH_BASE_URL is blank", "unset"]),
            (&[TEST, KEY, (BASE_URL, "http://example.com")], ["STYTCH_BASE_URL is refused", "https://"]),
            (&[(PROJECT_ID, "a:b"), KEY], ["user name", ":"]),
        ] {
            let error = from(variables).unwrap_err();
            let shown = format!("{error} {error:?}");
            for part in told {
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
        assert!(matches!(error, ConfigError::NotUnicode { name: PROJECT_ID }), "{error}");
    }
}
