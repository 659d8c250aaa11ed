//! Placeholders for required values that are missing.

use endpoint_runtime::provider::{InputParameter, Types};
use serde_json::Value;

use super::wire::can_be_sent;
use crate::example::plain;

/// Returns an example of the parameter's type, or else its name.
pub(super) fn placeholder(parameter: &InputParameter, types: &Types) -> Value {
    let name = parameter.metadata.name;
    let item = plain(&parameter.value_type, name, types).unwrap_or_else(|| name.into());
    let value = if parameter.metadata.repeated { Value::Array(vec![item]) } else { item };
    if can_be_sent(parameter, &value) { value } else { name.into() }
}
