//! The members of a schema, for humans.

use endpoint_export::schema::{Definitions, branches, referred};
use serde_json::{Map, Value};

use crate::{
    flags::first_paragraph,
    shape::{content, item_of, type_name},
};

/// What lies deeper is only named.
const DEPTH: usize = 6;

/// The members of an object, one on each line, those of their objects below them; of anything else its type.
pub(super) fn write(schema: &Value, definitions: &Definitions) -> String {
    let mut lines = Vec::new();
    let what = content(schema, definitions);
    match members(what) {
        Some(_) => put(schema, definitions, &mut Vec::new(), &mut lines),
        None => {
            lines.push(format!("  {}{}\n", type_name(schema, definitions), told(docs(what))));
            put(item_of(schema, definitions), definitions, &mut vec![""], &mut lines);
        }
    }
    lines.concat()
}

/// The members of an object, or of the objects of a list; nothing for anything else.
pub(super) fn members_of(schema: &Value, definitions: &Definitions) -> String {
    let mut lines = Vec::new();
    put(item_of(schema, definitions), definitions, &mut Vec::new(), &mut lines);
    lines.concat()
}

/// Shows the members; those of an object that is `within` itself are only named.
fn put<'a>(schema: &'a Value, definitions: &'a Definitions, within: &mut Vec<&'a str>, lines: &mut Vec<String>) {
    let name = name(schema, definitions).unwrap_or_default();
    if within.len() > DEPTH || (!name.is_empty() && within.contains(&name)) {
        return;
    }
    within.push(name);
    let indent = "  ".repeat(within.len());
    for (name, member) in members(content(schema, definitions)).into_iter().flatten() {
        let told = told(docs(member).or_else(|| docs(content(member, definitions))));
        lines.push(format!("{indent}{name}  ({}){told}\n", type_name(member, definitions)));
        put(item_of(member, definitions), definitions, within, lines);
    }
    within.pop();
}

/// The name of the definition behind the schema, or behind the choice of it or null.
fn name<'a>(schema: &'a Value, definitions: &'a Definitions) -> Option<&'a str> {
    referred(schema).or_else(|| branches(schema, definitions).into_iter().find_map(referred))
}

fn members(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object().filter(|members| !members.is_empty())
}

fn docs(schema: &Value) -> Option<&str> {
    schema.get("description")?.as_str()
}

/// Writes a member's documentation on the line of the member.
fn told(docs: Option<&str>) -> String {
    docs.map(first_paragraph).filter(|docs| !docs.is_empty()).map_or_else(String::new, |docs| format!("  {docs}"))
}
