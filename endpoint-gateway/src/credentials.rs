//! Where credentials come from, and how they are set while the gateway runs.

mod layers;
mod memory;
mod standing;

use std::{collections::HashMap, fmt, time::SystemTime};

use endpoint_runtime::{
    auth::{Credential, CredentialError},
    provider::{AuthScheme, CredentialPart, Provider},
};
use secrecy::{ExposeSecret, SecretString};

pub use layers::Layers;
pub use memory::MemoryCredentials;
pub use standing::{Origin, PutError, Standing};

/// Knows the credential of each provider. It is asked for every request, so that a credential can change under way.
pub trait CredentialSource: Send + Sync + 'static {
    /// The credential of the provider of this name. Without one its operations are answered with 503.
    fn credential(&self, provider: &str) -> Option<Credential>;

    /// What is told of that credential, where there is one.
    fn standing(&self, provider: &str) -> Option<Standing> {
        self.credential(provider).map(|_| Standing::of(Origin::Other))
    }

    /// Whether [`put`](Self::put) can set this provider's credential. It cannot, by default.
    fn is_writable(&self, provider: &str) -> bool {
        let _ = provider;
        false
    }

    /// Sets the provider's credential, or replaces it, by the names of its scheme's [parts](AuthScheme::parts). Requests from
    /// then on carry the new one. It may write to a disk, so it is called where blocking is allowed.
    ///
    /// # Errors
    /// A source that takes none, parts that make no credential, or a file that cannot be written.
    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        let _ = (provider, parts, now);
        Err(PutError::ReadOnly)
    }
}

impl<S: CredentialSource + ?Sized> CredentialSource for std::sync::Arc<S> {
    fn credential(&self, provider: &str) -> Option<Credential> {
        (**self).credential(provider)
    }

    fn standing(&self, provider: &str) -> Option<Standing> {
        (**self).standing(provider)
    }

    fn is_writable(&self, provider: &str) -> bool {
        (**self).is_writable(provider)
    }

    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        (**self).put(provider, parts, now)
    }
}

/// Makes a credential of the parts that a scheme has; `None` when one of them is missing or empty.
///
/// # Errors
/// A part that cannot be sent.
pub fn assemble(
    scheme: &AuthScheme,
    mut part: impl FnMut(&CredentialPart) -> Option<SecretString>,
) -> Result<Option<Credential>, CredentialError> {
    let mut part = |wanted| part(wanted).filter(|text| !text.expose_secret().is_empty());
    match scheme {
        AuthScheme::Basic { username, password } => match (part(username), part(password)) {
            (Some(username), Some(password)) => Credential::basic(username.expose_secret(), password).map(Some),
            _ => Ok(None),
        },
        AuthScheme::Bearer { token } => part(token).map(Credential::bearer).transpose(),
        AuthScheme::ApiKey { header, key } => part(key).map(|key| Credential::header(header, key)).transpose(),
        _ => Ok(None),
    }
}

/// The credential that the parts make by the scheme that has just these; `None` when there is no such scheme, or a part is
/// empty.
pub(crate) fn compose(
    schemes: &[AuthScheme],
    parts: &[(&str, SecretString)],
) -> Result<Option<Credential>, CredentialError> {
    let has_these = |scheme: &&AuthScheme| {
        let wanted = scheme.parts();
        wanted.len() == parts.len() && wanted.iter().all(|part| parts.iter().any(|(name, _)| part.name == *name))
    };
    let Some(scheme) = schemes.iter().find(has_these) else { return Ok(None) };
    let part = |name: &str| parts.iter().find(|(given, _)| *given == name).map(|(_, part)| part.clone());
    assemble(scheme, |wanted| part(&wanted.name))
}

/// Credentials that were read from environment variables once, at the start.
#[derive(Clone, Default)]
pub struct EnvironmentCredentials {
    known: HashMap<String, Credential>,
    origin: Option<Origin>,
}

/// Variables that hold what is no credential.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credential of `{provider}` in {variables} cannot be sent")]
pub struct EnvironmentError {
    provider: String,
    variables: String,
    source: CredentialError,
}

impl EnvironmentCredentials {
    /// Reads the variables that the providers name; the first scheme whose variables are all there counts.
    ///
    /// # Errors
    /// Variables that hold what is no credential.
    pub fn read<'a>(providers: impl IntoIterator<Item = &'a Provider>) -> Result<Self, EnvironmentError> {
        Self::read_from(providers, |variable| std::env::var(variable).ok())
    }

    /// Reads the variables from elsewhere than the environment.
    ///
    /// # Errors
    /// Variables that hold what is no credential.
    pub fn read_from<'a>(
        providers: impl IntoIterator<Item = &'a Provider>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, EnvironmentError> {
        let mut known = HashMap::new();
        for provider in providers {
            for scheme in &provider.auth {
                let found = assemble(scheme, |part| variable(&part.variable).map(SecretString::from));
                let found = found.map_err(|source| {
                    let variables: Vec<&str> = scheme.parts().iter().map(|part| part.variable.as_str()).collect();
                    EnvironmentError { provider: provider.name.clone(), variables: variables.join(" and "), source }
                })?;
                if let Some(credential) = found {
                    known.insert(provider.name.clone(), credential);
                    break;
                }
            }
        }
        Ok(Self { known, origin: None })
    }

    /// Tells that they are from elsewhere than the environment.
    #[must_use]
    pub fn told_as(mut self, origin: Origin) -> Self {
        self.origin = Some(origin);
        self
    }
}

impl CredentialSource for EnvironmentCredentials {
    fn credential(&self, provider: &str) -> Option<Credential> {
        self.known.get(provider).cloned()
    }

    fn standing(&self, provider: &str) -> Option<Standing> {
        self.known.get(provider).map(|_| Standing::of(self.origin.unwrap_or(Origin::Environment)))
    }
}

/// Shows the providers.
impl fmt::Debug for EnvironmentCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvironmentCredentials")?;
        f.debug_set().entries(self.known.keys()).finish()
    }
}
