//! What stands for a required value that is missing: something of its type.

use endpoint_runtime::provider::{InputParameter, Types};
use serde_json::Value;

use super::wire::can_be_sent;
use crate::example::plain;

/// A value for a parameter that has none.
pub(super) fn placeholder(parameter: &InputParameter, types: &Types) -> Value {
    let name = parameter.metadata.name;
    let item = plain(&parameter.value_type, name, types).unwrap_or_else(|| name.into());
    let value = if parameter.metadata.repeated { Value::Array(vec![item]) } else { item };
    if can_be_sent(parameter, &value) { value } else { name.into() }
}
