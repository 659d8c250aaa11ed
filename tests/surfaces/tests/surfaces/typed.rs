//! Typed calls made from flat inputs.

use std::pin::Pin;

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::{Bytes, Client, Endpoint, response::EndpointResult};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The typed call of an operation.
pub(crate) struct TypedCall {
    /// The operation id.
    pub(crate) id: &'static str,
    /// Makes the request from a flat input, and sends it.
    pub(crate) send: Box<Send>,
}

type Send = dyn Fn(&Client, &Input) -> Sent;

/// The pending result of a call, with the error as text.
pub(crate) type Sent = Pin<Box<dyn Future<Output = Result<(), String>>>>;

/// The flat input of a call.
pub(crate) struct Input(pub(crate) Map<String, Value>);

impl Input {
    pub(crate) fn required<T: DeserializeOwned>(&self, name: &str) -> T {
        self.optional(name).unwrap_or_else(|| panic!("`{name}` is missing"))
    }

    pub(crate) fn optional<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let value = self.0.get(name)?;
        Some(serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("`{name}` is {value}: {error}")))
    }

    /// Reads a value that may be absent or null.
    #[expect(clippy::option_option, reason = "a request has it")]
    pub(crate) fn nullable<T: DeserializeOwned>(&self, name: &str) -> Option<Option<T>> {
        self.0.contains_key(name).then(|| self.optional::<Option<T>>(name).flatten())
    }

    pub(crate) fn bytes(&self, name: &str) -> Bytes {
        BASE64_STANDARD.decode(self.required::<String>(name)).unwrap().into()
    }
}

/// Makes the typed call of the operation of `E`.
pub(crate) fn typed<E: Endpoint>(make: fn(&Input) -> E) -> TypedCall {
    let send = move |client: &Client, input: &Input| -> Sent {
        let call = client.send(make(input));
        Box::pin(async move { call.await.into_result().map(drop).map_err(|error| error.to_string()) })
    };
    TypedCall { id: E::METADATA.id, send: Box::new(send) }
}
