//! What goes into the body.

use endpoint_runtime::{
    metadata::{BodyFormat, Place},
    provider::{InputParameter, Operation},
};
use serde_json::{Map, Value, json};

use super::{
    MediaType, RequestBody,
    content::content,
    schemas::{Schemas, with},
};

/// The body of an operation's request, if it has one.
pub(super) fn request(operation: &Operation, schemas: &mut Schemas<'_>) -> Option<RequestBody> {
    let format = operation.metadata.body;
    if format == BodyFormat::None {
        return None;
    }
    let whole = operation.parameters.iter().find(|input| input.metadata.place == Place::Body);
    Some(match whole {
        Some(input) => RequestBody {
            description: schemas.parameter_description(input),
            required: input.metadata.required,
            sensitive: input.metadata.sensitive,
            content: content(format, media_type(format, &input.schema, schemas)),
        },
        None => RequestBody {
            description: String::new(),
            required: true,
            sensitive: false,
            content: content(format, media_type(format, &fields(operation, schemas), schemas)),
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
    let description = schemas.parameter_description(input);
    if !description.is_empty() {
        schema = with(schema, "description", description);
    }
    if input.metadata.sensitive {
        schema = with(schema, "x-sensitive", true);
    }
    schema
}

/// The schema and an example of a body. Only bytes have none.
fn media_type(format: BodyFormat, schema: &Value, schemas: &mut Schemas<'_>) -> MediaType {
    match format {
        BodyFormat::Bytes => MediaType::default(),
        _ => MediaType { example: schemas.example(schema, ""), schema: Some(schemas.document(schema)) },
    }
}
