//! Newtypes of all scalars in every place, for a snippet shows a literal only where the type surely takes it. Like the other
//! fixture, it is compiled into the test and into a library for the Rust snippets.
#![allow(dead_code, missing_docs, unreachable_pub, reason = "a library's and a test's at once")]
#![allow(clippy::option_option, reason = "tells absent from null")]

use std::collections::BTreeMap;

use endpoint_runtime::{
    Json, Param, Result, endpoints, object, open_enum,
    schema::{
        EndpointSchemas,
        schemars::{self, JsonSchema},
    },
};
use serde::{Deserialize, Serialize};

/// Declares an endpoint for each type: in the path, the query, a header, and as a field, a list and a nullable value.
macro_rules! in_every_place {
    ($($module:ident: $ty:ty, $path:tt, $id:tt;)*) => {
        $(pub mod $module {
            use super::*;

            #[endpoints(schema, id = $id)]
            pub trait Newtypes {
                #[endpoint(POST $path)]
                async fn send(
                    &self,
                    id: $ty,
                    near: Option<$ty>,
                    several: Vec<$ty>,
                    #[header("X-Id")] header: Option<$ty>,
                    field: $ty,
                    optional: Option<$ty>,
                    list: Option<Vec<$ty>>,
                    nullable: Option<Option<$ty>>,
                ) -> Result<()>;
            }
        })*

        pub const SCHEMAS: &[&[EndpointSchemas]] =
            &[$($module::NewtypesClient::SCHEMAS,)* TextsClient::SCHEMAS, ObjectsClient::SCHEMAS];
    };
}

macro_rules! newtypes {
    ($($name:ident($scalar:ty);)*) => {$(
        #[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
        #[param(from)]
        pub struct $name($scalar);
    )*};
}

newtypes! {
    Flag(bool);
    U8(u8);
    U16(u16);
    U32(u32);
    U64(u64);
    U128(u128);
    Usize(usize);
    I8(i8);
    I16(i16);
    I32(i32);
    I64(i64);
    I128(i128);
    Isize(isize);
    F32(f32);
    F64(f64);
    Letter(char);
    Text(String);
}

/// A newtype that no literal converts into.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Sealed(u64);

/// A text that no literal converts into.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SealedText(String);

/// A text that converts from a `String` alone.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct OwnedText(String);

impl From<String> for OwnedText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

in_every_place! {
    flag: Flag, "/v1/flag/<id>?<near>&<several>", "flag_";
    u8_: U8, "/v1/u8/<id>?<near>&<several>", "u8_";
    u16_: U16, "/v1/u16/<id>?<near>&<several>", "u16_";
    u32_: U32, "/v1/u32/<id>?<near>&<several>", "u32_";
    u64_: U64, "/v1/u64/<id>?<near>&<several>", "u64_";
    u128_: U128, "/v1/u128/<id>?<near>&<several>", "u128_";
    usize_: Usize, "/v1/usize/<id>?<near>&<several>", "usize_";
    i8_: I8, "/v1/i8/<id>?<near>&<several>", "i8_";
    i16_: I16, "/v1/i16/<id>?<near>&<several>", "i16_";
    i32_: I32, "/v1/i32/<id>?<near>&<several>", "i32_";
    i64_: I64, "/v1/i64/<id>?<near>&<several>", "i64_";
    i128_: I128, "/v1/i128/<id>?<near>&<several>", "i128_";
    isize_: Isize, "/v1/isize/<id>?<near>&<several>", "isize_";
    f32_: F32, "/v1/f32/<id>?<near>&<several>", "f32_";
    f64_: F64, "/v1/f64/<id>?<near>&<several>", "f64_";
    letter: Letter, "/v1/letter/<id>?<near>&<several>", "letter_";
    text: Text, "/v1/text/<id>?<near>&<several>", "text_";
    sealed: Sealed, "/v1/sealed/<id>?<near>&<several>", "sealed_";
    sealed_text: SealedText, "/v1/sealed_text/<id>?<near>&<several>", "sealed_text_";
    owned_text: OwnedText, "/v1/owned_text/<id>?<near>&<several>", "owned_text_";
}

/// A number that is a text in JSON, as JavaScript's users of large ids expect it.
#[derive(Clone, Debug, Param, JsonSchema)]
#[param(from)]
pub struct Snowflake(#[schemars(with = "String")] u64);

/// Texts and plain scalars.
#[endpoints(schema)]
pub trait Texts {
    #[endpoint(GET "/v1/snowflakes/<id>?<after>")]
    async fn snowflake(&self, id: Snowflake, after: Option<Snowflake>) -> Result<()>;

    #[endpoint(POST "/v1/scalars/<a>/<b>")]
    async fn scalars(
        &self,
        a: u128,
        b: usize,
        c: i128,
        d: isize,
        e: u64,
        f: f32,
        r#type: Option<f64>,
        r#move: Option<bool>,
    ) -> Result<()>;
}

/// A point.
#[object(sent, schema)]
pub struct Point {
    pub x: f64,
    pub r#type: Option<String>,
    pub next: Option<Box<Point>>,
}

/// A color.
#[open_enum(schema)]
pub enum Color {
    #[text("red")]
    Red,
    #[text("it's blue")]
    Blue,
}

/// Objects, maps and any JSON.
#[endpoints(schema)]
pub trait Objects {
    #[endpoint(POST "/v1/objects?<color>")]
    async fn send(
        &self,
        color: Color,
        points: Vec<Point>,
        sizes: BTreeMap<String, u64>,
        any: Json,
        colors: Option<Vec<Color>>,
    ) -> Result<()>;
}
