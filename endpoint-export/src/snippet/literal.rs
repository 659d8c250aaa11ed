//! JSON values as literals of a language.

use endpoint_runtime::{Json, JsonNumber};

use crate::{javascript::property, quote::quoted};

/// The syntax of a language's literals.
pub(super) struct LiteralSyntax {
    pub(super) indent: &'static str,
    pub(super) null: &'static str,
    pub(super) truth: &'static str,
    pub(super) falsehood: &'static str,
    pub(super) string: fn(&str) -> String,
    pub(super) key: fn(&str) -> String,
    pub(super) number: fn(&JsonNumber) -> String,
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
    number: ToString::to_string,
    trailing_comma: false,
};

/// JavaScript and TypeScript.
pub(super) const JAVASCRIPT: LiteralSyntax = LiteralSyntax { key: property, trailing_comma: true, ..JSON };

impl LiteralSyntax {
    /// Writes a value that begins on a line of this depth.
    pub(super) fn value(&self, value: &Json, depth: usize) -> String {
        match value {
            Json::Null => self.null.to_owned(),
            Json::Bool(flag) => (if *flag { self.truth } else { self.falsehood }).to_owned(),
            Json::Number(number) => (self.number)(number),
            Json::String(text) => (self.string)(text),
            Json::Array(items) => {
                let written: Vec<String> = items.iter().map(|item| self.value(item, depth + 1)).collect();
                self.list(items, &written, depth)
            }
            Json::Object(members) => {
                let member = |(name, value): (&String, &Json)| (name.clone(), self.value(value, depth + 1));
                self.object(members.iter().map(member).collect(), depth)
            }
        }
    }

    /// Writes a list of items that are already written one level deeper. A list of scalars stands on one line.
    pub(super) fn list(&self, items: &[Json], written: &[String], depth: usize) -> String {
        if items.iter().any(|item| matches!(item, Json::Array(_) | Json::Object(_))) {
            self.block("[", written, "]", depth)
        } else {
            format!("[{}]", written.join(", "))
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

/// Concatenates the items, each between these texts.
pub(super) fn surround_each(before: &str, items: &[String], after: &str) -> String {
    items.iter().flat_map(|item| [before, item, after]).collect()
}
