//! Literals of JavaScript.

use crate::{javascript::property, quote::quoted};

/// The longest value that stands on one line.
const MAX_WIDTH: usize = 100;

/// A value in JavaScript.
#[derive(Clone, Debug)]
pub(super) enum Literal {
    /// A scalar in JavaScript's syntax.
    Scalar(String),
    /// A list.
    List(Vec<Literal>),
    /// An object with its members in order.
    Object(Vec<(String, Literal)>),
}

impl Literal {
    pub(super) fn text(text: &str) -> Self {
        Self::Scalar(quoted(text))
    }

    pub(super) fn number(number: impl std::fmt::Display) -> Self {
        Self::Scalar(number.to_string())
    }

    pub(super) fn flag(flag: bool) -> Self {
        Self::Scalar(flag.to_string())
    }

    pub(super) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// Writes the value; lines after the first begin with `indent`.
    pub(super) fn print(&self, indent: &str) -> String {
        let flat = self.flat();
        if flat.len() + indent.len() <= MAX_WIDTH {
            return flat;
        }
        let inner = format!("{indent}  ");
        match self {
            Self::Scalar(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(|item| format!("{inner}{},\n", item.print(&inner))).collect();
                format!("[\n{}{indent}]", items.concat())
            }
            Self::Object(members) => {
                let member =
                    |(key, value): &(String, Self)| format!("{inner}{}: {},\n", property(key), value.print(&inner));
                format!("{{\n{}{indent}}}", members.iter().map(member).collect::<String>())
            }
        }
    }

    fn flat(&self) -> String {
        match self {
            Self::Scalar(text) => text.clone(),
            Self::List(items) => format!("[{}]", joined(items.iter().map(Self::flat))),
            Self::Object(members) if members.is_empty() => "{}".to_owned(),
            Self::Object(members) => {
                let members = members.iter().map(|(key, value)| format!("{}: {}", property(key), value.flat()));
                format!("{{ {} }}", joined(members))
            }
        }
    }
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

/// Returns a member of an object that is a text.
pub(super) fn member(key: &str, text: &str) -> (String, Literal) {
    (key.to_owned(), Literal::text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_take_several_lines() {
        let long =
            Literal::Object(vec![("a".into(), Literal::texts(["x".repeat(60).as_str(), "y".repeat(60).as_str()]))]);
        assert_eq!(long.print("").lines().count(), 6);
        assert_eq!(Literal::Object(vec![("a".into(), Literal::number(1))]).print(""), "{ a: 1 }");
    }
}
