//! Signatures of requests.

use std::{pin::Pin, sync::Arc};

use bytes::Bytes;
use http::request::Parts;

use crate::error::BoxError;

/// The future that [`Sign::sign`] returns.
pub type SignFuture<'a> = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>>;

/// A signer of requests, for APIs whose credential is computed from the request, such as those of AWS.
///
/// It sees each attempt of a call as it will be sent: the absolute URI, every header and the body. The host is
/// `request.uri.authority()`; the transport adds `Host` and the headers of the connection afterwards. A signature is a header or a pair
/// of the query that the signer adds. Mark its value as [sensitive](http::HeaderValue::set_sensitive), so that no error shows it.
///
/// ```
/// use endpoint_runtime::{
///     Client,
///     auth::{Auth, Sign, SignFuture, SignedBody},
///     http::{HeaderValue, request::Parts},
/// };
///
/// /// Sends the length of the body; a real signer sends its HMAC.
/// struct Length;
///
/// impl Sign for Length {
///     fn sign<'a>(&'a self, request: &'a mut Parts, body: SignedBody<'a>) -> SignFuture<'a> {
///         Box::pin(async move {
///             let SignedBody::Bytes(body) = body else { return Err("a streamed body cannot be signed".into()) };
///             request.headers.insert("x-signature", HeaderValue::from(body.len()));
///             Ok(())
///         })
///     }
/// }
///
/// let client = Client::builder().base_url("https://api.example.com").auth(Auth::sign(Length)).build();
/// # let _ = client;
/// ```
pub trait Sign: Send + Sync + 'static {
    /// Signs the request of the next attempt, within the total timeout of the call.
    ///
    /// # Errors
    /// Any error. The call fails with [`Stage::Auth`](crate::Stage::Auth) and this error as its source; nothing is sent. So it does if the
    /// signer changes the method or the origin of the request.
    fn sign<'a>(&'a self, request: &'a mut Parts, body: SignedBody<'a>) -> SignFuture<'a>;
}

/// The body of a request that is signed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum SignedBody<'a> {
    /// The whole body, empty for a request without one.
    Bytes(&'a Bytes),
    /// A body that is sent while it is made, so that it cannot be signed. Some APIs accept a signature of the head alone.
    Streamed,
}

impl<S: Sign + ?Sized> Sign for Arc<S> {
    fn sign<'a>(&'a self, request: &'a mut Parts, body: SignedBody<'a>) -> SignFuture<'a> {
        (**self).sign(request, body)
    }
}
