//! JSON Schemas of what an endpoint takes and returns, for traits that opt in with `schema`. Feature `schema`.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

pub use schemars;

use crate::{
    error::{Error, ErrorBody, ErrorFields},
    metadata::Metadata,
    response::{Decode, EndpointResult, Json, Raw, Text},
};

/// Makes one schema; shared definitions go into the generator.
pub type SchemaFn = fn(&mut SchemaGenerator) -> Schema;

/// The schemas of one endpoint.
#[derive(Clone, Copy, Debug)]
pub struct EndpointSchemas {
    /// The endpoint.
    pub metadata: &'static Metadata,
    /// The trait's documentation, as Markdown.
    pub resource_docs: &'static str,
    /// Those of the parameters, in slices and order as in [`Metadata::parameters`].
    pub parameters: &'static [&'static [ParameterSchema]],
    /// That of the response's body; `None` when it is not JSON.
    pub response: Option<SchemaFn>,
    /// What the provider's error body looks like.
    pub error: ErrorSchema,
}

/// What a provider's error body looks like.
#[derive(Clone, Copy, Debug)]
pub struct ErrorSchema {
    /// Makes the schema.
    pub schema: SchemaFn,
    /// Which members tell what.
    pub fields: ErrorFields,
}

impl ErrorSchema {
    const fn of<E: HasSchema + ErrorBody>() -> Self {
        Self { schema: E::schema, fields: E::FIELDS }
    }
}

/// The schema of one parameter: of the value when it is there, and of one item when the parameter is repeated.
#[derive(Clone, Copy, Debug)]
pub struct ParameterSchema {
    /// The argument's name.
    pub name: &'static str,
    /// Makes the schema.
    pub schema: SchemaFn,
}

/// The schema of a body that is text.
#[must_use]
pub fn text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string" })
}

/// The schema of a body of bytes: in JSON, they are a string in base64 (RFC 4648, section 4).
#[must_use]
pub fn bytes(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "contentEncoding": "base64" })
}

/// A type that has a JSON Schema: anything that is [`JsonSchema`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON Schema",
    label = "not `JsonSchema`",
    note = "derive `endpoint_runtime::schema::schemars::JsonSchema` for it; with `schema = \"feature\"`: `#[cfg_attr(feature = \"feature\", derive(JsonSchema))]`"
)]
pub trait HasSchema {
    /// Makes the schema, as a reference where the type has a name of its own.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

#[diagnostic::do_not_recommend]
impl<T: JsonSchema> HasSchema for T {
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

/// The schemas of a header group; `#[headers(schema)]` beside `#[derive(Headers)]` implements it.
#[diagnostic::on_unimplemented(
    message = "the header group `{Self}` has no JSON Schemas",
    label = "not a `HeadersSchema`",
    note = "say `#[headers(schema)]`, or `#[headers(schema = \"feature\")]`, beside `#[derive(Headers)]`"
)]
pub trait HeadersSchema {
    /// Those of the headers, in order.
    const SCHEMAS: &'static [ParameterSchema];
}

/// The schemas of what a method returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no result with JSON Schemas",
    label = "has no JSON Schemas",
    note = "both the response and the error body need `schemars::JsonSchema`"
)]
pub trait ResultSchema<Format>: EndpointResult<Format> {
    /// That of the response; `None` when it is not JSON.
    const RESPONSE: Option<SchemaFn>;
    /// What the error body looks like.
    const ERROR: ErrorSchema;
}

impl<T: HasSchema + Decode<Json>, E: HasSchema + ErrorBody> ResultSchema<Json> for Result<T, Error<E>> {
    const RESPONSE: Option<SchemaFn> = Some(T::schema);
    const ERROR: ErrorSchema = ErrorSchema::of::<E>();
}

impl<T: Decode<Text>, E: HasSchema + ErrorBody> ResultSchema<Text> for Result<T, Error<E>> {
    const RESPONSE: Option<SchemaFn> = None;
    const ERROR: ErrorSchema = ErrorSchema::of::<E>();
}

impl<T: Decode<Raw>, E: HasSchema + ErrorBody> ResultSchema<Raw> for Result<T, Error<E>> {
    const RESPONSE: Option<SchemaFn> = None;
    const ERROR: ErrorSchema = ErrorSchema::of::<E>();
}
