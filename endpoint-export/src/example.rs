//! Example values: the author's, or plain ones that a type allows.

use endpoint_runtime::provider::{
    ListType, MapType, NumberType, ObjectType, StringType, TypeKind, Types, UnionType, ValueType,
};
use serde_json::{Map, Number, Value, json};

/// The most values in one example.
const MAX_VALUES: usize = 1_000;

/// The most characters of a text that is made longer than its sample.
const MAX_TEXT_LENGTH: usize = 100;

/// Returns a value of the type: its author's example, or else a plain one that it allows. A text without a format is the
/// name of the value. `None` where a plain look finds none, as with a pattern.
///
/// ```
/// use endpoint_export::example::plain;
/// use endpoint_runtime::provider::{Types, ValueType};
/// use serde_json::json;
///
/// let read = |schema| ValueType::read(&schema, &Default::default());
/// let colors = read(json!({ "type": "array", "items": { "type": "string", "examples": ["red"] } }));
/// assert_eq!(plain(&colors, "colors", &Types::default()), Some(json!(["red"])));
/// assert_eq!(plain(&read(json!({ "type": "string" })), "team_id", &Types::default()), Some(json!("team_id")));
/// ```
#[must_use]
pub fn plain(value_type: &ValueType, name: &str, types: &Types) -> Option<Value> {
    Examples { types, within: Vec::new(), remaining: MAX_VALUES }.value(value_type, name)
}

/// An example under construction.
struct Examples<'t> {
    types: &'t Types,
    /// The names of the types around the value, so that no type is put into itself.
    within: Vec<&'t str>,
    /// The number of values that may still be made.
    remaining: usize,
}

impl<'t> Examples<'t> {
    fn value(&mut self, value_type: &'t ValueType, name: &str) -> Option<Value> {
        self.remaining = self.remaining.checked_sub(1)?;
        if let Some(example) = self.types.example(value_type) {
            return Some(example.clone());
        }
        self.of_kind(&value_type.kind, name).or_else(|| value_type.nullable.then_some(Value::Null))
    }

    fn of_kind(&mut self, kind: &'t TypeKind, name: &str) -> Option<Value> {
        match kind {
            TypeKind::Any => Some(name.into()),
            TypeKind::Null => Some(Value::Null),
            TypeKind::Boolean => Some(false.into()),
            TypeKind::Integer(bounds) => number(bounds, is_whole),
            TypeKind::Number(bounds) => number(bounds, |_| true),
            TypeKind::String(bounds) => text(bounds, name).map(Value::from),
            TypeKind::Binary(bounds) => fitting(bounds, "Ynl0ZXM=").map(Value::from),
            TypeKind::File => {
                Some(json!({ "file_name": format!("{name}.txt"), "text": name, "content_type": "text/plain" }))
            }
            TypeKind::Enum(kind) => kind.values.first().map(|known| known.value.clone()),
            TypeKind::List(list) => self.list(list, name),
            TypeKind::Map(map) => self.map(map, name),
            TypeKind::Object(object) => self.object(object),
            TypeKind::Union(union) => self.union(union, name),
            TypeKind::Named { name: type_name } => self.named(type_name, name),
            _ => None,
        }
    }

    fn named(&mut self, type_name: &'t str, name: &str) -> Option<Value> {
        if self.within.contains(&type_name) {
            return None;
        }
        let value_type = self.types.get(type_name)?;
        self.within.push(type_name);
        let example = self.value(value_type, name);
        self.within.pop();
        example
    }
    /// Makes as many items as the list needs, and at least one if their type is known.
    fn list(&mut self, list: &'t ListType, name: &str) -> Option<Value> {
        let needed = list.min_items.unwrap_or(0);
        let wanted = needed.max(list.prefix.len().max(1) as u64).min(list.max_items.unwrap_or(u64::MAX));
        let mut positions = list.prefix.iter().chain(std::iter::repeat(&list.items));
        let mut items = Vec::new();
        for position in 0..wanted {
            let item = match positions.next()? {
                ValueType { kind: TypeKind::Any, .. } if position >= needed => None,
                item => self.value(item, name),
            };
            match item {
                Some(item) if !(list.unique && items.contains(&item)) => items.push(item),
                _ if position >= needed => break,
                _ => return None,
            }
        }
        Some(items.into())
    }

    /// Makes as many members as the map needs.
    fn map(&mut self, map: &'t MapType, name: &str) -> Option<Value> {
        let needed = map.min_members.unwrap_or(0);
        if needed > 0 && map.name_pattern.is_some() {
            return None;
        }
        let member = |number| Some((format!("{name}{number}"), self.value(&map.values, name)?));
        (1..=needed).map(member).collect::<Option<Map<_, _>>>().map(Value::Object)
    }

    /// Makes the required members.
    fn object(&mut self, object: &'t ObjectType) -> Option<Value> {
        let required = object.members.iter().filter(|member| member.required);
        let members = required.map(|member| Some((member.name.clone(), self.value(&member.value, &member.name)?)));
        members.collect::<Option<Map<_, _>>>().map(Value::Object)
    }

