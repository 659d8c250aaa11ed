//! Profiles: named credentials in a file that only its owner may read.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use endpoint_gateway::file_access::{FileAccessError, check_private};
use endpoint_runtime::{
    Json, JsonMap,
    provider::{AuthScheme, Provider},
};
use secrecy::SecretString;

use crate::{
    escape,
    failure::Failure,
    given_url::{GivenUrl, UrlOf},
    io::Io,
    json, suggest,
};

/// The profile that is used if none is named.
pub(crate) const DEFAULT: &str = "default";
/// The most profiles that a message names.
const MAX_NAMED: usize = 20;

/// A profile: a credential, and the URLs that it belongs to.
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// The texts of the credential, by the names of its parts.
    pub(crate) parts: BTreeMap<String, SecretString>,
    /// The base URL and the URLs of hosts, by their settings: `base_url`, `fraud_url`.
    urls: BTreeMap<String, String>,
}

impl Profile {
    /// Returns the URL of this setting.
    pub(crate) fn given_url(&self, setting: &str) -> Option<GivenUrl> {
        let url = self.urls.get(setting)?.clone();
        let source = format!("`{setting}` of the profile `{}` in {}", self.name, self.path.display());
        Some(GivenUrl { source, url })
    }
}

/// The reason why a profile cannot be used. It never holds a value of the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProfileError {
    #[error("cannot find the credentials file; set HOME, or set {variable} to its path")]
    NoFolder { variable: String },
    #[error("there is no profile `{name}`: {} does not exist; write it, as in {example}, and run: chmod 600 {}", path.display(), shell_path(path))]
    NoFile { name: String, path: PathBuf, example: String },
    #[error("{} cannot be read: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: String },
    #[error(transparent)]
    Access(#[from] FileAccessError),
    #[error("{} is not a JSON object of profiles by their names, as in {example}", path.display())]
    NoObject { path: PathBuf, example: String },
    #[error("{} has no profile `{name}`{question}; it has {known}", path.display())]
    Unknown { name: String, path: PathBuf, question: String, known: String },
    #[error("{}: the profile `{name}` is not an object of strings, as in {example}", path.display())]
    NoTexts { name: String, path: PathBuf, example: String },
    #[error("{}: the profile `{name}` has an unknown member `{member}`; it may have {}", path.display(), allowed.join(", "))]
    Member { name: String, path: PathBuf, member: String, allowed: Vec<String> },
}

impl From<ProfileError> for Failure {
    fn from(error: ProfileError) -> Self {
        Self::usage(error)
    }
}

fn shell_path(path: &Path) -> String {
    crate::shell::quote(&path.to_string_lossy())
}

/// Returns the path of the credentials file: `ACME_CONFIG`, else below `XDG_CONFIG_HOME`, else below the home folder.
fn path(provider: &Provider, io: &Io<'_>) -> Option<PathBuf> {
    if let Some(path) = io.variable_os(&provider.variable("config")) {
        return Some(path.into());
    }
    // The XDG Base Directory Specification says that a relative path is ignored.
    let config = io.variable_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || io.variable_os("HOME").map(|home| PathBuf::from(home).join(".config"));
    config.or_else(home).map(|folder| folder.join(&provider.name).join("credentials.json"))
}

/// Reads the profile of this name, which must exist.
pub(crate) fn named(provider: &Provider, io: &Io<'_>, name: &str) -> Result<Profile, ProfileError> {
    let Some(path) = path(provider, io) else {
        return Err(ProfileError::NoFolder { variable: provider.variable("config") });
    };
    let Some(profiles) = profiles(provider, &path)? else {
        return Err(ProfileError::NoFile { name: name.to_owned(), path, example: example(provider) });
    };
    match profiles.get(name) {
        Some(profile) => read(provider, name, path, profile),
        None => {
            let question = suggest::did_you_mean(name, profiles.keys());
            Err(ProfileError::Unknown { name: name.to_owned(), path, question, known: known(&profiles) })
        }
    }
}

