//! One endpoint as an operation.

use endpoint_runtime::{
    metadata::Place,
    provider::{self, InputParameter, Provider},
};
use serde_json::json;

use super::{
    Operation, Parameter, Server, body, paths::Renamed, responses::Responses, schemas::Schemas, security::Security,
    server,
};
use crate::{case::sentence, markdown};

/// What all operations of a document share.
pub(super) struct Shared<'p> {
    pub(super) provider: &'p Provider,
    pub(super) schemas: Schemas<'p>,
    pub(super) responses: Responses,
    pub(super) security: Security,
}

/// The endpoint as an operation of this tag.
pub(super) fn operation(
    endpoint: &provider::Operation,
    tag: &str,
    renamed: &Renamed,
    shared: &mut Shared<'_>,
) -> Operation {
    let metadata = endpoint.metadata;
    let summary = match markdown::summary(metadata.docs) {
        summary if summary.is_empty() => sentence(metadata.name),
        summary => summary,
    };
    Operation {
        tags: vec![tag.to_owned()],
        summary,
        description: description(metadata.docs, metadata.deprecated),
        operation_id: metadata.id.to_owned(),
        deprecated: metadata.deprecated.is_some(),
        idempotent: metadata.idempotent,
        destructive: metadata.destructive,
        servers: metadata.host.map(|name| servers(name, shared.provider)).unwrap_or_default(),
        security: shared.security.of_operation(metadata),
        parameters: parameters(endpoint, renamed, &mut shared.schemas),
        request_body: body::request(endpoint, &mut shared.schemas),
        responses: shared.responses.of(endpoint, &mut shared.schemas),
    }
}

/// The documentation after its first paragraph, and why not to call the endpoint any more.
fn description(docs: &str, deprecated: Option<&str>) -> String {
    let note =
        deprecated.filter(|note| !note.is_empty()).map(|note| format!("**Deprecated:** {}", markdown::unlinked(note)));
    let parts = note.into_iter().chain([markdown::details(docs)]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn servers(name: &str, provider: &Provider) -> Vec<Server> {
    let hosts = provider.hosts.iter().filter(|host| host.name == name);
    hosts.map(|host| server(&host.name, &host.url, &host.docs)).collect()
}

/// What goes into path, query and headers, the fixed part of the query included.
fn parameters(endpoint: &provider::Operation, renamed: &Renamed, schemas: &mut Schemas<'_>) -> Vec<Parameter> {
    let declared = endpoint.parameters.iter().filter_map(|input| parameter(input, renamed, schemas));
    let fixed = endpoint.metadata.fixed_query.iter().map(|(key, value)| Parameter {
        name: (*key).to_owned(),
        place: "query",
        description: format!("Always `{value}`."),
        required: true,
        sensitive: false,
        schema: json!({ "type": "string", "const": value }),
        example: Some(json!(value)),
    });
    declared.chain(fixed).collect()
}

fn parameter(input: &InputParameter, renamed: &Renamed, schemas: &mut Schemas<'_>) -> Option<Parameter> {
    let metadata = input.metadata;
    let (place, name) = match metadata.place {
        Place::Path => ("path", renamed.get(metadata.name)),
        Place::Query => ("query", metadata.wire),
        Place::Header => ("header", metadata.wire),
        _ => return None,
    };
    Some(Parameter {
        name: name.to_owned(),
        place,
        description: schemas.parameter_description(input),
        required: metadata.required,
        sensitive: metadata.sensitive,
        example: schemas.example(&input.input_type(), metadata.name),
        schema: schemas.to_document(&input.input_schema()),
    })
}
