//! The reader of all objects.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
};

#[cfg(feature = "cassette")]
use super::sensitive_paths::{self, Visit};
use super::{Blank, Object, Presence, Table, name_index::NameIndex, strictness::is_strict};
use crate::json::{JsonMap, MemberSeed};

/// An object that can be read. `#[object]` implements it.
#[doc(hidden)]
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

/// Reads an object that ignores unknown members. Under `#[serde(flatten)]`, serde hands over the members of
/// these names, and leaves the others to the fields beside it.
///
/// # Errors
/// A member has another type or occurs twice; read strictly, one is missing.
pub fn deserialize<'de, T: ReadObject, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let table = T::table();
    deserializer.deserialize_struct(table.name(), table.names(), ObjectVisitor(PhantomData))
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

    /// Refuses a list. `serde_json` stops behind its `[`, and not before it as at other values, so the message has another word.
    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Other("a list"), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut value = T::blank();
        let mut members = Members::new(T::table());
        while let Some(index) = map.next_key_seed(&mut members)? {
            match index {
                UNKNOWN => match value.rest_mut() {
                    Some(rest) => {
                        let json = map.next_value_seed(MemberSeed)?;
                        rest.insert(std::mem::take(&mut members.rare().unknown), json);
                    }
                    None => {
                        map.next_value::<IgnoredAny>()?;
                    }
                },
                REPEATED => return Err(A::Error::duplicate_field(members.last())),
                #[cfg(feature = "cassette")]
                index => match sensitive_paths::enter(T::table(), index) {
                    Visit::Read => value.read_field(index, &mut map, members.strict)?,
                    Visit::ReadWithin => {
                        let read = value.read_field(index, &mut map, members.strict);
                        sensitive_paths::leave();
                        read?;
                    }
                    Visit::PassOver => drop(map.next_value::<IgnoredAny>()?),
                },
                #[cfg(not(feature = "cassette"))]
                index => value.read_field(index, &mut map, members.strict)?,
            }
        }
        match members.strict.then(|| members.missing()).flatten() {
            Some(name) => Err(A::Error::missing_field(name)),
            None => Ok(value),
        }
    }
}

/// The index of a member that no field has.
const UNKNOWN: usize = usize::MAX;
/// The index of a member that occurs twice.
const REPEATED: usize = usize::MAX - 1;

/// The members of one object that were read so far.
struct Members {
    table: &'static Table,
    index: &'static NameIndex,
    strict: bool,
    /// The field after the last one. Most objects have their members in the order of the fields.
    next: usize,
    /// The first 64 fields that were read, as bits.
    seen: u64,
    rare: Option<Box<Rare>>,
}

/// The part of [`Members`] that few objects need.
#[derive(Default)]
struct Rare {
    /// The fields behind the first 64 that were read, as bits.
    seen: Vec<u64>,
    /// The name of the last unknown member, if it is kept.
    unknown: String,
}

impl Members {
    fn new(table: &'static Table) -> Self {
        let strict = table.is_strict() || is_strict();
        Self { table, index: table.index(), strict, next: 0, seen: 0, rare: None }
    }

    fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    fn find(&mut self, key: &str) -> usize {
        let index = if self.index.is_name(self.next, key) { self.next } else { self.search(key) };
        if index < 64 && self.seen & 1 << index == 0 {
            self.seen |= 1 << index;
            self.next = index + 1;
            return index;
        }
        self.mark_rare(index)
    }

    /// Finds a member that is not the expected one.
    #[inline(never)]
    fn search(&mut self, key: &str) -> usize {
        let found = self.index.find(key);
        if found.is_none() && self.table.keeps_rest() {
            key.clone_into(&mut self.rare().unknown);
        }
        found.unwrap_or(UNKNOWN)
    }

    /// Marks a field as read that occurs twice or is behind the first 64, and returns its index.
    #[cold]
    fn mark_rare(&mut self, index: usize) -> usize {
        if index == UNKNOWN {
            return UNKNOWN;
        }
        self.next = index + 1;
        let Some(word) = (index / 64).checked_sub(1) else { return REPEATED };
        let rare = self.rare();
        if rare.seen.len() <= word {
            rare.seen.resize(word + 1, 0);
        }
        let bit = 1 << (index % 64);
        match rare.seen.get_mut(word) {
            Some(seen) if *seen & bit == 0 => {
                *seen |= bit;
                index
            }
            _ => REPEATED,
        }
    }

    /// Returns the name of the last member that is a field.
    fn last(&self) -> &'static str {
        self.index.name(self.next - 1).unwrap_or_default()
    }

    fn was_read(&self, index: usize) -> bool {
        let seen = match index / 64 {
            0 => self.seen,
            word => self.rare.as_ref().and_then(|rare| rare.seen.get(word - 1)).copied().unwrap_or(0),
        };
        seen & 1 << (index % 64) != 0
    }

    /// Returns the first field that has to be there and was not read.
    #[cold]
    fn missing(&self) -> Option<&'static str> {
        let mut fields = self.table.fields().enumerate();
        let missing = fields.find(|(index, field)| field.presence == Presence::Required && !self.was_read(*index));
        missing.map(|(_, field)| field.name)
    }
}

impl<'de> DeserializeSeed<'de> for &mut Members {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Members {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        Ok(self.find(key))
    }
}

/// A value that can be a field of an object: any `Deserialize` type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read as a field of an object",
    label = "not `serde::Deserialize`",
    note = "declare it with `#[object]` or `#[open_enum]`, or derive `serde::Deserialize` for it; of a list or a map, for its items"
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
    #[inline]
    fn read<A: MapAccess<'de>>(field: &mut Self, map: &mut A, strict: bool) -> Result<(), A::Error> {
        if strict {
            *field = map.next_value()?;
            Ok(())
        } else {
            Self::read_defaulted(field, map)
        }
    }

    #[inline]
    fn read_defaulted<A: MapAccess<'de>>(field: &mut Self, map: &mut A) -> Result<(), A::Error> {
        if let Some(value) = map.next_value()? {
            *field = value;
        }
        Ok(())
    }

    #[inline]
    fn read_optional<A: MapAccess<'de>>(field: &mut Option<Self>, map: &mut A) -> Result<(), A::Error> {
        *field = map.next_value()?;
        Ok(())
    }

    #[inline]
    fn read_nullable<A: MapAccess<'de>>(field: &mut Option<Option<Self>>, map: &mut A) -> Result<(), A::Error> {
        *field = Some(map.next_value()?);
        Ok(())
    }
}
