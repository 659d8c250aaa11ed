//! Checks of an endpoint's headers at compile time.
//!
//! The macro does not see the names inside of a header group. So it emits a trait bound for each check; a failed check is an
//! unsatisfied bound, reported at the group.

use crate::metadata::{Metadata, Parameter, ParameterLocation};

/// The result of [`has_distinct_headers`] as a type.
#[derive(Debug)]
pub struct DistinctHeadersCheck<const OK: bool>;

/// The bound that fails when a header group has a header that the endpoint already has.
#[diagnostic::on_unimplemented(
    message = "two headers of this endpoint have the same name, and one of them is in a header group",
    label = "the endpoint already has a header of this group",
    note = "header names are compared without case, and a map has all that begin with its prefix and that no other has; remove one of them"
)]
pub trait DistinctHeaders {
    /// Forces the check at compile time.
    const CHECKED: () = ();
}

#[diagnostic::do_not_recommend]
impl DistinctHeaders for DistinctHeadersCheck<true> {}

/// The result of [`has_one_credential`] as a type.
#[derive(Debug)]
pub struct OneCredentialCheck<const OK: bool>;

/// The bound that fails when a header group has a credential and the client sends its own, too.
#[diagnostic::on_unimplemented(
    message = "a header group of this endpoint has `Authorization`, which the client sets to its own credential",
    label = "this group has `Authorization`",
    note = "write `auth = none` in `#[endpoint(…)]` if this endpoint takes a credential of its own"
)]
pub trait OneCredential {
    /// Forces the check at compile time.
    const CHECKED: () = ();
}

#[diagnostic::do_not_recommend]
impl OneCredential for OneCredentialCheck<true> {}

/// Returns whether all headers have different names, including those in groups.
#[must_use]
pub const fn has_distinct_headers(metadata: &Metadata) -> bool {
    let mut arguments = metadata.arguments;
    while let Some((parameter, others)) = arguments.split_first() {
        if is_repeated(metadata, &parameter) {
            return false;
        }
        arguments = others;
    }
    let mut groups = metadata.header_groups;
    while let Some((group, other_groups)) = groups.split_first() {
        let mut parameters = group.parameters;
        while let Some((parameter, others)) = parameters.split_first() {
            if is_repeated(metadata, parameter) {
                return false;
            }
            parameters = others;
        }
        groups = other_groups;
    }
    true
}

/// Returns whether the client's credential, if it is sent, is the only one.
#[must_use]
pub const fn has_one_credential(metadata: &Metadata) -> bool {
    !metadata.authenticated || count(metadata, "Authorization") == 0
}

const fn is_repeated(metadata: &Metadata, parameter: &Parameter) -> bool {
    matches!(parameter.location, ParameterLocation::Header)
        && (count(metadata, parameter.wire_name) > 1 || parameter.map && count_maps(metadata, parameter.wire_name) > 1)
}

/// Counts the headers of this name, ignoring ASCII case.
const fn count(metadata: &Metadata, name: &str) -> usize {
    let mut count = 0;
    let mut arguments = metadata.arguments;
    while let Some((parameter, others)) = arguments.split_first() {
        if matches!(parameter.location, ParameterLocation::Header) && parameter.wire_name.eq_ignore_ascii_case(name) {
            count += 1;
        }
        arguments = others;
    }
    let mut groups = metadata.header_groups;
    while let Some((group, other_groups)) = groups.split_first() {
        let mut parameters = group.parameters;
        while let Some((parameter, others)) = parameters.split_first() {
            if parameter.wire_name.eq_ignore_ascii_case(name) {
                count += 1;
            }
            parameters = others;
        }
        groups = other_groups;
    }
    let mut constants = metadata.fixed_headers;
    while let Some(((constant, _), others)) = constants.split_first() {
        if constant.eq_ignore_ascii_case(name) {
            count += 1;
        }
        constants = others;
    }
    count
}

/// Counts the maps of headers that have names in common with that of this prefix.
const fn count_maps(metadata: &Metadata, prefix: &str) -> usize {
    let mut count = 0;
    let mut arguments = metadata.arguments;
    while let Some((parameter, others)) = arguments.split_first() {
        if matches!(parameter.location, ParameterLocation::Header)
            && parameter.map
            && overlap(parameter.wire_name, prefix)
        {
            count += 1;
        }
        arguments = others;
    }
    let mut groups = metadata.header_groups;
    while let Some((group, other_groups)) = groups.split_first() {
        let mut parameters = group.parameters;
        while let Some((parameter, others)) = parameters.split_first() {
            if parameter.map && overlap(parameter.wire_name, prefix) {
                count += 1;
            }
            parameters = others;
        }
        groups = other_groups;
    }
    count
}

/// Returns whether one prefix begins with the other, ignoring ASCII case.
const fn overlap(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let (Some((a, rest_of_one)), Some((b, rest_of_other))) = (one.split_first(), other.split_first()) {
        if !a.eq_ignore_ascii_case(b) {
            return false;
        }
        (one, other) = (rest_of_one, rest_of_other);
    }
    true
}
