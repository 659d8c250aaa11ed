//! The arguments that a snippet shows.

use endpoint_runtime::{
    Json, JsonMap, JsonNumber,
    metadata::{BodyFormat, Encoding, ParameterLocation},
    provider::{InputParameter, Operation, Provider, TypeKind, Types},
};

use super::{
    placeholder::placeholder,
    request::FileReference,
    value_kind::{is_integer, is_text},
    wire::can_be_sent,
};
use crate::{example::plain, secrets};

/// An argument that a snippet shows.
pub(super) struct Argument<'a> {
    pub(super) parameter: &'a InputParameter,
    pub(super) value: ArgumentValue,
}

impl Argument<'_> {
    /// Returns the file whose bytes are the whole body, if one is named in place of them.
    pub(super) fn body_file(&self) -> Option<FileReference> {
        let metadata = &self.parameter.metadata;
        let is_bytes = matches!(self.parameter.value_type.kind, TypeKind::Binary(_));
        match &self.value {
            ArgumentValue::Literal(value @ Json::Object(_))
                if is_bytes && metadata.location == ParameterLocation::Body =>
            {
                Some(FileReference::new(value, metadata.name))
            }
            _ => None,
        }
    }
}

/// The value of an argument, or a reference to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ArgumentValue {
    /// The value itself.
    Literal(Json),
    /// A reference to a secret value. Of a list, it is the only item.
    Secret(SecretVariable),
}

/// The environment variable of a secret.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SecretVariable {
    /// The variable's name.
    pub(super) name: String,
    /// True if the variable holds the value as text, false if it holds its JSON.
    pub(super) is_text: bool,
}

/// Returns the arguments that a snippet shows, in the order of their declaration.
pub(super) fn arguments<'a>(provider: &Provider, operation: &'a Operation, values: &JsonMap) -> Vec<Argument<'a>> {
    let argument = |parameter: &'a InputParameter| {
        let given = given_value(parameter, values, operation.metadata.body);
        if given.is_none() && !parameter.metadata.required {
            return None;
        }
        // A file is named, and its content not shown.
        let is_sensitive = secrets::is_sensitive(operation, parameter) && !parameter.is_file();
        let value = if is_sensitive && parameter.metadata.nesting().is_some() {
            // A variable has one text, and the value has many.
            ArgumentValue::Literal(placeholder(parameter, &operation.types))
        } else if is_sensitive {
            let name = provider.secret_variable(&parameter.metadata);
            let is_json = parameter.metadata.encoding == Encoding::Json;
            let is_text = !is_json && is_text(&parameter.value_type, &operation.types);
            ArgumentValue::Secret(SecretVariable { name, is_text })
        } else {
            ArgumentValue::Literal(literal_value(parameter, given, operation))
        };
        Some(Argument { parameter, value })
    };
    operation.parameters.iter().filter_map(argument).collect()
}

/// Finds the value that was filled in, by the name of the argument or of its header.
fn given_value<'v>(parameter: &InputParameter, values: &'v JsonMap, body: BodyFormat) -> Option<&'v Json> {
    let metadata = parameter.metadata;
    let by_header = || values.iter().find(|(name, _)| metadata.is_header(name)).map(|(_, value)| value);
    let value = values.get(metadata.name).or_else(by_header)?;
    let is_json =
        body == BodyFormat::Json && matches!(metadata.location, ParameterLocation::Field | ParameterLocation::Body);
    (is_json || !value.is_null()).then_some(value)
}

/// Returns the value that was filled in, or a placeholder where it cannot be sent.
fn literal_value(parameter: &InputParameter, given: Option<&Json>, operation: &Operation) -> Json {
    let types = &operation.types;
    let given = given.filter(|value| can_be_sent(parameter, value)).cloned();
    let given = given.map(|value| with_whole_numbers(parameter, value, types));
    given.map_or_else(|| placeholder(parameter, types), |value| without_secrets(parameter, value, operation))
}

/// Replaces each secret in a value by an example.
fn without_secrets(parameter: &InputParameter, mut value: Json, operation: &Operation) -> Json {
    secrets::visit(operation, parameter, &mut value, &mut |value_type, name, secret| {
        *secret = plain(value_type, name, &operation.types).map_or_else(|| name.into(), Json::from);
    });
    value
}

/// Writes `1.0` as `1` where the type is an integer, as calls by data send it.
fn with_whole_numbers(parameter: &InputParameter, value: Json, types: &Types) -> Json {
    if !is_integer(&parameter.value_type, types) {
        return value;
    }
    match value {
        Json::Array(items) if parameter.metadata.is_list() => items.into_iter().map(whole_number).collect(),
        value => whole_number(value),
    }
}

fn whole_number(value: Json) -> Json {
    value.as_number().and_then(JsonNumber::to_integer).map_or(value, Json::Number)
}
