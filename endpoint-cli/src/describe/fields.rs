//! The members of objects as text.

use endpoint_runtime::provider::{Member, TypeKind, Types, ValueType};

use crate::{
    docs::first_paragraph,
    type_name::{item_type, type_name},
};

/// The depth to which members are shown. The type of a deeper member is only named.
const MAX_DEPTH: usize = 6;

/// Writes the members of an object, one on each line, with the members of their objects below them; of any other type its name.
pub(super) fn write(value: &ValueType, types: &Types) -> String {
    let mut lines = Vec::new();
    if members(value, types).is_empty() {
        lines.push(format!("  {}{}\n", type_name(value, types), summary(types.docs(value))));
        write_members(item_type(value, types), types, &mut vec![""], &mut lines);
    } else {
        write_members(value, types, &mut Vec::new(), &mut lines);
    }
    lines.concat()
}

/// Writes the members of an object, or of the objects in a list; nothing for any other type.
pub(super) fn members_of(value: &ValueType, types: &Types) -> String {
    let mut lines = Vec::new();
    write_members(item_type(value, types), types, &mut Vec::new(), &mut lines);
    lines.concat()
}

/// Writes the members, unless they are too deep or the object is within itself. `outer` holds the names of the objects around it.
fn write_members<'t>(value: &'t ValueType, types: &'t Types, outer: &mut Vec<&'t str>, lines: &mut Vec<String>) {
    let name = match &value.kind {
        TypeKind::Named { name } => name,
        _ => "",
    };
    if outer.len() > MAX_DEPTH || (!name.is_empty() && outer.contains(&name)) {
        return;
    }
    outer.push(name);
    let indent = "  ".repeat(outer.len());
    for Member { name, value, .. } in members(value, types) {
        lines.push(format!("{indent}{name}  ({}){}\n", type_name(value, types), summary(types.docs(value))));
        write_members(item_type(value, types), types, outer, lines);
    }
    outer.pop();
}

fn members<'t>(value: &'t ValueType, types: &'t Types) -> &'t [Member] {
    match types.kind(value) {
        TypeKind::Object(object) => &object.members,
        _ => &[],
    }
}

/// Writes the first paragraph of a member's documentation, for the line of the member.
fn summary(docs: &str) -> String {
    let summary = first_paragraph(docs);
    if summary.is_empty() { summary } else { format!("  {summary}") }
}
