//! A JSON object that keeps the order of its members.

use std::fmt;

use indexmap::IndexMap;

use super::Json;

/// A JSON object, which keeps the order of its members. Two are equal if they have the same members, in any order.
///
/// ```
/// use endpoint_runtime::{Json, JsonMap};
///
/// let mut map = JsonMap::new();
/// map.insert("b", 1);
/// map.insert("a", "text");
/// assert_eq!(Json::from(map).to_string(), r#"{"b":1,"a":"text"}"#);
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct JsonMap(IndexMap<String, Json>);

impl JsonMap {
    /// Creates an empty object.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns true if the object has no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns true if the object has a member with this key.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Returns the member with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.0.get(key)
    }

    /// Returns the member with this key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        self.0.get_mut(key)
    }

    /// Adds a member at the end, or replaces the member with this key at its place. Returns the replaced value.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        self.0.insert(key.into(), value.into())
    }

    /// Removes the member with this key and returns it. The others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        self.0.shift_remove(key)
    }

    /// Iterates over the members in their order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        self.0.iter()
    }

    /// Iterates over the members in their order, to change the values.
    pub fn iter_mut(&mut self) -> IterMut<'_> {
        self.0.iter_mut()
    }

    /// Iterates over the keys in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Iterates over the values in their order.
    pub fn values(&self) -> impl Iterator<Item = &Json> {
        self.0.values()
    }
}

type Iter<'a> = indexmap::map::Iter<'a, String, Json>;
type IterMut<'a> = indexmap::map::IterMut<'a, String, Json>;

impl fmt::Debug for JsonMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<K: Into<String>, V: Into<Json>> FromIterator<(K, V)> for JsonMap {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        Self(members.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

impl<K: Into<String>, V: Into<Json>> Extend<(K, V)> for JsonMap {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, members: I) {
        self.0.extend(members.into_iter().map(|(key, value)| (key.into(), value.into())));
    }
}

impl IntoIterator for JsonMap {
    type Item = (String, Json);
    type IntoIter = indexmap::map::IntoIter<String, Json>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a JsonMap {
    type Item = (&'a String, &'a Json);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut JsonMap {
    type Item = (&'a String, &'a mut Json);
    type IntoIter = IterMut<'a>;

    fn into_iter(self) -> IterMut<'a> {
        self.iter_mut()
    }
}
