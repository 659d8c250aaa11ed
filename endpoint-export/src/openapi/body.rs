//! What goes into the body.

use endpoint_runtime::{
    metadata::{BodyFormat, Place},
    provider::{InputParameter, Operation},
};
use serde_json::{Map, Value, json};

use super::{
    Entries, MediaType, RequestBody,
    operation::text_of,
    schemas::{Schemas, with},
};

pub(super) const JSON: &str = "application/json";
pub(super) const TEXT: &str = "text/plain";
pub(super) const BYTES: &str = "application/octet-stream";

/// What goes into the body, if anything does.
pub(super) fn request(operation: &Operation, schemas: &mut Schemas<'_>) -> Option<RequestBody> {
    let media_type = match operation.metadata.body {
        BodyFormat::Json => JSON,
        BodyFormat::Form => "application/x-www-form-urlencoded",
        BodyFormat::Text => TEXT,
        BodyFormat::Bytes => BYTES,
        _ => return None,
    };
    let whole = operation.parameters.iter().find(|input| input.metadata.place == Place::Body);
    Some(match whole {
        Some(input) => RequestBody {
            description: text_of(input, schemas),
            required: input.metadata.required,
            sensitive: input.metadata.sensitive,
            content: content(media_type, &input.schema, schemas),
        },
        None => RequestBody {
            description: String::new(),
            required: true,
            sensitive: false,
            content: content(media_type, &fields(operation, schemas), schemas),
        },
    })
}

/// The schema of the one object that the fields are members of.
fn fields(operation: &Operation, schemas: &Schemas<'_>) -> Value {
    let fields = || operation.parameters.iter().filter(|input| input.metadata.place == Place::Field);
    let properties: Map<String, Value> =
        fields().map(|input| (input.metadata.wire.to_owned(), field(input, schemas))).collect();
    let required: Vec<&str> =
        fields().filter(|input| input.metadata.required).map(|input| input.metadata.wire).collect();
    let mut schema = json!({ "type": "object" });
    if !properties.is_empty() {
        schema = with(schema, "properties", properties);
    }
    if !required.is_empty() {
        schema = with(schema, "required", required);
    }
    schema
}

fn field(input: &InputParameter, schemas: &Schemas<'_>) -> Value {
    let mut schema = input.input_schema();
    let description = text_of(input, schemas);
    if !description.is_empty() {
        schema = with(schema, "description", description);
    }
    if input.metadata.sensitive {
        schema = with(schema, "x-sensitive", true);
    }
    schema
}

/// A body of this media type. Only bytes have no schema.
fn content(media_type: &str, schema: &Value, schemas: &mut Schemas<'_>) -> Entries<MediaType> {
    let body = match media_type {
        BYTES => MediaType::default(),
        _ => MediaType { example: schemas.example(schema, ""), schema: Some(schemas.document(schema)) },
    };
    [(media_type.to_owned(), body)].into_iter().collect()
}
