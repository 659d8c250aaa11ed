//! Generation of the schemas of all endpoints, with the definitions that they share.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{
    ProviderError,
    definition_names::{DefinitionNames, types_with_two_schemas, with_suffix},
    generated::{Direction, Generated, GeneratedSchema, Generator},
    reference::{reachable, rename_definitions},
};
use crate::schema::EndpointSchemas;

/// The schemas of one endpoint.
pub(super) struct EndpointJsonSchemas {
    pub(super) parameters: Vec<GeneratedSchema>,
    pub(super) response: Option<Value>,
    pub(super) response_headers: Vec<Value>,
    pub(super) error: Value,
}

/// Generates the schemas of all endpoints, and the definitions that they refer to.
///
/// Each type is generated for both directions, so that the name of its definition does not depend on where it is used.
pub(super) fn generate(
    endpoints: &[&'static EndpointSchemas],
    shared_modules: &[String],
) -> Result<(Vec<EndpointJsonSchemas>, BTreeMap<String, Value>), ProviderError> {
    let (mut input, mut output) = (Generator::new(Direction::Input), Generator::new(Direction::Output));
    let mut both = |schema| (input.generate(schema), output.generate(schema));
    let generated: Vec<_> = endpoints
        .iter()
        .map(|endpoint| EndpointJsonSchemas {
            parameters: endpoint.parameters.iter().copied().flatten().map(|schema| both(*schema).0).collect(),
            response: endpoint.response.body.map(|schema| both(schema).1.schema),
            response_headers: endpoint.response.headers.iter().map(|schema| both(*schema).1.schema).collect(),
            error: both(endpoint.error.schema).1.schema,
        })
        .collect();
    let (input, output) = (input.finish(), output.finish());
    let mut endpoint_schemas: Vec<_> = generated.into_iter().map(|schemas| schemas.adapt(&input, &output)).collect();

    let with_two_schemas = types_with_two_schemas(&input.definitions, &output.definitions);
    let mut names = DefinitionNames::new(shared_modules, endpoints.iter().map(|endpoint| endpoint.metadata.request));
    let (mut requested, mut returned) = (HashMap::new(), HashMap::new());
    for schemas in &endpoint_schemas {
        let in_requests = used(schemas.parameters.iter().map(|parameter| &parameter.schema), &input);
        let in_responses = used(schemas.returned(), &output);
        for id in in_requests.union(&in_responses) {
            let has_two_schemas = with_two_schemas.contains(*id);
            let schema_name = input.names.get(*id).or_else(|| output.names.get(*id)).map_or(*id, String::as_str);
            let name = names.add(id, schema_name, has_two_schemas)?;
            if in_requests.contains(id) {
                let name = if has_two_schemas { with_suffix(&name) } else { name.clone() };
                requested.insert((*id).to_owned(), name);
            }
            if in_responses.contains(id) {
                returned.insert((*id).to_owned(), name);
            }
        }
    }
    for schemas in &mut endpoint_schemas {
        schemas.parameters.iter_mut().for_each(|parameter| rename_definitions(&mut parameter.schema, &requested));
        schemas.returned_mut().for_each(|schema| rename_definitions(schema, &returned));
    }
    let definitions = named(&input, &requested).chain(named(&output, &returned)).collect();
    Ok((endpoint_schemas, definitions))
}

impl EndpointJsonSchemas {
    /// Returns the schemas of what a call returns.
    fn returned(&self) -> impl Iterator<Item = &Value> {
        self.response.iter().chain(&self.response_headers).chain([&self.error])
    }

    fn returned_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.response.iter_mut().chain(&mut self.response_headers).chain([&mut self.error])
    }

    fn adapt(self, input: &Generated, output: &Generated) -> Self {
        let response = self.response.map(|schema| output.adapt(schema));
        let adapted =
            |parameter: GeneratedSchema| GeneratedSchema { schema: input.adapt(parameter.schema), ..parameter };
        Self {
            parameters: self.parameters.into_iter().map(adapted).collect(),
            // `()` has the schema of null, and the body is ignored.
            response: response.filter(|schema| schema.get("type").is_none_or(|name| name != "null")),
            response_headers: self.response_headers.into_iter().map(|schema| output.adapt(schema)).collect(),
            error: output.adapt(self.error),
        }
    }
}

/// Returns the ids of the types that schemas refer to.
fn used<'a>(schemas: impl IntoIterator<Item = &'a Value>, generated: &'a Generated) -> BTreeSet<&'a str> {
    schemas.into_iter().flat_map(|schema| reachable(schema, &generated.definitions).into_keys()).collect()
}

/// Returns the definitions that have names, by these names.
fn named(generated: &Generated, names: &HashMap<String, String>) -> impl Iterator<Item = (String, Value)> {
    names.iter().filter_map(|(id, name)| {
        let mut schema = generated.definitions.get(id)?.clone();
        rename_definitions(&mut schema, names);
        Some((name.clone(), schema))
    })
}
