//! TypeScript types, and how they are written.

use super::docs;
use crate::{javascript::property, quote::quoted};

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// A keyword, a literal or a name.
    Text(String),
    /// `T[]`.
    Array(Box<Type>),
    /// `[A, B]`.
    Tuple(Vec<Type>),
    /// `A | B`.
    Union(Vec<Type>),
    /// `{ … }`.
    Object(Object),
}

/// The type of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Object {
    /// The members that are known.
    pub(crate) members: Vec<Member>,
    /// The type of all others, where there may be others.
    pub(crate) rest: Option<Box<Type>>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(super) docs: String,
    pub(super) tags: Vec<String>,
    pub(crate) is_optional: bool,
    pub(crate) kind: Type,
}

impl Type {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn unknown() -> Self {
        Self::text("unknown")
    }

    pub(super) fn literal(text: &str) -> Self {
        Self::Text(quoted(text))
    }

    /// Any of these. What is there twice is said once; next to literals, `string` leaves them as suggestions.
    pub(super) fn union(types: impl IntoIterator<Item = Type>) -> Self {
        let mut all: Vec<Type> = Vec::new();
        for kind in types {
            let parts = if let Self::Union(parts) = kind { parts } else { vec![kind] };
            for part in parts {
                if part == Self::unknown() {
                    return part;
                }
                if part != Self::text("never") && !all.contains(&part) {
                    all.push(part);
                }
            }
        }
        let has_literals = all.iter().any(|kind| matches!(kind, Self::Text(text) if text.starts_with('"')));
        if has_literals && let Some(open) = all.iter_mut().find(|kind| **kind == Self::text("string")) {
            *open = Self::text("(string & {})");
        }
        if all.len() > 1 { Self::Union(all) } else { all.pop().unwrap_or_else(|| Self::text("never")) }
    }

    /// The type's text; lines after the first begin with `indent`.
    pub(super) fn print(&self, indent: &str) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Array(item) => format!("{}[]", item.within(indent)),
            Self::Tuple(items) => {
                format!("[{}]", items.iter().map(|item| item.print(indent)).collect::<Vec<_>>().join(", "))
            }
            Self::Union(types) => types.iter().map(|kind| kind.within(indent)).collect::<Vec<_>>().join(" | "),
            Self::Object(object) => object.print(indent),
        }
    }

    /// The same where another operator stands beside it.
    fn within(&self, indent: &str) -> String {
        let text = self.print(indent);
        if matches!(self, Self::Union(_)) { format!("({text})") } else { text }
    }
}

impl Object {
    /// The object's braces and what stands between them.
    pub(super) fn print(&self, indent: &str) -> String {
        let inner = format!("{indent}  ");
        let mut lines: Vec<String> = self.members.iter().map(|member| member.print(&inner)).collect();
        lines.extend(self.rest.iter().map(|rest| format!("{inner}[key: string]: {};\n", rest.print(&inner))));
        if lines.is_empty() {
            return "Record<string, never>".to_owned();
        }
        format!("{{\n{}{indent}}}", lines.concat())
    }
}

impl Member {
    fn print(&self, indent: &str) -> String {
        let Self { name, docs, tags, is_optional, kind } = self;
        let comment = docs::comment(docs, tags, indent);
        let mark = if *is_optional { "?" } else { "" };
        format!("{comment}{indent}{}{mark}: {};\n", property(name), kind.print(indent))
    }
}
