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

/// Fails to compile when two headers of an endpoint have one name, which a header group may hide from the macro.
pub const fn distinct_headers(metadata: &Metadata) {
    let mut group = 0;
    while group < metadata.parameters.len() {
        let mut index = 0;
        while index < metadata.parameters[group].len() {
            let parameter = &metadata.parameters[group][index];
            assert!(
                count(metadata, parameter) == 1,
                "two headers of this endpoint have the same name: one of them stands in a header group"
            );
            index += 1;
        }
        group += 1;
    }
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
            if matches!(other.place, Place::Header) && same(other.wire.as_bytes(), header.wire.as_bytes()) {
                count += 1;
            }
            index += 1;
        }
        group += 1;
    }
    count
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}
