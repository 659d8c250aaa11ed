//! Functions that only emitted code calls. Not part of the public API.

use std::future::{Ready, ready};

use http::StatusCode;

pub use endpoint_macros::tree;

pub use crate::tree::next_step;
use crate::{
    endpoint::Endpoint,
    error::Failure,
    header::Headers,
    metadata::{HeaderGroup, Parameter},
    response::{EndpointResult, Outcome},
};

/// Responds 501 (Not Implemented). Trait methods do so by default.
pub fn not_implemented<E: Endpoint>(_request: E) -> Ready<E::Result> {
    let failure = Failure::from_status(StatusCode::NOT_IMPLEMENTED);
    ready(E::Result::from_outcome(Outcome::of_failure(failure, E::METADATA.id)))
}

/// Describes an argument that is a group of headers.
#[must_use]
pub const fn header_group<G: Headers>(name: &'static str, required: bool) -> HeaderGroup {
    let mut has_setters = G::HAS_SETTERS;
    let mut headers = G::PARAMETERS;
    while let Some((header, others)) = headers.split_first() {
        // A setter cannot make a group that needs another value.
        has_setters = has_setters && (required || !header.required);
        headers = others;
    }
    HeaderGroup { name, required, has_setters }
}

/// Returns the headers of an optional group, none of them required.
#[must_use]
pub const fn optional_group<const N: usize>(mut group: &[Parameter]) -> [Parameter; N] {
    let mut parameters = [const { Parameter::NONE }; N];
    let mut places = parameters.as_mut_slice();
    while let (Some((parameter, others)), Some((place, next))) = (group.split_first(), places.split_first_mut()) {
        *place = Parameter { required: false, ..*parameter };
        (group, places) = (others, next);
    }
    parameters
}

/// Reads an argument that is bound to no part of the request. Its declaration did not compile without an error.
///
/// # Errors
/// Always: 501.
#[cfg(feature = "server")]
pub fn unbound_argument<T>() -> Result<T, crate::server::Rejection> {
    Err(crate::server::Rejection::new(StatusCode::NOT_IMPLEMENTED, "the endpoint's declaration is wrong"))
}

/// Expands to its items, so that one `#[cfg]` covers them all.
#[doc(hidden)]
#[macro_export]
macro_rules! __items {
    ($($items:tt)*) => { $($items)* };
}

/// Expands to the items that the option `server` emits.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! __server_items {
    ($($items:tt)*) => { $($items)* };
}

/// Reports that the option `server` needs the feature of the same name.
#[cfg(not(feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __server_items {
    ($($items:tt)*) => {
        ::core::compile_error!(
            "the option `server` needs the feature `server` of endpoint-runtime\nhelp: turn it on in Cargo.toml; or write \
             `server = \"feature\"` with a feature of your crate that is `[\"endpoint-runtime/server\"]`"
        );
    };
}

/// Expands to the items that the option `schema` emits.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_items {
    ($($items:tt)*) => { $($items)* };
}

/// Reports that the option `schema` needs the feature of the same name.
#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_items {
    ($($items:tt)*) => {
        ::core::compile_error!(
            "the option `schema` needs the feature `schema` of endpoint-runtime\nhelp: turn it on in Cargo.toml; or write \
             `schema = \"feature\"` with a feature of your crate that is `[\"endpoint-runtime/schema\"]`"
        );
    };
}
