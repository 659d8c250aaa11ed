//! Maps in queries and forms.

use std::borrow::Cow;

use super::{decoder::Decoder, rejection::Rejection};
use crate::{
    metadata::{MapKeys, ParameterLocation},
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

    /// Returns the pairs of a map in the form. `key` ends in `[]` if its keys are in brackets.
    pub fn in_form_map(&mut self, key: &'static str) -> MapSource<'_, 'a> {
        MapSource { decoder: self, location: ParameterLocation::Field, key }
    }
}

impl MapSource<'_, '_> {
    /// Parses all pairs. A blank value that the type does not accept is left out.
    pub(crate) fn map<M: MapArgument>(self, from_text: impl Fn(&str) -> Result<M::Value, ParamError>) -> Option<M> {
        let Self { decoder, location, key: field } = self;
        let metadata = decoder.metadata();
        let keys = MapKeys { prefix: field.strip_suffix("[]").unwrap_or_default() };
        let pairs = match location {
            ParameterLocation::Query => decoder.query_pairs(),
            _ => decoder.form_pairs(),
        };
        let map = pairs.and_then(|pairs| {
            let mut seen: Vec<Cow<'_, str>> = Vec::new();
            let mut map = Vec::new();
            for (sent, text) in pairs.iter() {
                let Some(key) = keys.of_sent(sent, metadata, location) else { continue };
                if !M::REPEATS {
                    if seen.iter().any(|seen| *seen == key) {
                        return Err(Rejection::repeated(location, field));
                    }
                    seen.push(Cow::Borrowed(key));
                }
                let unexpected = |error: ParamError| Rejection::unexpected(location, field, &error);
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
