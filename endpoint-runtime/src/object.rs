//! Objects: the structs that `#[object]` and the enums that `#[open_enum]` declare.
//!
//! The attributes emit a static table of an object's fields, and two functions that are one `match` on a field's index. The
//! generic code here reads, writes and describes all objects by their tables, which compiles faster than
//! what the derives of serde and schemars emit. The interface is serde's and schemars' traits nevertheless: an object can hold
//! types that derive them, and the other way round.

mod blank;
#[cfg(any(feature = "cassette", feature = "mock"))]
mod masked;
mod name_index;
mod read;
mod rest;
#[cfg(feature = "schema")]
mod schema;
mod sensitive;
#[cfg(feature = "cassette")]
mod sensitive_paths;
mod strictness;
mod table;
mod text;
mod write;

pub use blank::Blank;
pub use read::{ReadField, ReadObject, deserialize, deserialize_with_rest};
pub use rest::RestField;
#[cfg(feature = "schema")]
pub use schema::{DescribeObject, generic_id, generic_name, object_schema, text_schema};
pub use sensitive::SensitiveField;
#[cfg(feature = "cassette")]
pub(crate) use sensitive_paths::{SensitivePaths, collect as collect_sensitive_paths};
pub use strictness::strictly;
pub use table::{Field, Presence, Table};
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
    /// Returns the table of the fields.
    fn table() -> &'static Table;
}
