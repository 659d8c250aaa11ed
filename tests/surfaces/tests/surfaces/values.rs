//! Values generated from schemas, so that new endpoints are covered.

use endpoint_runtime::metadata::{Parameter, ParameterLocation};
use serde_json::{Map, Value, json};

/// The depth to which recursive types are filled.
const DEPTH: usize = 3;

/// The largest integer that JavaScript represents exactly.
const SAFE: i64 = (1 << 53) - 1;

/// A choice among the values that a schema allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// Ordinary values.
    Plain,
    /// Extreme values, and texts that need quoting.
    Awkward,
    /// Empty texts and lists, where their place accepts them.
    Empty,
}

/// A generator of values for one parameter.
#[derive(Clone, Copy)]
pub(crate) struct ValueGenerator<'a> {
    pub(crate) definitions: &'a std::collections::BTreeMap<String, Value>,
    pub(crate) parameter: &'a Parameter,
    pub(crate) variant: Variant,
}

impl ValueGenerator<'_> {
    /// Makes a value that the schema allows.
    ///
    /// # Errors
    /// The schema uses something that the generator does not know.
    pub(crate) fn value(&self, schema: &Value, depth: usize) -> Result<Value, String> {
        let schema = match schema {
            Value::Object(schema) if !schema.keys().all(|key| is_note(key)) => schema,
            Value::Bool(true) | Value::Object(_) => return Ok(self.anything()),
            _ => return Err(format!("no value is allowed by {schema}")),
        };
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let definition = name.strip_prefix("#/$defs/").and_then(|name| self.definitions.get(name));
            return self.value(definition.ok_or_else(|| format!("{name} is not defined"))?, depth + 1);
        }
        if let Some(value) = schema.get("const") {
            return Ok(value.clone());
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return self.pick(values.iter().filter(|value| !value.is_null())).cloned();
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            if let Some(schemas) = schema.get(key).and_then(Value::as_array) {
                let allowed = schemas.iter().filter(|schema| depth > DEPTH || schema["type"] != json!("null"));
                return self.value(self.pick(allowed)?, depth + 1);
            }
        }
        self.typed(schema, depth)
    }

    fn typed(&self, schema: &Map<String, Value>, depth: usize) -> Result<Value, String> {
        let types = match schema.get("type") {
            Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(one)) => vec![one.as_str()],
            _ => return Err(format!("it is not known which values are allowed by {schema:?}")),
        };
        match types.iter().copied().find(|name| *name != "null").unwrap_or("null") {
            "string" => self.string(schema),
            "array" if self.variant == Variant::Empty => Ok(json!([])),
            "boolean" => Ok(json!(self.variant == Variant::Plain)),
            "integer" => Ok(json!(self.integer(schema))),
            "number" => Ok(json!(match self.variant {
                Variant::Plain => 1.5,
                Variant::Awkward => 1e-7,
                // A double that is whole, which no surface writes with a fraction.
                Variant::Empty => return Ok(json!(5)),
            })),
            "array" => self.array(schema, depth),
            "object" => self.object(schema, depth),
            _ => Ok(Value::Null),
        }
    }

    fn string(&self, schema: &Map<String, Value>) -> Result<Value, String> {
        let example = schema.get("examples").and_then(|examples| examples.get(0));
        let is_bounded = ["pattern", "minLength", "format"].iter().any(|key| schema.contains_key(*key));
        // A path segment cannot be empty, and an empty environment variable counts as not set.
        let takes_nothing =
            !is_bounded && self.parameter.location != ParameterLocation::Path && !self.parameter.sensitive;
        if self.variant == Variant::Empty && takes_nothing {
            return Ok("".into());
        }
        if let Some(example) = example.filter(|_| self.variant != Variant::Awkward) {
            return Ok(example.clone());
        }
        if schema.contains_key("pattern") || schema.contains_key("maxLength") {
            return example.cloned().ok_or_else(|| format!("an example is missing in {schema:?}"));
        }
        let plain = self.variant != Variant::Awkward;
        let name = self.parameter.name;
        let text = match schema.get("format").and_then(Value::as_str) {
            Some("uuid") => "0b0e4a4e-98f5-4b25-8d25-9b8b8d4ecf2a".to_owned(),
            Some("date-time") => {
                if plain { "2026-11-22T21:00:00Z" } else { "2026-11-22T21:00:00.125+05:30" }.to_owned()
            }
            Some("email") => if plain { "ada@example.com" } else { "\"a b\"+c%40@example.com" }.to_owned(),
            Some("uri") => {
                if plain { "https://example.com/" } else { "https://example.com/a%20b?c=d+e&f#g" }.to_owned()
            }
            Some(format) => return Err(format!("no text of the format {format} is known")),
            None if is_encoded(schema) => if plain { "cGxhaW4=" } else { "AP+AfyLwn6aA/w==" }.to_owned(),
            None if plain => format!("{name}-1"),
            None => awkward(self.parameter),
        };
        Ok(text.into())
    }

    fn integer(&self, schema: &Map<String, Value>) -> i64 {
        let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
        let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
        let least = match format {
            "int8" => i8::MIN.into(),
            "int16" => i16::MIN.into(),
            "int32" => i32::MIN.into(),
            _ => -SAFE,
        };
        #[expect(clippy::cast_possible_truncation, reason = "the bounds of a test's schemas are small")]
        let (minimum, maximum) =
            (bound("minimum").map_or(least, |bound| bound as i64), bound("maximum").map(|bound| bound as i64));
        match (self.variant, maximum) {
            (Variant::Empty, maximum) => minimum.max(0).min(maximum.unwrap_or(0)),
            (Variant::Plain, maximum) => minimum.max(7).min(maximum.unwrap_or(SAFE)),
            (Variant::Awkward, Some(maximum)) => maximum.min(SAFE),
            (Variant::Awkward, None) if format == "uint32" => u32::MAX.into(),
            (Variant::Awkward, None) if minimum >= 0 => SAFE,
            (Variant::Awkward, None) => minimum,
        }
    }

    fn array(&self, schema: &Map<String, Value>, depth: usize) -> Result<Value, String> {
        if depth > DEPTH {
            return Ok(json!([]));
        }
        if let Some(items) = schema.get("prefixItems").and_then(Value::as_array) {
            return items.iter().map(|item| self.value(item, depth + 1)).collect();
        }
        let items = schema.get("items").unwrap_or(&Value::Bool(true));
        let other = ValueGenerator { variant: Variant::Plain, ..*self };
        let mut values = vec![self.value(items, depth + 1)?, other.value(items, depth + 1)?];
        values.dedup();
        Ok(values.into())
    }

    fn object(&self, schema: &Map<String, Value>, depth: usize) -> Result<Value, String> {
        let mut object = Map::new();
        let required = |name: &str| {
            schema
                .get("required")
                .and_then(Value::as_array)
                .is_some_and(|names| names.iter().any(|known| known == name))
        };
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if depth <= DEPTH || required(name) {
                object.insert(name.clone(), self.value(property, depth + 1)?);
            }
        }
        let others = schema.get("additionalProperties").filter(|others| **others != Value::Bool(false));
        if let Some(others) = others.filter(|_| self.variant != Variant::Empty) {
            let name = if self.variant == Variant::Plain { "other".to_owned() } else { awkward(self.parameter) };
            object.insert(name, self.value(others, depth + 1)?);
        }
        Ok(object.into())
    }

    /// Makes a value for a schema that allows everything.
    fn anything(&self) -> Value {
        match (self.parameter.location, self.variant) {
            (ParameterLocation::Field | ParameterLocation::Body, Variant::Empty) => json!({}),
            (ParameterLocation::Field | ParameterLocation::Body, Variant::Plain) => json!({ "any": [1, null] }),
            (ParameterLocation::Field | ParameterLocation::Body, Variant::Awkward) => {
                let text = awkward(self.parameter);
                json!([{ &*text: [text, -0.5, {}, [], "", null, false] }])
            }
            (_, Variant::Plain | Variant::Empty) => format!("{}-1", self.parameter.name).into(),
            (_, Variant::Awkward) => awkward(self.parameter).into(),
        }
    }

    fn pick<'v>(&self, mut values: impl DoubleEndedIterator<Item = &'v Value>) -> Result<&'v Value, String> {
        let picked = if self.variant == Variant::Awkward { values.next_back() } else { values.next() };
        picked.ok_or_else(|| "none of several values is there".to_owned())
    }
}

/// Makes a text of characters that need quoting somewhere. It differs from parameter to parameter.
fn awkward(parameter: &Parameter) -> String {
    let name = parameter.name;
    let ascii =
        format!("{name} a/b\\c%2Fd+e?f=g&h#i@j;k:l,m \"n\" 'o' `p` $q ${{r}} $(s) <t> {{u}} {{{{v}}}} !w *~[x]|^");
    match parameter.location {
        // A header value is ASCII without control characters.
        ParameterLocation::Header => ascii,
        // Secrets in the JSON of curl snippets have no control characters either, as the snippets say.
        _ if parameter.sensitive => format!("{ascii} \u{fc} \u{1f980} \u{2028} "),
        _ => format!("{ascii} \u{fc} \u{6771}\u{4eac} \u{1f980} e\u{301} \u{2028}\r\n\ty\u{1}\u{7f} "),
    }
}

fn is_encoded(schema: &Map<String, Value>) -> bool {
    schema.get("contentEncoding").is_some_and(|encoding| encoding == "base64")
}

/// Returns whether a keyword is an annotation, which does not restrict values.
fn is_note(key: &str) -> bool {
    matches!(key, "title" | "description" | "examples" | "default" | "deprecated" | "readOnly" | "writeOnly")
}
