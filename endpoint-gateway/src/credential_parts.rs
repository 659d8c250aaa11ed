//! Credentials made from the parts of a provider's schemes.

use endpoint_runtime::{
    auth::{Credential, CredentialError},
    provider::{AuthScheme, CredentialPart, KeyLocation},
};
use secrecy::{ExposeSecret, SecretString};

/// Makes a credential from the parts of a scheme. Returns `None` if one of them is missing or empty.
///
/// # Errors
/// A part that cannot be sent.
pub fn assemble(
    scheme: &AuthScheme,
    mut part: impl FnMut(&CredentialPart) -> Option<SecretString>,
) -> Result<Option<Credential>, CredentialError> {
    let mut part = |expected: &_| part(expected).filter(|text| !text.expose_secret().is_empty());
    let mut all: Option<Credential> = None;
    for scheme in scheme.schemes() {
        let Some(credential) = assemble_one(scheme, &mut part)? else { return Ok(None) };
        all = Some(match all {
            Some(all) => all.and(credential),
            None => credential,
        });
    }
    Ok(all)
}

/// Makes the credential of a scheme that is not combined.
fn assemble_one(
    scheme: &AuthScheme,
    part: &mut impl FnMut(&CredentialPart) -> Option<SecretString>,
) -> Result<Option<Credential>, CredentialError> {
    match scheme {
        AuthScheme::Basic { username, password } => match (part(username), part(password)) {
            (Some(username), Some(password)) => Credential::basic(username.expose_secret(), password).map(Some),
            _ => Ok(None),
        },
        AuthScheme::Bearer { token } => part(token).map(Credential::bearer).transpose(),
        AuthScheme::Named { scheme, token } => part(token).map(|token| Credential::scheme(scheme, token)).transpose(),
        AuthScheme::ApiKey { location, name, key } => part(key)
            .map(|key| match location {
                KeyLocation::Query => Credential::query(name, key),
                KeyLocation::Cookie => Credential::cookie(name, key),
                _ => Credential::header(name, key),
            })
            .transpose(),
        _ => Ok(None),
    }
}

/// Makes a credential from parts, for the scheme that has exactly these. Returns `None` if there is no such scheme, or a part
/// is empty.
pub(crate) fn compose(
    schemes: &[AuthScheme],
    parts: &[(&str, SecretString)],
) -> Result<Option<Credential>, CredentialError> {
    let has_these = |scheme: &&AuthScheme| {
        let expected = scheme.parts();
        expected.len() == parts.len() && expected.iter().all(|part| parts.iter().any(|(name, _)| part.name == *name))
    };
    let Some(scheme) = schemes.iter().find(has_these) else { return Ok(None) };
    let part = |name: &str| parts.iter().find(|(given, _)| *given == name).map(|(_, part)| part.clone());
    assemble(scheme, |expected| part(&expected.name))
}

/// Names the parts of each scheme, as in "`token`, or `key` and `secret`".
pub(crate) fn name_schemes(schemes: &[AuthScheme]) -> String {
    schemes.iter().map(name_parts).collect::<Vec<_>>().join(", or ")
}

/// Names the parts of a scheme, as in "`key` and `secret`".
pub(crate) fn name_parts(scheme: &AuthScheme) -> String {
    scheme.parts().iter().map(|part| format!("`{}`", part.name)).collect::<Vec<_>>().join(" and ")
}
