//! What a snippet shows of an endpoint's arguments.

use endpoint_runtime::{
    metadata::{BodyFormat, Place},
    provider::{InputParameter, Operation, Provider, Types},
};
use serde_json::{Map, Value};

use super::{
    placeholder::placeholder,
    value_kind::{is_integer, is_text},
    wire::can_be_sent,
};
use crate::{example::plain, secrets};

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
            let is_text = is_text(&parameter.value_type, &operation.types);
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
    let given = given.filter(|value| can_be_sent(parameter, value)).cloned();
    let given = given.map(|value| without_secrets(parameter, whole(parameter, value, &operation.types), operation));
    given.unwrap_or_else(|| placeholder(parameter, &operation.types))
}

/// The value with an example for each secret in it.
fn without_secrets(parameter: &InputParameter, mut value: Value, operation: &Operation) -> Value {
    secrets::visit(operation, parameter, &mut value, &mut |value_type, name, secret| {
        *secret = plain(value_type, name, &operation.types).unwrap_or_else(|| name.into());
    });
    value
}

/// The value with `1` for `1.0` where a whole number is asked for, as calls by data send it.
fn whole(parameter: &InputParameter, value: Value, types: &Types) -> Value {
    if !is_integer(&parameter.value_type, types) {
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
