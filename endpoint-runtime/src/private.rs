//! Functions that only emitted code calls. Not part of the public API.

use std::{
    fmt,
    future::ready,
    pin::Pin,
    task::{Context, Poll},
};

use http::StatusCode;

pub use endpoint_macros::tree;

use crate::{
    client::Client,
    endpoint::Endpoint,
    error::{DecodeError, ErrorBody, Failure},
    metadata::{BodyFormat, Metadata, Method, Parameter, ParameterGroup, ParameterTexts, ResponseMetadata},
    response::{EndpointResult, Outcome, WithoutBody},
};
pub use crate::{
    param::newtype::{DisplayField, ParamField},
    tree::next_step,
};

/// Sends the request if the implementation of the trait is a client, and responds 501 (Not Implemented) otherwise. Trait
/// methods do so by default.
pub fn answer<E: Endpoint>(client: Option<&Client>, request: E) -> Answer<E::Result> {
    match client {
        Some(client) => Answer(Box::pin(client.send(request))),
        None => {
            let failure = Failure::from_status(StatusCode::NOT_IMPLEMENTED);
            let outcome = Outcome::of_failure(failure, E::METADATA.id);
            Answer(Box::pin(ready(E::Result::from_outcome(outcome))))
        }
    }
}

/// Describes an argument that is a group. `fields` are the parameters of the group, `parameters` those of the endpoint. It is
/// not generic over the group, so that a type that is none is one error.
#[must_use]
pub const fn group(
    name: &'static str,
    required: bool,
    mut has_setters: bool,
    mut fields: &[Parameter],
    parameters: &'static [Parameter],
) -> ParameterGroup {
    while let Some((field, others)) = fields.split_first() {
        // A setter cannot make a group that needs another value.
        has_setters = has_setters && (required || !field.required);
        fields = others;
    }
    ParameterGroup { name, required, has_setters, parameters }
}

/// Makes the parameters of a group.
#[must_use]
pub const fn parameters<const N: usize>(texts: ParameterTexts) -> [Parameter; N] {
    let mut parameters = [const { Parameter::NONE }; N];
    let mut places = parameters.as_mut_slice();
    let mut list = texts;
    while let (Some((parameter, others)), Some((place, next))) = (list.split_first(), places.split_first_mut()) {
        *place = parameter;
        (list, places) = (others, next);
    }
    parameters
}

/// The future of a trait's default method. That a future of few types is `Send` costs the compiler much less time than that
/// each endpoint's own future is.
#[must_use = "a call is sent when it is awaited"]
pub struct Answer<R>(Pin<Box<dyn Future<Output = R> + Send>>);

impl<R> fmt::Debug for Answer<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").finish_non_exhaustive()
    }
}

impl<R> Future for Answer<R> {
    type Output = R;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<R> {
        self.0.as_mut().poll(context)
    }
}

/// Tells that a body is compressed.
#[cfg(feature = "gzip")]
#[doc(hidden)]
#[macro_export]
macro_rules! __gzip {
    () => {
        true
    };
}

/// Reports that the option `compress = gzip` needs the feature `gzip`.
#[cfg(not(feature = "gzip"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __gzip {
    () => {
        ::core::compile_error!(
            "the option `compress = gzip` needs the feature `gzip` of endpoint-runtime\nhelp: turn it on in Cargo.toml: `features = \
             [\"gzip\"]`"
        )
    };
}

/// The texts of a value that may be an error body.
#[derive(Debug)]
pub struct ErrorTexts<'e, T>(pub &'e T);

impl<'e, T: ErrorBody> ErrorTexts<'e, T> {
    /// Returns the id of the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&'e str> {
        self.0.request_id()
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> Option<&'e str> {
        self.0.code()
    }

    /// Returns the message.
    #[must_use]
    pub fn message(&self) -> Option<&'e str> {
        self.0.message()
    }
}

/// The texts of a value that is no error body: the compiler prefers the functions of the type itself.
pub trait NoErrorTexts {
    /// Returns no id.
    fn request_id(&self) -> Option<&'static str> {
        None
    }

    /// Returns no code.
    fn code(&self) -> Option<&'static str> {
        None
    }

    /// Returns no message.
    fn message(&self) -> Option<&'static str> {
        None
    }
}

impl<T> NoErrorTexts for ErrorTexts<'_, T> {}

/// The metadata of an endpoint, apart from the members that each endpoint has.
pub const METADATA: Metadata = Metadata {
    id: "",
    resource: "",
    name: "",
    request: "",
    tag: None,
    host: None,
    method: Method::Get,
    template: "",
    literals: &[],
    query: "",
    arguments: ParameterTexts { letters: "", texts: &[] },
    header_groups: &[],
    query_groups: &[],
    fixed_headers: &[],
    fixed_fields: &[],
    body: BodyFormat::None,
    body_type: None,
    streamed: false,
    compressed: false,
    response: ResponseMetadata::JSON,
    envelope: None,
    authenticated: true,
    idempotent: false,
    destructive: false,
    deprecated: None,
    timeout: None,
    pagination: None,
    docs: "",
};

/// Returns the response that the result of `E` is read from. It is a function of the request, so that a result that cannot be read
/// is one error.
#[must_use]
pub const fn response<E: Endpoint>() -> ResponseMetadata {
    <E::Result as EndpointResult<E::Format>>::RESPONSE
}

/// Returns the response like [`response`], for a status whose responses have no body.
#[must_use]
pub const fn response_without_body<E: Endpoint>() -> ResponseMetadata
where
    <E::Result as EndpointResult<E::Format>>::Output: WithoutBody,
{
    response::<E>()
}

/// Returns the variants of a response, with this media type of those whose body is JSON.
#[must_use]
pub const fn json_variants<const N: usize>(
    response: ResponseMetadata,
    media_type: &'static str,
) -> [ResponseMetadata; N] {
    let mut variants = [const { ResponseMetadata::JSON }; N];
    let (mut declared, mut places) = (response.variants, variants.as_mut_slice());
    while let (Some((variant, others)), Some((place, next))) = (declared.split_first(), places.split_first_mut()) {
        *place = variant.with_json_type(media_type, &[]);
        (declared, places) = (others, next);
    }
    variants
}

/// Returns the error of a response whose status the result has no place for.
#[must_use]
pub fn undeclared_status(response: &http::Response<bytes::Bytes>, declared: &ResponseMetadata) -> DecodeError {
    let statuses = declared.variants.iter().filter_map(|variant| variant.status);
    DecodeError::Status { status: response.status(), declared: statuses.collect() }
}

/// Returns the parameters of an optional group, none of them required.
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

/// Rejects a request with an argument that is bound to no part of it. Its declaration did not compile without an error.
#[cfg(feature = "server")]
#[must_use]
pub fn unbound_argument<T>() -> Option<T> {
    None
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
