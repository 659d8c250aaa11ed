//! The request's own type, where every value surely fits.

use endpoint_runtime::provider::InputParameter;
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
    // A group of headers is a type of its own, made as its author likes.
    if call.operation.metadata.parameters.len() > 1 {
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
            setters.push(format!(".{}({value})", identifier(parameter.name)));
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

/// What sets an argument, which takes `impl Into` its type, a number or a boolean of its very type.
fn expression(parameter: &InputParameter, input: &Input, definitions: &Definitions) -> Option<String> {
    if parameter.metadata.repeated {
        return None;
    }
    match input {
        Input::Secret(Secret { variable: name, is_text: true }) if is_string(&parameter.schema, definitions) => {
            Some(variable(name))
        }
        Input::Value(Value::String(text)) if is_string(&parameter.schema, definitions) => Some(string(text)),
        Input::Value(Value::Bool(flag)) if is_only(&parameter.schema, "boolean", &[]) => Some(flag.to_string()),
        Input::Value(Value::Number(value)) => number(value, &parameter.schema),
        _ => None,
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

/// A literal of the schema's format, where that is one of Rust's types and holds the number.
fn number(value: &Number, schema: &Value) -> Option<String> {
    let format = schema.get("format")?.as_str()?;
    let fits = match format {
        "float" | "double" => return is_only(schema, "number", &["format"]).then(|| float(value)),
        "uint8" => value.as_u64().is_some_and(|value| u8::try_from(value).is_ok()),
        "uint16" => value.as_u64().is_some_and(|value| u16::try_from(value).is_ok()),
        "uint32" => value.as_u64().is_some_and(|value| u32::try_from(value).is_ok()),
        "uint" | "uint64" => value.is_u64(),
        "int8" => value.as_i64().is_some_and(|value| i8::try_from(value).is_ok()),
        "int16" => value.as_i64().is_some_and(|value| i16::try_from(value).is_ok()),
        "int32" => value.as_i64().is_some_and(|value| i32::try_from(value).is_ok()),
        "int" | "int64" => value.is_i64(),
        _ => false,
    };
    // One that must not be zero is a type of its own.
    let fits = fits && (!format.starts_with('u') || schema.get("minimum").is_some_and(|least| *least == 0));
    (fits && is_only(schema, "integer", &["format", "minimum", "maximum"])).then(|| value.to_string())
}

/// A float, which has a point or an exponent.
fn float(value: &Number) -> String {
    let text = value.to_string();
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}

/// An argument's name; raw where it is a keyword.
fn identifier(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

/// The keywords of all editions that an identifier may be when it is raw.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
