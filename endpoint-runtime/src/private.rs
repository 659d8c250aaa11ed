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
    metadata::{Metadata, Parameter, Place},
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
}

#[diagnostic::do_not_recommend]
impl<T: fmt::Debug> Shown for T {
    fn shown(&self) -> &dyn fmt::Debug {
        self
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

/// Fails to compile when a header group hides from the macro what an endpoint cannot have: two headers of one name, or a
/// credential beside the client's.
pub const fn check_headers(metadata: &Metadata) {
    let mut group = 0;
    while group < metadata.parameters.len() {
        let mut index = 0;
        while index < metadata.parameters[group].len() {
            let parameter = &metadata.parameters[group][index];
            assert!(
                count(metadata, parameter) == 1,
                "two headers of this endpoint have the same name: one of them stands in a header group"
            );
            assert!(
                !(metadata.authenticated && is_header(parameter, "Authorization")),
                "a header group of this endpoint holds `Authorization`, which the client's credentials set: say `auth = none`"
            );
            index += 1;
        }
        group += 1;
    }
}

const fn is_header(parameter: &Parameter, name: &str) -> bool {
    matches!(parameter.place, Place::Header) && parameter.wire.eq_ignore_ascii_case(name)
}

/// How many headers have the name of this one; 1 for what is no header.
const fn count(metadata: &Metadata, header: &Parameter) -> usize {
    if !matches!(header.place, Place::Header) {
        return 1;
    }
    let mut count = 0;
    let mut group = 0;
    while group < metadata.parameters.len() {
        let mut index = 0;
        while index < metadata.parameters[group].len() {
            let other = &metadata.parameters[group][index];
            if is_header(other, header.wire) {
                count += 1;
            }
            index += 1;
        }
        group += 1;
    }
    count
}
