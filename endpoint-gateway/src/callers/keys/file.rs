//! Parsing a key file, which is accepted as a whole or not at all.

use std::{collections::HashMap, fmt, sync::Arc};

use endpoint_runtime::provider::Provider;

use super::{
    entry::{Document, Entry, is_id},
    hashed_key::{HashedKey, UNKNOWN_KEY, parse_hex},
};
use crate::callers::scopes::Scopes;

/// The most that a key file may hold.
const MAX_KEYS: usize = 10_000;
const MAX_BYTES: usize = 8 << 20;

/// A key file that is refused. The error never holds a hash or a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// More than 8 MiB or 10,000 keys.
    #[error("the key file is larger than 8 MiB or has more than 10000 keys")]
    TooLarge,
    /// Not JSON, or not of the right shape.
    #[error("the key file is wrong at `{path}` (line {line}, column {column}): {kind}")]
    Shape {
        /// Which member.
        path: String,
        /// The fault, without the value.
        kind: &'static str,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// Written for another version.
    #[error("the key file's `version` is {version}; this gateway reads version 1")]
    Version {
        /// The version that it names.
        version: u32,
    },
    /// No key at all, with which nobody could call.
    #[error("the key file has no keys; make one and add it under `keys`")]
    Empty,
    /// Everything that is wrong with the entries.
    #[error("{}", listed(.0))]
    Entries(Vec<EntryFault>),
}

/// A fault of one entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("keys[{index}]{}: {fault}", .id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default())]
#[non_exhaustive]
pub struct EntryFault {
    /// Its place under `keys`, from 0.
    pub index: usize,
    /// Its id, where that is one.
    pub id: Option<String>,
    /// The fault.
    pub fault: KeyFault,
}

/// The faults that an entry can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// An id that cannot stand in a key.
    #[error("`id` is 1 to 32 characters of a to z, 0 to 9 and `-`, and not `local`, which is who has the token")]
    Id,
    /// An id that an earlier entry has.
    #[error("an earlier entry has this `id`; a caller with two keys has two ids")]
    Duplicate,
    /// No SHA-256.
    #[error("`sha256` is 64 lowercase hexadecimal digits: `printf %s \"$KEY\" | sha256sum`; never the key itself")]
    Hash,
    /// No time.
    #[error("`expires` is a time in UTC as in `2027-01-31T00:00:00Z`")]
    Expires,
    /// A key that could do nothing.
    #[error("it covers nothing; name `providers`, `groups` or `operations`, or set `admin`")]
    Nothing,
    /// No such provider.
    #[error("the gateway serves no provider {0:?}")]
    Provider(String),
    /// No such group.
    #[error("no group {0:?}; write `provider/Group`, as in the API's documents")]
    Group(String),
    /// No such operation.
    #[error("no operation {0:?}; write `provider/id` or `provider/dotted.name`")]
    Operation(String),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random,
}

fn listed(faults: &[EntryFault]) -> impl fmt::Display {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    format!("the key file is refused: {}", lines.join("; "))
}

pub(super) fn parse(text: &str, providers: &[Provider]) -> Result<HashMap<String, HashedKey>, KeyFileError> {
    if text.len() > MAX_BYTES {
        return Err(KeyFileError::TooLarge);
    }
    let document = document(text)?;
    match document {
        Document { version, .. } if version != 1 => Err(KeyFileError::Version { version }),
        Document { keys, .. } if keys.is_empty() => Err(KeyFileError::Empty),
        Document { keys, .. } if keys.len() > MAX_KEYS => Err(KeyFileError::TooLarge),
        Document { keys, .. } => known(&keys, providers).map_err(KeyFileError::Entries),
    }
}

fn document(text: &str) -> Result<Document, KeyFileError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let document: Document = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| shape(error.path().to_string(), error.inner()))?;
    deserializer.end().map_err(|error| shape(".".to_owned(), &error))?;
    Ok(document)
}

/// serde's own text would repeat the value that it did not expect, which may be a key.
fn shape(path: String, error: &serde_json::Error) -> KeyFileError {
    let kind = match error.classify() {
        serde_json::error::Category::Data => "a member is missing, unknown, there twice or of another type",
        serde_json::error::Category::Eof => "the file ends too early",
        _ => "this is not JSON",
    };
    KeyFileError::Shape { path, kind, line: error.line(), column: error.column() }
}

fn known(entries: &[Entry], providers: &[Provider]) -> Result<HashMap<String, HashedKey>, Vec<EntryFault>> {
    let mut keys = HashMap::with_capacity(entries.len());
    let mut faults = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut fault = |fault| {
            let id = is_id(&entry.id).then(|| entry.id.clone());
            faults.push(EntryFault { index, id, fault });
        };
        if !is_id(&entry.id) {
            fault(KeyFault::Id);
        }
        let hash = parse_hex(&entry.sha256).filter(|hash| *hash != UNKNOWN_KEY);
        if hash.is_none() {
            fault(KeyFault::Hash);
        }
        let expires = humantime::parse_rfc3339(&entry.expires).ok();
        if expires.is_none() {
            fault(KeyFault::Expires);
        }
        let scopes = Arc::new(scopes(entry, providers, &mut fault));
        let Some((hash, expires)) = hash.zip(expires) else { continue };
        let key = HashedKey { hash, expires, id: entry.id.as_str().into(), scopes };
        if keys.insert(entry.id.clone(), key).is_some() {
            fault(KeyFault::Duplicate);
        }
    }
    if faults.is_empty() { Ok(keys) } else { Err(faults) }
}

fn scopes(entry: &Entry, providers: &[Provider], fault: &mut impl FnMut(KeyFault)) -> Scopes {
    let Entry { providers: whole, groups, operations, admin, .. } = entry;
    if whole.is_empty() && groups.is_empty() && operations.is_empty() && !admin {
        fault(KeyFault::Nothing);
    }
    let mut scopes = Scopes::new(*admin);
    let provider_of = |text: &str| {
        let (name, rest) = text.split_once('/')?;
        Some((providers.iter().find(|provider| provider.name == name)?, rest.to_owned()))
    };
    for text in groups {
        let found = provider_of(text)
            .and_then(|(provider, name)| Some((provider, provider.groups.iter().find(|group| group.name == name)?)));
        match found {
            Some((provider, group)) => group
                .operations
                .iter()
                .for_each(|operation| scopes.add_operation(&provider.name, operation.metadata.id)),
            None => fault(KeyFault::Group(shown(text))),
        }
    }
    for text in operations {
        match provider_of(text).and_then(|(provider, name)| Some((provider, provider.operation(&name)?))) {
            Some((provider, operation)) => scopes.add_operation(&provider.name, operation.metadata.id),
            None => fault(KeyFault::Operation(shown(text))),
        }
    }
    for name in whole {
        match providers.iter().find(|provider| provider.name == *name) {
            Some(provider) => scopes.add_provider(&provider.name),
            None => fault(KeyFault::Provider(shown(name))),
        }
    }
    scopes
}

/// A name to be repeated in an error, unless a key was put in its place.
fn shown(text: &str) -> String {
    if text.contains("gw_") { "[redacted]".to_owned() } else { text.chars().take(200).collect() }
}
