//! The deserializer of a nested value.

use std::{
    collections::btree_map,
    hash::{DefaultHasher, Hash, Hasher},
};

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, StrDeserializer},
    },
};

use super::{
    deserializer::Values,
    error::{FormError, MissingField, within_object},
    fields::Fields,
    nested::Node,
    readings::Readings,
};
use crate::metadata::Nesting;

/// A deserializer of a value with one reading of its texts.
#[derive(Clone, Copy)]
pub(super) struct NestedDeserializer<'r> {
    /// `None` for a missing list or object.
    node: Option<&'r Node<'r>>,
    /// A number of the place, which the items of a list share: their types are the same.
    place: u64,
    context: Context<'r>,
}

#[derive(Clone, Copy)]
struct Context<'r> {
    fields: &'r Fields<'r>,
    readings: &'r Readings,
    nesting: Nesting,
}

impl<'r> NestedDeserializer<'r> {
    pub(super) fn new(root: &'r Node<'r>, fields: &'r Fields<'r>, readings: &'r Readings, nesting: Nesting) -> Self {
        Self { node: Some(root), place: 1, context: Context { fields, readings, nesting } }
    }

    /// Returns the texts, if the value has some and nothing else.
    fn texts(&self) -> Result<Option<Values<'r>>, FormError> {
        let Some(node) = self.node else { return Ok(None) };
        match node.field {
            Some(_) if !node.children.is_empty() => {
                Err(FormError::expected("one value, or the members of one".to_owned()))
            }
            Some(field) => Ok(Some(self.context.values(field))),
            None => Ok(None),
        }
    }

    fn one_text(&self) -> Result<Values<'r>, FormError> {
        self.texts()?.ok_or_else(|| FormError::expected("one value".to_owned()))
    }

    fn is_empty(&self) -> bool {
        self.node.is_none_or(|node| node.field.is_none() && node.children.is_empty())
    }

    /// Returns the items, if the keys are those of a list.
    fn items(&self) -> Option<Items<'r>> {
        let Self { node, place, context } = *self;
        let Some(mut node) = node else { return Some(Items { items: Vec::new().into_iter(), index: 0 }) };
        if context.nesting.before_index == ".member." && !node.children.is_empty() {
            node = node.children.get("member").filter(|_| node.children.len() == 1)?;
        }
        if node.field.is_some() {
            return None;
        }
        let items = match context.nesting.first {
            Some(first) => {
                let mut items = Vec::with_capacity(node.children.len());
                for (step, node) in &node.children {
                    let index: u64 = step.parse().ok().filter(|index: &u64| index.to_string() == **step)?;
                    items.push((index, Item::Node(Self { node: Some(node), place: place_of(place, ""), context })));
                }
                items.sort_unstable_by_key(|(index, _)| *index);
                let mut expected = first..;
                if !items.iter().all(|(index, _)| expected.next() == Some(*index)) {
                    return None;
                }
                items.into_iter().map(|(_, item)| item).collect()
            }
            None if node.children.is_empty() => Vec::new(),
            None => {
                let list = node.children.get("").filter(|_| node.children.len() == 1)?;
                let texts = list.field.map(|field| context.values(field).into_items());
                texts.into_iter().flatten().map(Item::Text).collect()
            }
        };
        Some(Items { items: items.into_iter(), index: 0 })
    }

    fn members(&self) -> Result<Members<'r>, FormError> {
        let Self { node, place, context } = *self;
        if node.is_some_and(|node| node.field.is_some()) {
            return Err(FormError::expected("an object".to_owned()));
        }
        let children = node.map(|node| node.children.iter()).unwrap_or_default();
        let missing = context.readings.empty.iter();
        Ok(Members { node, children, missing, next: None, place, context })
    }
}

impl<'r> Context<'r> {
    fn values(self, field: usize) -> Values<'r> {
        Values::of(self.fields, field, self.readings.of(field))
    }
}

/// Returns the number of a place in another one: of the member `name`, or of the items of a list without a name.
fn place_of(outer: u64, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (outer, name).hash(&mut hasher);
    hasher.finish()
}

macro_rules! scalars {
    ($($method:ident),+ $(,)?) => {$(
        fn $method<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, FormError> {
            self.one_text()?.$method(visitor)
        }
    )+};
}

macro_rules! lists {
    ($($method:ident($($argument:ty),*)),+ $(,)?) => {$(
        fn $method<V: Visitor<'r>>(self, $(_: $argument,)* visitor: V) -> Result<V::Value, FormError> {
            self.deserialize_seq(visitor)
        }
    )+};
}

