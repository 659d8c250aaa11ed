//! The macro that declares each type three times: as an object, and as twins with serde's and schemars' derives.

use serde::{Deserialize, Deserializer};

/// Declares each struct as `objects::Name` with `#[object]`, as `tolerant::Name`, which a derive reads as a client reads an
/// object, and as `strict::Name`, which a derive reads as a server does. The fields' types are looked up in each of the modules.
///
/// A struct that is marked `strict` is so in all three. A field is `required`, `optional` (an `Option`), `nullable` (an `Option` in
/// an `Option`), `defaulted` (with a default, or with `= (value, "its function", "its reader of null")`) or the `rest`. Its name
/// and its aliases are in brackets. A generic struct has the pattern of its schema's name.
macro_rules! twins {
    (
        enums { $($enum:ident [$enum_case:literal] { $($variant:ident $([$text:literal])?,)+ })* }
        structs {
            $($(#[doc = $docs:literal])* $mode:ident struct $name:ident $(<$parameter:ident $schema:literal>)? $(rename_all $case:literal)? { $($fields:tt)* })*
        }
    ) => {
        /// The objects.
        pub(crate) mod objects {
            use super::*;

            $(
                #[open_enum(rename_all = $enum_case, schema)]
                pub enum $enum { $($(#[text($text)])? $variant,)+ }
            )*
            $(twins!(@object [$($docs)*] $mode $name [$($parameter)?] [$($case)?] [] $($fields)*);)*
        }

        /// The twins that null and missing members leave as they are.
        pub(crate) mod tolerant {
            use super::*;

            $(twins!(@enum $enum [$enum_case] $($variant $([$text])?,)+);)*
            $(twins!(@derive tolerant [$($docs)*] $mode $name [$($parameter $schema)?] [$($case)?] [] [] $($fields)*);)*
        }

        /// The twins that refuse null and missing members.
        pub(crate) mod strict {
            use super::*;

            $(twins!(@enum $enum [$enum_case] $($variant $([$text])?,)+);)*
            $(twins!(@derive strict [$($docs)*] strict $name [$($parameter $schema)?] [$($case)?] [] [] $($fields)*);)*
        }
    };

    (@enum $enum:ident [$case:literal] $($variant:ident $([$text:literal])?,)+) => {
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = $case)]
        pub enum $enum {
            $($(#[serde(rename = $text)])? $variant,)+
            #[serde(untagged)]
            Other(String),
        }

        impl Default for $enum {
            fn default() -> Self {
                Self::Other(String::new())
            }
        }
    };

    (@object [$($docs:literal)*] strict $name:ident [$($parameter:ident)?] [$($case:literal)?] [$($fields:tt)*]) => {
        $(#[doc = $docs])*
        #[object(server, schema, strict $(, rename_all = $case)?)]
        pub struct $name $(<$parameter>)? { $($fields)* }
    };
    (@object [$($docs:literal)*] sent $name:ident [$($parameter:ident)?] [$($case:literal)?] [$($fields:tt)*]) => {
        $(#[doc = $docs])*
        #[object(sent, schema $(, rename_all = $case)?)]
        pub struct $name $(<$parameter>)? { $($fields)* }
    };
    (@object [$($docs:literal)*] tolerant $name:ident [$($parameter:ident)?] [$($case:literal)?] [$($fields:tt)*]) => {
        $(#[doc = $docs])*
        #[object(server, schema $(, rename_all = $case)?)]
        pub struct $name $(<$parameter>)? { $($fields)* }
    };
    (@object $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*]
        $(#[doc = $doc:literal])* required $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?; $($more:tt)*
    ) => {
        twins!(@object $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[field($wire $(, alias = $alias)*)])? pub $field: $ty,] $($more)*);
    };
    (@object $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*]
        $(#[doc = $doc:literal])* optional $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?; $($more:tt)*
    ) => {
        twins!(@object $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[field($wire $(, alias = $alias)*)])? pub $field: Option<$ty>,] $($more)*);
    };
    (@object $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*]
        $(#[doc = $doc:literal])* nullable $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?; $($more:tt)*
    ) => {
        twins!(@object $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[field($wire $(, alias = $alias)*)])? pub $field: Option<Option<$ty>>,] $($more)*);
    };
    (@object $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*]
        $(#[doc = $doc:literal])* defaulted $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?
        $(= ($value:expr, $path:literal, $reader:literal))?; $($more:tt)*
    ) => {
        twins!(@object $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* #[field($($wire, $(alias = $alias,)*)? default $(= $value)?)] pub $field: $ty,] $($more)*);
    };
    (@object $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*] rest $field:ident; $($more:tt)*) => {
        twins!(@object $docs $mode $name $parameter $case [$($done)* #[rest] pub $field: JsonMap,] $($more)*);
    };

    (@derive $module:ident [$($docs:literal)*] $mode:ident $name:ident [$($parameter:ident $schema:literal)?] [$($case:literal)?]
        [$($fields:tt)*] [$($values:tt)*]
    ) => {
        $(#[doc = $docs])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        $(#[serde(rename_all = $case)])?
        $(#[schemars(rename = $schema)])?
        pub struct $name $(<$parameter>)? { $($fields)* }

        impl $(<$parameter: Default>)? Default for $name $(<$parameter>)? {
            fn default() -> Self {
                Self { $($values)* }
            }
        }

        twins!(@twin $module $name [$($parameter)?]);
    };
    (@derive $module:tt $docs:tt strict $name:tt $parameter:tt $case:tt [$($done:tt)*] [$($values:tt)*]
        $(#[doc = $doc:literal])* required $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?; $($more:tt)*
    ) => {
        twins!(@derive $module $docs strict $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[serde(rename = $wire $(, alias = $alias)*)])? pub $field: $ty,]
            [$($values)* $field: Default::default(),] $($more)*);
    };
    (@derive $module:tt $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*] [$($values:tt)*]
        $(#[doc = $doc:literal])* required $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?; $($more:tt)*
    ) => {
        twins!(@derive $module $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[serde(rename = $wire $(, alias = $alias)*)])?
                #[serde(default, deserialize_with = "null_is_default")] pub $field: $ty,]
            [$($values)* $field: Default::default(),] $($more)*);
    };
    (@derive $module:tt $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*] [$($values:tt)*]
        $(#[doc = $doc:literal])* optional $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?; $($more:tt)*
    ) => {
        twins!(@derive $module $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[serde(rename = $wire $(, alias = $alias)*)])?
                #[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<$ty>,]
            [$($values)* $field: None,] $($more)*);
    };
    (@derive $module:tt $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*] [$($values:tt)*]
        $(#[doc = $doc:literal])* nullable $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?; $($more:tt)*
    ) => {
        twins!(@derive $module $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[serde(rename = $wire $(, alias = $alias)*)])?
                #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "null_is_some")]
                pub $field: Option<Option<$ty>>,]
            [$($values)* $field: None,] $($more)*);
    };
    (@derive $module:tt $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*] [$($values:tt)*]
        $(#[doc = $doc:literal])* defaulted $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?; $($more:tt)*
    ) => {
        twins!(@derive $module $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[serde(rename = $wire $(, alias = $alias)*)])?
                #[serde(default, deserialize_with = "null_is_default")] pub $field: $ty,]
            [$($values)* $field: Default::default(),] $($more)*);
    };
    (@derive $module:tt $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*] [$($values:tt)*]
        $(#[doc = $doc:literal])* defaulted $field:ident: $ty:ty $([$wire:literal $(| $alias:literal)*])?
        = ($value:expr, $path:literal, $reader:literal); $($more:tt)*
    ) => {
        twins!(@derive $module $docs $mode $name $parameter $case
            [$($done)* $(#[doc = $doc])* $(#[serde(rename = $wire $(, alias = $alias)*)])?
                #[serde(default = $path, deserialize_with = $reader)] pub $field: $ty,]
            [$($values)* $field: $value,] $($more)*);
    };
    (@derive $module:tt $docs:tt $mode:tt $name:tt $parameter:tt $case:tt [$($done:tt)*] [$($values:tt)*]
        rest $field:ident; $($more:tt)*
    ) => {
        twins!(@derive $module $docs $mode $name $parameter $case
            [$($done)* #[serde(flatten)] pub $field: JsonMap,]
            [$($values)* $field: Default::default(),] $($more)*);
    };

    (@twin tolerant $name:ident []) => {
        impl Twins for super::objects::$name {
            type Tolerant = $name;
            type Strict = super::strict::$name;
        }
    };
    // The arguments of a generic type have twins of their own.
    (@twin $module:ident $name:ident $parameter:tt) => {};
}

/// Reads a value, with the default for null.
pub(crate) fn null_is_default<'de, T: Default + Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads a value, with `Some(None)` for null.
#[expect(clippy::option_option, reason = "absent and null are different values")]
pub(crate) fn null_is_some<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
