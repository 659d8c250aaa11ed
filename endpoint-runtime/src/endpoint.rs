//! The trait of requests.

use crate::{metadata::Metadata, request::ArgumentVisitor, response::outcome::EndpointResult};

/// A request to a declared endpoint.
///
/// `#[endpoints]` implements it for the request structs that it emits. [`Client::send`](crate::Client::send) takes any of them.
/// Requests own their values and are `Send`, so that a call can be spawned.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request of a declared endpoint",
    label = "not an `Endpoint`",
    note = "requests are emitted by `#[endpoints]`, one for each `#[endpoint]` method; a raw `http::Request` goes to `Client::execute`"
)]
pub trait Endpoint: Send + 'static {
    /// The declaration of the endpoint.
    const METADATA: &'static Metadata;

    /// The format of the response body: [`Json`](crate::response::Json), [`Text`](crate::response::Text) or
    /// [`Raw`](crate::response::Raw).
    type Format;

    /// The return type of the trait method.
    type Result: EndpointResult<Self::Format>;

    /// Visits the arguments in the order path, query, headers, body. So they are encoded, and shown by `Debug`.
    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>);
}

/// The value that a successful call of `E` returns.
pub type Output<E> = <<E as Endpoint>::Result as EndpointResult<<E as Endpoint>::Format>>::Output;

/// The error body that the provider sends when a call of `E` fails.
pub type ErrorOf<E> = <<E as Endpoint>::Result as EndpointResult<<E as Endpoint>::Format>>::Error;
