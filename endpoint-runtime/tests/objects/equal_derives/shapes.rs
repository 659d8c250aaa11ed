//! The types that are compared.
//!
//! A matrix has one struct for each type, with a field of it for each presence; the others are objects as APIs have them.

use std::collections::BTreeMap;

use endpoint_runtime::{Json, JsonMap, JsonNumber, object, open_enum};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};

use super::twins::{null_is_default, null_is_some};

/// An object with its twins.
pub(crate) trait Twins: DeserializeOwned + Serialize + JsonSchema + std::fmt::Debug {
    /// The derive that reads as a client does.
    type Tolerant: DeserializeOwned + Serialize + JsonSchema + std::fmt::Debug;
    /// The derive that reads as a server does.
    type Strict: DeserializeOwned + Serialize + JsonSchema + std::fmt::Debug;
}

/// Declares the functions of a default that is no type's.
macro_rules! default_value {
    ($value:ident, $null:ident, $ty:ty, $default:expr) => {
        pub(crate) fn $value() -> $ty {
            $default
        }

        pub(crate) fn $null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$ty, D::Error> {
            Ok(Option::deserialize(deserializer)?.unwrap_or_else($value))
        }
    };
}

default_value!(seven, null_is_seven, u32, 7);
default_value!(yes, null_is_yes, bool, true);
default_value!(ghent, null_is_ghent, String, "Ghent".to_owned());
default_value!(one_two, null_is_one_two, Vec<u8>, vec![1, 2]);

/// A type with derives of its own, in objects and twins alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plain {
    label: String,
    #[serde(default)]
    weight: f64,
}

/// A newtype.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Id(String);

/// An enum that holds data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Choice {
    #[default]
    Nothing,
    Number {
        value: u8,
    },
    Plain(Plain),
}

/// Declares a struct for each type, and lists them all.
macro_rules! shapes {
    (
        matrix { $($row:ident: $ty:ty,)+ }
        enums { $($enums:tt)+ }
        structs { $($structs:tt)+ }
        listed { $($listed:ident),+ $(,)? }
    ) => {
        twins! {
            enums { $($enums)+ }
            structs {
            $($structs)+
            $(
                /// A matrix.
                tolerant struct $row {
                    /// A required field.
                    required required: $ty;
                    optional optional: $ty;
                    nullable nullable: $ty ["nullable-member"];
                    /// A field with a default.
                    defaulted defaulted: $ty ["defaultedMember" | "old"];
                }
            )+
            }
        }

        /// Calls a macro with the names of the objects: those of the matrix, and the others.
        macro_rules! for_each_shape {
            ($callback:ident) => {
                $callback!([$($row)+] [$($listed)+])
            };
        }
    };
}

