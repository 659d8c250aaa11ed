//! The types of values, read from their JSON Schemas once.
//!
//! [`Provider`](super::Provider) reads each schema when it is built. Documents, pages, flags, packages and examples match on
//! the result, so that no two of them read one schema differently.

mod cycles;
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
/// Bounds and documentation are the author's. Keywords that no tool can show, such as `if`, `not` and `contains`, are left
/// out: a validator of the [schema](super::InputParameter::schema) still enforces them.
///
/// It serializes as an object whose member `kind` names the variant of [`TypeKind`] in camel case. Members that are absent,
/// empty or false are left out:
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
    /// The values that it allows, null aside.
    #[serde(flatten)]
    pub kind: TypeKind,
    /// Whether null is allowed, too.
    #[serde(skip_serializing_if = "is_false")]
    pub nullable: bool,
    /// The documentation, as Markdown; empty where the schema has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The value that stands for a missing one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// The author's examples.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// Whether new callers should not use it.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Whether its values are secret: `format: password`, `writeOnly` or `x-sensitive` in the schema.
    #[serde(skip_serializing_if = "is_false")]
    pub sensitive: bool,
}

/// The kinds of values, and what bounds each.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum TypeKind {
    /// Any JSON value.
    #[default]
    Any,
    /// No value at all.
    Never,
    /// Null, and nothing else.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(NumberType),
    /// A number.
    Number(NumberType),
    /// A text.
    String(StringType),
    /// Bytes, as a text in base64 (RFC 4648, section 4).
    Binary(StringType),
    /// One of some values.
    Enum(EnumType),
    /// A list.
    List(Box<ListType>),
    /// An object whose members have any names and one type.
    Map(Box<MapType>),
    /// An object of known members.
    Object(Box<ObjectType>),
    /// A value of one of several types.
    Union(UnionType),
    /// The type of this name in the provider's [`Types`].
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
    /// The format: `int64`, `double`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The least value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The greatest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// Every value is greater.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive_minimum: Option<Number>,
    /// Every value is less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive_maximum: Option<Number>,
    /// Every value is a multiple of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_of: Option<Number>,
}

/// The bounds of a text. Lengths count Unicode scalar values.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StringType {
    /// The format: `date-time`, `uuid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The regular expression (ECMA-262) that some part of the text matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The least length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The greatest length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
}

/// Values by name or number.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EnumType {
    /// The known values.
    pub values: Vec<EnumValue>,
    /// Whether every other text is allowed, too.
    #[serde(skip_serializing_if = "is_false")]
    pub open: bool,
}

/// One value of an enum.
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
    /// The types of the first items, by position.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prefix: Vec<ValueType>,
    /// The type of every further item.
    pub items: ValueType,
    /// The least number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The greatest number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// Whether no two items are equal.
    #[serde(skip_serializing_if = "is_false")]
    pub unique: bool,
}

/// The members of a map.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MapType {
    /// The type of each member.
    pub values: ValueType,
    /// The regular expression that some part of each name matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_pattern: Option<String>,
    /// The least number of members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_members: Option<u64>,
    /// The greatest number of members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_members: Option<u64>,
}

/// The members of an object.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ObjectType {
    /// The members, in the schema's order.
    pub members: Vec<Member>,
    /// The type of members that are not listed. `None` where the schema says nothing of them, [`TypeKind::Never`] where it
    /// refuses them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others: Option<ValueType>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Member {
    /// The name on the wire.
    pub name: String,
    /// Whether each object has it.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// The type of its value.
    pub value: ValueType,
}

/// The types of which one holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UnionType {
    /// The types, two at least.
    pub variants: Vec<ValueType>,
    /// Whether a value that has two of these types is refused (`oneOf`).
    #[serde(skip_serializing_if = "is_false")]
    pub exclusive: bool,
}

impl ValueType {
    /// A type without documentation and bounds of its own.
    pub(super) fn new(kind: TypeKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Reads a schema whose references `#/$defs/Name` are to these schemas.
    #[must_use]
    pub fn read(schema: &Value, schemas: &BTreeMap<String, Value>) -> Self {
        read::read(schema, schemas)
    }

    /// The list of such values, as a repeated parameter holds them.
    #[must_use]
    pub fn into_list(self) -> Self {
        Self::new(TypeKind::List(Box::new(ListType { items: self, ..ListType::default() })))
    }

    /// The types that this one holds directly: items, values, members and variants.
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
