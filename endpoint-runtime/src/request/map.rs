//! Maps whose keys are those of a query, a form, parts or headers: `#[query] extra: BTreeMap<String, String>`, `#[field("metadata[]")]`,
//! `#[headers("x-amz-meta-")]`.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
    hash::{BuildHasher, Hash},
};

#[cfg(feature = "server")]
use http::Response;
use http::{HeaderMap, HeaderName};

use super::{ArgumentVisitor, Encoder, Joined};
#[cfg(feature = "server")]
use crate::{
    body::Body,
    server::{MapSource, Rejection},
};
use crate::{
    debug::Redacted,
    error::{DecodeError, EncodeError, EncodeErrorKind},
    metadata::{BodyFormat, MAX_HEADERS, MapKeys, ParameterLocation, TOKEN},
    param::{Param, ParamError, ParamText},
    redact::{REDACTED, is_masked},
    response::header_map,
};

/// An argument that is a map: `BTreeMap`, `HashMap` or a list of pairs, of [`Param`] keys and values.
///
/// The pairs of a `HashMap` are sent in the order of their keys, so that a request always has the same bytes. A list of pairs may have
/// a key several times.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map of a query, a form or headers",
    label = "not a map of `Param` keys",
    note = "write `BTreeMap<K, V>`, `HashMap<K, V>` or `Vec<(K, V)>`, where `K` and `V` are `Param` and `Debug`",
    note = "a group of query parameters is `#[query] name: Group`, where `Group` derives `endpoint_runtime::Query`"
)]
pub trait MapArgument: fmt::Debug + FromIterator<(Self::Key, Self::Value)> {
    /// The type of the keys.
    type Key: Param;
    /// The type of the values.
    type Value;
    /// `true` if a key may occur several times.
    const REPEATS: bool;

    /// Returns the pairs, in the order in which they are sent.
    fn pairs(&self) -> Vec<(&Self::Key, &Self::Value)>;

    /// Visits the pairs.
    fn visit(&self, place: MapPlace<'_, '_, '_>)
    where
        Self::Value: Param,
    {
        place.visit(self, None, |value, add| add(value.to_text().map_err(EncodeErrorKind::Value)));
    }

    /// Visits the pairs of a map whose values are lists, each of which is joined to one text.
    fn visit_joined(&self, place: MapPlace<'_, '_, '_>, separator: char)
    where
        Self::Value: ListValue,
    {
        let location = place.location;
        place.visit(self, Some(separator), |value, add| {
            let items = value.items().iter().map(Param::to_text);
            match Joined::new(items, separator, location) {
                Ok(Some(joined)) => add(Ok(joined.text().into())),
                Ok(None) => {}
                Err(reason) => add(Err(reason)),
            }
        });
    }

    /// Reads the headers of a response whose names begin with `prefix`, in lower case, except those of `others`. Of several of one name,
    /// the first counts.
    ///
    /// # Errors
    /// A key or a value is not one of its type.
    fn read_headers(headers: &HeaderMap, prefix: &'static str, others: &[&str]) -> Result<Self, DecodeError>
    where
        Self::Value: Param,
    {
        header_map::read(headers, prefix, others)
    }

    /// Adds the headers to a response, except those of `others`.
    ///
    /// # Errors
    /// 500: a key or a value has no text, or one that no header can have, or a key is that of another header.
    #[cfg(feature = "server")]
    fn write_headers(
        &self,
        prefix: &'static str,
        others: &[&str],
        response: &mut Response<Body>,
    ) -> Result<(), Rejection>
    where
        Self::Value: Param,
    {
        header_map::write(self, prefix, others, response)
    }

    /// Decodes the pairs, or returns `None` if one is rejected.
    #[cfg(feature = "server")]
    fn decode(source: MapSource<'_, '_>) -> Option<Self>
    where
        Self::Value: Param,
    {
        source.map(Self::Value::from_text)
    }

    /// Decodes the pairs of a map whose values are joined lists, or returns `None` if one is rejected.
    #[cfg(feature = "server")]
    #[must_use]
    fn decode_joined(source: MapSource<'_, '_>, separator: char) -> Option<Self>
    where
        Self::Value: ListValue,
    {
        let skips_blanks = source.skips_blanks();
        source.map(|text| {
            let items =
                text.split(separator).map(|item| if skips_blanks { item.trim_matches([' ', '\t']) } else { item });
            let items = items.filter(|item| !skips_blanks || !item.is_empty());
            items.map(Param::from_text).collect::<Result<_, _>>().map(ListValue::of)
        })
    }
}

/// A value of a map that is a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list, so there is nothing to join",
    label = "not a `Vec` of a `Param`",
    note = "write `Vec<T>` for the values of the map, or remove `#[join]`"
)]
pub trait ListValue {
    /// The type of the items.
    type Item: Param;

    /// Returns the items.
    fn items(&self) -> &[Self::Item];

    /// Makes a value of the items.
    #[must_use]
    fn of(items: Vec<Self::Item>) -> Self;
}

impl<T: Param> ListValue for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }

    fn of(items: Vec<T>) -> Self {
        items
    }
}

