//! Objects: the structs that `#[object]` and the enums that `#[open_enum]` declare.
//!
//! The attributes emit a constant table of an object's fields, and two functions that are one `match` on a field's index. The
//! generic code here reads, writes and describes all objects by their tables, which compiles faster than
//! what the derives of serde and schemars emit. The interface is serde's and schemars' traits nevertheless: an object can hold
//! types that derive them, and the other way round.

mod blank;
mod name_index;
mod read;
mod rest;
#[cfg(feature = "schema")]
mod schema;
mod sensitive;
mod strictness;
mod text;
mod write;

use std::fmt;

use name_index::Name;

pub use blank::Blank;
pub use name_index::name_index;
pub use read::{ReadField, ReadObject, deserialize, deserialize_with_rest};
pub use rest::RestField;
#[cfg(feature = "schema")]
pub use schema::{DescribeObject, generic_id, generic_name, object_schema, text_schema};
pub use sensitive::SensitiveField;
pub use strictness::strictly;
pub use text::{OpenEnum, Text, deserialize_text, from_text};
pub use write::{WriteField, WriteObject, serialize};

/// The items of serde that emitted code names. The whole crate would add its other names to the compiler's messages: a
/// second `Option` makes every `Option<T>` in them a `std::option::Option<T>`.
#[doc(hidden)]
pub mod serde {
    pub use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub mod de {
        pub use ::serde::de::{DeserializeOwned, Error, MapAccess};
    }

    pub mod ser {
        pub use ::serde::ser::{Error, SerializeMap};
    }
}

/// Returns the path of a type in the module of the call, as a `const` expression.
#[doc(hidden)]
#[macro_export]
macro_rules! __type_path {
    ($name:literal) => {
        ::core::concat!(::core::module_path!(), "::", $name)
    };
}

#[doc(hidden)]
pub use crate::__type_path as type_path;

/// An object with its table. `#[object]` implements it.
#[doc(hidden)]
pub trait Object: Sized {
    /// The table of the fields.
    const TABLE: &'static Table;
}

/// The table of an object's fields.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The name of the type.
    pub name: &'static str,
    /// The documentation of the type, as Markdown.
    pub docs: &'static str,
    /// `true` if a client refuses a missing or null member, too.
    pub strict: bool,
    /// `true` if unknown members are kept.
    pub keeps_rest: bool,
    /// The fields, in the order of their declaration, without the one for unknown members.
    pub fields: &'static [Field],
    /// The index of the fields' names and aliases, by [`name_index`].
    pub names: &'static [u16],
}

/// A field of an object.
#[derive(Clone, Copy)]
pub struct Field {
    name: Name<'static>,
    aliases: &'static [&'static str],
    presence: Presence,
    /// Read for the schema.
    #[cfg_attr(not(feature = "schema"), allow(dead_code))]
    sensitive: bool,
    #[cfg_attr(not(feature = "schema"), allow(dead_code))]
    docs: &'static str,
}

impl Field {
    /// Makes a field: the name of the JSON member, other names under which it is read, its presence, `true` if its value is
    /// secret, and the documentation as Markdown.
    #[must_use]
    pub const fn new(
        name: &'static str,
        aliases: &'static [&'static str],
        presence: Presence,
        sensitive: bool,
        docs: &'static str,
    ) -> Self {
        Self { name: Name::new(name), aliases, presence, sensitive, docs }
    }

    /// Returns the name of the JSON member.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name.text
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name: _, aliases, presence, sensitive, docs } = self;
        f.debug_struct("Field")
            .field("name", &self.name())
            .field("aliases", aliases)
            .field("presence", presence)
            .field("sensitive", sensitive)
            .field("docs", docs)
            .finish()
    }
}

/// The meaning of an absent member, and of null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// Always written. Read strictly, it has to be there; else null or missing is the type's default.
    Required,
    /// Always written. Null or missing is the declared default.
    Defaulted,
    /// `Option<T>`: left out if it is `None`.
    Optional,
    /// `Option<Option<T>>`: left out, null or a value.
    Nullable,
}
