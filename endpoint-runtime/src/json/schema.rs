//! The JSON Schemas of [`Json`] and its parts, which are those of `serde_json`'s types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Number, Value};

use super::{Json, JsonMap, JsonNumber};

macro_rules! schema_of {
    ($($json:ty: $value:ty,)*) => {$(
        impl JsonSchema for $json {
            fn inline_schema() -> bool {
                <$value>::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                <$value>::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                <$value>::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                <$value>::json_schema(generator)
            }
        }
    )*};
}

schema_of! {
    Json: Value,
    JsonMap: Map<String, Value>,
    JsonNumber: Number,
}