    /// Makes a value of the first variant that has one. If only one variant may hold, the others surely refuse the value.
    fn union(&mut self, union: &'t UnionType, name: &str) -> Option<Value> {
        union.variants.iter().enumerate().find_map(|(at, variant)| {
            let example = self.value(variant, name)?;
            let mut others = union.variants.iter().enumerate().filter(|(other, _)| *other != at);
            let is_allowed = !union.exclusive || !others.any(|(_, other)| self.may_hold(other, &example));
            is_allowed.then_some(example)
        })
    }

    /// Returns false where the type surely refuses the value.
    fn may_hold(&self, value_type: &ValueType, value: &Value) -> bool {
        if value.is_null() {
            return self.types.is_nullable(value_type);
        }
        match (self.types.kind(value_type), value) {
            (TypeKind::Boolean, value) => value.is_boolean(),
            (TypeKind::Integer(_) | TypeKind::Number(_), value) => value.is_number(),
            (TypeKind::String(_) | TypeKind::Binary(_), value) => value.is_string(),
            (TypeKind::Enum(kind), value) => {
                (kind.open && value.is_string()) || kind.values.iter().any(|known| known.value == *value)
            }
            (TypeKind::List(_), value) => value.is_array(),
            (TypeKind::Map(_) | TypeKind::File, value) => value.is_object(),
            (TypeKind::Object(object), Value::Object(members)) => object.members.iter().all(|member| {
                members.get(&member.name).map_or(!member.required, |value| self.may_hold(&member.value, value))
            }),
            (TypeKind::Never | TypeKind::Null | TypeKind::Object(_), _) => false,
            (TypeKind::Union(union), value) => union.variants.iter().any(|variant| self.may_hold(variant, value)),
            _ => true,
        }
    }
}

/// Returns 1, or a number near the bounds.
fn number(bounds: &NumberType, is_allowed: fn(&Number) -> bool) -> Option<Value> {
    let beside = |bound: &Option<Number>, step| Number::from_f64(bound.as_ref()?.as_f64()? + step);
    let candidates = [
        Some(1.into()),
        bounds.minimum.clone(),
        bounds.maximum.clone(),
        bounds.multiple_of.clone(),
        beside(&bounds.exclusive_minimum, 1.0),
        beside(&bounds.exclusive_maximum, -1.0),
        Some(0.into()),
    ];
    let mut candidates = candidates.into_iter().flatten();
    candidates.find(|number| is_allowed(number) && is_within(bounds, number)).map(Value::Number)
}

fn is_whole(number: &Number) -> bool {
    number.as_f64().is_some_and(|number| number.fract() == 0.0)
}

fn is_within(bounds: &NumberType, number: &Number) -> bool {
    let Some(number) = number.as_f64() else { return false };
    let holds = |bound: &Option<Number>, holds: fn(f64, f64) -> bool| {
        bound.as_ref().and_then(Number::as_f64).is_none_or(|bound| holds(number, bound))
    };
    holds(&bounds.minimum, |number, least| number >= least)
        && holds(&bounds.maximum, |number, most| number <= most)
        && holds(&bounds.exclusive_minimum, |number, bound| number > bound)
        && holds(&bounds.exclusive_maximum, |number, bound| number < bound)
        && holds(&bounds.multiple_of, |number, unit| number % unit == 0.0)
}

/// Returns a sample of the format, or else the name, repeated or cut to the length.
fn text(bounds: &StringType, name: &str) -> Option<String> {
    let sample = match bounds.format.as_deref().unwrap_or_default() {
        "date" => "2026-01-31",
        "date-time" => "2026-01-31T12:30:00Z",
        "duration" => "PT15M",
        "email" => "ada@example.com",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "time" => "12:30:00Z",
        "uri" | "url" => "https://example.com",
        "uuid" => "3f2b8c1e-5a47-4d0b-9c6e-7a1f0d2e4b58",
        _ => {
            let name = if name.is_empty() { "text" } else { name };
            let length = |length: Option<u64>| length.and_then(|length| usize::try_from(length).ok());
            let min = length(bounds.min_length).unwrap_or(0);
            let max = length(bounds.max_length).unwrap_or(usize::MAX);
            let length = name.chars().count().max(min.min(MAX_TEXT_LENGTH)).min(max);
            return fitting(bounds, &name.chars().cycle().take(length).collect::<String>());
        }
    };
    fitting(bounds, sample)
}

