//! JSON Schemas of parameters, responses and error bodies, for traits with the option `schema`. Feature `schema`.

use std::{any::type_name, marker::PhantomData};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

pub use schemars;

use crate::{
    body::FilePart,
    error::{Error, ErrorBody, ErrorFields},
    metadata::{Metadata, ResponseMetadata},
    param::{Param, ParamError},
    response::{Custom, Decode, EndpointResult, Json, Ndjson, Raw, Sse, Streamed, Text},
    stream::{EventStream, Lines},
};

/// A function that generates one schema, and adds the definitions that it refers to to the generator.
pub type SchemaFn = fn(&mut SchemaGenerator) -> TypeSchema;

/// The JSON Schema of a type, with what it does not say about the Rust type.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TypeSchema {
    /// The schema.
    pub schema: Schema,
    /// The Rust type, as far as a literal of it is concerned.
    pub rust_type: RustType,
    /// Reads and writes the text of a [`Param`](trait@crate::Param), if the value is sent as text.
    pub text: Option<TextFn>,
}

/// A function that reads a text as a value of a type, and returns the text of that value.
pub type TextFn = fn(&str) -> Result<String, ParamError>;

/// A Rust type, as far as a literal of it is concerned. A JSON Schema is the same for a type and for a newtype of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RustType {
    /// `bool`, an integer or a float: the name of the type.
    Scalar(&'static str),
    /// A type with `From<&str>` and `From<String>`, such as `String` and a newtype of it with `#[param(from)]`.
    Text,
    /// [`FilePart`], a file of a multipart body.
    File,
    /// Any other type, such as a newtype of a number.
    Other,
}

impl RustType {
    fn of<T>(is_from_text: bool) -> Self {
        const SCALARS: [&str; 15] = [
            "bool", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32",
            "f64",
        ];
        // If the compiler gave a scalar another name, the type would only be an unknown one.
        match type_name::<T>() {
            name if SCALARS.contains(&name) => Self::Scalar(name),
            _ if is_from_text => Self::Text,
            _ => Self::Other,
        }
    }
}

/// Tells whether a type has `From<&str>` and `From<String>`, where the type is known: the inherent constant is found before that
/// of [`NotFromText`], if its bounds hold.
#[doc(hidden)]
#[derive(Debug)]
pub struct FromText<T>(PhantomData<T>);

impl<T: From<&'static str> + From<String>> FromText<T> {
    pub const IS_IMPLEMENTED: bool = true;
}

/// The other answer of [`FromText`].
#[doc(hidden)]
pub trait NotFromText {
    const IS_IMPLEMENTED: bool = false;
}

impl<T> NotFromText for FromText<T> {}

/// The JSON Schemas of one endpoint.
#[derive(Clone, Copy, Debug)]
pub struct EndpointSchemas {
    /// The declaration of the endpoint.
    pub metadata: &'static Metadata,
    /// The documentation of the trait, as Markdown.
    pub resource_docs: &'static str,
    /// The schemas of the parameters' values, or of one item if a parameter is repeated: a slice for the method's own, and one for
    /// each group, in the order of [`Metadata::parameters`].
    pub parameters: &'static [&'static [SchemaFn]],
    /// The schemas of the response.
    pub response: ResponseSchemas,
    /// The schema of the provider's error body.
    pub error: ErrorSchema,
}

/// The JSON Schema of a provider's error body.
#[derive(Clone, Copy, Debug)]
pub struct ErrorSchema {
    /// Generates the schema.
    pub schema: SchemaFn,
    /// The members that hold the request id, the code and the message.
    pub fields: ErrorFields,
    /// The media type of the body.
    pub content_type: &'static str,
    /// The declaration of an enum with a variant for each status.
    pub response: ResponseMetadata,
    /// The schemas of the enum's variants, in the order of [`ResponseMetadata::variants`]; empty for any other type.
    pub variants: &'static [ResponseSchemas],
}

impl ErrorSchema {
    const fn of<E: HasSchema + ErrorBody>() -> Self {
        Self {
            schema: E::schema,
            fields: E::FIELDS,
            content_type: E::CONTENT_TYPE,
            response: E::RESPONSE,
            variants: E::VARIANTS,
        }
    }
}

/// Generates the schema of a body that is one of several.
#[doc(hidden)]
#[must_use]
pub fn any_of(variants: &[ResponseSchemas], generator: &mut SchemaGenerator) -> TypeSchema {
    let mut schemas: Vec<Schema> = Vec::new();
    for body in variants.iter().filter_map(|variant| variant.body) {
        let TypeSchema { schema, .. } = body(generator);
        if !schemas.contains(&schema) {
            schemas.push(schema);
        }
    }
    let schema = match (schemas.pop(), &schemas[..]) {
        (Some(only), []) => only,
        (Some(last), _) => {
            schemas.push(last);
            json_schema!({ "anyOf": schemas })
        }
        (None, _) => json_schema!(true),
    };
    TypeSchema { schema, rust_type: RustType::Other, text: None }
}

