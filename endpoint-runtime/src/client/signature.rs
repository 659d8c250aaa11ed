//! The signature of a call's attempt.

use bytes::Bytes;
use http::{header::HOST, request::Parts};

use super::scope::Scope;
use crate::{
    auth::{Sign, SignedBody},
    error::{Failure, Stage},
    redact::Secrets,
};

/// Lets the signer sign a request, within the time of the call.
///
/// # Errors
/// The signer fails, or changes the method or the origin; or the time is over.
pub(super) async fn sign(
    signer: &dyn Sign,
    parts: &mut Parts,
    body: Option<&Bytes>,
    scope: &mut Scope<'_>,
) -> Result<(), Box<Failure>> {
    let (method, uri) = (parts.method.clone(), parts.uri.clone());
    let signing = {
        let _entered = scope.span.enter();
        signer.sign(parts, body.map_or(SignedBody::Streamed, SignedBody::Bytes))
    };
    scope.wait(signing).await?.map_err(|source| Box::new(Failure::new(Stage::Auth, source)))?;
    if (&parts.method, parts.uri.scheme(), parts.uri.authority()) != (&method, uri.scheme(), uri.authority()) {
        return Err(Box::new(Failure::internal(Stage::Auth, OtherOrigin)));
    }
    // The transport writes it, from the URI.
    parts.headers.remove(HOST);
    Ok(())
}

/// Returns the values that the signer marked as sensitive.
pub(super) fn secrets(parts: &Parts) -> Secrets {
    let mut secrets = Secrets::default();
    parts.headers.values().for_each(|value| secrets.add_header(value));
    secrets
}

#[derive(Debug, thiserror::Error)]
#[error("the signer changed the method or the origin of the request; it may add headers and pairs of the query")]
struct OtherOrigin;
