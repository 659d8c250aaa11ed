//! JSON values as literals of a language.

use serde_json::{Map, Number, Value};

use crate::{javascript::property, quote::quoted};

/// The syntax of a language's literals.
pub(super) struct LiteralSyntax {
    pub(super) indent: &'static str,
    pub(super) null: &'static str,
    pub(super) truth: &'static str,
    pub(super) falsehood: &'static str,
    pub(super) string: fn(&str) -> String,
    pub(super) key: fn(&str) -> String,
    pub(super) number: fn(&Number) -> String,
    /// True if a comma follows the last item on a line of its own.
    pub(super) trailing_comma: bool,
}

/// JSON.
pub(super) const JSON: LiteralSyntax = LiteralSyntax {
    indent: "  ",
    null: "null",
    truth: "true",
    falsehood: "false",
    string: quoted,
    key: quoted,
    number: Number::to_string,
    trailing_comma: false,
};

/// JavaScript and TypeScript.
pub(super) const JAVASCRIPT: LiteralSyntax = LiteralSyntax { key: property, trailing_comma: true, ..JSON };

impl LiteralSyntax {
    /// Writes a value that begins on a line of this depth.
    pub(super) fn value(&self, value: &Value, depth: usize) -> String {
        match value {
            Value::Null => self.null.to_owned(),
            Value::Bool(flag) => (if *flag { self.truth } else { self.falsehood }).to_owned(),
            Value::Number(number) => (self.number)(number),
            Value::String(text) => (self.string)(text),
            Value::Array(items) => {
                let items_written: Vec<String> = items.iter().map(|item| self.value(item, depth + 1)).collect();
                if items.iter().any(|item| item.is_array() || item.is_object()) {
                    self.block("[", &items_written, "]", depth)
                } else {
                    format!("[{}]", items_written.join(", "))
                }
            }
            Value::Object(members) => {
                let member = |(name, value): (&String, &Value)| (name.clone(), self.value(value, depth + 1));
                self.object(sorted_members(members).into_iter().map(member).collect(), depth)
            }
        }
    }

    /// Writes an object of values that are already written, one level deeper.
    pub(super) fn object(&self, members: Vec<(String, String)>, depth: usize) -> String {
        let member = |(name, value): (String, String)| format!("{}: {value}", (self.key)(&name));
        self.block("{", &members.into_iter().map(member).collect::<Vec<_>>(), "}", depth)
    }

    /// Writes items between brackets, one on each line.
    pub(super) fn block(&self, open: &str, items: &[String], close: &str, depth: usize) -> String {
        if items.is_empty() {
            return format!("{open}{close}");
        }
        let (outer, inner) = (self.indent.repeat(depth), self.indent.repeat(depth + 1));
        let last = if self.trailing_comma { "," } else { "" };
        format!("{open}\n{inner}{}{last}\n{outer}{close}", items.join(&format!(",\n{inner}")))
    }
}

/// Writes JSON on one line, with sorted members.
pub(crate) fn compact_json(value: &Value) -> String {
    let list = |items: Vec<String>| items.join(",");
    match value {
        Value::Array(items) => format!("[{}]", list(items.iter().map(compact_json).collect())),
        Value::Object(members) => {
            let member =
                |(name, value): (&String, &Value)| format!("{}:{}", Value::from(name.as_str()), compact_json(value));
            format!("{{{}}}", list(sorted_members(members).into_iter().map(member).collect()))
        }
        scalar => scalar.to_string(),
    }
}

/// Returns the members sorted by the bytes of their names, whatever order the map has.
pub(super) fn sorted_members(members: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_unstable_by_key(|(name, _)| *name);
    members
}

/// Concatenates the items, each between these texts.
pub(super) fn surround_each(before: &str, items: &[String], after: &str) -> String {
    items.iter().flat_map(|item| [before, item, after]).collect()
}
