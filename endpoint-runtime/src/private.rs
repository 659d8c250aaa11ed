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
