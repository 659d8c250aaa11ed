//! The search for a value that has no JSON form. It writes nothing.

use serde::{
    Serialize,
    ser::{
        self, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant, Serializer,
    },
};

use super::write::{WriteError, WriteProblem};

/// Checks that a value contains no float that JSON does not have, and no part whose `Serialize` fails.
///
/// # Errors
/// The first such part, with its path.
pub(super) fn check<T: Serialize + ?Sized>(value: &T) -> Result<(), WriteError> {
    value.serialize(Checker)
}

impl ser::Error for WriteError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::new(WriteProblem::Serde(ser::Error::custom(message)))
    }
}

/// A serializer without output.
struct Checker;

/// Checks the members of an object.
struct MemberChecker {
    /// The member whose value comes next.
    name: String,
}

/// Checks the items of a list.
struct ItemChecker {
    index: usize,
}

impl MemberChecker {
    fn member<T: Serialize + ?Sized>(name: &str, value: &T) -> Result<(), WriteError> {
        check(value).map_err(|error| WriteError { path: error.path.in_member(name), ..error })
    }
}

impl ItemChecker {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        let index = self.index;
        self.index += 1;
        check(value).map_err(|error| WriteError { path: error.path.in_item(index), ..error })
    }
}

/// Returns the text of a key, which is the empty text if it has no JSON form.
fn key_text<T: Serialize + ?Sized>(key: &T) -> String {
    let json = serde_json::to_string(key).unwrap_or_default();
    serde_json::from_str(&json).unwrap_or(json)
}

macro_rules! scalars {
    ($($method:ident($scalar:ty)),+ $(,)?) => {$(
        fn $method(self, _: $scalar) -> Result<(), WriteError> {
            Ok(())
        }
    )+};
}

impl Serializer for Checker {
    type Ok = ();
    type Error = WriteError;
    type SerializeSeq = ItemChecker;
    type SerializeTuple = ItemChecker;
    type SerializeTupleStruct = ItemChecker;
    type SerializeTupleVariant = ItemChecker;
    type SerializeMap = MemberChecker;
    type SerializeStruct = MemberChecker;
    type SerializeStructVariant = MemberChecker;

    scalars! {
        serialize_bool(bool), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]),
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_i128(i128),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_u128(u128),
        serialize_unit_struct(&'static str),
    }

    fn serialize_f32(self, single: f32) -> Result<(), WriteError> {
        self.serialize_f64(single.into())
    }

    fn serialize_f64(self, double: f64) -> Result<(), WriteError> {
        if double.is_finite() { Ok(()) } else { Err(WriteError::new(WriteProblem::NotFinite)) }
    }

    fn serialize_none(self) -> Result<(), WriteError> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), WriteError> {
        check(value)
    }

    fn serialize_unit(self) -> Result<(), WriteError> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), WriteError> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), WriteError> {
        check(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        MemberChecker::member(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<ItemChecker, WriteError> {
        Ok(ItemChecker { index: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<ItemChecker, WriteError> {
        Ok(ItemChecker { index: 0 })
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<ItemChecker, WriteError> {
        Ok(ItemChecker { index: 0 })
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<ItemChecker, WriteError> {
        Ok(ItemChecker { index: 0 })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<MemberChecker, WriteError> {
        Ok(MemberChecker { name: String::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<MemberChecker, WriteError> {
        Ok(MemberChecker { name: String::new() })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<MemberChecker, WriteError> {
        Ok(MemberChecker { name: String::new() })
    }
}

impl SerializeMap for MemberChecker {
    type Ok = ();
    type Error = WriteError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), WriteError> {
        self.name = key_text(key);
        check(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        Self::member(&self.name, value)
    }

    fn end(self) -> Result<(), WriteError> {
        Ok(())
    }
}

macro_rules! members {
    ($($of:ident),+) => {$(
        impl $of for MemberChecker {
            type Ok = ();
            type Error = WriteError;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), WriteError> {
                Self::member(name, value)
            }

            fn end(self) -> Result<(), WriteError> {
                Ok(())
            }
        }
    )+};
}

members!(SerializeStruct, SerializeStructVariant);

macro_rules! items {
    ($($of:ident::$method:ident),+) => {$(
        impl $of for ItemChecker {
            type Ok = ();
            type Error = WriteError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
                self.item(value)
            }

            fn end(self) -> Result<(), WriteError> {
                Ok(())
            }
        }
    )+};
}

items!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);
