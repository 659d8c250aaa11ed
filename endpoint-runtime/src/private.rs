//! What only emitted code calls. Not part of the public API.

#![expect(
    clippy::indexing_slicing,
    reason = "a `const fn` has no other way to walk a slice, and runs in the compiler"
)]

use std::{
    fmt,
    future::{Ready, ready},
};

use http::StatusCode;

pub use crate::redact::Redacted;
use crate::{
    endpoint::Endpoint,
    error::{Failure, Stage},
    metadata::{Metadata, Place},
    response::{EndpointResult, Outcome},
};

/// The answer of a method that an implementation leaves out.
pub fn unimplemented<E: Endpoint>(_request: E) -> Ready<E::Result> {
    let mut response = http::Response::new(bytes::Bytes::new());
    *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
    let operation = Some(E::METADATA.id);
    let failure = Failure {
        operation,
        ..Failure::from_response(Stage::Api, response)
    };
    let result = Err(Box::new(failure));
    ready(E::Result::from_outcome(Outcome { result, operation }))
}

/// The `Debug` of a request.
///
/// # Errors
/// The formatter's own.
pub fn debug_struct(f: &mut fmt::Formatter<'_>, name: &str, fields: &[(&str, &dyn fmt::Debug)]) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    for (name, value) in fields {
        debug.field(name, value);
    }
    debug.finish()
}

/// A value that a request's `Debug` shows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be shown by the request's `Debug`",
    label = "not `Debug`",
    note = "derive `Debug` for it, or mark the argument `#[sensitive]`, so that it is redacted"
)]
pub trait Shown {
    /// The value as something to be shown.
    fn shown(&self) -> &dyn fmt::Debug;

    /// The same of an optional value.
    fn shown_optional(value: &Option<Self>) -> &dyn fmt::Debug
    where
        Self: Sized;
}

#[diagnostic::do_not_recommend]
impl<T: fmt::Debug> Shown for T {
    fn shown(&self) -> &dyn fmt::Debug {
        self
    }

    fn shown_optional(value: &Option<Self>) -> &dyn fmt::Debug {
        value
    }
}

/// Stands for the reading of an argument that has no place, which was reported when its declaration was compiled.
///
/// # Errors
/// Always.
#[cfg(feature = "server")]
pub fn nowhere<T>() -> Result<T, crate::server::Rejection> {
    Err(crate::server::Rejection::new(
        StatusCode::NOT_IMPLEMENTED,
        "the endpoint's declaration is wrong",
    ))
}

/// Whether the headers of an endpoint have different names, those in groups included.
#[derive(Debug)]
pub struct Distinct<const OK: bool>;

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

impl DistinctHeaders for Distinct<true> {}

/// Whether an endpoint has no credential beside the client's.
#[derive(Debug)]
pub struct Credential<const OK: bool>;

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

impl OneCredential for Credential<true> {}

/// Whether no two headers have one name.
#[must_use]
pub const fn distinct_headers(metadata: &Metadata) -> bool {
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
pub const fn one_credential(metadata: &Metadata) -> bool {
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