impl<K: Param + Ord + fmt::Debug, V: fmt::Debug> MapArgument for BTreeMap<K, V> {
    type Key = K;
    type Value = V;
    const REPEATS: bool = false;

    fn pairs(&self) -> Vec<(&K, &V)> {
        self.iter().collect()
    }
}

impl<K: Param + Eq + Hash + fmt::Debug, V: fmt::Debug, S: BuildHasher + Default> MapArgument for HashMap<K, V, S> {
    type Key = K;
    type Value = V;
    const REPEATS: bool = false;

    fn pairs(&self) -> Vec<(&K, &V)> {
        let mut pairs: Vec<_> = self.iter().collect();
        // A key without a text is refused later.
        pairs.sort_by_cached_key(|(key, _)| key.to_text().map(|text| text.to_string()).unwrap_or_default());
        pairs
    }
}

impl<K: Param + fmt::Debug, V: fmt::Debug> MapArgument for Vec<(K, V)> {
    type Key = K;
    type Value = V;
    const REPEATS: bool = true;

    fn pairs(&self) -> Vec<(&K, &V)> {
        self.iter().map(|(key, value)| (key, value)).collect()
    }
}

/// The place of a map in a request.
#[derive(Debug)]
pub struct MapPlace<'p, 'v, 'e> {
    pub(super) visitor: &'p mut ArgumentVisitor<'v, 'e>,
    pub(super) location: ParameterLocation,
    pub(super) name: &'static str,
    /// The form of the keys: `filter[]`, or a prefix.
    pub(super) key: &'static str,
    pub(super) sensitive: bool,
}

impl MapPlace<'_, '_, '_> {
    /// Visits the pairs of a map, whose values `text` passes to its second argument.
    fn visit<M: MapArgument>(
        self,
        map: &M,
        separator: Option<char>,
        text: impl Fn(&M::Value, &mut dyn FnMut(Result<ParamText<'_>, EncodeErrorKind>)),
    ) {
        let Self { visitor, location, name, key, sensitive } = self;
        let shown: &dyn fmt::Debug = if sensitive { &Redacted } else { map };
        let Some(encoder) = visitor.argument(name, shown) else { return };
        let place = MapTexts { name, location, keys: MapKeys::of(key, location), separator, sensitive };
        let pairs = map.pairs();
        if location == ParameterLocation::Header && M::REPEATS {
            let mut keys = HashSet::new();
            let texts = pairs.iter().filter_map(|(key, _)| key.to_text().ok());
            if texts.map(|key| key.to_string()).any(|key| !keys.insert(key)) {
                return encoder.fail(EncodeError::new(name, EncodeErrorKind::RepeatedKey));
            }
        }
        for (key, value) in pairs {
            text(value, &mut |text| encoder.map_pair(place, key.to_text(), text));
        }
    }
}

/// The place of the texts of a map.
#[derive(Clone, Copy)]
pub(crate) struct MapTexts {
    /// The name of the argument.
    pub(crate) name: &'static str,
    pub(crate) location: ParameterLocation,
    pub(crate) keys: MapKeys<'static>,
    /// The separator of values that are joined lists.
    pub(crate) separator: Option<char>,
    pub(crate) sensitive: bool,
}

impl Encoder<'_> {
    /// Appends a pair of a map.
    pub(crate) fn map_pair(
        &mut self,
        place: MapTexts,
        key: Result<ParamText<'_>, ParamError>,
        text: Result<ParamText<'_>, EncodeErrorKind>,
    ) {
        let MapTexts { name, location, keys, separator, sensitive } = place;
        let pair = key.map_err(EncodeErrorKind::Value).and_then(|key| {
            let key = keys.key(&key, self.metadata(), location)?;
            Ok((key, text?))
        });
        match pair {
            Ok((key, text)) => {
                if sensitive && location != ParameterLocation::Header {
                    self.redact(&text);
                }
                let text = if is_masked(sensitive) { REDACTED.into() } else { text };
                match location {
                    ParameterLocation::Header => self.map_header(name, &key, sensitive, text),
                    ParameterLocation::Field if self.metadata().body == BodyFormat::Multipart => {
                        self.multipart().field(&key, text.to_string());
                    }
                    _ => self.encoded_pair(location, &key, &text, separator),
                }
            }
            Err(reason) => self.fail(EncodeError::new(name, reason)),
        }
    }

    /// Adds a header of a map.
    fn map_header(&mut self, argument: &'static str, name: &str, sensitive: bool, text: ParamText<'_>) {
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(_) if self.headers().len() >= MAX_HEADERS => {
                self.fail(EncodeError::new(
                    argument,
                    EncodeErrorKind::HeaderName("a request has at most 4,096 headers"),
                ));
            }
            Ok(name) => self.header(argument, name, sensitive, Ok(text)),
            Err(_) => self.fail(EncodeError::new(argument, EncodeErrorKind::HeaderName(TOKEN))),
        }
    }
}
