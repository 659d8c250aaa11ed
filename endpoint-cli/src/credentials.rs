//! The credential of a call, from a profile or from environment variables, never from an option.

use clap::ArgMatches;
use endpoint_runtime::{
    auth::{ApiKey, Auth, Basic, Bearer, Scheme},
    provider::{AuthScheme, CredentialPart, KeyLocation, Provider},
};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    base_url::{ChosenUrl, GivenUrls},
    common_args,
    failure::Failure,
    io::Io,
    profile::{self, Profile},
};

/// A complete credential.
pub(crate) struct Credentials<'p> {
    scheme: &'p AuthScheme,
    /// The parts, in the order of the scheme.
    texts: Vec<SecretString>,
}

/// A credential, if one was found, with the base URLs that were given and the profile that it is taken from.
pub(crate) struct ResolvedCredentials<'p> {
    pub(crate) credentials: Option<Credentials<'p>>,
    pub(crate) profile: Option<Profile>,
    pub(crate) urls: GivenUrls,
}

impl ResolvedCredentials<'_> {
    /// Chooses the base URL that the credential goes to.
    pub(crate) fn choose_url(&self, provider: &Provider) -> Result<ChosenUrl, Failure> {
        self.urls.choose(provider, self.credentials.as_ref().and_then(Credentials::username))
    }
}

/// The reason why there is no credential. It never holds a secret.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CredentialsError {
    #[error("no credential was found; set {wanted}, or write a profile into {file}")]
    Missing { wanted: String, file: String },
    #[error("{} {} given, but {} {} not; give all of them", given.join(", "), is(given), absent.join(", "), is(absent))]
    Partial { given: Vec<String>, absent: Vec<String> },
    #[error("{source_name} begins or ends with white space, perhaps because it was read from a file; remove it")]
    Padded { source_name: String },
}

impl From<CredentialsError> for Failure {
    fn from(error: CredentialsError) -> Self {
        Self::usage(error)
    }
}

fn is(names: &[String]) -> &'static str {
    if names.len() == 1 { "is" } else { "are" }
}

/// Finds the credential of the named profile, else of the environment variables, else of the profile `default`.
///
/// A credential of which only some parts are given is refused. No credential at all is not.
pub(crate) fn find<'p>(
    provider: &'p Provider,
    matches: &ArgMatches,
    io: &Io<'_>,
) -> Result<ResolvedCredentials<'p>, Failure> {
    let (credentials, profile) = find_with_profile(provider, matches, io)?;
    let urls = GivenUrls::find(provider, matches, profile.as_ref(), io)?;
    Ok(ResolvedCredentials { credentials, profile, urls })
}

fn find_with_profile<'p>(
    provider: &'p Provider,
    matches: &ArgMatches,
    io: &Io<'_>,
) -> Result<(Option<Credentials<'p>>, Option<Profile>), Failure> {
    let named = match matches.get_one::<String>(common_args::PROFILE) {
        Some(name) => Some(name.clone()),
        None => io.variable(&provider.variable("profile"))?,
    };
    let profile = match named {
        Some(name) => Some(profile::named(provider, io, &name)?),
        None => {
            let variable = |part: &CredentialPart| Ok(io.variable(&part.variable)?.map(SecretString::from));
            match complete(provider, variable, |part| part.variable.clone())? {
                Some(credentials) => return Ok((Some(credentials), None)),
                None => profile::default(provider, io)?,
            }
        }
    };
    let credentials = profile.as_ref().map(|profile| of_profile(provider, profile)).transpose()?.flatten();
    Ok((credentials, profile))
}

fn of_profile<'p>(provider: &'p Provider, profile: &Profile) -> Result<Option<Credentials<'p>>, Failure> {
    let text = |part: &CredentialPart| Ok(profile.parts.get(&part.name).cloned());
    complete(provider, text, |part| {
        format!("`{}` of the profile `{}` in {}", part.name, profile.name, profile.path.display())
    })
}

