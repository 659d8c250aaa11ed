//! Credentials from environment variables.

use std::{collections::HashMap, fmt};

use endpoint_runtime::{
    auth::{Credential, CredentialError},
    provider::Provider,
};
use secrecy::SecretString;

use super::{CredentialOrigin, CredentialSource, CredentialStatus, assemble};

/// Credentials from environment variables, which are read once.
#[derive(Clone, Default)]
pub struct EnvironmentCredentials {
    known: HashMap<String, Credential>,
    origin: Option<CredentialOrigin>,
}

/// Variables whose values are not a valid credential.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credential of `{provider}` in {variables} cannot be sent; correct the variables")]
pub struct EnvironmentError {
    provider: String,
    variables: String,
    source: CredentialError,
}

impl EnvironmentCredentials {
    /// Reads the variables that the providers name. Of several schemes, the first whose variables are all set is used.
    ///
    /// # Errors
    /// Variables that hold no valid credential.
    pub fn read<'a>(providers: impl IntoIterator<Item = &'a Provider>) -> Result<Self, EnvironmentError> {
        Self::read_from(providers, |variable| std::env::var(variable).ok())
    }

    /// Reads the variables with a function in place of the environment.
    ///
    /// # Errors
    /// Variables that hold no valid credential.
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

    /// Sets the origin of the credentials, where it is not the environment.
    #[must_use]
    pub fn with_origin(mut self, origin: CredentialOrigin) -> Self {
        self.origin = Some(origin);
        self
    }
}

impl CredentialSource for EnvironmentCredentials {
    fn credential(&self, provider: &str) -> Option<Credential> {
        self.known.get(provider).cloned()
    }

    fn status(&self, provider: &str) -> Option<CredentialStatus> {
        self.known.get(provider).map(|_| CredentialStatus::of(self.origin.unwrap_or(CredentialOrigin::Environment)))
    }
}

/// Shows the providers.
impl fmt::Debug for EnvironmentCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvironmentCredentials")?;
        f.debug_set().entries(self.known.keys()).finish()
    }
}
