//! What only the compiler can check of an endpoint's headers, since a group hides its names from the macro. A check that
//! fails is a bound that is not met, whose error stands at the group.
#![expect(clippy::indexing_slicing, reason = "a `const fn` has no other way to walk a slice, and runs in the compiler")]

use crate::metadata::{Metadata, Place};

/// Whether the headers of an endpoint have different names, those in groups included.
#[derive(Debug)]
pub struct DistinctHeadersCheck<const OK: bool>;

/// Fails to compile when a header group holds a header that the endpoint has already.
#[diagnostic::on_unimplemented(
    message = "two headers of this endpoint have the same name, and one of them stands in a header group",
    label = "a header of this group is there already",
    note = "names of headers do not differ by case; remove one of them"
)]
pub trait DistinctHeaders {
    /// Says it.
    const CHECKED: () = ();
}

#[diagnostic::do_not_recommend]
impl DistinctHeaders for DistinctHeadersCheck<true> {}

/// Whether an endpoint has no credential beside the client's.
#[derive(Debug)]
pub struct OneCredentialCheck<const OK: bool>;

/// Fails to compile when a header group holds a credential, and the client's goes along too.
#[diagnostic::on_unimplemented(
    message = "a header group of this endpoint holds `Authorization`, which is set by the client's credentials",
    label = "this group holds `Authorization`",
    note = "say `auth = none` in `#[endpoint(…)]` if this endpoint takes a credential of its own"
)]
pub trait OneCredential {
    /// Says it.
    const CHECKED: () = ();
}

#[diagnostic::do_not_recommend]
impl OneCredential for OneCredentialCheck<true> {}

/// Whether no two headers have one name.
#[must_use]
pub const fn has_distinct_headers(metadata: &Metadata) -> bool {
    let mut group = 0;
    while group < metadata.parameters.len() {
        let mut index = 0;
        while index < metadata.parameters[group].len() {
            let parameter = &metadata.parameters[group][index];
            if matches!(parameter.place, Place::Header) && count(metadata, parameter.wire) > 1 {
                return false;
            }
            index += 1;
        }
        group += 1;
    }
    true
}

/// Whether the client's credential is the only one.
#[must_use]
pub const fn has_one_credential(metadata: &Metadata) -> bool {
    !metadata.authenticated || count(metadata, "Authorization") == 0
}

/// How many headers have this name.
const fn count(metadata: &Metadata, name: &str) -> usize {
    let mut count = 0;
    let mut group = 0;
    while group < metadata.parameters.len() {
        let mut index = 0;
        while index < metadata.parameters[group].len() {
            let parameter = &metadata.parameters[group][index];
            if matches!(parameter.place, Place::Header) && parameter.wire.eq_ignore_ascii_case(name) {
                count += 1;
            }
            index += 1;
        }
        group += 1;
    }
    count
}
