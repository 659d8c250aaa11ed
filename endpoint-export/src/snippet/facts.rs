//! What is the same for every call of an operation, whatever its values: the writers here take it from these functions, and
//! those elsewhere from the [`console`](crate::console) that is made of them.

use std::collections::BTreeMap;

use endpoint_runtime::provider::{Host, Operation, Provider};
use serde_json::{Value, json};

pub(crate) use crate::response::is_ignored as returns_nothing;

pub(crate) use super::{
    placeholder::placeholder,
    rust::{has_typed_request, setter, takes},
    typescript::{import_name, package_name},
    value_kind::{is_integer, is_text},
};

/// Where the API is, unless somebody says otherwise.
pub(crate) fn base_url(provider: &Provider) -> &str {
    provider.environments.first().map_or("https://api.example.com", |environment| &environment.url)
}

/// The host that the endpoint names.
pub(crate) fn host<'a>(provider: &'a Provider, operation: &Operation) -> Option<&'a Host> {
    let name = operation.metadata.host?;
    provider.hosts.iter().find(|host| host.name == name)
}

/// The definitions that the parameters' schemas reach.
pub(crate) fn reached(operation: &Operation) -> BTreeMap<&str, &Value> {
    let schemas: Vec<&Value> = operation.parameters.iter().map(|parameter| &parameter.schema).collect();
    let all = operation.standalone(json!({ "allOf": schemas }));
    let names = all.get("$defs").and_then(Value::as_object).into_iter().flat_map(|reached| reached.keys());
    let known = names.filter_map(|name| operation.definitions.get_key_value(name));
    known.map(|(name, schema)| (name.as_str(), schema)).collect()
}
