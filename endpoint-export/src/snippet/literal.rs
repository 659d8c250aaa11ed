//! Values as literals of a language.

use serde_json::{Map, Number, Value};

use crate::{javascript::property, quote::quoted};

/// How a language writes JSON values.
pub(super) struct Syntax {
    pub(super) indent: &'static str,
    pub(super) null: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) text: fn(&str) -> String,
    pub(super) key: fn(&str) -> String,
    pub(super) number: fn(&Number) -> String,
    /// Whether the last item on a line of its own has a comma.
    pub(super) last_comma: bool,
}

/// JSON itself.
pub(super) const JSON: Syntax = Syntax {
    indent: "  ",
    null: "null",
    yes: "true",
    no: "false",
    text: quoted,
    key: quoted,
    number: Number::to_string,
    last_comma: false,
};

/// JavaScript, and so TypeScript.
pub(super) const JAVASCRIPT: Syntax = Syntax { key: property, last_comma: true, ..JSON };

impl Syntax {
    /// A value that begins on a line of this depth.
    pub(super) fn value(&self, value: &Value, depth: usize) -> String {
        match value {
            Value::Null => self.null.to_owned(),
            Value::Bool(flag) => (if *flag { self.yes } else { self.no }).to_owned(),
            Value::Number(number) => (self.number)(number),
            Value::String(text) => (self.text)(text),
            Value::Array(items) => {
                let written: Vec<String> = items.iter().map(|item| self.value(item, depth + 1)).collect();
                if items.iter().any(|item| item.is_array() || item.is_object()) {
                    self.block("[", &written, "]", depth)
                } else {
                    format!("[{}]", written.join(", "))
                }
            }
            Value::Object(members) => {
                let member = |(name, value): (&String, &Value)| (name.clone(), self.value(value, depth + 1));
                self.object(sorted(members).into_iter().map(member).collect(), depth)
            }
        }
    }

    /// An object of values that are written already, as those that stand one deeper.
    pub(super) fn object(&self, members: Vec<(String, String)>, depth: usize) -> String {
        let member = |(name, value): (String, String)| format!("{}: {value}", (self.key)(&name));
        self.block("{", &members.into_iter().map(member).collect::<Vec<_>>(), "}", depth)
    }

    /// Items between brackets, one on each line.
    pub(super) fn block(&self, open: &str, items: &[String], close: &str, depth: usize) -> String {
        if items.is_empty() {
            return format!("{open}{close}");
        }
        let (outer, inner) = (self.indent.repeat(depth), self.indent.repeat(depth + 1));
        let last = if self.last_comma { "," } else { "" };
        format!("{open}\n{inner}{}{last}\n{outer}{close}", items.join(&format!(",\n{inner}")))
    }
}

/// JSON on one line, its members sorted.
pub(crate) fn compact(value: &Value) -> String {
    let list = |items: Vec<String>| items.join(",");
    match value {
        Value::Array(items) => format!("[{}]", list(items.iter().map(compact).collect())),
        Value::Object(members) => {
            let member =
                |(name, value): (&String, &Value)| format!("{}:{}", Value::from(name.as_str()), compact(value));
            format!("{{{}}}", list(sorted(members).into_iter().map(member).collect()))
        }
        scalar => scalar.to_string(),
    }
}

/// The members by their names' bytes, whatever order the map has.
pub(super) fn sorted(members: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_unstable_by_key(|(name, _)| *name);
    members
}

/// The items, each between these texts.
pub(super) fn each(before: &str, items: &[String], after: &str) -> String {
    items.iter().flat_map(|item| [before, item, after]).collect()
}
