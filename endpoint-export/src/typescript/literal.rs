//! Values as JavaScript writes them.

/// How long a value may be that stands on one line.
const LINE: usize = 100;

/// A value in JavaScript.
#[derive(Clone, Debug)]
pub(super) enum Literal {
    /// A scalar, as it is written.
    Scalar(String),
    /// A list.
    List(Vec<Literal>),
    /// An object, in order.
    Object(Vec<(String, Literal)>),
}

impl Literal {
    pub(super) fn text(text: &str) -> Self {
        Self::Scalar(string(text))
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

    /// The value's text; lines after the first begin with `indent`.
    pub(super) fn print(&self, indent: &str) -> String {
        let flat = self.flat();
        if flat.len() + indent.len() <= LINE {
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

/// A string literal. Characters that a reader cannot see, or that change the order of others, are escaped.
pub(super) fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
                out.push_str(&escaped(c));
            }
            c if c.is_control() => out.push_str(&escaped(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn escaped(c: char) -> String {
    format!("\\u{:04x}", u32::from(c))
}

/// The key of an object or the name of a member of a type.
pub(super) fn property(name: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    if !name.starts_with(|first: char| first.is_ascii_digit()) && !name.is_empty() && name.chars().all(is_word) {
        // As a key, it would be the object's prototype.
        return if name == "__proto__" { "[\"__proto__\"]".to_owned() } else { name.to_owned() };
    }
    string(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_its_json_or_an_escape_of_it() {
        for text in ["", "a\"b\\c", "\u{0}\n\r\t\u{2028}\u{202e}\u{feff}", "ü 😀 `${x}` </script>"] {
            assert_eq!(serde_json::from_str::<String>(&string(text)).unwrap(), text);
        }
        assert!(!string("\u{202e}\r\u{85}").contains(['\u{202e}', '\r', '\u{85}']));
    }

    #[test]
    fn keys_are_quoted_where_they_must_be() {
        for (name, key) in
            [("a_1", "a_1"), ("class", "class"), ("1a", "\"1a\""), ("a-b", "\"a-b\""), ("", "\"\""), ("ü", "\"ü\"")]
        {
            assert_eq!(property(name), key);
        }
    }

    #[test]
    fn long_values_take_several_lines() {
        let long =
            Literal::Object(vec![("a".into(), Literal::texts(["x".repeat(60).as_str(), "y".repeat(60).as_str()]))]);
        assert_eq!(long.print("").lines().count(), 6);
        assert_eq!(Literal::Object(vec![("a".into(), Literal::number(1))]).print(""), "{ a: 1 }");
    }
}
