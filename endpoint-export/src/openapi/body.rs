//! Bodies of requests.

use endpoint_runtime::{
    metadata::{BodyFormat, Encoding, ParameterLocation},
    provider::{InputParameter, Operation},
};
use serde_json::{Map, Value, json};

use super::{
    MediaType, RequestBody,
    content::content,
    parameter_form,
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
            // Servers take no body for an object without members, which clients write as `{}`.
            required: !operation.metadata.fixed_fields.is_empty()
                || fields(operation).any(|input| input.metadata.required),
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
            ..MediaType::default()
        },
    }
}

/// Returns a body that is one object, whose members are the parameters.
fn object_body(operation: &Operation, schemas: &mut Schemas<'_>) -> MediaType {
    let fields: Vec<&InputParameter> = fields(operation).collect();
    let is_json = operation.metadata.body == BodyFormat::Json;
    let example = |input: &&InputParameter| {
        // JSON has no bytes that are not encoded.
        if input.is_file() {
            return None;
        }
        let name = parameter_form::name(input);
        Some((name.to_owned(), schemas.example(&input.input_type(), name)?))
    };
    let required = fields.iter().filter(|input| input.metadata.required);
    let constants = constants(operation).map(|(name, value)| Some((name.to_owned(), value)));
    let examples = constants.chain(required.map(example)).collect::<Option<Map<_, _>>>();
    let schema = object_schema(operation, &fields, is_json);
    let encoding = fields.iter().filter(|_| !is_json).filter_map(|input| encoding(input)).collect();
    MediaType {
        example: examples.map(Value::Object),
        schema: Some(schemas.document_schema(&schema)),
        encoding,
        ..MediaType::default()
    }
}

/// Returns the parameters that are members of the body.
fn fields(operation: &Operation) -> impl Iterator<Item = &InputParameter> {
    operation.parameters.iter().filter(|input| input.metadata.location == ParameterLocation::Field)
}

/// Returns the serialization of a field of a form or of a multipart body, if it is no plain text. A file may be of any media type.
fn encoding(input: &InputParameter) -> Option<(String, Value)> {
    let metadata = &input.metadata;
    let encoding = match metadata.encoding {
        _ if metadata.map => json!({ "explode": true, "style": parameter_form::map_style(input)? }),
        Encoding::Joined(separator) => {
            json!({ "explode": false, "style": parameter_form::style(separator, metadata.location)? })
        }
        Encoding::Json => json!({ "contentType": "application/json" }),
        Encoding::Nested(nesting) => json!({ "explode": true, "style": parameter_form::nested_style(nesting)? }),
        _ if input.is_file() => json!({ "contentType": "*/*" }),
        _ => return None,
    };
    Some((parameter_form::name(input).to_owned(), encoding))
}

/// Returns the members of the body that have a constant value.
fn constants(operation: &Operation) -> impl Iterator<Item = (&'static str, Value)> {
    operation.metadata.fixed_field_values().map(|(name, value)| (name, json!(value)))
}

/// Writes the schema of an object with these members, after the constant ones.
fn object_schema(operation: &Operation, fields: &[&InputParameter], is_json: bool) -> Value {
    let constants: Vec<(&str, Value)> = constants(operation).collect();
    let constant = |(name, value): &(&str, Value)| ((*name).to_owned(), json!({ "const": value }));
    let declared = |input: &&InputParameter| (parameter_form::name(input).to_owned(), field(operation, input, is_json));
    let properties: Map<String, Value> = constants.iter().map(constant).chain(fields.iter().map(declared)).collect();
    let required = fields.iter().filter(|input| input.metadata.required).map(|input| input.metadata.wire_name);
    let required: Vec<&str> = constants.iter().map(|(name, _)| *name).chain(required).collect();
    let mut schema = json!({ "type": "object" });
    if !properties.is_empty() {
        schema = with_keyword(schema, "properties", properties);
    }
    if !required.is_empty() {
        schema = with_keyword(schema, "required", required);
    }
    schema
}

/// Writes the schema of a member. In JSON, null stands for an absent one.
fn field(operation: &Operation, input: &InputParameter, is_json: bool) -> Value {
    let is_optional = is_json && !input.metadata.required && !operation.types.is_nullable(&input.value_type);
    let mut schema = if input.metadata.map {
        parameter_form::map_schema(input)
    } else if input.is_file() {
        file_schema(input)
    } else if let Encoding::Joined(separator) = input.metadata.encoding
        && parameter_form::style(separator, input.metadata.location).is_none()
    {
        parameter_form::joined_schema(input, separator)
    } else if input.metadata.nesting().is_some() {
        parameter_form::nested_schema(input)
    } else if is_optional {
        or_null(input.input_schema())
    } else {
        input.input_schema()
    };
    let description = markdown::unlinked(&input.docs);
    if !description.is_empty() {
        schema = with_keyword(schema, "description", description);
    }
    if is_sensitive(operation, input) {
        schema = with_keyword(schema, "x-sensitive", true);
    }
    schema
}

/// Returns the schema of a file, or of a list of them, as parts of the body.
fn file_schema(input: &InputParameter) -> Value {
    if input.metadata.repeated { json!({ "type": "array", "items": input.schema }) } else { input.schema.clone() }
}

/// Allows null beside the values of a schema.
fn or_null(schema: Value) -> Value {
    match schema.get("type") {
        Some(Value::String(name)) if schema.get("enum").is_none() && schema.get("const").is_none() => {
            let types = json!([name, "null"]);
            with_keyword(schema, "type", types)
        }
        _ => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}