/// Lists the names of the first profiles.
fn known(profiles: &JsonMap) -> String {
    let names: Vec<String> = profiles.keys().take(MAX_NAMED).map(|name| format!("`{}`", escape::line(name))).collect();
    match profiles.len().saturating_sub(MAX_NAMED) {
        _ if names.is_empty() => "none".to_owned(),
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// Reads the profile `default`, if the file exists and has it.
pub(crate) fn default(provider: &Provider, io: &Io<'_>) -> Result<Option<Profile>, ProfileError> {
    let Some(path) = path(provider, io) else {
        return Ok(None);
    };
    match profiles(provider, &path)?.as_ref().and_then(|profiles| profiles.get(DEFAULT)) {
        Some(profile) => read(provider, DEFAULT, path, profile).map(Some),
        None => Ok(None),
    }
}

/// Reads all profiles of the file, or `None` if it does not exist.
fn profiles(provider: &Provider, path: &Path) -> Result<Option<JsonMap>, ProfileError> {
    let unreadable = |reason: String| ProfileError::Unreadable { path: path.to_owned(), reason };
    // To open a pipe would wait for its other end.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(unreadable("it is no regular file".to_owned()));
    }
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error.to_string())),
    };
    check_private(path, &file.metadata().map_err(|error| unreadable(error.to_string()))?)?;
    let text = json::read(&mut file).map_err(unreadable)?;
    match json::parse(&text).map_err(unreadable)? {
        Json::Object(profiles) => Ok(Some(profiles)),
        _ => Err(ProfileError::NoObject { path: path.to_owned(), example: example(provider) }),
    }
}

fn read(provider: &Provider, name: &str, path: PathBuf, profile: &Json) -> Result<Profile, ProfileError> {
    let name = name.to_owned();
    let Some(members) = profile.as_object() else {
        return Err(ProfileError::NoTexts { name, path, example: example(provider) });
    };
    let (urls_allowed, allowed) = (url_settings(provider), allowed(provider));
    let mut parts = BTreeMap::new();
    let mut urls = BTreeMap::new();
    for (member, value) in members {
        if !allowed.contains(member) {
            return Err(ProfileError::Member { name, path, member: member.clone(), allowed });
        }
        let Some(text) = value.as_str() else {
            return Err(ProfileError::NoTexts { name, path, example: example(provider) });
        };
        if urls_allowed.contains(member) {
            urls.insert(member.clone(), text.to_owned());
        } else {
            parts.insert(member.clone(), SecretString::from(text));
        }
    }
    Ok(Profile { name, path, parts, urls })
}

/// Returns the members that a profile may have.
fn allowed(provider: &Provider) -> Vec<String> {
    let parts = provider.auth.iter().flat_map(AuthScheme::parts).map(|part| part.name.clone());
    parts.chain(url_settings(provider)).collect()
}

/// Returns the members that hold URLs.
fn url_settings(provider: &Provider) -> Vec<String> {
    let hosts = provider.hosts.iter().map(UrlOf::Host);
    std::iter::once(UrlOf::Base).chain(hosts).map(UrlOf::setting).collect()
}

/// Writes an example of the file: `{"default": {"project_id": "…", "secret": "…"}}`.
pub(crate) fn example(provider: &Provider) -> String {
    let parts = provider.auth.first().map(AuthScheme::parts).unwrap_or_default();
    let parts: Vec<String> = parts.iter().map(|part| format!("\"{}\": \"…\"", part.name)).collect();
    format!("{{\"{DEFAULT}\": {{{}}}}}", parts.join(", "))
}

/// Returns the path of the credentials file for messages.
pub(crate) fn display_path(provider: &Provider, io: &Io<'_>) -> String {
    let fallback = || format!("~/.config/{}/credentials.json", provider.name);
    path(provider, io).map_or_else(fallback, |path| path.display().to_string())
}
