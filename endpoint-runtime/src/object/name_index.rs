//! The index of an object's names: a hash table.

/// A place without a field.
const EMPTY: u16 = u16::MAX;

/// The names and aliases of an object's fields, in a hash table.
#[derive(Debug)]
pub(super) struct NameIndex {
    /// The names of the fields, and behind them the aliases.
    names: Box<[Name<'static>]>,
    /// The number of fields.
    fields: usize,
    /// The field of each alias.
    aliased: &'static [usize],
    /// An index of `names` or nothing. The length is a power of two.
    places: Box<[u16]>,
}

impl NameIndex {
    /// Makes the index of these names, of which the first are those of the fields, and the others aliases of the fields `aliased`.
    #[cold]
    pub(super) fn new(names: &[&'static str], fields: usize, aliased: &'static [usize]) -> Self {
        let names: Box<[Name<'static>]> = names.iter().copied().map(Name::new).collect();
        // Half of the places are empty, so that a search is short and ends.
        let mut places = vec![EMPTY; (2 * names.len()).max(1).next_power_of_two()];
        let mask = places.len() - 1;
        for (index, name) in (0..EMPTY).zip(&names) {
            let hash = name.hash();
            let free =
                (0..places.len()).map(|step| (hash + step) & mask).find(|place| places.get(*place) == Some(&EMPTY));
            if let Some(place) = free.and_then(|place| places.get_mut(place)) {
                *place = index;
            }
        }
        Self { names, fields, aliased, places: places.into() }
    }

    /// Returns whether this is the name of the field at `index`.
    #[inline]
    pub(super) fn is_name(&self, index: usize, key: &str) -> bool {
        index < self.fields && self.names.get(index).is_some_and(|name| is_same(name.text, key))
    }

    /// Returns the name of the field at `index`.
    pub(super) fn name(&self, index: usize) -> Option<&'static str> {
        self.names.get(index).map(|name| name.text)
    }

    /// Returns the index of the field with this name or alias.
    #[inline]
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let name = Name::new(key);
        let mask = self.places.len().wrapping_sub(1);
        let mut place = name.hash();
        // At least one place is empty, and there is no name at the index of an empty place.
        loop {
            let index = usize::from(*self.places.get(place & mask)?);
            if self.names.get(index)?.is_same(&name) {
                return match index.checked_sub(self.fields) {
                    Some(alias) => self.aliased.get(alias).copied(),
                    None => Some(index),
                };
            }
            place += 1;
        }
    }
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
#[derive(Clone, Copy, Debug)]
struct Name<'a> {
    text: &'a str,
    first: u64,
    last: u64,
}

impl<'a> Name<'a> {
    #[inline]
    fn new(text: &'a str) -> Self {
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
    fn hash(&self) -> usize {
        let mixed = self.first ^ self.last.rotate_left(29) ^ self.text.len() as u64;
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
    }
}

/// Returns up to seven bytes as a number.
fn all(mut bytes: &[u8]) -> u64 {
    let mut number = 0;
    while let Some((byte, others)) = bytes.split_first() {
        number = number << 8 | u64::from(*byte);
        bytes = others;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 9] = [
        "",
        "a",
        "member_name_10",
        "member_name_18",
        "member_name_that_is_much_longer_than_sixteen_bytes_10",
        // Aliases.
        "é",
        "aa",
        "member_name_that_is_much_longer_than_sixteen_bytes_18",
        "eightlet",
    ];
    const ALIASED: [usize; 4] = [1, 1, 3, 4];

    #[test]
    fn every_name_and_alias_is_found_and_no_other_one() {
        let index = NameIndex::new(&NAMES, 5, &ALIASED);
        for (place, name) in NAMES.into_iter().enumerate() {
            let field = if place < 5 { place } else { ALIASED[place - 5] };
            assert_eq!(index.find(name), Some(field), "{name}");
            assert_eq!(index.is_name(place, name), place < 5, "{name}");
            assert!(!index.is_name(place + 1, name), "{name}");
        }
        for name in ["b", "member_name_11", "eightles", "member_name_that_is_much_longer_than_sixteen_byteS_10", "\0"] {
            assert_eq!(index.find(name), None, "{name}");
        }
        assert_eq!(NameIndex::new(&[], 0, &[]).find("a"), None);
    }
}
