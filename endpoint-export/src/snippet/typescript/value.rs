//! Values in TypeScript. A number that JavaScript would round is a `bigint` where its type takes one. A value of any type keeps the
//! digits of its numbers: one that JavaScript would write otherwise is the package's `JsonNumber`.

use endpoint_runtime::{
    Json, JsonNumber, JsonPath,
    provider::{EnumValue, TypeKind, Types, ValueType},
};

use crate::{
    quote::quoted,
    snippet::{
        literal::JAVASCRIPT,
        number::{is_held_by_javascript, is_written_by_javascript},
    },
    typescript::integers::is_wide_integer,
};

/// The package's class of numbers that keep their text.
pub(super) const JSON_NUMBER: &str = "JsonNumber";

/// A place in the input of a call.
#[derive(Clone)]
pub(super) struct Place<'t> {
    types: &'t Types,
    /// The types that a value may have here, without names and unions.
    alternatives: Vec<&'t ValueType>,
    path: JsonPath,
}

impl<'t> Place<'t> {
    pub(super) fn new(value_type: &'t ValueType, types: &'t Types, path: JsonPath) -> Self {
        let mut alternatives = Vec::new();
        add_alternatives(value_type, types, &mut alternatives);
        Self { types, alternatives, path }
    }

    /// Writes a value that begins on a line of this depth.
    ///
    /// # Errors
    /// The path of a number that JavaScript would round, where its type takes neither a `bigint` nor a `JsonNumber`.
    pub(super) fn write(&self, value: &Json, depth: usize) -> Result<String, JsonPath> {
        match value {
            Json::Number(number) => self.number(number).ok_or_else(|| self.path.clone()),
            Json::Array(items) => {
                let item = |(at, item): (usize, &Json)| self.item(at).write(item, depth + 1);
                let written = items.iter().enumerate().map(item).collect::<Result<Vec<_>, _>>()?;
                Ok(JAVASCRIPT.list(items, &written, depth))
            }
            Json::Object(members) => {
                let member =
                    |(name, value): (&String, &Json)| Ok((name.clone(), self.member(name).write(value, depth + 1)?));
                Ok(JAVASCRIPT.object(members.iter().map(member).collect::<Result<_, JsonPath>>()?, depth))
            }
            value => Ok(JAVASCRIPT.value(value, depth)),
        }
    }

    fn number(&self, number: &JsonNumber) -> Option<String> {
        let text = number.as_str();
        if is_integer(number) && !is_safe_integer(number) && self.takes_bigint(number) {
            return Some(format!("{text}n"));
        }
        if self.is_json_number(number) {
            return Some(format!("new {JSON_NUMBER}({})", quoted(text)));
        }
        is_held_by_javascript(number).then(|| text.to_owned())
    }

    /// Returns whether a number within the value is written as a `JsonNumber`.
    pub(super) fn has_json_number(&self, value: &Json) -> bool {
        match value {
            Json::Number(number) => self.is_json_number(number),
            Json::Array(items) => items.iter().enumerate().any(|(at, item)| self.item(at).has_json_number(item)),
            Json::Object(members) => members.iter().any(|(name, value)| self.member(name).has_json_number(value)),
            _ => false,
        }
    }

    fn is_json_number(&self, number: &JsonNumber) -> bool {
        let is_bigint = is_integer(number) && !is_safe_integer(number);
        self.takes_anything() && !is_bigint && !is_written_by_javascript(number)
    }

    fn takes_bigint(&self, number: &JsonNumber) -> bool {
        if self.takes_anything() {
            return true;
        }
        let is_known = |known: &EnumValue| Json::from(&known.value).as_number() == Some(number);
        self.alternatives.iter().any(|value_type| match &value_type.kind {
            TypeKind::Enum(kind) => kind.values.iter().any(is_known),
            _ => is_wide_integer(value_type),
        })
    }

    fn takes_anything(&self) -> bool {
        self.alternatives.iter().any(|value_type| matches!(value_type.kind, TypeKind::Any))
    }

    /// Returns whether every value here is an integer that a double may not hold.
    pub(super) fn is_wide_integer(&self) -> bool {
        !self.alternatives.is_empty() && self.alternatives.iter().all(|value_type| is_wide_integer(value_type))
    }

    fn item(&self, at: usize) -> Self {
        let item = |value_type: &&'t ValueType| match &value_type.kind {
            TypeKind::List(list) => list.prefix.get(at).or(Some(&list.items)),
            _ => None,
        };
        self.child(self.path.clone().index(at), item)
    }

    fn member(&self, name: &str) -> Self {
        let member = |value_type: &&'t ValueType| match &value_type.kind {
            TypeKind::Map(map) => Some(&map.values),
            TypeKind::Object(object) => {
                let known = object.members.iter().find(|member| member.name == name);
                known.map(|member| &member.value).or(object.others.as_ref())
            }
            _ => None,
        };
        self.child(self.path.clone().member(name), member)
    }

    /// Returns a place within this one. Everything within a value of any type may be of any type.
    fn child(&self, path: JsonPath, find: impl Fn(&&'t ValueType) -> Option<&'t ValueType>) -> Self {
        let is_any = |value_type: &&'t ValueType| matches!(value_type.kind, TypeKind::Any);
        let mut alternatives: Vec<_> = self.alternatives.iter().copied().filter(|one| is_any(one)).collect();
        for value_type in self.alternatives.iter().filter_map(find) {
            add_alternatives(value_type, self.types, &mut alternatives);
        }
        Self { types: self.types, alternatives, path }
    }
}

fn add_alternatives<'t>(value_type: &'t ValueType, types: &'t Types, alternatives: &mut Vec<&'t ValueType>) {
    match types.chain(value_type).last() {
        Some(ValueType { kind: TypeKind::Union(union), .. }) => {
            union.variants.iter().for_each(|variant| add_alternatives(variant, types, alternatives));
        }
        Some(value_type) => alternatives.push(value_type),
        None => {}
    }
}

/// Returns whether a `bigint` has the text of the number.
fn is_integer(number: &JsonNumber) -> bool {
    !number.as_str().contains(['.', 'e', 'E']) && number.as_str() != "-0"
}

/// Returns whether JavaScript has this integer and no other near it.
fn is_safe_integer(number: &JsonNumber) -> bool {
    const MAX: i64 = (1 << 53) - 1;
    number.as_i64().is_some_and(|integer| (-MAX..=MAX).contains(&integer))
}
