//! Shapes of values: where their integers, other numbers and secrets are, as data for the package's runtime.

use std::collections::BTreeSet;

use endpoint_runtime::provider::{ListType, ObjectType, TypeKind, Types, UnionType, ValueType};
use serde_json::Value;

use super::{
    integers::{contains, is_wide, is_wide_integer, names_with},
    literal::Literal,
};

/// The shapes of one provider.
#[derive(Debug)]
pub(super) struct Shapes<'a> {
    types: &'a Types,
    /// The named types that have a shape.
    shaped: BTreeSet<&'a str>,
    /// The named types with a `bigint`.
    wide: BTreeSet<&'a str>,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(types: &'a Types) -> Self {
        let has_shape =
            |value: &ValueType| value.sensitive || matches!(value.kind, TypeKind::Integer(_) | TypeKind::Number(_));
        Self { types, shaped: names_with(types, has_shape), wide: names_with(types, is_wide_integer) }
    }

    /// Returns whether a `bigint` is in values of this type, at any depth.
    pub(super) fn has_bigint(&self, value: &ValueType) -> bool {
        contains(value, &self.wide, &is_wide_integer)
    }

    /// Writes the shapes of the named types.
    pub(super) fn named(&self) -> Literal {
        let shape = |(name, value): (&str, &ValueType)| Some((name.to_owned(), self.shape(value)?));
        Literal::Object(self.types.iter().filter_map(shape).collect())
    }

    /// Writes the shape of a type; `None` if it has no numbers and no secrets.
    pub(super) fn shape(&self, value: &ValueType) -> Option<Literal> {
        let shape = match &value.kind {
            TypeKind::Integer(integer) => Some(Literal::text(if is_wide(integer) { "bigint" } else { "integer" })),
            TypeKind::Number(_) => Some(Literal::text("number")),
            TypeKind::List(list) => self.list(list),
            TypeKind::Map(map) => Some(object([("others", self.shape(&map.values)?)])),
            TypeKind::Object(object) => self.object(object),
            TypeKind::Union(union) => self.union(union),
            TypeKind::Named { name } if self.shaped.contains(name.as_str()) => {
                Some(object([("type", Literal::text(name))]))
            }
            _ => None,
        };
        if !value.sensitive {
            return shape;
        }
        let variants = shape.map(|shape| ("variants", Literal::List(vec![object([("shape", shape)])])));
        Some(object([("sensitive", Literal::flag(true))].into_iter().chain(variants)))
    }

    fn list(&self, list: &ListType) -> Option<Literal> {
        let prefix: Vec<_> = list.prefix.iter().map(|item| self.shape(item)).collect();
        let items = self.shape(&list.items).map(|items| ("items", items));
        let prefix = (items.is_some() && !prefix.is_empty() || prefix.iter().any(Option::is_some))
            .then(|| ("prefix", Literal::List(prefix.into_iter().map(or_null).collect())));
        let parts: Vec<_> = prefix.into_iter().chain(items).collect();
        (!parts.is_empty()).then(|| object(parts))
    }

    fn object(&self, value: &ObjectType) -> Option<Literal> {
        let others = value.others.as_ref().and_then(|others| self.shape(others));
        // With a shape of all others, members without a shape have to be distinguished from them.
        let member = |name: &str, shape: Option<Literal>| {
            (shape.is_some() || others.is_some()).then(|| (name.to_owned(), or_null(shape)))
        };
        let members = value.members.iter().filter_map(|known| member(&known.name, self.shape(&known.value)));
        let members: Vec<_> = members.collect();
        let members = (!members.is_empty()).then_some(("members", Literal::Object(members)));
        let parts: Vec<_> = members.into_iter().chain(others.map(|others| ("others", others))).collect();
        (!parts.is_empty()).then(|| object(parts))
    }

    /// Writes the variants that have a shape or may be mistaken for one that has, unless any value is allowed.
    fn union(&self, union: &UnionType) -> Option<Literal> {
        if union.variants.iter().any(|variant| *self.types.kind(variant) == TypeKind::Any) {
            return None;
        }
        let variant = |variant: &ValueType| {
            let shape = self.shape(variant).map(|shape| ("shape", shape));
            let conditions = match self.types.kind(variant) {
                TypeKind::Object(object) => self.conditions(object),
                _ => Vec::new(),
            };
            let parts: Vec<_> = shape.into_iter().chain(conditions).collect();
            (!parts.is_empty()).then(|| object(parts))
        };
        if union.variants.iter().all(|variant| self.shape(variant).is_none()) {
            return None;
        }
        let variants = union.variants.iter().filter_map(variant).collect();
        Some(object([("variants", Literal::List(variants))]))
    }

    /// Writes the members that tell an object from those of other variants: the required ones, and the tags.
    fn conditions(&self, value: &ObjectType) -> Vec<(&'static str, Literal)> {
        let required = value.members.iter().filter(|member| member.required);
        let required = Literal::texts(required.clone().map(|member| member.name.as_str()));
        let tags = value.members.iter().filter_map(|member| Some((member.name.clone(), self.tag(&member.value)?)));
        let tags: Vec<_> = tags.collect();
        let tags = (!tags.is_empty()).then_some(("tags", Literal::Object(tags)));
        [("required", required)].into_iter().chain(tags).collect()
    }

    /// Writes the values of a member that has only some texts.
    fn tag(&self, value: &ValueType) -> Option<Literal> {
        match self.types.kind(value) {
            TypeKind::Enum(kind) if !kind.open && !self.types.is_nullable(value) => {
                let texts = kind.values.iter().map(|known| known.value.as_str()).collect::<Option<Vec<&str>>>()?;
                Some(Literal::texts(texts))
            }
            _ => None,
        }
    }
}

