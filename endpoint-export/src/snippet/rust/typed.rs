//! Requests of their own type, where every value surely fits.

use endpoint_runtime::{
    Json, JsonNumber, Param,
    metadata::{Metadata, ParameterGroup},
    provider::{InputParameter, StringType, TypeKind, Types},
    schema::RustType,
};

use super::{chain, file::files, is_wide, last_segment, literal::string, variable};
use crate::snippet::{
    Call,
    arguments::{Argument, ArgumentValue, SecretVariable},
    literal::surround_each,
};

/// Writes the request as an expression, unless a value may not fit.
pub(super) fn request(call: &Call<'_>) -> Option<String> {
    let metadata = call.operation.metadata;
    // The constructor of a group's own type is unknown.
    if metadata.groups().any(|group| group.required) {
        return None;
    }
    let mut required = Vec::new();
    let mut setters = Vec::new();
    for argument in &call.arguments {
        let parameter = argument.parameter.metadata;
        let value = expression(argument, &call.operation.types)?;
        if parameter.required {
            required.push(value);
        } else if group_of(metadata, parameter.name).is_some_and(|group| !group.has_setters) {
            return None;
        } else {
            setters.push(format!(".{}({value})", setter(parameter.name)));
        }
    }
    let name = last_segment(metadata.request);
    let line = required.join(", ");
    if is_wide(&line) {
        let arguments = surround_each("        ", &required, ",\n");
        let setters = surround_each("\n    ", &setters, "");
        return Some(format!("{name}::new(\n{arguments}    ){setters}"));
    }
    Some(chain(&format!("{name}::new({line})"), &setters))
}

/// Returns the group that has a parameter.
fn group_of(metadata: &Metadata, parameter: &str) -> Option<&'static ParameterGroup> {
    metadata.groups().find(|group| group.parameters.iter().any(|known| known.name == parameter))
}

/// A type that a constructor or a setter surely takes.
#[derive(Clone, Copy)]
enum SetterType {
    /// `impl Into` of a type that is made from text.
    String,
    Bool,
    /// A float, and the text with which its type writes a number.
    Float(fn(&JsonNumber) -> Option<String>),
    /// The integer type of this name.
    Integer(&'static str),
}

/// Writes the value of an argument, unless it may not fit.
fn expression(argument: &Argument<'_>, types: &Types) -> Option<String> {
    if let Some(files) = files(argument) {
        let is_repeated = argument.parameter.metadata.repeated;
        return Some(if is_repeated { format!("[{}]", files.join(", ")) } else { files.concat() });
    }
    match (setter_type(argument.parameter, types)?, &argument.value) {
        (SetterType::String, ArgumentValue::Secret(SecretVariable { name, is_text: true })) => Some(variable(name)),
        (SetterType::String, ArgumentValue::Literal(Json::String(text))) => Some(string(text)),
        (SetterType::Bool, ArgumentValue::Literal(Json::Bool(flag))) => Some(flag.to_string()),
        (SetterType::Float(written), ArgumentValue::Literal(Json::Number(value))) => float(value, written),
        (SetterType::Integer(name), ArgumentValue::Literal(Json::Number(value))) => {
            fits(value, name).then(|| value.to_string())
        }
        _ => None,
    }
}

/// Returns the type that the argument surely takes.
fn setter_type(parameter: &InputParameter, types: &Types) -> Option<SetterType> {
    let value_type = &parameter.value_type;
    if parameter.metadata.is_list() || parameter.metadata.map || types.is_nullable(value_type) {
        return None;
    }
    match (parameter.rust_type, types.kind(value_type)) {
        (RustType::Text, TypeKind::String(bounds)) if *bounds == StringType::default() => Some(SetterType::String),
        (RustType::Scalar("bool"), TypeKind::Boolean) => Some(SetterType::Bool),
        (RustType::Scalar(name), TypeKind::Number(_)) => float_type(name).map(SetterType::Float),
        (RustType::Scalar(name), TypeKind::Integer(_)) => Some(SetterType::Integer(name)),
        _ => None,
    }
}

/// Returns the function that writes a number like the float of this name.
fn float_type(name: &str) -> Option<fn(&JsonNumber) -> Option<String>> {
    match name {
        "f32" => Some(|number| Some(number.as_str().parse::<f32>().ok()?.to_text().ok()?.to_string())),
        "f64" => Some(|number| Some(JsonNumber::from_f64(number.as_f64()?)?.to_string())),
        _ => None,
    }
}

/// Returns whether a Rust integer of this type holds the number.
fn fits(value: &JsonNumber, name: &str) -> bool {
    let text = value.as_str();
    let is_written = !text.contains(['.', 'e', 'E']) && text != "-0";
    is_written
        && match name {
            "u8" => text.parse::<u8>().is_ok(),
            "u16" => text.parse::<u16>().is_ok(),
            "u32" => text.parse::<u32>().is_ok(),
            "u64" | "usize" => text.parse::<u64>().is_ok(),
            "u128" => text.parse::<u128>().is_ok(),
            "i8" => text.parse::<i8>().is_ok(),
            "i16" => text.parse::<i16>().is_ok(),
            "i32" => text.parse::<i32>().is_ok(),
            "i64" | "isize" => text.parse::<i64>().is_ok(),
            "i128" => text.parse::<i128>().is_ok(),
            _ => false,
        }
}

/// Writes a float, which has a point or an exponent, unless its type sends it with other digits.
fn float(value: &JsonNumber, written: fn(&JsonNumber) -> Option<String>) -> Option<String> {
    let text = written(value).filter(|text| text == value.as_str())?;
    Some(if text.contains(['.', 'e']) { text } else { text + ".0" })
}

/// Returns the name of an argument's setter; a raw identifier if the name is a keyword.
fn setter(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

/// The keywords of all editions that can be raw identifiers.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
