//! What only emitted code calls. Not part of the public API.

use std::future::{Ready, ready};

use http::StatusCode;

use crate::{
    endpoint::Endpoint,
    error::Failure,
    metadata::Parameter,
    response::{EndpointResult, Outcome},
};

/// The answer of a method that an implementation leaves out.
pub fn unimplemented<E: Endpoint>(_request: E) -> Ready<E::Result> {
    let failure = Failure::from_status(StatusCode::NOT_IMPLEMENTED);
    ready(E::Result::from_outcome(Outcome::of_failure(failure, E::METADATA.id)))
}

/// The headers of a group that may be left out as a whole: none of them is required.
#[must_use]
pub const fn optional<const N: usize>(mut group: &[Parameter]) -> [Parameter; N] {
    let mut parameters = [const { Parameter::NONE }; N];
    let mut places = parameters.as_mut_slice();
    while let (Some((parameter, others)), Some((place, next))) = (group.split_first(), places.split_first_mut()) {
        *place = Parameter { required: false, ..*parameter };
        (group, places) = (others, next);
    }
    parameters
}

/// Stands for the reading of an argument that has no place, which was reported when its declaration was compiled.
///
/// # Errors
/// Always.
#[cfg(feature = "server")]
pub fn nowhere<T>() -> Result<T, crate::server::Rejection> {
    Err(crate::server::Rejection::new(StatusCode::NOT_IMPLEMENTED, "the endpoint's declaration is wrong"))
}

/// Passes on the items that the option `server` emits.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! __server_half {
    ($($items:tt)*) => { $($items)* };
}

/// Says what the items need that the option `server` emits.
#[cfg(not(feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __server_half {
    ($($items:tt)*) => {
        ::core::compile_error!(
            "the option `server` needs the feature `server` of endpoint-runtime\nhelp: turn it on in Cargo.toml; or write \
             `server = \"feature\"` with a feature of your crate that is `[\"endpoint-runtime/server\"]`"
        );
    };
}

/// Passes on the items that the option `schema` emits.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_half {
    ($($items:tt)*) => { $($items)* };
}

/// Says what the items need that the option `schema` emits.
#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_half {
    ($($items:tt)*) => {
        ::core::compile_error!(
            "the option `schema` needs the feature `schema` of endpoint-runtime\nhelp: turn it on in Cargo.toml; or write \
             `schema = \"feature\"` with a feature of your crate that is `[\"endpoint-runtime/schema\"]`"
        );
    };
}