impl<'r> Deserializer<'r> for NestedDeserializer<'r> {
    type Error = FormError;

    scalars! {
        deserialize_bool, deserialize_char, deserialize_i8, deserialize_i16, deserialize_i32, deserialize_i64,
        deserialize_i128, deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64, deserialize_u128,
        deserialize_f32, deserialize_f64, deserialize_str, deserialize_string, deserialize_identifier,
    }

    lists! {
        deserialize_bytes(), deserialize_byte_buf(), deserialize_tuple(usize),
        deserialize_tuple_struct(&'static str, usize),
    }

    fn deserialize_any<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, FormError> {
        if let Some(texts) = self.texts()? {
            return texts.deserialize_any(visitor);
        }
        match self.items() {
            Some(items) => visitor.visit_seq(items),
            None => self.deserialize_map(visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, FormError> {
        match self.items() {
            Some(items) => visitor.visit_seq(items),
            None => Err(FormError::expected(match self.context.nesting.first {
                Some(first) => format!("a list, whose items have the indexes from {first} on without a gap"),
                None => "a list".to_owned(),
            })),
        }
    }

    fn deserialize_map<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, FormError> {
        let members = self.members()?;
        within_object(self.place, || visitor.visit_map(members))
    }

    fn deserialize_struct<V: Visitor<'r>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FormError> {
        self.deserialize_map(visitor)
    }

    /// Reads a variant: a text is its name, and a member has the name of a variant with a value.
    fn deserialize_enum<V: Visitor<'r>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FormError> {
        match self.texts()? {
            Some(texts) => texts.deserialize_enum(name, variants, visitor),
            None => {
                let members = MapAccessDeserializer::new(self.members()?);
                within_object(self.place, || visitor.visit_enum(members))
            }
        }
    }

    fn deserialize_option<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'r>>(self, _: &'static str, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, FormError> {
        if self.is_empty() { visitor.visit_unit() } else { self.deserialize_any(visitor) }
    }

    fn deserialize_unit_struct<V: Visitor<'r>>(self, _: &'static str, visitor: V) -> Result<V::Value, FormError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_unit()
    }
}

/// An item of a list.
enum Item<'r> {
    Text(super::text_deserializer::TextDeserializer<'r>),
    Node(NestedDeserializer<'r>),
}

struct Items<'r> {
    items: std::vec::IntoIter<Item<'r>>,
    index: usize,
}

impl<'r> SeqAccess<'r> for Items<'r> {
    type Error = FormError;

    fn next_element_seed<S: DeserializeSeed<'r>>(&mut self, seed: S) -> Result<Option<S::Value>, FormError> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        let value = match item {
            Item::Text(text) => seed.deserialize(text),
            Item::Node(node) => seed.deserialize(node),
        };
        value.map(Some).map_err(|error| error.in_item(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Members<'r> {
    node: Option<&'r Node<'r>>,
    children: btree_map::Iter<'r, &'r str, Node<'r>>,
    /// The names of members that are read as empty if they are missing.
    missing: std::slice::Iter<'r, MissingField>,
    next: Option<(&'r str, NestedDeserializer<'r>)>,
    place: u64,
    context: Context<'r>,
}

impl<'r> MapAccess<'r> for Members<'r> {
    type Error = FormError;

    fn next_key_seed<K: DeserializeSeed<'r>>(&mut self, seed: K) -> Result<Option<K::Value>, FormError> {
        let context = self.context;
        let is_absent = |node: &Node<'_>| node.field.is_some_and(|field| context.values(field).is_absent());
        let present = self.children.find(|(_, node)| !is_absent(node));
        let next = present.map(|(name, node)| (*name, Some(node))).or_else(|| {
            let is_here = |missing: &&MissingField| {
                missing.object == self.place && self.node.is_none_or(|node| !node.children.contains_key(missing.name))
            };
            self.missing.find(is_here).map(|missing| (missing.name, None))
        });
        let Some((name, node)) = next else { return Ok(None) };
        self.next = Some((name, NestedDeserializer { node, place: place_of(self.place, name), context }));
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'r>>(&mut self, seed: V) -> Result<V::Value, FormError> {
        let Some((name, node)) = self.next.take() else { return Err(FormError::refused()) };
        seed.deserialize(node).map_err(|error| error.in_member(name))
    }
}
