//! The values of flags: how the text of a flag becomes a value of its parameter's type.

use endpoint_runtime::{
    Json, JsonNumber,
    provider::{EnumType, TypeKind, Types, ValueType},
};

use crate::json;

/// The form in which a flag takes one value, or one item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FlagForm {
    Text,
    Integer,
    Number,
    Boolean,
    /// Bytes as a text in base64.
    Base64,
    /// The path of a file.
    File,
    /// A value of any other type, as JSON text.
    Json,
}

/// The values that a flag takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FlagValue {
    pub(crate) form: FlagForm,
    /// The known texts. Others may be allowed, too.
    pub(crate) choices: Vec<String>,
    /// True if the flag is given once for each item of a list.
    pub(crate) is_list: bool,
    /// True if an item can be a list itself, so that a JSON array is one item and not a list of them.
    has_list_items: bool,
}

impl FlagValue {
    /// Returns the values that a flag of this type takes.
    pub(crate) fn of(value: &ValueType, types: &Types) -> Self {
        match types.kind(value) {
            TypeKind::List(list) if list.prefix.is_empty() => {
                let has_list_items = can_be_list(&list.items, types);
                Self { is_list: true, has_list_items, ..Self::of_item(&list.items, types) }
            }
            _ => Self::of_item(value, types),
        }
    }

    fn of_item(value: &ValueType, types: &Types) -> Self {
        match types.kind(value) {
            TypeKind::Boolean => FlagForm::Boolean.into(),
            TypeKind::Integer(_) => FlagForm::Integer.into(),
            TypeKind::Number(_) => FlagForm::Number.into(),
            TypeKind::String(_) => FlagForm::Text.into(),
            TypeKind::Binary(_) => FlagForm::Base64.into(),
            TypeKind::File => FlagForm::File.into(),
            TypeKind::Enum(known) => Self::of_enum(known),
            TypeKind::Union(union) => {
                let variants: Vec<Self> = union.variants.iter().map(|variant| Self::of_item(variant, types)).collect();
                if variants.iter().any(|variant| variant.form != FlagForm::Text) {
                    return FlagForm::Json.into();
                }
                let choices = variants.into_iter().flat_map(|variant| variant.choices).collect();
                Self { choices, ..FlagForm::Text.into() }
            }
            _ => FlagForm::Json.into(),
        }
    }

    fn of_enum(known: &EnumType) -> Self {
        let texts: Option<Vec<String>> =
            known.values.iter().map(|known| known.value.as_str().map(str::to_owned)).collect();
        match texts {
            Some(choices) => Self { choices, ..FlagForm::Text.into() },
            None if known.values.iter().all(|known| known.value.is_i64() || known.value.is_u64()) => {
                FlagForm::Integer.into()
            }
            None => FlagForm::Json.into(),
        }
    }

    /// Parses the texts of a flag: one value, or the items of a list, each text one item or a JSON array of them. The error holds no text.
    pub(crate) fn parse(&self, texts: &[&str]) -> Result<Json, String> {
        if let ([text], false) = (texts, self.is_list) {
            return self.form.parse(text);
        }
        let mut items = Vec::new();
        for text in texts {
            match self.array(text) {
                Some(array) => items.extend(array),
                None => items.push(self.form.parse(text)?),
            }
        }
        Ok(Json::Array(items))
    }

    /// Returns whether the flag takes a whole list as one JSON array.
    pub(crate) fn takes_array(&self) -> bool {
        self.is_list && !self.has_list_items && self.form != FlagForm::File
    }

