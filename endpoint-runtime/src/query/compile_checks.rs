//! The check of an endpoint's query keys at compile time.
//!
//! The macro does not see the keys inside of a group. So it emits a trait bound; a failed check is an unsatisfied bound, reported at
//! the group.
#![expect(clippy::indexing_slicing, reason = "a `const fn` has no other way to read a text, and runs in the compiler")]

use crate::metadata::{Metadata, Parameter, ParameterLocation};

/// The result of [`has_distinct_keys`] as a type.
#[derive(Debug)]
pub struct DistinctKeysCheck<const OK: bool>;

/// The bound that fails when a group has a query key that the endpoint already has.
#[diagnostic::on_unimplemented(
    message = "two query parameters of this endpoint have the same key, and one of them is in a group",
    label = "the endpoint already has a key of this group",
    note = "the map `filter[]` has every key `filter[…]`, and a map without brackets every key that no other parameter has; remove one of them"
)]
pub trait DistinctKeys {
    /// Forces the check at compile time.
    const CHECKED: () = ();
}

#[diagnostic::do_not_recommend]
impl DistinctKeys for DistinctKeysCheck<true> {}

/// Returns whether no key of the query belongs to two parameters, including those in groups and the constants of the template.
#[must_use]
pub const fn has_distinct_keys(metadata: &Metadata) -> bool {
    let mut arguments = metadata.arguments;
    while let Some((parameter, others)) = arguments.split_first() {
        if is_query(&parameter) && count(metadata, &parameter) > 1 {
            return false;
        }
        arguments = others;
    }
    let mut groups = metadata.query_groups;
    while let Some((group, other_groups)) = groups.split_first() {
        let mut parameters = group.parameters;
        while let Some((parameter, others)) = parameters.split_first() {
            if count(metadata, parameter) > 1 || is_in_template(metadata.query.as_bytes(), parameter) {
                return false;
            }
            parameters = others;
        }
        groups = other_groups;
    }
    true
}

const fn is_query(parameter: &Parameter) -> bool {
    matches!(parameter.location, ParameterLocation::Query)
}

/// Counts the parameters with a key of this one.
const fn count(metadata: &Metadata, parameter: &Parameter) -> usize {
    let mut count = 0;
    let mut arguments = metadata.arguments;
    while let Some((other, others)) = arguments.split_first() {
        if is_query(&other) && overlap(&other, parameter) {
            count += 1;
        }
        arguments = others;
    }
    let mut groups = metadata.query_groups;
    while let Some((group, other_groups)) = groups.split_first() {
        let mut parameters = group.parameters;
        while let Some((other, others)) = parameters.split_first() {
            if overlap(other, parameter) {
                count += 1;
            }
            parameters = others;
        }
        groups = other_groups;
    }
    count
}

const fn overlap(one: &Parameter, other: &Parameter) -> bool {
    let (a, b) = (one.wire_name.as_bytes(), other.wire_name.as_bytes());
    match (one.map, other.map) {
        (false, false) => equal(a, b),
        (true, false) => is_within(b, a),
        (false, true) => is_within(a, b),
        (true, true) => {
            let (in_a, in_b) = (has_brackets(a), has_brackets(b));
            equal(a, b) && in_a == in_b || !in_a && !in_b || is_within(a, b) || is_within(b, a)
        }
    }
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && starts_with(a, b)
}

const fn starts_with(text: &[u8], start: &[u8]) -> bool {
    if text.len() < start.len() {
        return false;
    }
    let mut index = 0;
    while index < start.len() {
        if text[index] != start[index] {
            return false;
        }
        index += 1;
    }
    true
}

const fn has_brackets(key: &[u8]) -> bool {
    key.len() > 2 && key[key.len() - 2] == b'[' && key[key.len() - 1] == b']'
}

/// Returns whether a key is one of a map whose own key is `map[]`: `map[key]`.
const fn is_within(key: &[u8], map: &[u8]) -> bool {
    if !has_brackets(map) || key.len() <= map.len() || key[key.len() - 1] != b']' {
        return false;
    }
    let Some((start, _)) = map.split_at_checked(map.len() - 1) else { return false };
    starts_with(key, start)
}

/// Returns whether a key of the template, which is percent-encoded there, is one of the parameter.
const fn is_in_template(mut query: &[u8], parameter: &Parameter) -> bool {
    while !query.is_empty() {
        let mut key = [0; 256];
        let (mut length, mut index, mut is_key) = (0, 0, true);
        while index < query.len() && query[index] != b'&' {
            if query[index] == b'=' {
                is_key = false;
            }
            if is_key && length < key.len() {
                if query[index] == b'%' && index + 2 < query.len() {
                    key[length] = digit(query[index + 1]) * 16 + digit(query[index + 2]);
                    index += 2;
                } else {
                    key[length] = query[index];
                }
                length += 1;
            }
            index += 1;
        }
        let Some((key, _)) = key.as_slice().split_at_checked(length) else { return false };
        let own = parameter.wire_name.as_bytes();
        // The arguments of the template with the key were counted already.
        if if parameter.map { is_within(key, own) } else { equal(key, own) } {
            return true;
        }
        let end = if index < query.len() { index + 1 } else { index };
        let Some((_, rest)) = query.split_at_checked(end) else { return false };
        query = rest;
    }
    false
}

const fn digit(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        __private::METADATA,
        metadata::{ParameterGroup, ParameterTexts},
    };

    const fn parameter(wire_name: &'static str, map: bool) -> Parameter {
        Parameter { name: wire_name, wire_name, location: ParameterLocation::Query, map, ..Parameter::NONE }
    }

    fn is_distinct(query: &'static str, arguments: ParameterTexts, group: &[Parameter]) -> bool {
        let group: &'static [Parameter] = group.to_vec().leak();
        let groups = [ParameterGroup { name: "group", required: true, has_setters: false, parameters: group }];
        let query_groups = Box::leak(Box::new(groups));
        has_distinct_keys(&Metadata { query, arguments, query_groups, ..METADATA })
    }

    #[test]
    fn a_key_belongs_to_one_parameter() {
        const NONE: ParameterTexts = ParameterTexts { letters: "", texts: &[] };
        const LIMIT: ParameterTexts = ParameterTexts { letters: "q", texts: &["limit", "limit", ""] };
        const SIZE: &[Parameter] = &[parameter("page[size]", false)];
        const PAGE: &[Parameter] = &[parameter("page[]", true)];
        const EXTRA: &[Parameter] = &[parameter("extra", true)];
        assert!(is_distinct("limit=<limit>&a=1", LIMIT, SIZE));
        assert!(is_distinct("limit=<limit>&page=1", LIMIT, PAGE));
        assert!(is_distinct("limit=<limit>", LIMIT, EXTRA));
        assert!(!is_distinct("limit=<limit>", LIMIT, const { &[parameter("limit", false)] }));
        assert!(!is_distinct("page%5Bsize%5D=1", NONE, SIZE));
        assert!(!is_distinct("page%5bsize%5d", NONE, PAGE));
        assert!(!is_distinct("", NONE, const { &[parameter("page[]", true), parameter("page[size]", false)] }));
        assert!(!is_distinct("", NONE, const { &[parameter("page[]", true), parameter("page[a][]", true)] }));
        assert!(!is_distinct("", NONE, const { &[parameter("extra", true), parameter("others", true)] }));
        assert!(is_distinct("", NONE, const { &[parameter("extra", true), parameter("page[]", true)] }));
    }
}
