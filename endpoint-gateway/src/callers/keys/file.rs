//! Parsing of a key file, which is accepted as a whole or not at all.

use std::{collections::HashMap, fmt, sync::Arc};

use endpoint_runtime::{DecodeError, provider::Provider, without_byte_order_mark};

use super::{
    entry::{Document, Entry, is_id},
    hashed_key::{HashedKey, UNKNOWN_KEY, parse_hex},
};
use crate::callers::scopes::Scopes;

/// The maximum number of keys in a key file, and its maximum length.
const MAX_KEYS: usize = 10_000;
const MAX_BYTES: usize = 8 << 20;

/// The error of a key file. It never contains a hash or a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// More than 8 MiB or 10,000 keys.
    #[error("the key file is larger than 8 MiB or has more than 10000 keys; remove expired ones")]
    TooLarge,
    /// The file is not JSON, or not that of a key file.
    #[error("the key file is wrong{} (line {line}, column {column}): {problem}", at_path(.path))]
    Shape {
        /// The path of the member; empty for the file as a whole.
        path: String,
        /// The problem, without the value.
        problem: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The file has another version.
    #[error("the key file's `version` is {version}; this gateway reads version 1")]
    Version {
        /// The version in the file.
        version: u32,
    },
    /// The file has no key.
    #[error("the key file has no keys; generate one and add it under `keys`")]
    Empty,
    /// The faults of the entries.
    #[error("{}", listed(.0))]
    Entries(Vec<EntryFault>),
}

/// A fault of one entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("keys[{index}]{}: {fault}", .id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default())]
#[non_exhaustive]
pub struct EntryFault {
    /// The index of the entry in `keys`, from 0.
    pub index: usize,
    /// The id of the entry, if it is valid.
    pub id: Option<String>,
    /// The fault.
    pub fault: KeyFault,
}

/// The fault of an entry, or of a new key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// The id is not valid.
    #[error(
        "`id` is not valid; use 1 to 32 characters of a to z, 0 to 9 and `-`, but not `local`, the id of the token's caller"
    )]
    Id,
    /// An earlier entry has the same id.
    #[error("an earlier entry has the same `id`; give each key of a caller an id of its own")]
    Duplicate,
    /// `sha256` is not a SHA-256 hash.
    #[error(
        "`sha256` is not a hash; give 64 lowercase hexadecimal digits, from `printf %s \"$KEY\" | sha256sum`, never the key itself"
    )]
    Hash,
    /// `expires` is not a time.
    #[error("`expires` is not a time; give one in UTC as in `2027-01-31T00:00:00Z`")]
    Expires,
    /// The entry has no scope.
    #[error("the key has no scope; name `providers`, `groups` or `operations`, or set `admin`")]
    Nothing,
    /// The provider is unknown.
    #[error("the gateway serves no provider {0:?}; give the name of a declared one")]
    Provider(String),
    /// The group is unknown.
    #[error("no group {0:?}; write `provider/Group`, as in the API's documents")]
    Group(String),
    /// The operation is unknown.
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
    let json = without_byte_order_mark(text.as_bytes());
    serde_json::from_slice(json).map_err(|error| {
        let (path, problem) = match DecodeError::from_json(&error, json) {
            DecodeError::Shape { path, problem, .. } => (shown(&path.to_string()), problem),
            _ if error.is_eof() => (String::new(), "the file ends too early".to_owned()),
            _ => (String::new(), "this is not JSON".to_owned()),
        };
        KeyFileError::Shape { path, problem, line: error.line(), column: error.column() }
    })
}

fn at_path(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!(" at `{path}`") }
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

/// Returns a name for an error, redacted if it contains a key.
fn shown(text: &str) -> String {
    if text.contains("gw_") { "[redacted]".to_owned() } else { text.chars().take(200).collect() }
}
