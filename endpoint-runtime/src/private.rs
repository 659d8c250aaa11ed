//! What only emitted code calls. Not part of the public API.

use std::future::{Ready, ready};

use http::StatusCode;

use crate::{
    endpoint::Endpoint,
    error::{Failure, Stage},
    response::{EndpointResult, Outcome},
};

/// The answer of a method that an implementation leaves out.
pub fn unimplemented<E: Endpoint>(_request: E) -> Ready<E::Result> {
    let mut response = http::Response::new(bytes::Bytes::new());
    *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
    let operation = Some(E::METADATA.id);
    let failure = Failure { operation, ..Failure::from_response(Stage::Api, response) };
    let result = Err(Box::new(failure));
    ready(E::Result::from_outcome(Outcome { result, operation }))
}

/// Stands for the reading of an argument that has no place, which was reported when its declaration was compiled.
///
/// # Errors
/// Always.
#[cfg(feature = "server")]
pub fn nowhere<T>() -> Result<T, crate::server::Rejection> {
    Err(crate::server::Rejection::new(StatusCode::NOT_IMPLEMENTED, "the endpoint's declaration is wrong"))
}

macro_rules! half {
    ($feature:literal, $name:ident, $option:literal, $dollar:tt) => {
        /// Passes the items of an opt-in on.
        #[cfg(feature = $feature)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
                    ($dollar($dollar items:tt)*) => { $dollar($dollar items)* };
                }

        /// Says which feature the items of an opt-in need.
        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            ($dollar($dollar items:tt)*) => {
                ::core::compile_error!(::core::concat!(
                    "the option `",
                    $feature,
                    "` needs the feature `",
                    $feature,
                    "` of endpoint-runtime\nhelp: ",
                    $option
                ));
            };
        }
    };
}

half!(
    "server",
    __server_half,
    "turn it on in Cargo.toml; or write `server = \"feature\"` with a feature of your crate that is `[\"endpoint-runtime/server\"]`",
    $
);
half!(
    "schema",
    __schema_half,
    "turn it on in Cargo.toml; or write `schema = \"feature\"` with a feature of your crate that is `[\"endpoint-runtime/schema\"]`",
    $
);
