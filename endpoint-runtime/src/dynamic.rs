//! Calls by data: an operation and a flat JSON object, as command lines, pages and agents make them. Feature `dynamic`.
//!
//! The object contains each value under its argument's name; a header may use its own name instead. The values are checked
//! against the endpoint's schemas, then encoded by the same [`Encoder`] as a typed request. In a path, query, header or form,
//! a string, number or boolean is written as the text that its [`Param`](trait@crate::Param) has.
//!
//! [`Arguments`] adds files from disk and streams to the object, and says how a file is written in it.
//!
//! Inputs and outputs are [`Json`], so that every number keeps its digits and every object its order. An argument that is an
//! integer may be given as `1.0`, and is written as `1`.
//!
//! ```
//! # #[cfg(feature = "server")] {
//! use endpoint_runtime::{Client, Result, dynamic::Data, endpoints, provider::{Environment, Provider}};
//! use serde_json::json;
//!
//! #[endpoints(schema, server)]
//! pub trait Greetings {
//!     #[endpoint(GET "/greetings/<name>?<times>", auth = none)]
//!     async fn greet(&self, name: String, times: Option<u8>) -> Result<String>;
//! }
//!
//! struct Polite;
//!
//! impl Greetings for Polite {
//!     async fn greet(&self, request: GreetRequest) -> Result<String> {
//!         Ok("hello ".repeat(request.times.unwrap_or(1).into()) + &request.name)
//!     }
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let provider = Provider::builder("greetings")
//!     .environment(Environment::new("live", "https://api.example.com"))
//!     .resource(GreetingsClient::SCHEMAS)
//!     .build()?;
//! let greet = provider.operation("greetings_greet").ok_or("gone")?;
//! let client = Client::builder().service(GreetingsServer::new(Polite)).build()?;
//! let greeting = client.call(greet, json!({ "name": "Ada", "times": 2 }))?.await?;
//! assert_eq!(greeting, Data::Json("hello hello Ada".into()));
//!
//! let errors = client.call(greet, json!({ "nam": "Ada", "times": "2" })).unwrap_err();
//! assert_eq!(errors.iter().map(|error| error.name()).collect::<Vec<_>>(), ["nam", "name", "times"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! # }
//! ```

mod arguments;
mod call;
mod check;
mod error;
mod file;
mod input;
mod pages;
mod stream;
mod text;
mod write;

use bytes::Bytes;
use serde::{Deserialize, Deserializer};

pub use crate::json::parse_json;
pub use arguments::Arguments;
pub use call::{DynamicCall, DynamicResponse};
pub use error::{InputError, InputErrors, InputProblem};
pub use pages::DynamicPages;
pub use stream::{DataStream, DynamicStream};

use crate::{
    base_url::BaseUrl,
    client::EncodeArguments as _,
    error::{EncodeError, ErrorBody, ErrorFields},
    json::Json,
    provider::Operation,
    request::Encoder,
};
use input::Input;

/// Encodes the request of a call by data to the API at `base`. Like [`request::encode`](crate::request::encode), it sends
/// nothing.
///
/// # Errors
/// Values are invalid, in which case the error lists them, or the URI is too long.
pub fn encode(
    base: &BaseUrl,
    operation: &Operation,
    input: impl Into<Arguments>,
) -> Result<http::Request<Bytes>, DynamicEncodeError> {
    let input = Input::new(operation, input.into())?;
    let mut encoder = Encoder::new(operation.metadata, base);
    encoder.collect_secrets();
    input.encode(&mut encoder);
    Ok(encoder.finish_in_memory()?)
}

/// The reason why the request of a call by data cannot be encoded.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DynamicEncodeError {
    /// The input has invalid values.
    #[error(transparent)]
    Input(#[from] InputErrors),
    /// The values are valid, but the request cannot be encoded.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

/// The decoded response of a call by data.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Data {
    /// JSON, with the digits of its numbers; null if the endpoint ignores the response's body. The events or lines of a stream are a list.
    Json(Json),
    /// Text, of an endpoint with `response = text`.
    Text(String),
    /// Bytes, of an endpoint with `response = bytes`.
    Bytes(Bytes),
}

/// The provider's error body of a call by data: any JSON. [`ErrorFields`] names the members for the error's code, message and
/// request id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DynamicError {
    body: Json,
    fields: ErrorFields,
}

impl DynamicError {
    pub(crate) fn new(body: Json, fields: ErrorFields) -> Self {
        Self { body, fields }
    }

    /// Returns the whole body.
    #[must_use]
    pub fn body(&self) -> &Json {
        &self.body
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.body.get(name)?.as_str().filter(|text| !text.is_empty()))
    }
}

impl<'de> Deserialize<'de> for DynamicError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(Json::deserialize(deserializer)?, ErrorFields::default()))
    }
}

impl ErrorBody for DynamicError {
    fn request_id(&self) -> Option<&str> {
        self.first(self.fields.request_id)
    }

    fn code(&self) -> Option<&str> {
        self.first(self.fields.code)
    }

    fn message(&self) -> Option<&str> {
        self.first(self.fields.message)
    }
}
