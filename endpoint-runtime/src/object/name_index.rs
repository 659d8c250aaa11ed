//! The index of an object's names: a hash table that the compiler fills.

use super::{Field, Table};

/// A place without a field.
const EMPTY: u16 = u16::MAX;

impl Table {
    /// Returns whether this is the name of the field at `index`.
    #[inline]
    pub(super) fn is_name(&self, index: usize, key: &str) -> bool {
        self.fields.get(index).is_some_and(|field| is_same(field.name.text, key))
    }

    /// Returns the index of the field with this name or alias.
    #[inline]
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let name = Name::new(key);
        let mask = self.names.len().wrapping_sub(1);
        let mut place = name.hash();
        // At least one place is empty, and no field has the index of an empty place.
        loop {
            let index = usize::from(*self.names.get(place & mask)?);
            let field = self.fields.get(index)?;
            if field.name.is_same(&name) || is_alias(field.aliases, key) {
                return Some(index);
            }
            place += 1;
        }
    }
}

fn is_alias(aliases: &[&str], key: &str) -> bool {
    !aliases.is_empty() && aliases.contains(&key)
}

/// Compares two names. Those of 8 to 16 bytes are compared without a loop.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match (one.len(), one.first_chunk::<8>(), one.last_chunk::<8>()) {
        (8..=16, Some(first), Some(last)) => Some(first) == other.first_chunk() && Some(last) == other.last_chunk(),
        _ => one == other,
    }
}

/// A name with its first and last eight bytes, in which the names of an object differ.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    first: u64,
    last: u64,
}

impl<'a> Name<'a> {
    #[inline]
    pub(super) const fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (all(bytes), 0),
        };
        Self { text, first, last }
    }

    /// Compares two names. Those of up to 16 bytes are compared without a loop.
    #[inline]
    fn is_same(&self, other: &Name<'_>) -> bool {
        let length = self.text.len();
        self.last == other.last
            && self.first == other.first
            && length == other.text.len()
            && (length <= 16 || self.text == other.text)
    }

    #[inline]
    const fn hash(&self) -> usize {
        let mixed = self.first ^ self.last.rotate_left(29) ^ self.text.len() as u64;
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
    }
}

/// Returns up to seven bytes as a number.
const fn all(mut bytes: &[u8]) -> u64 {
    let mut number = 0;
    while let Some((byte, others)) = bytes.split_first() {
        number = number << 8 | *byte as u64;
        bytes = others;
    }
    number
}

/// Makes the index of the fields' names and aliases. `SIZE` is a power of two that is greater than the number of names.
#[must_use]
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs in the compiler, which reports a mistake"
)]
pub const fn name_index<const SIZE: usize>(fields: &[Field]) -> [u16; SIZE] {
    let mut places = [EMPTY; SIZE];
    let mut index = 0;
    while index < fields.len() {
        insert(&mut places, &fields[index].name, index as u16);
        let mut alias = 0;
        while alias < fields[index].aliases.len() {
            insert(&mut places, &Name::new(fields[index].aliases[alias]), index as u16);
            alias += 1;
        }
        index += 1;
    }
    places
}

#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which reports a mistake")]
const fn insert(places: &mut [u16], name: &Name<'_>, index: u16) {
    let mask = places.len() - 1;
    let mut place = name.hash() & mask;
    while places[place] != EMPTY {
        place = (place + 1) & mask;
    }
    places[place] = index;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::Presence;

    #[test]
    fn every_name_and_alias_is_found_and_no_other_one() {
        const fn field(name: &'static str, aliases: &'static [&'static str]) -> Field {
            Field::new(name, aliases, Presence::Required, false, "")
        }
        const FIELDS: &[Field] = &[
            field("", &[]),
            field("a", &["é", "aa"]),
            field("member_name_10", &[]),
            field("member_name_18", &["member_name_that_is_much_longer_than_sixteen_bytes_18"]),
            field("member_name_that_is_much_longer_than_sixteen_bytes_10", &["eightlet"]),
        ];
        const NAMES: &[u16] = &name_index::<16>(FIELDS);
        const NONE: &[u16] = &name_index::<1>(&[]);
        let table = Table { name: "T", docs: "", strict: false, keeps_rest: false, fields: FIELDS, names: NAMES };
        for (index, field) in FIELDS.iter().enumerate() {
            for name in field.aliases.iter().chain([&field.name()]) {
                assert_eq!(table.find(name), Some(index), "{name}");
                assert_eq!(table.is_name(index, name), *name == field.name(), "{name}");
            }
        }
        for name in ["b", "member_name_11", "eightles", "member_name_that_is_much_longer_than_sixteen_byteS_10", "\0"] {
            assert_eq!(table.find(name), None, "{name}");
        }
        assert_eq!(Table { fields: &[], names: NONE, ..table }.find("a"), None);
    }
}
