//! Entries that work for a limited time: links, codes, intermediate sessions.

use std::collections::BTreeMap;

use super::{Sandbox, api_error::ApiError};

/// A bounded map whose entries expire.
#[derive(Debug)]
pub(super) struct Expiring<V>(BTreeMap<String, Entry<V>>);

#[derive(Debug)]
struct Entry<V> {
    expires_at: jiff::Timestamp,
    is_used: bool,
    value: V,
}

impl<V> Entry<V> {
    fn works(&self, now: jiff::Timestamp) -> bool {
        !self.is_used && self.expires_at > now
    }
}

impl<V> Default for Expiring<V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<V> Expiring<V> {
    /// Adds an entry, in place of one with the same key. A full map first forgets the entries that were used or have expired.
    pub(super) fn insert(
        &mut self,
        now: jiff::Timestamp,
        key: String,
        expires_at: jiff::Timestamp,
        value: V,
    ) -> Result<(), ApiError> {
        if self.0.len() >= Sandbox::MAX_ENTRIES {
            self.0.retain(|_, entry| entry.works(now));
        }
        if self.0.len() >= Sandbox::MAX_ENTRIES && !self.0.contains_key(&key) {
            return Err(ApiError::full());
        }
        self.0.insert(key, Entry { expires_at, is_used: false, value });
        Ok(())
    }

    /// Returns an entry that was not used and has not expired.
    pub(super) fn get(&self, now: jiff::Timestamp, key: &str) -> Option<&V> {
        self.0.get(key).filter(|entry| entry.works(now)).map(|entry| &entry.value)
    }

    /// Returns an entry that was not used and has not expired, to change it.
    pub(super) fn get_mut(&mut self, now: jiff::Timestamp, key: &str) -> Option<&mut V> {
        self.0.get_mut(key).filter(|entry| entry.works(now)).map(|entry| &mut entry.value)
    }

    /// Returns whether there is an entry that has expired without being used.
    pub(super) fn has_expired(&self, now: jiff::Timestamp, key: &str) -> bool {
        self.0.get(key).is_some_and(|entry| !entry.is_used && entry.expires_at <= now)
    }

    /// Returns an entry that was used or has expired, as long as it is remembered.
    pub(super) fn get_over(&self, now: jiff::Timestamp, key: &str) -> Option<&V> {
        self.0.get(key).filter(|entry| !entry.works(now)).map(|entry| &entry.value)
    }

    /// Uses an entry up, and returns it unless it was used or has expired.
    pub(super) fn take(&mut self, now: jiff::Timestamp, key: &str) -> Option<V>
    where
        V: Clone,
    {
        let entry = self.0.get_mut(key).filter(|entry| entry.works(now))?;
        entry.is_used = true;
        Some(entry.value.clone())
    }

    /// Removes the entries for which `is_kept` is false.
    pub(super) fn retain(&mut self, mut is_kept: impl FnMut(&str, &V) -> bool) {
        self.0.retain(|key, entry| is_kept(key, &entry.value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> jiff::Timestamp {
        jiff::Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_entry_works_once_and_until_its_end() {
        let mut entries = Expiring::default();
        entries.insert(at(0), "link".into(), at(10), "ada").unwrap();
        assert_eq!(entries.get(at(9), "link"), Some(&"ada"));
        assert_eq!(entries.get(at(10), "link"), None);
        assert_eq!(entries.take(at(9), "link"), Some("ada"));
        assert_eq!(entries.take(at(9), "link"), None);
        assert_eq!(entries.get_over(at(9), "link"), Some(&"ada"));
        assert_eq!(entries.get_over(at(9), "other"), None);
    }

    #[test]
    fn a_full_map_forgets_what_has_expired_and_then_refuses() {
        let mut entries = Expiring::default();
        for index in 0..Sandbox::MAX_ENTRIES {
            entries.insert(at(0), index.to_string(), at(10), ()).unwrap();
        }
        assert_eq!(entries.insert(at(9), "more".into(), at(20), ()).unwrap_err(), ApiError::full());
        entries.insert(at(10), "more".into(), at(20), ()).unwrap();
        assert!(entries.get(at(10), "more").is_some());
    }
}