    /// Returns the items of a text that is a JSON array.
    fn array(&self, text: &str) -> Option<Vec<Json>> {
        match json::parse(text).ok().filter(|_| self.takes_array())? {
            Json::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the text that is parsed as this item. A text that looks like a JSON array is written as an item of one.
    pub(crate) fn item_text(&self, text: String) -> String {
        if self.array(&text).is_some() { Json::Array(vec![text.into()]).to_string() } else { text }
    }
}

/// Returns whether a value of the type can be a list.
fn can_be_list(value: &ValueType, types: &Types) -> bool {
    match types.kind(value) {
        TypeKind::List(_) | TypeKind::Any => true,
        TypeKind::Union(union) => union.variants.iter().any(|variant| can_be_list(variant, types)),
        TypeKind::Enum(known) => known.values.iter().any(|known| known.value.is_array()),
        _ => false,
    }
}

impl From<FlagForm> for FlagValue {
    fn from(form: FlagForm) -> Self {
        Self { form, choices: Vec::new(), is_list: false, has_list_items: false }
    }
}

impl FlagForm {
    fn parse(self, text: &str) -> Result<Json, String> {
        match self {
            Self::Text | Self::Base64 | Self::File => Ok(text.into()),
            Self::Integer => parse_integer(text).map(Json::Number),
            Self::Number => parse_number(text).map(Json::Number),
            Self::Boolean => text.parse().map(Json::Bool).map_err(|_| "is neither `true` nor `false`".to_owned()),
            Self::Json => json::parse(text).map_err(|error| format!("is not JSON: {error}")),
        }
    }
}

/// Parses an integer of any length, also with leading zeros or a plus sign.
fn parse_integer(text: &str) -> Result<JsonNumber, String> {
    let is_integer = |number: &JsonNumber| !number.as_str().contains(['.', 'e', 'E']);
    to_json_number(text).filter(is_integer).ok_or_else(|| "is not a whole number, such as `7`".to_owned())
}

/// Parses a number with its digits.
fn parse_number(text: &str) -> Result<JsonNumber, String> {
    to_json_number(text).ok_or_else(|| "is not a number, such as `1.5`".to_owned())
}

/// Parses a number of JSON, or one with what JSON does not have: a plus sign, leading zeros, and no digit before or after the
/// point.
fn to_json_number(text: &str) -> Option<JsonNumber> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = unsigned.find(['e', 'E']).map_or((unsigned, ""), |at| unsigned.split_at(at));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}{exponent}").parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Returns the values that a flag of this schema takes.
    fn of(schema: &Value) -> FlagValue {
        let definitions = [
            ("Color".to_owned(), json!({ "oneOf": [{ "const": "red" }, { "type": "string", "const": "blue" }] })),
            ("Open".to_owned(), json!({ "anyOf": [{ "type": "string", "enum": ["a", "b"] }, { "type": "string" }] })),
            ("Loop".to_owned(), json!({ "$ref": "#/$defs/Loop" })),
            ("Lists".to_owned(), json!({ "type": "array", "items": { "$ref": "#/$defs/Lists" } })),
            ("Person".to_owned(), json!({ "type": "object", "properties": {} })),
        ];
        let definitions = definitions.into();
        FlagValue::of(&ValueType::read(schema, &definitions), &Types::read(&definitions))
    }

    #[test]
    fn the_type_says_how_a_text_is_parsed() {
        for (schema, form, is_list) in [
            (json!({ "type": "string" }), FlagForm::Text, false),
            (json!({ "type": ["string", "null"] }), FlagForm::Text, false),
            (json!({ "type": ["string", "integer"] }), FlagForm::Json, false),
            (json!({ "anyOf": [{ "pattern": "^a" }, { "enum": ["b"] }] }), FlagForm::Text, false),
            (json!({ "type": "string", "contentEncoding": "base64" }), FlagForm::Base64, false),
            (json!({ "type": "integer", "format": "uint32" }), FlagForm::Integer, false),
            (json!({ "anyOf": [{ "type": "number" }, { "type": "null" }] }), FlagForm::Number, false),
            (json!({ "type": "boolean" }), FlagForm::Boolean, false),
            (json!({ "type": "array", "items": { "type": "integer" } }), FlagForm::Integer, true),
            (json!({ "type": "array", "items": { "type": "array", "items": {} } }), FlagForm::Json, true),
            (json!({ "type": "array", "prefixItems": [{ "type": "integer" }] }), FlagForm::Json, false),
            (json!({ "$ref": "#/$defs/Lists" }), FlagForm::Json, true),
            (json!({ "type": ["array", "null"], "items": { "$ref": "#/$defs/Person" } }), FlagForm::Json, true),
            (json!({ "$ref": "#/$defs/Person" }), FlagForm::Json, false),
            (json!({ "$ref": "#/$defs/Loop" }), FlagForm::Json, false),
            (json!({ "enum": [1, 2], "type": "integer" }), FlagForm::Integer, false),
            (json!({ "enum": [1, "a"] }), FlagForm::Json, false),
            (json!(true), FlagForm::Json, false),
        ] {
            let value = of(&schema);
            assert_eq!((value.form, value.is_list), (form, is_list), "{schema}");
        }
        let color = of(&json!({ "anyOf": [{ "$ref": "#/$defs/Color" }, { "type": "null" }] }));
        assert_eq!(color.choices, ["red", "blue"]);
        assert_eq!(of(&json!({ "$ref": "#/$defs/Open" })).choices, ["a", "b"]);
    }

