//! TypeScript types.

use super::comments;
use crate::{javascript::property, quote::quoted};

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// A keyword, a literal or a name.
    Verbatim(String),
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
    /// The known members.
    pub(crate) members: Vec<Member>,
    /// The type of all members, if there may be others.
    pub(crate) rest: Option<Box<Type>>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(super) docs: String,
    pub(super) tags: Vec<String>,
    pub(crate) is_optional: bool,
    pub(crate) value: Type,
}

impl Type {
    pub(super) fn verbatim(text: impl Into<String>) -> Self {
        Self::Verbatim(text.into())
    }

    pub(super) fn unknown() -> Self {
        Self::verbatim("unknown")
    }

    pub(super) fn literal(text: &str) -> Self {
        Self::Verbatim(quoted(text))
    }

    /// Returns the union without repeated types. Next to literals, `string` is written so that editors still suggest them.
    pub(super) fn union(types: impl IntoIterator<Item = Type>) -> Self {
        let mut all: Vec<Type> = Vec::new();
        for ty in types {
            let parts = if let Self::Union(parts) = ty { parts } else { vec![ty] };
            for part in parts {
                if part == Self::unknown() {
                    return part;
                }
                if part != Self::verbatim("never") && !all.contains(&part) {
                    all.push(part);
                }
            }
        }
        let has_literals = all.iter().any(|ty| matches!(ty, Self::Verbatim(text) if text.starts_with('"')));
        if has_literals && let Some(open) = all.iter_mut().find(|ty| **ty == Self::verbatim("string")) {
            *open = Self::verbatim("(string & {})");
        }
        if all.len() > 1 { Self::Union(all) } else { all.pop().unwrap_or_else(|| Self::verbatim("never")) }
    }

    /// Writes the type; lines after the first begin with `indent`.
    pub(super) fn print(&self, indent: &str) -> String {
        match self {
            Self::Verbatim(text) => text.clone(),
            Self::Array(item) => format!("{}[]", item.within(indent)),
            Self::Tuple(items) => {
                format!("[{}]", items.iter().map(|item| item.print(indent)).collect::<Vec<_>>().join(", "))
            }
            Self::Union(types) => types.iter().map(|ty| ty.within(indent)).collect::<Vec<_>>().join(" | "),
            Self::Object(object) => object.print(indent),
        }
    }

    /// Writes the type in parentheses, if an operator beside it needs them.
    fn within(&self, indent: &str) -> String {
        let text = self.print(indent);
        if matches!(self, Self::Union(_)) { format!("({text})") } else { text }
    }
}

impl Object {
    /// Writes the braces and the members between them.
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
        let Self { name, docs, tags, is_optional, value } = self;
        let comment = comments::comment(docs, tags, indent);
        let mark = if *is_optional { "?" } else { "" };
        format!("{comment}{indent}{}{mark}: {};\n", property(name), value.print(indent))
    }
}
