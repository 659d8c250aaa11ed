//! The request's own type, where every value surely fits.

use endpoint_runtime::provider::{InputParameter, Operation};
use serde_json::{Number, Value};

use super::{chain, is_wide, last, literal::string, variable};
use crate::{
    schema::{Definitions, resolved},
    snippet::{
        Call,
        inputs::{Input, Secret},
        literal::each,
    },
};

/// The request as an expression; none where a value may not fit.
pub(super) fn request(call: &Call<'_>) -> Option<String> {
    if !has_typed_request(call.operation) {
        return None;
    }
    let mut required = Vec::new();
    let mut setters = Vec::new();
    for shown in &call.shown {
        let parameter = shown.parameter.metadata;
        let value = expression(shown.parameter, &shown.input, &call.operation.definitions)?;
        if parameter.required {
            required.push(value);
        } else {
            setters.push(format!(".{}({value})", setter(parameter.name)));
        }
    }
    let name = last(call.operation.metadata.request);
    let line = required.join(", ");
    if is_wide(&line) {
        let arguments = each("        ", &required, ",\n");
        let setters = each("\n    ", &setters, "");
        return Some(format!("{name}::new(\n{arguments}    ){setters}"));
    }
    Some(chain(&format!("{name}::new({line})"), &setters))
}

/// Whether the request's type can be told: a group of headers is a type of its own, made as its author likes.
fn has_typed_request(operation: &Operation) -> bool {
    operation.metadata.parameters.len() <= 1
}

/// What sets an argument, which takes `impl Into` its type, a number or a boolean of its very type.
fn expression(parameter: &InputParameter, input: &Input, definitions: &Definitions) -> Option<String> {
    let takes = takes(parameter, definitions)?;
    match (takes, input) {
        ("string", Input::Secret(Secret { variable: name, is_text: true })) => Some(variable(name)),
        ("string", Input::Value(Value::String(text))) => Some(string(text)),
        ("bool", Input::Value(Value::Bool(flag))) => Some(flag.to_string()),
        ("float", Input::Value(Value::Number(value))) => Some(float(value)),
        ("string" | "bool", _) => None,
        (_, Input::Value(Value::Number(value))) => fits(value, takes).then(|| value.to_string()),
        _ => None,
    }
}

/// What an argument surely takes: `string`, `bool`, `float`, or a Rust integer by its name.
fn takes(parameter: &InputParameter, definitions: &Definitions) -> Option<&'static str> {
    let schema = &parameter.schema;
    if parameter.metadata.repeated {
        None
    } else if is_string(schema, definitions) {
        Some("string")
    } else if is_only(schema, "boolean", &[]) {
        Some("bool")
    } else {
        number(schema)
    }
}

/// What a schema may say beside its type without asking for more.
const REMARKS: [&str; 6] = ["type", "title", "description", "default", "examples", "deprecated"];

/// Whether the schema says no more than this type, remarks and these keywords.
fn is_only(schema: &Value, kind: &str, keywords: &[&str]) -> bool {
    let is_allowed = |key: &String| REMARKS.contains(&key.as_str()) || keywords.contains(&key.as_str());
    schema.get("type").is_some_and(|name| name == kind)
        && schema.as_object().is_some_and(|schema| schema.keys().all(is_allowed))
}

/// Whether the type is a string, or one that has a name of its own, as ids have; these are `From<&str>` and
/// `From<String>`.
fn is_string(schema: &Value, definitions: &Definitions) -> bool {
    is_only(resolved(schema, definitions), "string", &[])
}

/// The Rust type that the schema's format names, where it says no more.
fn number(schema: &Value) -> Option<&'static str> {
    let name = match schema.get("format")?.as_str()? {
        "float" | "double" => return is_only(schema, "number", &["format"]).then_some("float"),
        "uint8" => "u8",
        "uint16" => "u16",
        "uint32" => "u32",
        "uint" | "uint64" => "u64",
        "int8" => "i8",
        "int16" => "i16",
        "int32" => "i32",
        "int" | "int64" => "i64",
        _ => return None,
    };
    // One that must not be zero is a type of its own.
    let is_whole_type = name.starts_with('i') || schema.get("minimum").is_some_and(|least| *least == 0);
    (is_whole_type && is_only(schema, "integer", &["format", "minimum", "maximum"])).then_some(name)
}

/// Whether a Rust integer of this type holds the number.
fn fits(value: &Number, name: &str) -> bool {
    let bits = name.get(1..).and_then(|bits| bits.parse::<u32>().ok()).unwrap_or_default();
    if name.starts_with('u') {
        value.as_u64().is_some_and(|value| value.checked_shr(bits).unwrap_or_default() == 0)
    } else {
        let most = i64::MAX.checked_shr(64_u32.saturating_sub(bits)).unwrap_or_default();
        value.as_i64().is_some_and(|value| (!most..=most).contains(&value))
    }
}

/// A float, which has a point or an exponent.
fn float(value: &Number) -> String {
    let text = value.to_string();
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}

/// An argument's name; raw where it is a keyword.
fn setter(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

/// The keywords of all editions that an identifier may be when it is raw.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
