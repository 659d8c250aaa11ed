//! The request's own type, where every value surely fits.

use endpoint_runtime::provider::{InputParameter, NumberType, Operation, StringType, TypeKind, Types};
use serde_json::{Number, Value};

use super::{chain, is_wide, last, literal::string, variable};
use crate::snippet::{
    Call,
    inputs::{Input, Secret},
    literal::each,
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
        let value = expression(shown.parameter, &shown.input, &call.operation.types)?;
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
fn expression(parameter: &InputParameter, input: &Input, types: &Types) -> Option<String> {
    let takes = takes(parameter, types)?;
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

/// Returns the type that an argument surely takes: `string`, `bool`, `float`, or a Rust integer by its name.
fn takes(parameter: &InputParameter, types: &Types) -> Option<&'static str> {
    let value_type = &parameter.value_type;
    if parameter.metadata.repeated || types.is_nullable(value_type) {
        return None;
    }
    // A string, or one that has a name of its own, as ids have; these are `From<&str>` and `From<String>`.
    if matches!(types.kind(value_type), TypeKind::String(bounds) if *bounds == StringType::default()) {
        return Some("string");
    }
    match &value_type.kind {
        TypeKind::Boolean => Some("bool"),
        TypeKind::Number(bounds) if is_unbounded_float(bounds) => Some("float"),
        TypeKind::Integer(bounds) => integer(bounds),
        _ => None,
    }
}

fn is_unbounded_float(bounds: &NumberType) -> bool {
    let is_float = matches!(bounds.format.as_deref(), Some("float" | "double"));
    is_float && bounds.minimum.is_none() && bounds.maximum.is_none() && has_range_only(bounds)
}

/// The Rust type that the format names, where nothing but its range is asked for.
fn integer(bounds: &NumberType) -> Option<&'static str> {
    let name = match bounds.format.as_deref()? {
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
    let is_whole_type = name.starts_with('i') || bounds.minimum.as_ref().is_some_and(|least| least.as_u64() == Some(0));
    (is_whole_type && has_range_only(bounds)).then_some(name)
}

fn has_range_only(bounds: &NumberType) -> bool {
    bounds.exclusive_minimum.is_none() && bounds.exclusive_maximum.is_none() && bounds.multiple_of.is_none()
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
