//! Maps whose keys are keys of a query or a form: `#[query] extra: BTreeMap<String, String>`, `#[field("metadata[]")]`.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    hash::{BuildHasher, Hash},
};

use super::{ArgumentVisitor, Encoder, Joined};
#[cfg(feature = "server")]
use crate::server::MapSource;
use crate::{
    debug::Redacted,
    error::{EncodeError, EncodeErrorKind},
    metadata::{MapKeys, ParameterLocation},
    param::{Param, ParamError, ParamText},
    redact::{REDACTED, is_masked},
};

/// An argument that is a map: `BTreeMap`, `HashMap` or a list of pairs, of [`Param`] keys and values.
///
/// The pairs of a `HashMap` are sent in the order of their keys, so that a request always has the same bytes. A list of pairs may have
/// a key several times.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map of a query or a form",
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
        source.map(|text| text.split(separator).map(Param::from_text).collect::<Result<_, _>>().map(ListValue::of))
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

/// The place of a map in a query or a form.
#[derive(Debug)]
pub struct MapPlace<'p, 'v, 'e> {
    pub(super) visitor: &'p mut ArgumentVisitor<'v, 'e>,
    pub(super) location: ParameterLocation,
    pub(super) name: &'static str,
    /// The text before the keys in brackets; empty for keys without brackets.
    pub(super) prefix: &'static str,
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
        let Self { visitor, location, name, prefix, sensitive } = self;
        let shown: &dyn fmt::Debug = if sensitive { &Redacted } else { map };
        let Some(encoder) = visitor.argument(name, shown) else { return };
        let place = MapTexts { name, location, keys: MapKeys { prefix }, separator, sensitive };
        for (key, value) in map.pairs() {
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
                if sensitive {
                    self.redact(&text);
                }
                let text = if is_masked(sensitive) { REDACTED.into() } else { text };
                self.encoded_pair(location, &key, &text, separator);
            }
            Err(reason) => self.fail(EncodeError::new(name, reason)),
        }
    }
}
