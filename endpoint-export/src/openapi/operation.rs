//! Operations of the document.

use endpoint_runtime::{
    metadata::ParameterLocation,
    provider::{self, InputParameter, Provider, TypeKind},
};
use serde_json::json;

use super::{
    Operation, OrderedMap, Parameter, Server, body, pagination::pagination, parameter_form, paths::ParameterNames,
    responses::Responses, schemas::Schemas, security::Security, server,
};
use crate::{case::sentence, markdown, secrets::is_sensitive};

/// The parts of the document that its operations add to.
pub(super) struct DocumentBuilder<'p> {
    pub(super) provider: &'p Provider,
    pub(super) schemas: Schemas<'p>,
    pub(super) responses: Responses,
    pub(super) security: Security,
}

/// Writes an endpoint as an operation of this tag.
pub(super) fn operation(
    endpoint: &provider::Operation,
    tag: &str,
    names: &ParameterNames,
    builder: &mut DocumentBuilder<'_>,
) -> Operation {
    let metadata = endpoint.metadata;
    let summary = match markdown::summary(&endpoint.docs) {
        summary if summary.is_empty() => sentence(metadata.name),
        summary => summary,
    };
    Operation {
        tags: vec![tag.to_owned()],
        summary,
        description: description(&endpoint.docs, endpoint.deprecated.as_deref()),
        operation_id: metadata.id.to_owned(),
        deprecated: endpoint.deprecated.is_some(),
        idempotent: metadata.idempotent,
        destructive: metadata.destructive,
        pagination: pagination(metadata),
        servers: metadata.host.map(|name| servers(name, builder.provider)).unwrap_or_default(),
        security: builder.security.of_operation(endpoint),
        parameters: parameters(endpoint, names, &mut builder.schemas),
        request_body: body::request(endpoint, &mut builder.schemas),
        responses: builder.responses.of_operation(endpoint, &mut builder.schemas),
    }
}

/// Returns the documentation after its first paragraph, below the note of deprecation.
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

/// Returns the parameters in path, query and headers, with the constants of the query and of the headers.
fn parameters(endpoint: &provider::Operation, names: &ParameterNames, schemas: &mut Schemas<'_>) -> Vec<Parameter> {
    let declared = endpoint.parameters.iter().filter_map(|input| parameter(endpoint, input, names, schemas));
    let in_query = endpoint.metadata.fixed_query().into_iter().map(|(key, value)| constant(key, "query", &value));
    let headers = endpoint.metadata.fixed_headers.iter().filter(|(name, _)| !is_ignored(name));
    let in_headers = headers.map(|(name, value)| constant((*name).to_owned(), "header", value));
    declared.chain(in_query).chain(in_headers).collect()
}

/// Writes a parameter with a constant value.
fn constant(name: String, location: &'static str, value: &str) -> Parameter {
    Parameter {
        name,
        location,
        description: if value.is_empty() { "Has no value.".to_owned() } else { format!("Always `{value}`.") },
        required: true,
        allow_empty_value: value.is_empty(),
        sensitive: false,
        several_segments: false,
        idempotency_key: false,
        style: None,
        explode: None,
        schema: json!({ "type": "string", "const": value }),
        content: OrderedMap::default(),
        example: Some(json!(value)),
    }
}

/// Returns whether the empty text may be a value.
fn is_text(endpoint: &provider::Operation, input: &InputParameter) -> bool {
    matches!(endpoint.types.kind(&input.value_type), TypeKind::String(_) | TypeKind::Any)
}

/// The headers that are no parameters (OpenAPI 3.1, section 4.8.12.2.1). Media types and security schemes stand for them.
const IGNORED_HEADERS: [&str; 3] = ["Accept", "Content-Type", "Authorization"];

fn is_ignored(header: &str) -> bool {
    IGNORED_HEADERS.iter().any(|name| header.eq_ignore_ascii_case(name))
}

fn parameter(
    endpoint: &provider::Operation,
    input: &InputParameter,
    names: &ParameterNames,
    schemas: &mut Schemas<'_>,
) -> Option<Parameter> {
    let metadata = input.metadata;
    if metadata.location == ParameterLocation::Header && is_ignored(metadata.wire_name) {
        return None;
    }
    let (location, name) = match metadata.location {
        ParameterLocation::Path => ("path", names.get(metadata.name)),
        ParameterLocation::Query => ("query", parameter_form::name(input)),
        ParameterLocation::Header => ("header", metadata.wire_name),
        ParameterLocation::Cookie => ("cookie", metadata.wire_name),
        _ => return None,
    };
    let form = parameter_form::of(input, schemas);
    Some(Parameter {
        name: name.to_owned(),
        location,
        description: markdown::unlinked(&input.docs),
        required: metadata.required,
        allow_empty_value: location == "query" && !metadata.required && !is_text(endpoint, input),
        sensitive: is_sensitive(endpoint, input),
        several_segments: endpoint
            .metadata
            .path_parameters()
            .any(|parameter| parameter.several_segments && parameter.name == metadata.name),
        idempotency_key: metadata.idempotency_key,
        style: form.style,
        explode: form.explode,
        schema: form.schema,
        content: form.content,
        example: form.example,
    })
}
