//! Example calls, as `describe` and the help of `call` show them.

use endpoint_export::example;
use endpoint_runtime::provider::{Operation, Provider, TypeKind, Types, ValueType};
use serde_json::{Value, json};

use crate::{
    flag_value::FlagForm,
    flags::{self, Flag},
    shell,
    type_name::item_type,
};

/// The separator that continues a command on the next line.
pub(crate) const NEXT_LINE: &str = " \\\n      ";

/// Writes a call with all required values: examples where the schemas have some, else placeholders.
///
/// `next` separates the options. Sensitive values are left out: they come from the environment.
pub(crate) fn write(provider: &Provider, operation: &Operation, next: &str) -> String {
    let flags = flags::of(operation);
    let required = flags.iter().filter(|flag| flag.parameter.metadata.required && !flag.is_sensitive());
    let options = required.flat_map(|flag| {
        let texts = example_texts(flag, &operation.types);
        texts.into_iter().map(|text| option(flag, &text)).collect::<Vec<_>>()
    });
    let call = format!("{} call {}", provider.name, operation.name);
    std::iter::once(call).chain(options).collect::<Vec<_>>().join(next)
}

/// Writes the first flag that takes JSON with an example of its value: `--metadata '{"plan":"pro"}'`.
pub(crate) fn json_flag(operation: &Operation) -> Option<String> {
    let flags = flags::of(operation);
    let mut json = flags.iter().filter(|flag| flag.value.form == FlagForm::Json && !flag.is_sensitive());
    json.find_map(|flag| {
        let value = &flag.parameter.value_type;
        let item = if flag.parameter.metadata.is_list() { value } else { item_type(value, &operation.types) };
        Some(option(flag, &json_example(item, flag.name(), &operation.types)?.to_string()))
    })
}

/// Returns an example with a member, even if none is required.
fn json_example(value: &ValueType, name: &str, types: &Types) -> Option<Value> {
    let example = example::plain(value, name, types)?;
    if example != json!({}) {
        return Some(example);
    }
    let (name, value) = match types.kind(value) {
        TypeKind::Map(map) => ("key", &map.values),
        TypeKind::Object(object) => object.members.first().map(|member| (member.name.as_str(), &member.value))?,
        _ => return Some(example),
    };
    Some(json!({ name: example::plain(value, "value", types)? }))
}

/// Returns the texts of the flag, one for each item of a list.
fn example_texts(flag: &Flag<'_>, types: &Types) -> Vec<String> {
    let Flag { parameter, value: taken, .. } = flag;
    if taken.form == FlagForm::File {
        return vec![format!("{}.txt", parameter.metadata.name)];
    }
    let value = example::plain(&parameter.value_type, parameter.metadata.name, types);
    let items = match value {
        Some(Value::Array(items)) if taken.is_list && !parameter.metadata.is_list() => items,
        value => value.into_iter().collect(),
    };
    let text = |value: Value| match (value, taken.form) {
        (Value::String(text), form) if form != FlagForm::Json => taken.item_text(text),
        (value, _) => value.to_string(),
    };
    if items.is_empty() { vec![flag.value_name()] } else { items.into_iter().map(text).collect() }
}

/// Writes `--flag value` as a shell and the command take it.
fn option(flag: &Flag<'_>, text: &str) -> String {
    let between = if text.starts_with('-') || flag.needs_equals() { "=" } else { " " };
    format!("--{}{between}{}", flag.long, shell::quote(text))
}