fn object<'k>(members: impl IntoIterator<Item = (&'k str, Literal)>) -> Literal {
    Literal::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn or_null(shape: Option<Literal>) -> Literal {
    shape.unwrap_or_else(|| Literal::Scalar(Value::Null.to_string()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[test]
    fn shapes_hold_numbers_and_secrets_only() {
        let definitions = BTreeMap::from([
            ("Id".to_owned(), json!({ "type": "integer", "format": "int64" })),
            ("Text".to_owned(), json!({ "type": "string" })),
        ]);
        let types = Types::read(&definitions);
        let shapes = Shapes::new(&types);
        let id = json!({ "$ref": "#/$defs/Id" });
        let text = json!({ "$ref": "#/$defs/Text" });
        let float = json!({ "type": "number" });
        for (schema, shape) in [
            (json!({}), ""),
            (text.clone(), ""),
            (id.clone(), "{ type: \"Id\" }"),
            (json!({ "type": ["integer", "null"], "format": "uint8" }), "\"integer\""),
            (json!({ "type": "array", "items": id }), "{ items: { type: \"Id\" } }"),
            (json!({ "type": "array", "prefixItems": [text, float] }), "{ prefix: [null, \"number\"] }"),
            (
                json!({ "type": "array", "prefixItems": [text], "items": float }),
                "{ prefix: [null], items: \"number\" }",
            ),
            (json!({ "type": "object", "additionalProperties": float }), "{ others: \"number\" }"),
            (json!({ "properties": { "a": text, "b": float } }), "{ members: { b: \"number\" } }"),
            (
                json!({ "properties": { "a": text, "b": float }, "additionalProperties": id }),
                "{ members: { a: null, b: \"number\" }, others: { type: \"Id\" } }",
            ),
            (json!({ "type": "string", "format": "password" }), "{ sensitive: true }"),
            (json!({ "type": "number", "writeOnly": true }), "{ sensitive: true, variants: [{ shape: \"number\" }] }"),
            (json!({ "anyOf": [float, { "type": "boolean" }] }), "{ variants: [{ shape: \"number\" }] }"),
            (json!({ "anyOf": [float, {}] }), ""),
            (
                json!({ "oneOf": [
                    { "properties": { "t": { "const": "a" }, "n": id }, "required": ["t"] },
                    { "properties": { "t": { "const": "b" }, "n": text }, "required": ["t"] },
                ] }),
                "{ variants: [{ shape: { members: { n: { type: \"Id\" } } }, required: [\"t\"], tags: { t: [\"a\"] } }, \
                 { required: [\"t\"], tags: { t: [\"b\"] } }] }",
            ),
        ] {
            let value = ValueType::read(&schema, &definitions);
            let written =
                shapes.shape(&value).map(|shape| shape.print("").split_whitespace().collect::<Vec<_>>().join(" "));
            let written = written.unwrap_or_default().replace(", }", " }").replace("[ ", "[").replace(", ]", "]");
            assert_eq!(written, shape, "{schema}");
        }
        assert_eq!(shapes.named().print(""), "{ Id: \"bigint\" }");
    }
}
