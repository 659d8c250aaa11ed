//! What a snippet shows of an endpoint's arguments.

use endpoint_runtime::{
    metadata::{BodyFormat, Place},
    provider::{InputParameter, Operation, Provider},
};
use serde_json::{Map, Value};

use super::{
    literal::compact,
    placeholder::placeholder,
    schema::{is_integer, is_text},
};
use crate::{schema::Definitions, secrets};

/// An argument that a snippet shows.
pub(super) struct Shown<'a> {
    pub(super) parameter: &'a InputParameter,
    pub(super) input: Input,
}

/// What stands for an argument's value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Input {
    /// The value.
    Value(Value),
    /// Where the value is, which is never shown; of the only item when the parameter is repeated.
    Secret(Secret),
}

/// A secret, by its environment variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Secret {
    pub(super) variable: String,
    /// Whether the value is the variable's text; otherwise the text is the value's JSON.
    pub(super) is_text: bool,
}

/// The arguments that are shown, in the order of their declaration.
pub(super) fn inputs<'a>(provider: &Provider, operation: &'a Operation, values: &Map<String, Value>) -> Vec<Shown<'a>> {
    let shown = |parameter: &'a InputParameter| {
        let given = given(parameter, values, operation.metadata.body);
        if given.is_none() && !parameter.metadata.required {
            return None;
        }
        let input = if secrets::is_sensitive(operation, parameter) {
            let is_text = is_text(&parameter.schema, &operation.definitions);
            Input::Secret(Secret { variable: provider.secret_variable(parameter.metadata.name), is_text })
        } else {
            Input::Value(value(parameter, given, operation))
        };
        Some(Shown { parameter, input })
    };
    operation.parameters.iter().filter_map(shown).collect()
}

/// The value that was filled in, by the argument's name or by the header's.
fn given<'v>(parameter: &InputParameter, values: &'v Map<String, Value>, body: BodyFormat) -> Option<&'v Value> {
    let metadata = parameter.metadata;
    let by_header = || values.iter().find(|(name, _)| metadata.is_header(name)).map(|(_, value)| value);
    let value = values.get(metadata.name).or_else(by_header)?;
    let is_json = body == BodyFormat::Json && matches!(metadata.place, Place::Field | Place::Body);
    (is_json || !value.is_null()).then_some(value)
}

/// The value that is shown: the one that was filled in, unless nothing could be sent with it.
fn value(parameter: &InputParameter, given: Option<&Value>, operation: &Operation) -> Value {
    let given = given.filter(|value| can_stand(parameter, value)).cloned();
    let given = given.map(|value| whole(parameter, value, &operation.definitions)).map(|mut value| {
        secrets::visit(operation, parameter, &mut value, &mut |_, name, secret| *secret = name.into());
        value
    });
    given.unwrap_or_else(|| placeholder(parameter, &operation.definitions))
}

/// The value with `1` for `1.0` where a whole number is asked for, as calls by data send it.
fn whole(parameter: &InputParameter, value: Value, definitions: &Definitions) -> Value {
    if !is_integer(&parameter.schema, definitions) {
        return value;
    }
    match value {
        Value::Array(items) if parameter.metadata.repeated => items.into_iter().map(whole_number).collect(),
        value => whole_number(value),
    }
}

fn whole_number(value: Value) -> Value {
    /// From here on, not every whole number is a double (2 to the power of 53).
    const INEXACT: f64 = 9_007_199_254_740_992.0;

    let double = value.as_f64().filter(|double| value.is_f64() && double.fract() == 0.0 && double.abs() < INEXACT);
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
    double.map_or(value, |double| Value::from(double as i64))
}

/// Whether something can be sent with the value where it goes.
pub(super) fn can_stand(parameter: &InputParameter, value: &Value) -> bool {
    match parameter.metadata.place {
        Place::Path => !matches!(text(value).as_str(), "" | "." | ".."),
        Place::Header => is_header_text(&text(value)),
        _ => true,
    }
}

/// The text that a value has in a path, a query, a header or a form.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => compact(value),
    }
}

/// The values that are sent one by one.
pub(super) fn items<'a>(parameter: &InputParameter, value: &'a Value) -> &'a [Value] {
    match value {
        Value::Array(items) if parameter.metadata.repeated => items,
        _ => std::slice::from_ref(value),
    }
}

/// Visible ASCII, with blanks between visible characters only.
fn is_header_text(text: &str) -> bool {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    let bytes = text.as_bytes();
    let is_sendable = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~');
    bytes.iter().all(is_sendable) && !is_blank(bytes.first()) && !is_blank(bytes.last())
}
