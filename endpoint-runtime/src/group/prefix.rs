//! The names of a group's parameters as arguments, with the prefix that one use of the group gives them.
#![expect(
    clippy::indexing_slicing,
    reason = "a `const fn` has no other way to write a slice, and runs in the compiler"
)]

use crate::metadata::Parameter;

/// Returns the length of all names with their prefixes.
#[must_use]
pub const fn prefixed_length(prefix: &str, mut group: &[Parameter]) -> usize {
    let mut length = 0;
    while let Some((parameter, others)) = group.split_first() {
        length += prefix.len() + parameter.name.len();
        group = others;
    }
    length
}

/// Returns all names with their prefixes, one after the other.
#[must_use]
pub const fn prefixed_names<const LENGTH: usize>(prefix: &str, mut group: &[Parameter]) -> [u8; LENGTH] {
    let mut names = [0; LENGTH];
    let mut at = 0;
    while let Some((parameter, others)) = group.split_first() {
        at = write(&mut names, at, prefix.as_bytes());
        at = write(&mut names, at, parameter.name.as_bytes());
        group = others;
    }
    names
}

/// Writes the text at an index, and returns the index behind it.
const fn write(names: &mut [u8], at: usize, text: &[u8]) -> usize {
    let mut index = 0;
    while index < text.len() {
        names[at + index] = text[index];
        index += 1;
    }
    at + index
}

/// Returns the group with the names that [`prefixed_names`] made.
#[must_use]
pub const fn with_names<const COUNT: usize>(
    mut group: &[Parameter],
    prefix: &str,
    mut names: &'static [u8],
) -> [Parameter; COUNT] {
    let mut parameters = [const { Parameter::NONE }; COUNT];
    let mut places = parameters.as_mut_slice();
    while let (Some((parameter, others)), Some((place, next))) = (group.split_first(), places.split_first_mut()) {
        let Some((name, rest)) = names.split_at_checked(prefix.len() + parameter.name.len()) else { break };
        // Both parts are UTF-8.
        let name = match str::from_utf8(name) {
            Ok(name) => name,
            Err(_) => parameter.name,
        };
        *place = Parameter { name, ..*parameter };
        (group, places, names) = (others, next, rest);
    }
    parameters
}