/// Returns the text if its length is within the bounds and no pattern has to match.
fn fitting(bounds: &StringType, text: &str) -> Option<String> {
    let length = text.chars().count() as u64;
    let is_long_enough = bounds.min_length.is_none_or(|min| length >= min);
    let is_short_enough = bounds.max_length.is_none_or(|max| length <= max);
    (bounds.pattern.is_none() && is_long_enough && is_short_enough).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plain_of(schema: &Value) -> Option<Value> {
        let definitions = json!({
            "Id": { "type": "string", "examples": ["team-1"] },
            "Tree": { "type": "object", "properties": { "left": { "$ref": "#/$defs/Tree" } }, "required": ["left"] },
            "Kind": { "oneOf": [{ "const": "small", "type": "string" }, { "const": "big", "type": "string" }] },
        });
        let definitions = serde_json::from_value(definitions).unwrap();
        plain(&ValueType::read(schema, &definitions), "name", &Types::read(&definitions))
    }

    #[test]
    fn the_authors_example_comes_first() {
        assert_eq!(plain_of(&json!({ "$ref": "#/$defs/Id" })), Some(json!("team-1")));
        assert_eq!(plain_of(&json!({ "$ref": "#/$defs/Id", "examples": ["team-2"] })), Some(json!("team-2")));
        assert_eq!(plain_of(&json!({ "type": "integer", "examples": [7], "default": 3 })), Some(json!(7)));
    }

    #[test]
    fn a_plain_value_is_one_that_the_schema_allows() {
        let number = |bounds: Value| json!({ "allOf": [{ "type": "number" }, bounds] });
        for (schema, example) in [
            (json!(true), json!("name")),
            (json!({ "$ref": "#/$defs/Gone" }), json!("name")),
            (json!({ "const": 7, "examples": [8] }), json!(7)),
            (json!({ "examples": ["first", "second"], "enum": ["third", "fourth"] }), json!("first")),
            (json!({ "enum": ["first", "second"] }), json!("first")),
            (json!({ "type": "string", "default": "given" }), json!("given")),
            (json!({ "type": "string" }), json!("name")),
            (json!({ "type": "string", "format": "date" }), json!("2026-01-31")),
            (json!({ "type": "string", "minLength": 6 }), json!("namena")),
            (json!({ "type": "string", "maxLength": 2 }), json!("na")),
            (json!({ "type": "string", "contentEncoding": "base64" }), json!("Ynl0ZXM=")),
            (json!({ "type": "integer" }), json!(1)),
            (json!({ "type": "integer", "minimum": 10 }), json!(10)),
            (number(json!({ "maximum": -0.5 })), json!(-0.5)),
            (number(json!({ "exclusiveMinimum": 1 })), json!(2.0)),
            (number(json!({ "multipleOf": 0.5, "maximum": 0.75 })), json!(0.5)),
            (json!({ "type": ["null", "boolean"] }), json!(false)),
            (json!({ "type": "null" }), json!(null)),
            (json!({ "type": "array" }), json!([])),
            (json!({ "type": "array", "minItems": 2 }), json!(["name", "name"])),
            (json!({ "type": "array", "items": { "$ref": "#/$defs/Tree" } }), json!([])),
            (json!({ "type": "array", "items": { "$ref": "#/$defs/Id" } }), json!(["team-1"])),
            (json!({ "type": "array", "items": { "$ref": "#/$defs/Id" }, "maxItems": 0 }), json!([])),
            (json!({ "type": "object", "additionalProperties": { "type": "integer" } }), json!({})),
            (json!({ "additionalProperties": { "type": "integer" }, "minProperties": 1 }), json!({ "name1": 1 })),
            (json!({ "$ref": "#/$defs/Kind" }), json!("small")),
            (json!({ "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/Id" }] }), json!("team-1")),
            (json!({ "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/Tree" }] }), json!(null)),
            (json!({ "oneOf": [{ "type": "integer" }, { "type": "number" }, { "type": "boolean" }] }), json!(false)),
            (
                json!({
                    "type": "object",
                    "properties": { "a": { "type": "integer" }, "b": { "$ref": "#/$defs/Id" }, "c": { "type": "string" } },
                    "required": ["a", "c", "d"],
                }),
                json!({ "a": 1, "c": "c", "d": "d" }),
            ),
        ] {
            assert_eq!(plain_of(&schema), Some(example), "{schema}");
        }
    }

    #[test]
    fn where_a_plain_look_finds_no_value_there_is_no_example() {
        for schema in [
            json!({ "type": "string", "pattern": "^a+$" }),
            json!({ "type": "string", "format": "date", "maxLength": 3 }),
            json!({ "type": "string", "minLength": 1_000 }),
            json!({ "type": "integer", "minimum": 3, "maximum": 2 }),
            json!({ "type": "array", "items": { "type": "string" }, "minItems": 2, "uniqueItems": true }),
            json!({ "type": "array", "items": { "type": "string" }, "minItems": 1_000_000 }),
            json!({ "oneOf": [{ "type": "integer" }, { "type": "number" }] }),
            json!({ "$ref": "#/$defs/Tree" }),
            json!(false),
        ] {
            assert_eq!(plain_of(&schema), None, "{schema}");
        }
    }

    #[test]
    fn an_example_is_bounded() {
        let member = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
        let levels = (0..20).map(|level| {
            let next = member(&format!("L{}", level + 1));
            let schema = json!({ "properties": { "a": next, "b": next, "c": next }, "required": ["a", "b", "c"] });
            (format!("L{level}"), schema)
        });
        let definitions = levels.chain([("L20".to_owned(), json!({ "type": "string" }))]).collect();
        let value_type = ValueType::read(&member("L0"), &definitions);
        assert_eq!(plain(&value_type, "", &Types::read(&definitions)), None);
    }
}
