//! The members of a schema, for humans.

use serde_json::{Map, Value};

use super::text::told;
use crate::shape::{Definitions, content, item_of, type_name};

/// Members of members are shown to this depth; what lies deeper is only named.
const DEPTH: usize = 4;

/// The members of an object, one on each line, those of their objects below them; of anything else its type.
pub(super) fn write(schema: &Value, definitions: &Definitions) -> String {
    let mut lines = Vec::new();
    let what = content(schema, definitions);
    match members(what) {
        Some(_) => put(what, definitions, 1, &mut lines),
        None => {
            lines.push(format!("  {}{}\n", type_name(schema, definitions), told(docs(what))));
            put(item_of(schema, definitions), definitions, 2, &mut lines);
        }
    }
    lines.concat()
}

fn put(schema: &Value, definitions: &Definitions, depth: usize, lines: &mut Vec<String>) {
    let schema = content(schema, definitions);
    let Some(members) = members(schema).filter(|_| depth <= DEPTH) else {
        return;
    };
    let indent = "  ".repeat(depth);
    for (name, member) in members {
        let told = told(docs(member).or_else(|| docs(content(member, definitions))));
        lines.push(format!("{indent}{name}  ({}){told}\n", type_name(member, definitions)));
        put(item_of(member, definitions), definitions, depth + 1, lines);
    }
}

fn members(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object().filter(|members| !members.is_empty())
}

fn docs(schema: &Value) -> Option<&str> {
    schema.get("description")?.as_str()
}