    #[test]
    fn a_list_is_given_item_by_item_or_as_json_arrays() {
        let texts = json!({ "type": "array", "items": { "type": "string" } });
        let open = json!({ "type": "array", "items": { "$ref": "#/$defs/Open" } });
        let integers = json!({ "type": ["array", "null"], "items": { "type": "integer" } });
        let persons = json!({ "type": "array", "items": { "$ref": "#/$defs/Person" } });
        let lists = json!({ "type": "array", "items": { "type": "array", "items": { "type": "integer" } } });
        let any = json!({ "type": "array", "items": true });
        for (schema, given, expected) in [
            (&texts, &[r#"["a","b"]"#][..], r#"["a","b"]"#),
            (&texts, &[r#" ["a", "["] "#, "c", "[]"], r#"["a","[","c"]"#),
            (&texts, &["[]"], "[]"),
            // No JSON arrays.
            (&texts, &["[a]", "[\"b\"", "{}", "7"], r#"["[a]","[\"b\"","{}","7"]"#),
            (&texts, &[r#"["[\"a\"]"]"#], r#"["[\"a\"]"]"#),
            (&open, &[r#"["a","c"]"#], r#"["a","c"]"#),
            (&integers, &["[1,20]", "+3"], "[1,20,3]"),
            (&persons, &[r#"[{"a":1.10},{}]"#, "{}"], r#"[{"a":1.10},{},{}]"#),
            // An array is one item.
            (&lists, &["[1,2]", "[3]"], "[[1,2],[3]]"),
            (&any, &["[1,2]"], "[[1,2]]"),
        ] {
            let value = of(schema);
            assert_eq!(value.parse(given).unwrap().to_string(), expected, "{schema} {given:?}");
        }
        assert!(of(&integers).parse(&["[1,"]).is_err());
        for text in ["a", "[a]", "[1]", r#"["a"]"#] {
            let value = of(&texts);
            let written = value.item_text(text.to_owned());
            assert_eq!(value.parse(&[&written]).unwrap(), Json::Array(vec![text.into()]));
        }
    }

    #[test]
    fn a_text_becomes_the_value_that_it_stands_for_or_is_refused_without_being_shown() {
        for (form, text, value) in [
            (FlagForm::Text, "7", "\"7\""),
            (FlagForm::Integer, "-7", "-7"),
            (FlagForm::Integer, "+07", "7"),
            (FlagForm::Integer, "123456789012345678901234567890", "123456789012345678901234567890"),
            (FlagForm::Number, "7", "7"),
            (FlagForm::Number, "1.50e3", "1.50e3"),
            (FlagForm::Number, "+1.50", "1.50"),
            (FlagForm::Number, "-.12345678901234567890", "-0.12345678901234567890"),
            (FlagForm::Number, "007.e5", "7e5"),
            (FlagForm::Number, "123456789012345678901234567890.10", "123456789012345678901234567890.10"),
            (FlagForm::Boolean, "false", "false"),
            (FlagForm::Json, r#"{"b":1.10,"a":[null]}"#, r#"{"b":1.10,"a":[null]}"#),
        ] {
            assert_eq!(form.parse(text).unwrap().to_string(), value);
        }
        for (form, text, reason) in [
            (FlagForm::Integer, "7.5", "not a whole number"),
            (FlagForm::Integer, "", "not a whole number"),
            (FlagForm::Number, "s3ven", "not a number"),
            (FlagForm::Number, "inf", "not a number"),
            (FlagForm::Boolean, "yes", "neither"),
            (FlagForm::Json, "{'a':1}", "not JSON"),
        ] {
            let error = form.parse(text).unwrap_err();
            assert!(error.contains(reason) && (text.is_empty() || !error.contains(text)), "{error}");
        }
    }
}
