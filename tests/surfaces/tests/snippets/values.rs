//! Values that need quoting or escaping in some language, the same in every run.

use std::collections::BTreeMap;

use endpoint_runtime::{Json, JsonMap, metadata::ParameterLocation};
use serde_json::Value;

/// Fragments of texts.
pub(crate) const FRAGMENTS: [&str; 65] = [
    "'",
    "\"",
    "`",
    "$",
    "$HOME",
    "${HOME}",
    "$(id)",
    "`id`",
    "#{1+1}",
    "{0}",
    "{{x}}",
    "%s",
    "%d%%",
    "%20",
    "%2F",
    "%",
    "\\",
    "\\n",
    "\\u0041",
    "\\x41",
    "\\'",
    "\\\"",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "/",
    "../",
    "..",
    "?",
    "#",
    "&",
    "=",
    "+",
    "-",
    "--data",
    "-n\u{1b}",
    "@",
    "@/etc/passwd",
    "!",
    "!!",
    ";",
    "|",
    "<",
    ">",
    "*",
    "~",
    "EOF",
    "\nEOF\n",
    "</script>",
    "*/",
    "\"\"\"",
    "'''",
    "\"#",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "\u{7f}\u{1b}[0m",
    "é",
    "日本",
    "🦀",
    "a",
];

/// Names of members.
const NAMES: [&str; 9] = ["a", "__proto__", "constructor", "toJSON", "a-b", "", "1", "ü\"'`\n", "$x"];

/// Integers, some of which few languages hold.
const INTEGERS: [&str; 8] = [
    "0",
    "-1",
    "9007199254740991",
    "-5000000000",
    "9007199254740993",
    "-9223372036854775808",
    "18446744073709551615",
    "123456789012345678901234567890",
];

/// Numbers in notations that most languages would change.
const NUMBERS: [&str; 13] = [
    "0.5",
    "-1.25",
    "123456789.125",
    "5",
    "1.10",
    "1.0",
    "-0",
    "1E5",
    "-1.5e-7",
    "1e+300",
    "0.000001",
    "0.12345678901234567890",
    "10000000000000000",
];

/// Numbers in the range of `f32`.
const FLOATS: [&str; 5] = ["0.5", "5", "1.10", "-0", "1E5"];

/// A generator of values.
pub(crate) struct ValueGenerator {
    random: fastrand::Rng,
    next: usize,
    /// The text to use for all texts.
    only: Option<&'static str>,
}

