//! The keys of maps in queries and forms.

use super::{Metadata, Parameter, ParameterLocation};
use crate::{
    error::EncodeErrorKind,
    percent::{encode_into, encode_key_into},
};

/// The keys of a map: `prefix[key]`, or `key` for an empty prefix.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MapKeys<'a> {
    pub(crate) prefix: &'a str,
}

impl MapKeys<'_> {
    /// Returns the percent-encoded key that a key of the map is sent as.
    ///
    /// # Errors
    /// The key is empty, or is that of another parameter.
    pub(crate) fn key(
        self,
        key: &str,
        metadata: &Metadata,
        location: ParameterLocation,
    ) -> Result<String, EncodeErrorKind> {
        if key.is_empty() {
            return Err(EncodeErrorKind::EmptyKey);
        }
        let mut encoded = String::new();
        if self.prefix.is_empty() {
            if metadata.declares_key(location, key) {
                return Err(EncodeErrorKind::DeclaredKey);
            }
            encode_into(key, &mut encoded);
        } else {
            encode_key_into(self.prefix, &mut encoded);
            encoded.push_str("%5B");
            encode_into(key, &mut encoded);
            encoded.push_str("%5D");
        }
        Ok(encoded)
    }

    /// Returns the key of the map that a sent key stands for; `None` for a key that is none of the map.
    #[cfg(any(feature = "server", feature = "schema"))]
    pub(crate) fn of_sent<'k>(
        self,
        sent: &'k str,
        metadata: &Metadata,
        location: ParameterLocation,
    ) -> Option<&'k str> {
        if self.prefix.is_empty() {
            return (!sent.is_empty() && !metadata.declares_key(location, sent)).then_some(sent);
        }
        in_brackets(sent, self.prefix)
    }
}

/// Returns the key within the brackets behind a prefix. An empty one is the key of a list.
fn in_brackets<'k>(sent: &'k str, prefix: &str) -> Option<&'k str> {
    let key = sent.strip_prefix(prefix)?.strip_prefix('[')?.strip_suffix(']')?;
    (!key.is_empty()).then_some(key)
}

impl Parameter {
    /// Returns the text before the keys of a map, which are sent in brackets behind it; empty for a map whose keys are sent as they
    /// are.
    #[must_use]
    pub fn map_prefix(&self) -> &'static str {
        self.wire_name.strip_suffix("[]").unwrap_or_default()
    }

    /// Returns the key of a query parameter as it is sent, percent-encoded where it has to be.
    #[must_use]
    pub fn written_key(&self) -> String {
        let mut written = String::with_capacity(self.wire_name.len());
        encode_key_into(self.wire_name, &mut written);
        written
    }

    /// Returns the key of the query or the form that a key of the map is sent as, percent-encoded; `None` for an empty key, and for that
    /// of another parameter.
    #[must_use]
    pub fn sent_map_key(&self, key: &str, metadata: &Metadata) -> Option<String> {
        MapKeys { prefix: self.map_prefix() }.key(key, metadata, self.location).ok()
    }

    /// Returns the key of the map that a sent key stands for; `None` for a key that is none of this map, and for a parameter that is no
    /// map.
    #[cfg(any(feature = "server", feature = "schema"))]
    #[must_use]
    pub fn map_key<'k>(&self, sent: &'k str, metadata: &Metadata) -> Option<&'k str> {
        let keys = MapKeys { prefix: self.map_prefix() };
        if self.map { keys.of_sent(sent, metadata, self.location) } else { None }
    }
}

impl Metadata {
    /// Returns whether a key of the query or the form belongs to a parameter other than a map without a prefix, or is constant.
    fn declares_key(&self, location: ParameterLocation, key: &str) -> bool {
        let is_declared = |parameter: Parameter| {
            parameter.location == location
                && if let Some(nesting) = parameter.nesting() {
                    nesting.takes(parameter.wire_name, key)
                } else if parameter.map {
                    !parameter.map_prefix().is_empty() && in_brackets(key, parameter.map_prefix()).is_some()
                } else {
                    parameter.wire_name == key
                }
        };
        let is_constant = match location {
            ParameterLocation::Query => self.query_pairs().any(|pair| pair.has_key(key)),
            _ => self.fixed_fields.iter().any(|(name, _)| *name == key),
        };
        is_constant || self.parameters().any(is_declared)
    }
}