/// Generates the schema of a text body.
#[must_use]
pub fn text(_: &mut SchemaGenerator) -> TypeSchema {
    TypeSchema { schema: json_schema!({ "type": "string" }), rust_type: RustType::Other, text: None }
}

/// Generates the schema of a body of bytes: a string in base64 (RFC 4648, section 4).
#[must_use]
pub fn bytes(_: &mut SchemaGenerator) -> TypeSchema {
    let schema = json_schema!({ "type": "string", "contentEncoding": "base64" });
    TypeSchema { schema, rust_type: RustType::Other, text: None }
}

/// A type with a JSON Schema: any [`JsonSchema`] type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON Schema",
    label = "not `JsonSchema`",
    note = "declare it with `#[object(schema)]` or `#[open_enum(schema)]`, or derive `endpoint_runtime::schema::schemars::JsonSchema` for it",
    note = "with `schema = \"feature\"` on the trait: `#[object(schema = \"feature\")]`, or `#[cfg_attr(feature = \"feature\", derive(JsonSchema))]`"
)]
pub trait HasSchema {
    /// The schemas of an enum with a variant for each status; empty for any other type.
    #[doc(hidden)]
    const VARIANTS: &'static [ResponseSchemas] = &[];

    /// Generates the schema: a reference if the type has a name.
    fn schema(generator: &mut SchemaGenerator) -> TypeSchema;
}

#[diagnostic::do_not_recommend]
impl<T: JsonSchema> HasSchema for T {
    fn schema(generator: &mut SchemaGenerator) -> TypeSchema {
        TypeSchema { schema: generator.subschema_for::<T>(), rust_type: RustType::of::<T>(false), text: None }
    }
}

/// Generates the schema of a value that is sent as JSON, of a type with or without `From<&str>` and `From<String>`.
#[must_use]
pub fn json<T: HasSchema, const FROM_TEXT: bool>(generator: &mut SchemaGenerator) -> TypeSchema {
    TypeSchema { rust_type: RustType::of::<T>(FROM_TEXT), ..T::schema(generator) }
}

/// Generates the schema of a value that is sent as text: in a path, a query, a header or a form.
#[must_use]
pub fn param<T: HasSchema + Param, const FROM_TEXT: bool>(generator: &mut SchemaGenerator) -> TypeSchema {
    TypeSchema { text: Some(canonical_text::<T>), ..json::<T, FROM_TEXT>(generator) }
}

/// Generates the schema of a part of a multipart body.
#[must_use]
pub fn part<T: PartSchema, const FROM_TEXT: bool>(generator: &mut SchemaGenerator) -> TypeSchema {
    let schema = T::schema(generator);
    let rust_type = if schema.rust_type == RustType::File { RustType::File } else { RustType::of::<T>(FROM_TEXT) };
    TypeSchema { rust_type, ..schema }
}

/// A part of a multipart body with a JSON Schema: a [`FilePart`], or a field of any type that is [`JsonSchema`] and a
/// [`Param`](trait@Param).
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON Schema",
    label = "not `JsonSchema`",
    note = "declare it with `#[object(schema)]` or `#[open_enum(schema)]`, or derive `endpoint_runtime::schema::schemars::JsonSchema` for it"
)]
pub trait PartSchema {
    /// Generates the schema.
    fn schema(generator: &mut SchemaGenerator) -> TypeSchema;
}

#[diagnostic::do_not_recommend]
impl<T: HasSchema + Param> PartSchema for T {
    fn schema(generator: &mut SchemaGenerator) -> TypeSchema {
        TypeSchema { text: Some(canonical_text::<T>), ..<T as HasSchema>::schema(generator) }
    }
}

/// A file is bytes that no JSON encodes (JSON Schema 2020-12, validation, section 8.4).
#[diagnostic::do_not_recommend]
impl PartSchema for FilePart {
    fn schema(_: &mut SchemaGenerator) -> TypeSchema {
        let schema = json_schema!({ "type": "string", "contentMediaType": "application/octet-stream" });
        TypeSchema { schema, rust_type: RustType::File, text: None }
    }
}

fn canonical_text<T: Param>(text: &str) -> Result<String, ParamError> {
    T::from_text(text)?.to_text().map(|text| text.to_string())
}

