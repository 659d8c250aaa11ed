//! The types of values, as read from JSON Schemas.
//!
//! [`Provider`](super::Provider) reads each schema once, when it is built. Documents, pages, flags, packages and examples are
//! generated from these types, so that all of them agree on the meaning of a schema.

mod cycles;
mod enums;
mod keywords;
mod merge;
mod read;
#[cfg(test)]
mod tests;
mod types;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Number, Value};

pub use types::Types;

/// The type of a JSON value.
///
/// It has the bounds and the documentation of the schema, but not keywords such as `if`, `not` and `contains`, which no tool can
/// show. A validator of the [schema](super::InputParameter::schema) enforces these.
///
/// It serializes as an object whose member `kind` is the name of the [`TypeKind`] in camel case. Absent, empty and false
/// members are left out:
///
/// ```
/// use endpoint_runtime::provider::ValueType;
/// use serde_json::json;
///
/// let schema = json!({ "type": ["array", "null"], "items": { "type": "integer", "minimum": 1 }, "maxItems": 3 });
/// let read = ValueType::read(&schema, &Default::default());
/// assert_eq!(
///     serde_json::to_value(&read)?,
///     json!({ "kind": "list", "nullable": true, "items": { "kind": "integer", "minimum": 1 }, "maxItems": 3 })
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ValueType {
    /// The allowed values, apart from null.
    #[serde(flatten)]
    pub kind: TypeKind,
    /// `true` if null is allowed as well.
    #[serde(skip_serializing_if = "is_false")]
    pub nullable: bool,
    /// The documentation, as Markdown. It is empty if the schema has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The value that is used if none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Example values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// `true` if the value is deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// `true` if the value is secret: the schema has `format: password`, `writeOnly` or `x-sensitive`.
    #[serde(skip_serializing_if = "is_false")]
    pub sensitive: bool,
}

/// The kind of a value, with its bounds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum TypeKind {
    /// Any JSON value.
    #[default]
    Any,
    /// No value.
    Never,
    /// Null only.
    Null,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer(NumberType),
    /// A number.
    Number(NumberType),
    /// A string.
    String(StringType),
    /// Bytes, as a string in base64 (RFC 4648, section 4).
    Binary(StringType),
    /// A file of a multipart body, which is a [`FilePart`](crate::FilePart). By data, it is an object with its name and its content; see
    /// [`InputParameter::input_schema`](super::InputParameter::input_schema).
    File,
    /// One of several known values.
    Enum(EnumType),
    /// A list.
    List(Box<ListType>),
    /// An object with arbitrary names, whose values all have one type.
    Map(Box<MapType>),
    /// An object with known members.
    Object(Box<ObjectType>),
    /// A value of one of several types.
    Union(UnionType),
    /// A named type, which the provider's [`Types`] contain.
    Named {
        /// The name.
        name: String,
    },
}

/// The bounds of a number.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NumberType {
    /// The format, such as `int64` or `double`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The minimum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The maximum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// The exclusive minimum: every value is greater.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive_minimum: Option<Number>,
    /// The exclusive maximum: every value is less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive_maximum: Option<Number>,
    /// The number of which every value is a multiple.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_of: Option<Number>,
}

/// The bounds of a string. Lengths are in Unicode scalar values.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StringType {
    /// The format, such as `date-time` or `uuid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The regular expression (ECMA-262) that a part of the string has to match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The minimum length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The maximum length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
}

/// The values of an enum.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EnumType {
    /// The known values.
    pub values: Vec<EnumValue>,
    /// `true` if other strings are allowed as well.
    #[serde(skip_serializing_if = "is_false")]
    pub open: bool,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct EnumValue {
    /// The value.
    pub value: Value,
    /// Its documentation, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub docs: String,
}

/// The items of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListType {
    /// The types of the first items, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prefix: Vec<ValueType>,
    /// The type of the other items.
    pub items: ValueType,
    /// The minimum number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The maximum number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// `true` if all items have to be different.
    #[serde(skip_serializing_if = "is_false")]
    pub unique: bool,
}

/// The names and values of a map.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MapType {
    /// The type of the values.
    pub values: ValueType,
    /// The regular expression that a part of each name has to match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_pattern: Option<String>,
    /// The minimum number of members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_members: Option<u64>,
    /// The maximum number of members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_members: Option<u64>,
}

/// The members of an object.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ObjectType {
    /// The known members, in the order of the schema.
    pub members: Vec<Member>,
    /// The type of other members: `None` if the schema does not mention them, [`TypeKind::Never`] if it forbids them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others: Option<ValueType>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Member {
    /// The name in the JSON object.
    pub name: String,
    /// `true` if it must be present.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// The type of its value.
    pub value: ValueType,
}

/// The types of a union.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UnionType {
    /// The types. There are at least two.
    pub variants: Vec<ValueType>,
    /// `true` if a value must match exactly one of them (`oneOf`).
    #[serde(skip_serializing_if = "is_false")]
    pub exclusive: bool,
}

impl ValueType {
    /// Creates a type without annotations.
    pub(super) fn new(kind: TypeKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Reads a schema, whose references `#/$defs/Name` are to `schemas`.
    #[must_use]
    pub fn read(schema: &Value, schemas: &BTreeMap<String, Value>) -> Self {
        read::read(schema, schemas)
    }

    /// Returns the type of a list of such values.
    #[must_use]
    pub fn into_list(self) -> Self {
        Self::new(TypeKind::List(Box::new(ListType { items: self, ..ListType::default() })))
    }

    /// Returns the type of a map of such values.
    #[must_use]
    pub fn into_map(self) -> Self {
        Self::new(TypeKind::Map(Box::new(MapType {
            values: self,
            name_pattern: None,
            min_members: None,
            max_members: None,
        })))
    }

    /// Returns the types directly inside of this one: of items, values, members or variants.
    pub fn inner(&self) -> impl Iterator<Item = &Self> {
        let (first, others): (Option<&Self>, Vec<&Self>) = match &self.kind {
            TypeKind::List(list) => (Some(&list.items), list.prefix.iter().collect()),
            TypeKind::Map(map) => (Some(&map.values), Vec::new()),
            TypeKind::Object(object) => {
                (object.others.as_ref(), object.members.iter().map(|member| &member.value).collect())
            }
            TypeKind::Union(union) => (None, union.variants.iter().collect()),
            _ => (None, Vec::new()),
        };
        others.into_iter().chain(first)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}
