//! Generation of the schemas of all endpoints, with the definitions that they share.

use std::collections::{BTreeMap, HashMap};

use schemars::{
    SchemaGenerator,
    generate::{Contract, SchemaSettings},
};
use serde_json::Value;

use super::{
    definition_names::unique_names,
    generated::{Direction, Generated},
    normalize::{normalized, plain_name, tolerant},
    reference::{definition_name, rename_definitions},
};
use crate::schema::{EndpointSchemas, SchemaFn};

/// The schemas of one endpoint.
pub(super) struct EndpointJsonSchemas {
    pub(super) parameters: Vec<Value>,
    pub(super) response: Option<Value>,
    pub(super) error: Value,
}

/// The definitions of all endpoints. For each endpoint, it has those of the input and then those of the output.
///
/// Each of them has its own generator, so that equal names do not affect each other yet.
#[derive(Default)]
pub(super) struct Definitions(Vec<Generated>);

impl Definitions {
    /// Generates the schemas of an endpoint.
    pub(super) fn add(&mut self, endpoint: &EndpointSchemas) -> EndpointJsonSchemas {
        // The schemas that a server accepts: members with a default are optional.
        let mut input = SchemaSettings::draft2020_12().with(|s| s.contract = Contract::Deserialize).into_generator();
        let functions = endpoint.parameters.iter().copied().flatten();
        let parameters = functions.map(|parameter| generate(parameter.schema, &mut input)).collect();
        self.collect(endpoint, Direction::Input, None, input);

        // The schemas that a server sends: members that are always written are required.
        let mut output = SchemaSettings::draft2020_12().with(|s| s.contract = Contract::Serialize).into_generator();
        let response = endpoint.response.map(|schema| tolerant(generate(schema, &mut output)));
        // `()` has the schema of null, and the body is ignored.
        let response = response.filter(|schema| schema.get("type").is_none_or(|name| name != "null"));
        let error = tolerant(generate(endpoint.error.schema, &mut output));
        let name = response.as_ref().and_then(Value::as_object).and_then(definition_name).map(str::to_owned);
        self.collect(endpoint, Direction::Output, name, output);
        EndpointJsonSchemas { parameters, response, error }
    }

    fn collect(
        &mut self,
        endpoint: &EndpointSchemas,
        direction: Direction,
        response: Option<String>,
        mut generator: SchemaGenerator,
    ) {
        let definitions = generator.take_definitions(true).into_iter().map(|(name, schema)| {
            let schema = normalized(schema);
            let schema = if direction == Direction::Output { tolerant(schema) } else { schema };
            (plain_name(&name), schema)
        });
        let definitions = definitions.collect();
        self.0.push(Generated { resource: endpoint.metadata.resource, direction, response, definitions });
    }

    /// Renames the definitions so that each name has one meaning, and returns all of them.
    ///
    /// It renames the references in the schemas of the endpoints, too, which are in the order in which they were added.
    pub(super) fn merge(self, endpoints: &mut [EndpointJsonSchemas]) -> BTreeMap<String, Value> {
        let names: Vec<HashMap<String, String>> = unique_names(&self.0);
        for (endpoint, names) in endpoints.iter_mut().zip(names.chunks(2)) {
            if let [input, output] = names {
                endpoint.parameters.iter_mut().for_each(|schema| rename_definitions(schema, input));
                endpoint.response.iter_mut().for_each(|schema| rename_definitions(schema, output));
                rename_definitions(&mut endpoint.error, output);
            }
        }
        let mut merged = BTreeMap::new();
        for (generated, names) in self.0.into_iter().zip(&names) {
            for (name, mut schema) in generated.definitions {
                if let Some(new) = names.get(&name) {
                    rename_definitions(&mut schema, names);
                    merged.insert(new.clone(), schema);
                }
            }
        }
        merged
    }
}

fn generate(schema: SchemaFn, generator: &mut SchemaGenerator) -> Value {
    normalized(schema(generator).into())
}