/// A header group with JSON Schemas. `#[derive(Headers)]` with `#[headers(schema)]` implements it.
#[diagnostic::on_unimplemented(
    message = "the header group `{Self}` has no JSON Schemas",
    label = "not a `HeadersSchema`",
    note = "add `#[headers(schema)]`, or `#[headers(schema = \"feature\")]`, to the struct that derives `Headers`"
)]
pub trait HeadersSchema {
    /// The schemas of the headers, in order.
    const SCHEMAS: &'static [SchemaFn];
}

/// A group of query parameters with JSON Schemas. `#[derive(Query)]` with `#[query(schema)]` implements it.
#[diagnostic::on_unimplemented(
    message = "the query group `{Self}` has no JSON Schemas",
    label = "not a `QuerySchema`",
    note = "add `#[query(schema)]`, or `#[query(schema = \"feature\")]`, to the struct that derives `Query`"
)]
pub trait QuerySchema {
    /// The schemas of the parameters, in order: of one value for a list or a map.
    const SCHEMAS: &'static [SchemaFn];
}

/// A response with JSON Schemas: of its body, which is JSON unless there is none, and of its headers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON Schema",
    label = "not `JsonSchema`",
    note = "declare it with `#[object(schema)]` or `#[open_enum(schema)]`, or derive `endpoint_runtime::schema::schemars::JsonSchema` for it",
    note = "for a response with headers: `#[derive(endpoint_runtime::Response)]` and `#[response(schema)]`",
    note = "with `schema = \"feature\"` on the trait: `#[object(schema = \"feature\")]`, or `#[cfg_attr(feature = \"feature\", derive(JsonSchema))]`"
)]
pub trait ResponseSchema<Format> {
    /// The schema of the body, or of one event or line of it; `None` if the body is not JSON.
    const BODY: Option<SchemaFn>;
    /// The schemas of the headers, in order.
    const HEADERS: &'static [SchemaFn] = &[];
    /// The schemas of the variants of an enum, in order; empty for any other type.
    const VARIANTS: &'static [ResponseSchemas] = &[];
}

#[diagnostic::do_not_recommend]
impl<T: HasSchema> ResponseSchema<Json> for T {
    const BODY: Option<SchemaFn> = Some(T::schema);
}

#[diagnostic::do_not_recommend]
impl<T> ResponseSchema<Text> for T {
    const BODY: Option<SchemaFn> = None;
}

#[diagnostic::do_not_recommend]
impl<T, F> ResponseSchema<Custom<F>> for T {
    const BODY: Option<SchemaFn> = None;
}

#[diagnostic::do_not_recommend]
impl<T> ResponseSchema<Raw> for T {
    const BODY: Option<SchemaFn> = None;
}

#[diagnostic::do_not_recommend]
impl<T> ResponseSchema<Streamed> for T {
    const BODY: Option<SchemaFn> = None;
}

#[diagnostic::do_not_recommend]
impl<T: HasSchema> ResponseSchema<Sse> for EventStream<T> {
    const BODY: Option<SchemaFn> = Some(T::schema);
}

#[diagnostic::do_not_recommend]
impl<T: HasSchema> ResponseSchema<Ndjson> for Lines<T> {
    const BODY: Option<SchemaFn> = Some(T::schema);
}

/// The JSON Schemas of a successful response.
#[derive(Clone, Copy, Debug)]
pub struct ResponseSchemas {
    /// The schema of the body; `None` if the body is not JSON.
    pub body: Option<SchemaFn>,
    /// The schemas of the headers, in the order of [`ResponseMetadata::headers`](crate::metadata::ResponseMetadata::headers).
    pub headers: &'static [SchemaFn],
    /// The schemas of the variants of an enum, in the order of
    /// [`ResponseMetadata::variants`](crate::metadata::ResponseMetadata::variants); empty for any other result.
    pub variants: &'static [Self],
}

/// A return type with JSON Schemas.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON Schemas",
    label = "the response or the error body has no JSON Schema",
    note = "declare both the response and the error body with `#[object(schema)]`, or derive `schemars::JsonSchema` for them"
)]
pub trait ResultSchema<Format>: EndpointResult<Format> {
    /// The schemas of the response.
    const RESPONSE: ResponseSchemas;
    /// The schema of the error body.
    const ERROR: ErrorSchema;
}

impl<T: ResponseSchema<Format> + Decode<Format>, E: HasSchema + ErrorBody, Format> ResultSchema<Format>
    for Result<T, Error<E>>
{
    const RESPONSE: ResponseSchemas = ResponseSchemas { body: T::BODY, headers: T::HEADERS, variants: T::VARIANTS };
    const ERROR: ErrorSchema = ErrorSchema::of::<E>();
}
