//! Where credentials come from.

use std::{collections::HashMap, fmt};

use endpoint_runtime::{
    auth::{Credential, CredentialError},
    provider::{AuthScheme, CredentialPart, Provider},
};
use secrecy::{ExposeSecret, SecretString};

/// Knows the credential of each provider. It is asked for every request, so that a credential can change under way.
pub trait CredentialSource: Send + Sync + 'static {
    /// The credential of the provider of this name. Without one its operations are answered with 503.
    fn credential(&self, provider: &str) -> Option<Credential>;
}

impl<S: CredentialSource + ?Sized> CredentialSource for std::sync::Arc<S> {
    fn credential(&self, provider: &str) -> Option<Credential> {
        (**self).credential(provider)
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

/// Credentials that were read from environment variables once, at the start.
#[derive(Clone, Default)]
pub struct EnvironmentCredentials(HashMap<String, Credential>);

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
        Ok(Self(known))
    }
}

impl CredentialSource for EnvironmentCredentials {
    fn credential(&self, provider: &str) -> Option<Credential> {
        self.0.get(provider).cloned()
    }
}

/// Shows the providers.
impl fmt::Debug for EnvironmentCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvironmentCredentials")?;
        f.debug_set().entries(self.0.keys()).finish()
    }
}
