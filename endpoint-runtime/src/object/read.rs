//! The reader of all objects.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor},
};

use super::{Blank, Field, Object, Presence, Table, strictness::is_strict};
use crate::json::{JsonMap, MemberSeed};

/// An object that can be read. `#[object]` implements it.
pub trait ReadObject: Object + Blank {
    /// Reads the value of the field at `index` from `map`.
    ///
    /// # Errors
    /// The value has another type, or is null and read strictly.
    fn read_field<'de, A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, strict: bool) -> Result<(), A::Error>;

    /// Returns the members that no field has, if they are kept.
    fn rest_mut(&mut self) -> Option<&mut JsonMap> {
        None
    }
}

/// Reads an object that ignores unknown members. `names` are all names and aliases of its fields: under `#[serde(flatten)]`, serde
/// hands over these members, and leaves the others to the fields beside it.
///
/// # Errors
/// A member has another type or occurs twice; read strictly, one is missing.
pub fn deserialize<'de, T: ReadObject, D: Deserializer<'de>>(
    deserializer: D,
    names: &'static [&'static str],
) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::TABLE.name, names, ObjectVisitor(PhantomData))
}

/// Reads an object that keeps unknown members.
///
/// # Errors
/// A member has another type or occurs twice; read strictly, one is missing.
pub fn deserialize_with_rest<'de, T: ReadObject, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: ReadObject> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut value = T::blank();
        let mut members = Members::new(T::TABLE);
        while let Some(position) = map.next_key_seed(&mut members)? {
            match position {
                Position::Field(index) => value.read_field(index, &mut map, members.strict)?,
                Position::Repeated(name) => return Err(A::Error::duplicate_field(name)),
                Position::Unknown => match value.rest_mut() {
                    Some(rest) => {
                        let json = map.next_value_seed(MemberSeed)?;
                        rest.insert(std::mem::take(&mut members.unknown), json);
                    }
                    None => {
                        map.next_value::<IgnoredAny>()?;
                    }
                },
            }
        }
        match members.missing() {
            Some(name) => Err(A::Error::missing_field(name)),
            None => Ok(value),
        }
    }
}

/// The members of one object that were read so far.
struct Members {
    table: &'static Table,
    strict: bool,
    /// The field after the last one. Most objects have their members in the order of the fields.
    next: usize,
    /// The fields that were read, as bits: those of the first 64 fields, then all others.
    seen: u64,
    seen_more: Vec<u64>,
    /// The name of the last unknown member, if it is kept.
    unknown: String,
}

enum Position {
    Field(usize),
    Repeated(&'static str),
    Unknown,
}

impl Members {
    fn new(table: &'static Table) -> Self {
        let strict = table.strict || is_strict();
        Self { table, strict, next: 0, seen: 0, seen_more: Vec::new(), unknown: String::new() }
    }

    fn find(&mut self, key: &str) -> Position {
        let fields = self.table.fields;
        let index = match fields.get(self.next) {
            Some(field) if field.name == key => self.next,
            _ => match search(fields, key) {
                Some(index) => index,
                None => {
                    if self.table.keeps_rest {
                        key.clone_into(&mut self.unknown);
                    }
                    return Position::Unknown;
                }
            },
        };
        self.next = index + 1;
        if self.mark(index) {
            Position::Field(index)
        } else {
            Position::Repeated(fields.get(index).map_or("", |field| field.name))
        }
    }

    /// Marks a field as read. Returns whether it was not read before.
    fn mark(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let seen = if index < 64 {
            &mut self.seen
        } else {
            let word = index / 64 - 1;
            if self.seen_more.len() <= word {
                self.seen_more.resize(word + 1, 0);
            }
            match self.seen_more.get_mut(word) {
                Some(seen) => seen,
                None => return true,
            }
        };
        let is_new = *seen & bit == 0;
        *seen |= bit;
        is_new
    }

    /// Returns the first field that has to be there and was not read.
    fn missing(&self) -> Option<&'static str> {
        if !self.strict {
            return None;
        }
        let was_read = |index: usize| {
            let seen = if index < 64 { self.seen } else { self.seen_more.get(index / 64 - 1).copied().unwrap_or(0) };
            seen & 1 << (index % 64) != 0
        };
        let mut fields = self.table.fields.iter().enumerate();
        let missing = fields.find(|(index, field)| field.presence == Presence::Required && !was_read(*index))?;
        Some(missing.1.name)
    }
}

fn search(fields: &[Field], key: &str) -> Option<usize> {
    let by_name = fields.iter().position(|field| field.name == key);
    by_name.or_else(|| fields.iter().position(|field| field.aliases.contains(&key)))
}

impl<'de> DeserializeSeed<'de> for &mut Members {
    type Value = Position;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Position, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Members {
    type Value = Position;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, key: &str) -> Result<Position, E> {
        Ok(self.find(key))
    }
}

/// A value that can be a field of an object: any `Deserialize` type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read as a field of an object",
    label = "not `serde::Deserialize`",
    note = "declare it with `#[object]` or `#[open_enum]`, or derive `serde::Deserialize` for it"
)]
pub trait ReadField<'de>: Sized {
    /// Reads the value. Null leaves the field as it is, unless it is read strictly.
    ///
    /// # Errors
    /// The value has another type.
    fn read<A: MapAccess<'de>>(field: &mut Self, map: &mut A, strict: bool) -> Result<(), A::Error>;

    /// Reads the value. Null leaves the field as it is.
    ///
    /// # Errors
    /// The value has another type.
    fn read_defaulted<A: MapAccess<'de>>(field: &mut Self, map: &mut A) -> Result<(), A::Error>;

    /// Reads the value. Null is `None`.
    ///
    /// # Errors
    /// The value has another type.
    fn read_optional<A: MapAccess<'de>>(field: &mut Option<Self>, map: &mut A) -> Result<(), A::Error>;

    /// Reads the value. Null is `Some(None)`.
    ///
    /// # Errors
    /// The value has another type.
    fn read_nullable<A: MapAccess<'de>>(field: &mut Option<Option<Self>>, map: &mut A) -> Result<(), A::Error>;
}

#[diagnostic::do_not_recommend]
impl<'de, T: Deserialize<'de>> ReadField<'de> for T {
    fn read<A: MapAccess<'de>>(field: &mut Self, map: &mut A, strict: bool) -> Result<(), A::Error> {
        if strict {
            *field = map.next_value()?;
            Ok(())
        } else {
            Self::read_defaulted(field, map)
        }
    }

    fn read_defaulted<A: MapAccess<'de>>(field: &mut Self, map: &mut A) -> Result<(), A::Error> {
        if let Some(value) = map.next_value()? {
            *field = value;
        }
        Ok(())
    }

    fn read_optional<A: MapAccess<'de>>(field: &mut Option<Self>, map: &mut A) -> Result<(), A::Error> {
        *field = map.next_value()?;
        Ok(())
    }

    fn read_nullable<A: MapAccess<'de>>(field: &mut Option<Option<Self>>, map: &mut A) -> Result<(), A::Error> {
        *field = Some(map.next_value()?);
        Ok(())
    }
}
