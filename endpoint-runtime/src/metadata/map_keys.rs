//! The keys of maps in queries, forms, multipart bodies and headers.

use http::HeaderName;

use super::{BodyFormat, Metadata, Parameter, ParameterLocation};
use crate::{
    error::EncodeErrorKind,
    percent::{encode_into, encode_key_into},
};

/// The keys of a map: `prefix[key]`, `prefix` and the key behind it, or the key alone for an empty prefix.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MapKeys<'a> {
    prefix: &'a str,
    in_brackets: bool,
}

impl<'a> MapKeys<'a> {
    /// Returns the keys of the map whose own key is `written`: `filter[]`, the prefix of headers or of fields, or the name of an argument
    /// whose keys are those of the query.
    pub(crate) fn of(written: &'a str, location: ParameterLocation) -> Self {
        match written.strip_suffix("[]").filter(|_| location != ParameterLocation::Header) {
            Some(prefix) => Self { prefix, in_brackets: true },
            None if location == ParameterLocation::Query => Self { prefix: "", in_brackets: false },
            None => Self { prefix: written, in_brackets: false },
        }
    }

    /// Returns the key that a key of the map is sent as: percent-encoded in a query and a form, in lower case in a header.
    ///
    /// # Errors
    /// The key is empty, that of another parameter, or none that a header can have.
    pub(crate) fn key(
        self,
        key: &str,
        metadata: &Metadata,
        location: ParameterLocation,
    ) -> Result<String, EncodeErrorKind> {
        if key.is_empty() {
            return Err(EncodeErrorKind::EmptyKey);
        }
        let is_part = location == ParameterLocation::Field && metadata.body == BodyFormat::Multipart;
        if self.in_brackets && is_part {
            return Ok(format!("{}[{key}]", self.prefix));
        }
        if self.in_brackets {
            let mut encoded = String::new();
            encode_key_into(self.prefix, &mut encoded);
            encoded.push_str("%5B");
            encode_into(key, &mut encoded);
            encoded.push_str("%5D");
            return Ok(encoded);
        }
        let sent = format!("{}{key}", self.prefix);
        if metadata.declares_key(location, &sent) {
            return Err(EncodeErrorKind::DeclaredKey);
        }
        match location {
            ParameterLocation::Header => header_name(self.prefix, key),
            _ if is_part => Ok(sent),
            _ => {
                let mut encoded = String::with_capacity(sent.len());
                encode_into(&sent, &mut encoded);
                Ok(encoded)
            }
        }
    }

    /// Returns the key of the map that a sent key stands for; `None` for a key that is none of the map.
    #[cfg(any(feature = "server", feature = "schema"))]
    pub(crate) fn of_sent<'k>(
        self,
        sent: &'k str,
        metadata: &Metadata,
        location: ParameterLocation,
    ) -> Option<&'k str> {
        if self.in_brackets {
            return in_brackets(sent, self.prefix);
        }
        let key = match location {
            ParameterLocation::Header => behind_prefix(sent, self.prefix)?,
            _ => sent.strip_prefix(self.prefix)?,
        };
        (!key.is_empty() && !metadata.declares_key(location, sent)).then_some(key)
    }
}

/// The most headers to which a map adds one: more than any server accepts, and far fewer than a `HeaderMap` can hold.
pub(crate) const MAX_HEADERS: usize = 4_096;

/// The rule for the names of headers (RFC 9110, section 5.6.2).
pub(crate) const TOKEN: &str = "a name is letters, digits and !#$%&'*+-.^_`|~";

/// Returns the name of a header that ends in the key of a map.
///
/// Names of headers do not differ by case, and HTTP/2 has them in lower case (RFC 9113, section 8.2.1). A key in upper case would be
/// another one to the recipient.
pub(crate) fn header_name(prefix: &str, key: &str) -> Result<String, EncodeErrorKind> {
    if key.is_empty() {
        return Err(EncodeErrorKind::EmptyKey);
    }
    if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(EncodeErrorKind::HeaderName("a key of a map of headers is in lower case"));
    }
    let name = format!("{}{key}", prefix.to_ascii_lowercase());
    if HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err(EncodeErrorKind::HeaderName(TOKEN));
    }
    Ok(name)
}

/// Returns the text behind a prefix, ignoring ASCII case.
pub(crate) fn behind_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (start, rest) = name.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Returns the key within the brackets behind a prefix. An empty one is the key of a list.
fn in_brackets<'k>(sent: &'k str, prefix: &str) -> Option<&'k str> {
    let key = sent.strip_prefix(prefix)?.strip_prefix('[')?.strip_suffix(']')?;
    (!key.is_empty()).then_some(key)
}

impl Parameter {
    /// Returns the form of the keys of a map: `filter[]` for keys in these brackets, `x-amz-meta-` for keys behind this prefix, and an
    /// empty text for keys that are sent as they are.
    #[must_use]
    pub fn map_form(&self) -> &'static str {
        let MapKeys { prefix, in_brackets } = self.map_keys();
        if in_brackets { self.wire_name } else { prefix }
    }

    /// Returns the text before the keys of a map, which are sent in brackets or right behind it; empty for a map whose keys are sent as
    /// they are.
    #[must_use]
    pub fn map_prefix(&self) -> &'static str {
        self.map_keys().prefix
    }

    /// Returns `true` if the keys of a map are sent in brackets.
    #[must_use]
    pub fn has_bracketed_keys(&self) -> bool {
        self.map_keys().in_brackets
    }

    pub(crate) fn map_keys(&self) -> MapKeys<'static> {
        MapKeys::of(self.wire_name, self.location)
    }

    /// Returns the key of a query parameter as it is sent, percent-encoded where it has to be.
    #[must_use]
    pub fn written_key(&self) -> String {
        let mut written = String::with_capacity(self.wire_name.len());
        encode_key_into(self.wire_name, &mut written);
        written
    }

    /// Returns the key that a key of the map is sent as: percent-encoded in a query and a form, the name of a header or of a part else;
    /// `None` for an empty key, for that of another parameter, and for one that the place cannot have.
    #[must_use]
    pub fn sent_map_key(&self, key: &str, metadata: &Metadata) -> Option<String> {
        self.map_keys().key(key, metadata, self.location).ok()
    }

    /// Returns the key of the map that a sent key stands for; `None` for a key that is none of this map, and for a parameter that is no
    /// map.
    #[cfg(any(feature = "server", feature = "schema"))]
    #[must_use]
    pub fn map_key<'k>(&self, sent: &'k str, metadata: &Metadata) -> Option<&'k str> {
        if self.map { self.map_keys().of_sent(sent, metadata, self.location) } else { None }
    }
}

impl Metadata {
    /// Returns whether a key belongs to a parameter other than a map without brackets, or is constant.
    fn declares_key(&self, location: ParameterLocation, key: &str) -> bool {
        let is_declared = |parameter: Parameter| {
            parameter.location == location
                && if let Some(nesting) = parameter.nesting() {
                    nesting.takes(parameter.wire_name, key)
                } else if parameter.map {
                    parameter.has_bracketed_keys() && in_brackets(key, parameter.map_prefix()).is_some()
                } else if location == ParameterLocation::Header {
                    parameter.is_header(key)
                } else {
                    parameter.wire_name == key
                }
        };
        let is_constant = match location {
            ParameterLocation::Query => self.query_pairs().any(|pair| pair.has_key(key)),
            ParameterLocation::Header => self.fixed_header(key).is_some(),
            _ => self.fixed_fields.iter().any(|(name, _)| *name == key),
        };
        is_constant || self.parameters().any(is_declared)
    }
}
