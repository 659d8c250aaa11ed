//! Placeholders for required values that are missing.

use endpoint_runtime::{
    Json,
    provider::{InputParameter, Types},
};

use super::wire::can_be_sent;
use crate::example::plain;

/// Returns an example of the parameter's type, or else its name.
pub(super) fn placeholder(parameter: &InputParameter, types: &Types) -> Json {
    let name = parameter.metadata.name;
    let item = plain(&parameter.value_type, name, types).map_or_else(|| name.into(), Json::from);
    let value = if parameter.metadata.is_list() { Json::Array(vec![item]) } else { item };
    if can_be_sent(parameter, &value) { value } else { name.into() }
}
