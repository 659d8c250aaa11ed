//! Maps in the order of insertion.

use serde::{Serialize, Serializer};

/// A map that keeps the order in which members were added. It serializes as an object.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderedMap<T>(Vec<(String, T)>);

impl<T> OrderedMap<T> {
    /// Returns the value of this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// Returns the value of this key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.0.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Adds a member at the end, or replaces the value of the key.
    pub fn insert(&mut self, key: impl Into<String>, value: T) {
        let key = key.into();
        match self.get_mut(&key) {
            Some(known) => *known = value,
            None => self.0.push((key, value)),
        }
    }

    /// Returns the members, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Returns whether the map is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: PartialEq> OrderedMap<T> {
    /// Adds a value under the wanted key or, if another value has it, under the first free one of `wanted2`, `wanted3` and so
    /// on. A value that has such a key already is not added again. Returns the key.
    pub(super) fn add(&mut self, wanted: &str, value: T) -> String {
        let numbered = (2..).map(|number: u64| format!("{wanted}{number}"));
        let mut keys = std::iter::once(wanted.to_owned()).chain(numbered);
        let key =
            keys.find(|key| self.get(key).is_none_or(|known| *known == value)).unwrap_or_else(|| wanted.to_owned());
        self.insert(key.clone(), value);
        key
    }
}

impl<T> Default for OrderedMap<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<(String, T)> for OrderedMap<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(members: I) -> Self {
        let mut map = Self::default();
        members.into_iter().for_each(|(key, value)| map.insert(key, value));
        map
    }
}

impl<T: Serialize> Serialize for OrderedMap<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_their_place() {
        let mut map: OrderedMap<u8> = [("b".to_owned(), 1), ("a".to_owned(), 2)].into_iter().collect();
        map.insert("b", 3);
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"b":3,"a":2}"#);
        assert_eq!((map.get("a"), map.get("c")), (Some(&2), None));
    }

    #[test]
    fn another_value_gets_a_key_of_its_own() {
        let mut map = OrderedMap::default();
        let keys = [map.add("key", 1), map.add("key", 2), map.add("key", 3), map.add("key", 2)];
        assert_eq!(keys, ["key", "key2", "key3", "key2"]);
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"key":1,"key2":2,"key3":3}"#);
    }
}
