//! The definitions that one schema generator made.

use std::collections::BTreeMap;

use schemars::{
    SchemaGenerator,
    generate::{Contract, SchemaSettings},
};
use serde_json::Value;

use super::{
    normalize::{normalized, tolerant},
    reference::{PREFIX, map_references},
    schema_ids::schema_ids,
};
use crate::{
    percent,
    schema::{RustType, SchemaFn, TextFn, TypeSchema},
};

/// A generator of the schemas of all endpoints in one direction.
pub(super) struct Generator {
    direction: Direction,
    generator: SchemaGenerator,
}

/// The schema of one type, with what it does not say about the Rust type.
pub(super) struct GeneratedSchema {
    pub(super) schema: Value,
    pub(super) rust_type: RustType,
    pub(super) text: Option<TextFn>,
}

/// The direction in which a schema describes values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Requests, as a server reads them: members with a default are optional.
    Input,
    /// Responses, as a server writes them: members that are always written are required.
    Output,
}

impl Generator {
    pub(super) fn new(direction: Direction) -> Self {
        let contract = match direction {
            Direction::Input => Contract::Deserialize,
            Direction::Output => Contract::Serialize,
        };
        let settings = SchemaSettings::draft2020_12().with(|settings| settings.contract = contract);
        Self { direction, generator: settings.into_generator() }
    }

    /// Generates a schema, and the definitions that it refers to.
    pub(super) fn generate(&mut self, schema: SchemaFn) -> GeneratedSchema {
        let TypeSchema { schema, rust_type, text } = schema(&mut self.generator);
        GeneratedSchema { schema: schema.into(), rust_type, text }
    }

    /// Returns all definitions.
    pub(super) fn finish(mut self) -> Generated {
        let definitions = self.generator.take_definitions(true);
        let mut generated = Generated {
            direction: self.direction,
            ids: schema_ids(&self.generator),
            names: BTreeMap::new(),
            definitions: BTreeMap::new(),
        };
        for (name, schema) in definitions {
            let id = generated.id(&name);
            let schema = generated.adapt(schema);
            generated.definitions.insert(id.clone(), schema);
            generated.names.insert(id, name);
        }
        generated
    }
}

/// The definitions of one direction, by the ids of their types. References are to ids, too.
pub(super) struct Generated {
    direction: Direction,
    /// The ids, by the names that the generator has given.
    ids: BTreeMap<String, String>,
    /// The names that the generator has given, by the ids.
    pub(super) names: BTreeMap<String, String>,
    pub(super) definitions: BTreeMap<String, Value>,
}

impl Generated {
    /// Normalizes a schema that the generator made, and replaces the names in references by ids.
    pub(super) fn adapt(&self, mut schema: Value) -> Value {
        map_references(&mut schema, &mut |name| {
            // A URI fragment that is a JSON Pointer (RFC 6901, section 6).
            let decoded = percent::decode(name).unwrap_or_default().replace("~1", "/").replace("~0", "~");
            Some(format!("{PREFIX}{}", self.id(&decoded)))
        });
        let schema = normalized(schema);
        if self.direction == Direction::Output { tolerant(schema) } else { schema }
    }

    /// Returns the id of the type of a definition, or its name if the id is unknown.
    fn id(&self, name: &str) -> String {
        self.ids.get(name).map_or(name, String::as_str).to_owned()
    }
}
