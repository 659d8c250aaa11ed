//! Schemas as all tools take them: plain names in references, and the bounds that a number's format implies.

use serde_json::Value;

use super::reference::{PREFIX, map_references, visit_schemas_mut};
use crate::percent;

/// A definition's name of ASCII letters, digits, `.`, `-` and `_`, which needs no escape in a reference, a path or a
/// document; what else there is becomes its code point between two `_`.
pub(super) fn name(name: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_ascii_alphanumeric() || ".-_".contains(c) => c.to_string(),
        c => format!("_{:x}_", u32::from(c)),
    };
    name.chars().map(plain).collect()
}

/// The schema with plain references and bounded integers.
pub(super) fn schema(mut schema: Value) -> Value {
    map_references(&mut schema, &mut |referred| {
        // A URI fragment that is a JSON Pointer (RFC 6901, section 6).
        let decoded = percent::decode(referred).unwrap_or_default().replace("~1", "/").replace("~0", "~");
        Some(format!("{PREFIX}{}", name(&decoded)))
    });
    visit_schemas_mut(&mut schema, &mut |_, schema| bound(schema));
    schema
}

/// Adds the bounds that a number's format implies, which validators do not know.
fn bound(schema: &mut Value) {
    let Value::Object(schema) = schema else { return };
    let (least, most): (Value, Value) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("int64" | "int") => (i64::MIN.into(), i64::MAX.into()),
        Some("uint8") => (0.into(), u8::MAX.into()),
        Some("uint16") => (0.into(), u16::MAX.into()),
        Some("uint32") => (0.into(), u32::MAX.into()),
        Some("uint64" | "uint") => (0.into(), u64::MAX.into()),
        _ => return,
    };
    schema.entry("minimum").or_insert(least);
    schema.entry("maximum").or_insert(most);
}