/// Returns the credential of the first scheme whose parts are all given.
fn complete(
    provider: &Provider,
    text: impl Fn(&CredentialPart) -> Result<Option<SecretString>, Failure>,
    name: impl Fn(&CredentialPart) -> String,
) -> Result<Option<Credentials<'_>>, Failure> {
    let mut partial = None;
    for scheme in &provider.auth {
        let (mut texts, mut given, mut absent) = (Vec::new(), Vec::new(), Vec::new());
        for part in scheme.parts() {
            match text(part)?.filter(|text| !text.expose_secret().is_empty()) {
                Some(text) if text.expose_secret().trim() != text.expose_secret() => {
                    return Err(CredentialsError::Padded { source_name: name(part) }.into());
                }
                Some(text) => {
                    texts.push(text);
                    given.push(name(part));
                }
                None => absent.push(name(part)),
            }
        }
        match (given.is_empty(), absent.is_empty()) {
            (_, true) => return Ok(Some(Credentials { scheme, texts })),
            (true, false) => {}
            (false, false) => drop(partial.get_or_insert(CredentialsError::Partial { given, absent })),
        }
    }
    partial.map_or(Ok(None), |partial| Err(partial.into()))
}

/// Returns the names of a scheme's variables.
pub(crate) fn scheme_variables(scheme: &AuthScheme) -> String {
    let variables: Vec<_> = scheme.parts().iter().map(|part| part.variable.as_str()).collect();
    variables.join(" and ")
}

/// Returns the names of the variables of all schemes.
pub(crate) fn variable_names(provider: &Provider) -> String {
    provider.auth.iter().map(scheme_variables).collect::<Vec<_>>().join(", or ")
}

/// Returns the failure of a call that needs a credential and has none.
pub(crate) fn missing(provider: &Provider, io: &Io<'_>) -> Failure {
    let file = profile::display_path(provider, io);
    let file = format!("{file} ({})", profile::example(provider));
    CredentialsError::Missing { wanted: variable_names(provider), file }.into()
}

impl Credentials<'_> {
    /// Converts it for a client, which refuses characters that cannot be sent.
    pub(crate) fn auth(&self) -> Auth {
        self.schemes().fold(Auth::none(), |auth, (scheme, parts)| auth.and(to_auth(scheme, parts)))
    }

    /// Returns the schemes that are needed together, each with its parts.
    fn schemes(&self) -> impl Iterator<Item = (&AuthScheme, &[SecretString])> {
        let mut rest = self.texts.as_slice();
        self.scheme.schemes().iter().map(move |scheme| {
            let (parts, others) = rest.split_at_checked(scheme.parts().len()).unwrap_or_default();
            rest = others;
            (scheme, parts)
        })
    }

    /// Returns the part that this variable would hold.
    pub(crate) fn text(&self, variable: &str) -> Option<&SecretString> {
        let parts = self.scheme.parts();
        let position = parts.iter().position(|part| part.variable == variable)?;
        self.texts.get(position)
    }

    /// Returns the user name of HTTP Basic. It is no secret, and it tells which environment the credential belongs to.
    pub(crate) fn username(&self) -> Option<&str> {
        self.basic().map(|(username, _)| username.expose_secret())
    }

    /// Returns `user:password` of HTTP Basic.
    pub(crate) fn pair(&self) -> Option<String> {
        self.basic().map(|(username, password)| format!("{}:{}", username.expose_secret(), password.expose_secret()))
    }

    fn basic(&self) -> Option<(&SecretString, &SecretString)> {
        self.schemes().find_map(|schemes| match schemes {
            (AuthScheme::Basic { .. }, [username, password]) => Some((username, password)),
            _ => None,
        })
    }

    /// Returns the parts that are secret.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let secrets = self.schemes().flat_map(|(scheme, parts)| {
            let is_basic = matches!(scheme, AuthScheme::Basic { .. });
            parts.iter().skip(usize::from(is_basic))
        });
        secrets.map(ExposeSecret::expose_secret)
    }
}

/// Converts a scheme with its parts for a client.
fn to_auth(scheme: &AuthScheme, parts: &[SecretString]) -> Auth {
    match (scheme, parts) {
        (AuthScheme::Basic { .. }, [username, password]) => {
            Basic::new(username.expose_secret(), password.clone()).into()
        }
        (AuthScheme::Bearer { .. }, [token]) => Bearer::new(token.clone()).into(),
        (AuthScheme::Named { scheme, .. }, [token]) => Scheme::new(scheme.clone(), token.clone()).into(),
        (AuthScheme::ApiKey { location, name, .. }, [key]) => {
            let (name, key) = (name.clone(), key.clone());
            match location {
                KeyLocation::Query => ApiKey::query(name, key),
                KeyLocation::Cookie => ApiKey::cookie(name, key),
                _ => ApiKey::new(name, key),
            }
            .into()
        }
        _ => Auth::none(),
    }
}
