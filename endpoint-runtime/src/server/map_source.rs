//! Maps in queries, forms, multipart bodies and headers.

use std::collections::HashSet;

use super::{decoder::Decoder, rejection::Rejection};
use crate::{
    metadata::{BodyFormat, MapKeys, ParameterLocation},
    param::{Param, ParamError},
    request::MapArgument,
};

/// The pairs of an argument that is a map.
#[derive(Debug)]
pub struct MapSource<'s, 'a> {
    decoder: &'s mut Decoder<'a>,
    location: ParameterLocation,
    /// The key as it is declared: `filter[]`, or the name of the argument.
    key: &'static str,
}

impl<'a> Decoder<'a> {
    /// Returns the pairs of a map in the query. `key` ends in `[]` if its keys are in brackets.
    pub fn in_query_map(&mut self, key: &'static str) -> MapSource<'_, 'a> {
        MapSource { decoder: self, location: ParameterLocation::Query, key }
    }

    /// Returns the pairs of a map in the form or the multipart body. Its keys are in the brackets at the end of `key`, or behind it as a
    /// prefix.
    pub fn in_form_map(&mut self, key: &'static str) -> MapSource<'_, 'a> {
        MapSource { decoder: self, location: ParameterLocation::Field, key }
    }

    /// Returns the headers whose names begin with `prefix`.
    pub fn in_header_map(&mut self, prefix: &'static str) -> MapSource<'_, 'a> {
        MapSource { decoder: self, location: ParameterLocation::Header, key: prefix }
    }
}

impl MapSource<'_, '_> {
    /// Returns whether blanks around the items of a list, and empty items, are skipped (RFC 9110, section 5.6.1).
    pub(crate) fn skips_blanks(&self) -> bool {
        self.location == ParameterLocation::Header
    }

    /// Parses all pairs. A blank value that the type does not accept is left out.
    pub(crate) fn map<M: MapArgument>(self, from_text: impl Fn(&str) -> Result<M::Value, ParamError>) -> Option<M> {
        let Self { decoder, location, key: field } = self;
        let metadata = decoder.metadata();
        let keys = MapKeys::of(field, location);
        let map = decoder.texts_in(location).and_then(|texts| {
            let mut seen: HashSet<&str> = HashSet::new();
            let mut map = Vec::new();
            for (sent, text) in texts {
                let Some(key) = keys.of_sent(sent, metadata, location) else { continue };
                if !seen.insert(key) && (!M::REPEATS || location == ParameterLocation::Header) {
                    return Err(Rejection::repeated(location, field));
                }
                let unexpected = |error: ParamError| Rejection::unexpected(location, field, &error);
                let Some(text) = text else {
                    let expected = match location {
                        ParameterLocation::Header => "expected visible ASCII",
                        _ => "expected fields of UTF-8 text",
                    };
                    return Err(Rejection::unexpected(location, field, &expected));
                };
                let value = match from_text(text) {
                    Err(_) if text.is_empty() => continue,
                    value => value.map_err(unexpected)?,
                };
                map.push((M::Key::from_text(key).map_err(unexpected)?, value));
            }
            Ok(M::from_iter(map))
        });
        decoder.keep(map)
    }
}

impl Decoder<'_> {
    /// Returns the keys and texts in a location. A text that is not readable is `None`.
    fn texts_in(&mut self, location: ParameterLocation) -> Result<Vec<(&str, Option<&str>)>, Rejection> {
        let with_text = |(key, text)| (key, Some(text));
        Ok(match location {
            ParameterLocation::Query => self.query_pairs()?.iter().map(with_text).collect(),
            ParameterLocation::Header => {
                self.headers().map(|(name, value)| (name.as_str(), value.to_str().ok())).collect()
            }
            _ if self.metadata().body == BodyFormat::Multipart => self.parts()?.texts().collect(),
            _ => self.form_pairs()?.iter().map(with_text).collect(),
        })
    }
}
