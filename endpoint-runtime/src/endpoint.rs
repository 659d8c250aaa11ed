//! A request that knows its endpoint.

use crate::{metadata::Metadata, request::encoder::Encoder, response::outcome::EndpointResult};

/// A request value of one endpoint: what it is called, how it is written and what it returns.
///
/// `#[endpoints]` implements it for the request structs it emits. Any client sends any such value:
/// `client.send(request)`.
/// It owns what it holds and may change threads, so that its call can be spawned.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no request of a declared endpoint",
    label = "not an `Endpoint`",
    note = "requests are emitted by `#[endpoints]`, one for each `#[endpoint]` method; a raw `http::Request` goes to `Client::execute`"
)]
pub trait Endpoint: Send + 'static {
    /// All that is known at compile time.
    const METADATA: &'static Metadata;

    /// How the response's body is read: [`Json`](crate::response::Json), [`Text`](crate::response::Text) or
    /// [`Raw`](crate::response::Raw).
    type Format;

    /// The method's return type.
    type Result: EndpointResult<Self::Format>;

    /// Writes the request: path, query, headers, body.
    fn encode(&self, request: &mut Encoder<'_>);
}

/// What a call of `E` returns when it succeeds.
pub type Output<E> = <<E as Endpoint>::Result as EndpointResult<<E as Endpoint>::Format>>::Output;

/// The provider's error body for a call of `E`.
pub type ErrorOf<E> = <<E as Endpoint>::Result as EndpointResult<<E as Endpoint>::Format>>::Error;
