//! The JSON Schemas of all objects.

use std::borrow::Cow;

use schemars::{Schema, SchemaGenerator, generate::Contract, json_schema};
use serde_json::{Map, Value, json};

use super::{Field, Object, OpenEnum, Presence};
use crate::schema::SchemaFn;

/// An object with a JSON Schema. `#[object]` implements it with the option `schema`.
#[doc(hidden)]
pub trait DescribeObject: Object {
    /// The schemas of the fields, in the order of the table.
    const SCHEMAS: &'static [SchemaFn];
}

/// Generates the schema of an object.
pub fn object_schema<T: DescribeObject>(generator: &mut SchemaGenerator) -> Schema {
    let table = T::table();
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (field, schema) in table.fields().zip(T::SCHEMAS) {
        properties.insert(field.name.to_owned(), property(&field, schema(generator).schema).to_value());
        if is_required(&field, generator.contract()) {
            required.push(Value::from(field.name));
        }
    }
    let mut schema = json_schema!({ "type": "object" });
    describe(&mut schema, table.docs());
    if !properties.is_empty() {
        schema.insert("properties".to_owned(), properties.into());
    }
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    if table.keeps_rest() {
        schema.insert("additionalProperties".to_owned(), true.into());
    }
    schema
}

/// A member with a default is always written, and may be missing when it is read.
fn is_required(field: &Field, contract: &Contract) -> bool {
    match field.presence {
        Presence::Required => true,
        Presence::Defaulted => contract.is_serialize(),
        Presence::Optional | Presence::Nullable => false,
    }
}

fn property(field: &Field, mut schema: Schema) -> Schema {
    describe(&mut schema, field.docs);
    if field.sensitive {
        schema.insert("x-sensitive".to_owned(), true.into());
    }
    schema
}

fn describe(schema: &mut Schema, docs: &str) {
    if !docs.is_empty() {
        schema.insert("description".to_owned(), docs.into());
    }
}

/// Generates the schema of an open enum: its known texts, and any other text.
#[must_use]
pub fn text_schema<T: OpenEnum>(docs: &str) -> Schema {
    let known = T::TEXTS.iter().map(|text| {
        let mut schema = json_schema!({ "type": "string", "const": text.text });
        describe(&mut schema, text.docs);
        schema.to_value()
    });
    let alternatives: Vec<Value> = known.chain([json!({ "type": "string" })]).collect();
    let mut schema = json_schema!({ "anyOf": alternatives });
    describe(&mut schema, docs);
    schema
}

/// Returns the name of a generic type with its arguments: `PageOfMember`.
#[must_use]
pub fn generic_name(name: &str, arguments: &[fn() -> Cow<'static, str>]) -> Cow<'static, str> {
    format!("{name}Of{}", joined(arguments, "And")).into()
}

/// Returns the path of a generic type with its arguments: `my_crate::Page<my_crate::Member>`.
#[must_use]
pub fn generic_id(path: &str, arguments: &[fn() -> Cow<'static, str>]) -> Cow<'static, str> {
    format!("{path}<{}>", joined(arguments, ",")).into()
}

fn joined(names: &[fn() -> Cow<'static, str>], separator: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| name().into_owned()).collect();
    names.join(separator)
}