impl ValueGenerator {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: fastrand::Rng::with_seed(seed), next: 0, only: None }
    }

    /// Makes a generator that uses this text for all texts.
    pub(crate) fn only(text: &'static str) -> Self {
        Self { only: Some(text), ..Self::new(7) }
    }

    /// Decides whether an optional value is there.
    pub(crate) fn chance(&mut self) -> bool {
        self.only.is_some() || self.random.bool()
    }

    /// Makes a text of up to four fragments. Each fragment comes first in turn.
    fn any_text(&mut self) -> String {
        if let Some(text) = self.only {
            return text.to_owned();
        }
        let mut text = FRAGMENTS[self.next % FRAGMENTS.len()].to_owned();
        self.next += 1;
        for _ in 0..self.random.usize(0..4) {
            text += FRAGMENTS[self.random.usize(0..FRAGMENTS.len())];
        }
        text
    }

    pub(crate) fn text(&mut self, location: ParameterLocation) -> String {
        let text = self.any_text();
        match location {
            ParameterLocation::Path if matches!(text.as_str(), "" | "." | "..") => format!("{text}x"),
            ParameterLocation::Header => {
                let visible = |c: &char| matches!(c, ' '..='~' | '\t');
                text.chars().filter(visible).collect::<String>().trim().to_owned()
            }
            _ if self.only.is_none() && self.random.u8(0..20) == 0 && location != ParameterLocation::Path => {
                String::new()
            }
            _ => text,
        }
    }

    /// Makes a value of this schema for this place.
    pub(crate) fn value(
        &mut self,
        schema: &Value,
        definitions: &BTreeMap<String, Value>,
        location: ParameterLocation,
    ) -> Json {
        self.of_schema(schema, definitions, location, 0)
    }

    fn of_schema(
        &mut self,
        schema: &Value,
        definitions: &BTreeMap<String, Value>,
        location: ParameterLocation,
        depth: usize,
    ) -> Json {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            return self.of_schema(&definitions[name.trim_start_matches("#/$defs/")], definitions, location, depth);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return values[self.random.usize(0..values.len())].clone().into();
        }
        if let Some(schemas) = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(key)?.as_array()) {
            let last = if depth > 3 { schemas.len() - 1 } else { self.random.usize(0..schemas.len()) };
            return self.of_schema(&schemas[last], definitions, location, depth + 1);
        }
        let kinds = match schema.get("type") {
            Some(Value::Array(kinds)) => kinds.clone(),
            Some(kind) => vec![kind.clone()],
            None => vec![Value::Null],
        };
        match kinds[self.random.usize(0..kinds.len())].as_str() {
            Some("string") if schema.get("contentEncoding").is_some() => "AAEtJSfgXP8KQA==".into(),
            // A `char`.
            Some("string") if schema.get("maxLength").is_some() => "x".into(),
            Some("string") if schema.get("format").is_some_and(|format| format == "date-time") => {
                "2026-01-31T12:30:00.123456789+05:45".into()
            }
            Some("string") => self.text(location).into(),
            Some("integer") => self.integer(schema),
            Some("number") if schema.get("format").is_some_and(|format| format == "float") => self.pick(&FLOATS),
            Some("number") => self.pick(&NUMBERS),
            Some("boolean") => self.random.bool().into(),
            Some("null") => Json::Null,
            Some("array") => {
                let count = self.random.usize(0..3);
                (0..count).map(|_| self.of_schema(&schema["items"], definitions, location, depth + 1)).collect()
            }
            Some("object") => self.object(schema, definitions, location, depth),
            _ => self.anything(depth),
        }
    }

    fn integer(&mut self, schema: &Value) -> Json {
        let bound = |key: &str, other: &str| schema.get(key).map_or_else(|| other.to_owned(), Value::to_string);
        let texts = [bound("minimum", "-9"), bound("maximum", "4000000000"), "7".to_owned()];
        texts[self.random.usize(0..texts.len())].parse().unwrap()
    }

    fn pick(&mut self, texts: &[&str]) -> Json {
        texts[self.random.usize(0..texts.len())].parse().unwrap()
    }

    fn object(
        &mut self,
        schema: &Value,
        definitions: &BTreeMap<String, Value>,
        location: ParameterLocation,
        depth: usize,
    ) -> Json {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let mut object = JsonMap::new();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            if required.contains(&name.as_str().into()) || self.random.bool() {
                object.insert(name.clone(), self.of_schema(schema, definitions, location, depth + 1));
            }
        }
        if let Some(others) = schema.get("additionalProperties").filter(|others| others.is_object()) {
            for name in &NAMES[..self.random.usize(0..NAMES.len())] {
                object.insert(*name, self.of_schema(others, definitions, location, depth + 1));
            }
        }
        object.into()
    }

    /// Makes any JSON value.
    fn anything(&mut self, depth: usize) -> Json {
        match self.random.u8(0..if depth > 2 { 6 } else { 9 }) {
            0 => Json::Null,
            1 => self.random.bool().into(),
            2 => self.pick(&INTEGERS),
            3 => self.pick(&NUMBERS),
            4 | 5 => self.any_text().into(),
            6 => (0..self.random.usize(0..4)).map(|_| self.anything(depth + 1)).collect(),
            _ => {
                let mut object = JsonMap::new();
                for _ in 0..self.random.usize(0..4) {
                    let name = NAMES[self.random.usize(0..NAMES.len())];
                    object.insert(name.to_owned(), self.anything(depth + 1));
                }
                object.into()
            }
        }
    }
}
