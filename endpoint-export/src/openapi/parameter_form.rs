//! The way in which a parameter is serialized (OpenAPI 3.1, section 4.8.12.2): its style, or the media type of its text.

use endpoint_runtime::{
    metadata::{Encoding, Nesting, ParameterLocation},
    provider::InputParameter,
};
use serde_json::{Value, json};

use super::{
    MediaType, OrderedMap,
    content::content,
    schemas::{Schemas, with_keyword},
};

/// The serialization of a parameter, with its schema in the member that belongs to it.
#[derive(Default)]
pub(super) struct ParameterForm {
    pub(super) style: Option<&'static str>,
    pub(super) explode: Option<bool>,
    pub(super) schema: Value,
    pub(super) content: OrderedMap<MediaType>,
    pub(super) example: Option<Value>,
}

/// Returns the serialization of a parameter in the path, the query or a header.
pub(super) fn of(input: &InputParameter, schemas: &mut Schemas<'_>) -> ParameterForm {
    let metadata = &input.metadata;
    let example = schemas.example(&input.input_type(), metadata.name);
    if metadata.map {
        let schema = schemas.document_schema(&map_schema(input));
        // The values of an example that are joined are no texts.
        let example = example.filter(|_| metadata.encoding == Encoding::Plain);
        let style = map_style(input);
        let explode = style.map(|_| true);
        return ParameterForm { style, explode, schema, example, ..ParameterForm::default() };
    }
    if metadata.encoding == Encoding::Json {
        let schema = Some(schemas.document_schema(&input.input_schema()));
        let media_type = MediaType { schema, example, ..MediaType::default() };
        return ParameterForm { content: content("application/json", media_type), ..ParameterForm::default() };
    }
    if let Encoding::Nested(nesting) = metadata.encoding {
        let schema = schemas.document_schema(&nested_schema(input));
        let style = nested_style(nesting);
        return ParameterForm { style, explode: style.map(|_| true), schema, example, ..ParameterForm::default() };
    }
    let Encoding::Joined(separator) = metadata.encoding else {
        let schema = schemas.document_schema(&input.input_schema());
        return ParameterForm { schema, example, ..ParameterForm::default() };
    };
    match style(separator, metadata.location) {
        Some(style) => {
            let schema = schemas.document_schema(&input.input_schema());
            ParameterForm { style: Some(style), explode: Some(false), schema, example, ..ParameterForm::default() }
        }
        None => {
            let schema = schemas.document_schema(&joined_schema(input, separator));
            let example = example.as_ref().map(|example| joined_example(example, separator).into());
            ParameterForm { schema, example, ..ParameterForm::default() }
        }
    }
}

/// Returns the name of a parameter of the query or of a form. That of a map is the text before the keys in brackets, or the name of the
/// argument.
pub(super) fn name(input: &InputParameter) -> &'static str {
    match input.metadata.map_prefix() {
        prefix if input.metadata.map && !prefix.is_empty() => prefix,
        _ => input.metadata.wire_name,
    }
}

/// Returns the style of a map. There is none for keys behind a prefix.
pub(super) fn map_style(input: &InputParameter) -> Option<&'static str> {
    match input.metadata.map_prefix() {
        "" => Some("form"),
        _ if input.metadata.has_bracketed_keys() => Some("deepObject"),
        _ => None,
    }
}

/// Returns the style of a nested value. That of OpenAPI does not define lists and objects within the object, and there is none for keys
/// with dots.
pub(super) fn nested_style(nesting: Nesting) -> Option<&'static str> {
    (!nesting.dots).then_some("deepObject")
}

/// Returns the schema of a nested value, with the form of its keys as an extension: that of a member, and of the first item of a list.
pub(super) fn nested_schema(input: &InputParameter) -> Value {
    let schema = input.input_schema();
    let Some(nesting) = input.metadata.nesting() else { return schema };
    let member = if nesting.dots { ".member" } else { "[member]" };
    with_keyword(schema, "x-keys", json!({ "member": member, "firstItem": nesting.first_item() }))
}

/// Returns the schema of a map. There is no style for the lists within one, nor for keys behind a prefix, which is an extension.
pub(super) fn map_schema(input: &InputParameter) -> Value {
    let schema = match input.metadata.separator() {
        Some(separator) => json!({ "type": "object", "additionalProperties": joined_schema(input, separator) }),
        None => input.input_schema(),
    };
    match map_style(input) {
        Some(_) => schema,
        None => with_prefix(schema, input.metadata.map_prefix()),
    }
}

/// Adds the prefix of the names of a map's members as they are sent.
pub(super) fn with_prefix(schema: Value, prefix: &str) -> Value {
    with_keyword(schema, "x-keys", json!({ "prefix": prefix }))
}

/// Returns the style of a list whose items are joined by this character, if there is one.
pub(super) fn style(separator: char, location: ParameterLocation) -> Option<&'static str> {
    match (location, separator) {
        (ParameterLocation::Path | ParameterLocation::Header, ',') => Some("simple"),
        (ParameterLocation::Query | ParameterLocation::Field, ',') => Some("form"),
        (ParameterLocation::Query | ParameterLocation::Field, ' ') => Some("spaceDelimited"),
        (ParameterLocation::Query | ParameterLocation::Field, '|') => Some("pipeDelimited"),
        _ => None,
    }
}

/// Returns the schema of a list for which there is no style: a text, with the separator and the schema of an item as extensions.
pub(super) fn joined_schema(input: &InputParameter, separator: char) -> Value {
    joined(&input.schema, separator)
}

/// Returns the schema of a text whose items have a schema, with a separator between them.
pub(super) fn joined(items: &Value, separator: char) -> Value {
    json!({ "type": "string", "x-items": items, "x-separator": separator.to_string() })
}

/// Returns the text of an example that is a list.
fn joined_example(example: &Value, separator: char) -> String {
    let text = |item: &Value| item.as_str().map_or_else(|| item.to_string(), str::to_owned);
    let items: Vec<String> = example.as_array().into_iter().flatten().map(text).collect();
    items.join(&separator.to_string())
}
