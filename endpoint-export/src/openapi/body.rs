//! Bodies of requests.

use endpoint_runtime::{
    metadata::{BodyFormat, ParameterLocation},
    provider::{InputParameter, Operation},
};
use serde_json::{Map, Value, json};

use super::{
    MediaType, RequestBody,
    content::content,
    schemas::{Schemas, with_keyword},
};
use crate::{markdown, secrets::is_sensitive};

/// Returns the body of an operation's request, if it has one.
pub(super) fn request(operation: &Operation, schemas: &mut Schemas<'_>) -> Option<RequestBody> {
    let format = operation.metadata.body;
    let content_type = operation.metadata.content_type()?;
    let whole = operation.parameters.iter().find(|input| input.metadata.location == ParameterLocation::Body);
    Some(match whole {
        Some(input) => RequestBody {
            description: markdown::unlinked(&input.docs),
            required: input.metadata.required,
            sensitive: is_sensitive(operation, input),
            content: content(content_type, whole_body(format, input, schemas)),
        },
        None => RequestBody {
            description: String::new(),
            required: true,
            sensitive: false,
            content: content(content_type, object_body(operation, schemas)),
        },
    })
}

/// Returns a body that is one parameter. Only bytes have no schema.
fn whole_body(format: BodyFormat, input: &InputParameter, schemas: &mut Schemas<'_>) -> MediaType {
    match format {
        BodyFormat::Bytes => MediaType::default(),
        _ => MediaType {
            example: schemas.example(&input.value_type, ""),
            schema: Some(schemas.document_schema(&input.schema)),
        },
    }
}

/// Returns a body that is one object, whose members are the parameters.
fn object_body(operation: &Operation, schemas: &mut Schemas<'_>) -> MediaType {
    let fields: Vec<&InputParameter> =
        operation.parameters.iter().filter(|input| input.metadata.location == ParameterLocation::Field).collect();
    let example = |input: &&InputParameter| {
        let name = input.metadata.wire_name;
        Some((name.to_owned(), schemas.example(&input.input_type(), name)?))
    };
    let required = fields.iter().filter(|input| input.metadata.required);
    let examples = required.map(example).collect::<Option<Map<_, _>>>();
    let schema = object_schema(operation, &fields);
    MediaType { example: examples.map(Value::Object), schema: Some(schemas.document_schema(&schema)) }
}

/// Writes the schema of an object with these members.
fn object_schema(operation: &Operation, fields: &[&InputParameter]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|input| (input.metadata.wire_name.to_owned(), field(operation, input))).collect();
    let required: Vec<&str> =
        fields.iter().filter(|input| input.metadata.required).map(|input| input.metadata.wire_name).collect();
    let mut schema = json!({ "type": "object" });
    if !properties.is_empty() {
        schema = with_keyword(schema, "properties", properties);
    }
    if !required.is_empty() {
        schema = with_keyword(schema, "required", required);
    }
    schema
}

fn field(operation: &Operation, input: &InputParameter) -> Value {
    let mut schema = input.input_schema();
    let description = markdown::unlinked(&input.docs);
    if !description.is_empty() {
        schema = with_keyword(schema, "description", description);
    }
    if is_sensitive(operation, input) {
        schema = with_keyword(schema, "x-sensitive", true);
    }
    schema
}