shapes! {
    matrix {
        Bools: bool,
        U8s: u8,
        U16s: u16,
        U32s: u32,
        U64s: u64,
        I8s: i8,
        I32s: i32,
        I64s: i64,
        U128s: u128,
        I128s: i128,
        F32s: f32,
        F64s: f64,
        Units: (),
        Texts: String,
        BoxedTexts: Box<str>,
        Ids: Id,
        Values: serde_json::Value,
        Jsons: Json,
        Statuses: Status,
        Plains: Plain,
        Choices: Choice,
        Leaves: Leaf,
        Rests: Keeper,
        Lists: Vec<u8>,
        TextLists: Vec<String>,
        LeafLists: Vec<Leaf>,
        OptionLists: Vec<Option<Leaf>>,
        StatusLists: Vec<Status>,
        NestedLists: Vec<Vec<Vec<i16>>>,
        Maps: BTreeMap<String, u64>,
        LeafMaps: BTreeMap<String, Leaf>,
        StatusMaps: BTreeMap<String, Vec<Status>>,
        NumberedMaps: BTreeMap<u16, bool>,
        JsonMaps: JsonMap,
        Tuples: (u8, String),
        BoxedLeaves: Box<Leaf>,
        PagesOfLeaves: Page<Leaf>,
        PagesOfNumbers: Page<u32>,
    }
    enums {
        Status ["snake_case"] { Active, OnHold, Deleted ["GONE"], }
        Direction ["SCREAMING-KEBAB-CASE"] { UpAndAway, Down, }
    }
    structs {
        /// An object without members.
        tolerant struct Empty {}
        strict struct EmptyStrict {}
        tolerant struct EmptyKeeper { rest everything; }

        tolerant struct One { required member: u8; }
        tolerant struct OneOptional { optional member: u8; }

        /// A small object.
        tolerant struct Leaf {
            required id: String;
            optional size: u32;
        }

        /// An object that keeps unknown members.
        tolerant struct Keeper {
            required id: String;
            optional note: String ["theNote" | "comment" | "remark"];
            rest extra;
        }

        /// Members with values of their own.
        tolerant struct Defaults rename_all "camelCase" {
            defaulted days_left: u32 = (7, "seven", "null_is_seven");
            defaulted is_open: bool = (true, "yes", "null_is_yes");
            /// A city.
            defaulted home_city: String ["city" | "town"] = ("Ghent".to_owned(), "ghent", "null_is_ghent");
            defaulted list_of_numbers: Vec<u8> = (vec![1, 2], "one_two", "null_is_one_two");
            required last_one: Direction;
        }

        /// An object in itself.
        tolerant struct Tree {
            required name: String;
            optional parent: Box<Tree>;
            nullable twin: Box<Tree>;
            required children: Vec<Tree>;
            required by_name: BTreeMap<String, Tree>;
        }

        tolerant struct KeeperTree {
            optional left: Box<KeeperTree>;
            optional right: Box<KeeperTree>;
            required keepers: Vec<Keeper>;
            rest others;
        }

        /// A page.
        tolerant struct Page<T "PageOf{T}"> {
            required items: Vec<T>;
            optional first: T;
            nullable last: T;
            optional next_cursor: String;
            defaulted total: u64;
        }

        tolerant struct Nested rename_all "kebab-case" {
            required page_of_pages: Page<Page<Leaf>>;
            required defaults_of_it: Defaults;
            optional with_defaults: Vec<Defaults>;
            defaulted others_too: BTreeMap<String, Keeper>;
            nullable the_number: JsonNumber;
        }

        /// Strict for clients, too.
        strict struct Ledger rename_all "PascalCase" {
            required account_id: Id;
            required entries: Vec<Entry>;
            optional closed_at: String;
            nullable note: String;
            defaulted version: u32 = (7, "seven", "null_is_seven");
        }

        /// Tolerant in a strict object.
        tolerant struct Entry {
            required amount: i64;
            required status: Status;
            optional inner: Box<Ledger>;
        }

        strict struct StrictKeeper {
            required id: u64 ["@id" | "$id"];
            required keepers: Vec<Keeper>;
            rest extra;
        }

        /// An object that clients send.
        sent struct Order rename_all "SCREAMING_SNAKE_CASE" {
            required item_id: Id;
            required lines: Vec<Line>;
            optional delivery_note: String;
            nullable gift_text: String ["gift"];
            defaulted days_left: u32 = (7, "seven", "null_is_seven");
        }

        sent struct Line {
            required product: Leaf;
            required count: u32;
            optional direction: Direction;
        }

        /// Names that JSON escapes, and names of one another's beginnings.
        tolerant struct OddNames {
            required quote: u8 ["a\"quote" | "back\\slash"];
            required unicode: u8 ["é🦀" | "e\u{301}"];
            required empty: u8 [""];
            required blank: u8 [" "];
            required control: u8 ["\u{1}\n"];
            required a: u8;
            required ab: u8;
            required abc: u8 ["abc" | "abcd"];
            required r#type: u8;
            required r#fn: u8 ["r#fn"];
        }
    }
    listed {
        Empty, EmptyStrict, EmptyKeeper, One, OneOptional, Leaf, Keeper, Defaults, Tree, KeeperTree, Nested, Ledger, Entry,
        StrictKeeper, Order, Line, OddNames,
    }
}

/// Other names of members.
pub(crate) const ALIASES: &[(&str, &str)] = &[
    ("defaultedMember", "old"),
    ("theNote", "comment"),
    ("theNote", "remark"),
    ("city", "town"),
    ("@id", "$id"),
    ("a\"quote", "back\\slash"),
    ("é🦀", "e\u{301}"),
    ("abc", "abcd"),
];
