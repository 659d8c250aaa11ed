//! Generation of the schemas of all endpoints, with the definitions that they share.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{
    ProviderError,
    definition_names::{DefinitionNames, types_with_two_schemas, with_suffix},
    generated::{Direction, Generated, GeneratedSchema, Generator},
    reference::{reachable, rename_definitions},
};
use crate::schema::{EndpointSchemas, ResponseSchemas, SchemaFn};

/// The schemas of one endpoint.
pub(super) struct EndpointJsonSchemas {
    pub(super) parameters: Vec<GeneratedSchema>,
    pub(super) response: Option<Value>,
    pub(super) response_headers: Vec<Value>,
    /// The bodies and headers of the variants of a result that is an enum.
    pub(super) variants: Vec<VariantSchemas>,
    pub(super) error: Value,
    /// Those of an error body that is an enum.
    pub(super) error_variants: Vec<VariantSchemas>,
}

/// The schemas of a response with a status of its own.
pub(super) struct VariantSchemas {
    pub(super) body: Option<Value>,
    pub(super) headers: Vec<Value>,
}

impl VariantSchemas {
    fn adapt(self, output: &Generated) -> Self {
        let headers = self.headers.into_iter().map(|schema| output.adapt(schema)).collect();
        Self { body: self.body.map(|schema| output.adapt(schema)).filter(is_read), headers }
    }

    fn all(&self) -> impl Iterator<Item = &Value> {
        self.body.iter().chain(&self.headers)
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.body.iter_mut().chain(&mut self.headers)
    }
}

/// Returns whether a body of this schema is read: `()` has the schema of null, and ignores it.
fn is_read(schema: &Value) -> bool {
    schema.get("type").is_none_or(|name| name != "null")
}

/// The schemas of all endpoints.
pub(super) struct AllSchemas {
    pub(super) endpoints: Vec<EndpointJsonSchemas>,
    /// The definitions that they refer to.
    pub(super) definitions: BTreeMap<String, Value>,
    /// The first problem of the names of definitions.
    pub(super) problem: Option<ProviderError>,
}

/// Generates the schemas of all endpoints, and the definitions that they refer to.
///
/// Each type is generated for both directions, so that the name of its definition does not depend on where it is used. Nor does it
/// depend on which of `all` endpoints are generated.
pub(super) fn generate(
    endpoints: &[&'static EndpointSchemas],
    all: &[&'static EndpointSchemas],
    shared_modules: &[String],
) -> AllSchemas {
    let (mut input, mut output) = (Generator::new(Direction::Input), Generator::new(Direction::Output));
    let mut both = |schema| (input.generate(schema), output.generate(schema));
    let variant = |variant: &ResponseSchemas, both: &mut dyn FnMut(SchemaFn) -> (GeneratedSchema, GeneratedSchema)| {
        let headers = variant.headers.iter().map(|schema| both(*schema).1.schema).collect();
        VariantSchemas { body: variant.body.map(|schema| both(schema).1.schema), headers }
    };
    let generated: Vec<_> = endpoints
        .iter()
        .map(|endpoint| EndpointJsonSchemas {
            parameters: endpoint.parameters.iter().copied().flatten().map(|schema| both(*schema).0).collect(),
            response: endpoint.response.body.map(|schema| both(schema).1.schema),
            response_headers: endpoint.response.headers.iter().map(|schema| both(*schema).1.schema).collect(),
            variants: endpoint.response.variants.iter().map(|schemas| variant(schemas, &mut both)).collect(),
            error: both(endpoint.error.schema).1.schema,
            error_variants: endpoint.error.variants.iter().map(|schemas| variant(schemas, &mut both)).collect(),
        })
        .collect();
    let (input, output) = (input.finish(), output.finish());
    let mut endpoint_schemas: Vec<_> = generated.into_iter().map(|schemas| schemas.adapt(&input, &output)).collect();

    let with_two_schemas = types_with_two_schemas(&input.definitions, &output.definitions);
    let mut names = DefinitionNames::new(shared_modules, all.iter().map(|endpoint| endpoint.metadata.request));
    let (mut requested, mut returned) = (HashMap::new(), HashMap::new());
    for schemas in &endpoint_schemas {
        let parameters = schemas.parameters.iter().map(|parameter| &parameter.schema);
        let in_requests = reachable(parameters, &input.definitions, |id| !requested.contains_key(id));
        let in_responses = reachable(schemas.returned(), &output.definitions, |id| !returned.contains_key(id));
        let ids: BTreeSet<&str> = in_requests.keys().chain(in_responses.keys()).copied().collect();
        for id in ids {
            let has_two_schemas = with_two_schemas.contains(id);
            let schema_name = input.names.get(id).or_else(|| output.names.get(id)).map_or(id, String::as_str);
            let name = names.add(id, schema_name, has_two_schemas);
            if in_requests.contains_key(id) {
                let name = if has_two_schemas { with_suffix(&name) } else { name.clone() };
                requested.insert(id.to_owned(), name);
            }
            if in_responses.contains_key(id) {
                returned.insert(id.to_owned(), name);
            }
        }
    }
    for schemas in &mut endpoint_schemas {
        schemas.parameters.iter_mut().for_each(|parameter| rename_definitions(&mut parameter.schema, &requested));
        schemas.returned_mut().for_each(|schema| rename_definitions(schema, &returned));
    }
    let definitions = named(input, &requested).chain(named(output, &returned)).collect();
    AllSchemas { endpoints: endpoint_schemas, definitions, problem: names.problem }
}

impl EndpointJsonSchemas {
    /// Returns the schemas of what a call returns.
    fn returned(&self) -> impl Iterator<Item = &Value> {
        let variants = self.variants.iter().chain(&self.error_variants).flat_map(VariantSchemas::all);
        self.response.iter().chain(&self.response_headers).chain([&self.error]).chain(variants)
    }

    fn returned_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let variants = self.variants.iter_mut().chain(&mut self.error_variants).flat_map(VariantSchemas::all_mut);
        self.response.iter_mut().chain(&mut self.response_headers).chain([&mut self.error]).chain(variants)
    }

    fn adapt(self, input: &Generated, output: &Generated) -> Self {
        let response = self.response.map(|schema| output.adapt(schema));
        let adapted =
            |parameter: GeneratedSchema| GeneratedSchema { schema: input.adapt(parameter.schema), ..parameter };
        Self {
            parameters: self.parameters.into_iter().map(adapted).collect(),
            response: response.filter(is_read),
            response_headers: self.response_headers.into_iter().map(|schema| output.adapt(schema)).collect(),
            variants: self.variants.into_iter().map(|variant| variant.adapt(output)).collect(),
            error: output.adapt(self.error),
            error_variants: self.error_variants.into_iter().map(|variant| variant.adapt(output)).collect(),
        }
    }
}

/// Returns the definitions that have names, by these names.
fn named(generated: Generated, names: &HashMap<String, String>) -> impl Iterator<Item = (String, Value)> {
    generated.definitions.into_iter().filter_map(|(id, mut schema)| {
        let name = names.get(&id)?;
        rename_definitions(&mut schema, names);
        Some((name.clone(), schema))
    })
}
