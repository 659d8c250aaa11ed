//! Responses of the document.

use endpoint_runtime::{
    Envelope, EnvelopeRule, ErrorBody as _, ProblemDetails,
    metadata::{Encoding, Method, Parameter, ParameterLocation, ResponseFormat, ResponseMetadata},
    provider::{Operation, Refusals, ResponseHeader, StatusResponse, TypeKind},
    schema::schemars::{JsonSchema as _, SchemaGenerator},
};
use serde_json::{Value, json};

use super::{Header, MediaType, OrderedMap, Response, content::content, parameter_form, schemas::Schemas};
use crate::markdown;

const FAILED: &str = "The call failed.";
const DONE: &str = "The call succeeded.";

/// The responses of failed calls, which are components, since most operations share them.
pub(super) struct Responses {
    pub(super) components: OrderedMap<Response>,
    refusals: Refusals,
}

impl Responses {
    pub(super) fn new(refusals: Refusals) -> Self {
        Self { components: OrderedMap::default(), refusals }
    }

    /// Returns the responses of an operation by status.
    pub(super) fn of_operation(&mut self, operation: &Operation, schemas: &mut Schemas<'_>) -> OrderedMap<Response> {
        let successes = successes(operation, schemas);
        let failures = self.failures(operation, schemas);
        let is_declared = |status| successes.iter().any(|(declared, _)| declared == status);
        let not_modified = (is_conditional(operation) && !is_declared("304")).then(|| {
            let response = Response::inline("Not modified.", OrderedMap::default(), OrderedMap::default());
            ("304".to_owned(), response)
        });
        successes.into_iter().chain(not_modified).chain(failures).collect()
    }

    /// Returns the error responses: those of the statuses that the error body tells apart, and those of all others.
    fn failures(&mut self, operation: &Operation, schemas: &mut Schemas<'_>) -> Vec<(String, Response)> {
        let of_status = |response: &StatusResponse| {
            Some((response.metadata.status?.to_string(), of_status(operation, response, FAILED, schemas)))
        };
        let declared: Vec<_> = operation.errors.iter().filter_map(of_status).collect();
        let failure = self.failure(operation, schemas);
        declared.into_iter().chain([("4XX".to_owned(), failure.clone()), ("5XX".to_owned(), failure)]).collect()
    }

    fn failure(&mut self, operation: &Operation, schemas: &mut Schemas<'_>) -> Response {
        if operation.metadata.method == Method::Head {
            return Response::inline(FAILED, OrderedMap::default(), OrderedMap::default());
        }
        let (error, error_type, error_content_type) =
            (&operation.error, &operation.error_type, &operation.error_content_type);
        let wanted = match &error_type.kind {
            TypeKind::Named { name } => name,
            _ => "Error",
        };
        let description = summary_or(&schemas.description(error_type), FAILED);
        let own = MediaType { schema: Some(schemas.document_schema(error)), ..MediaType::default() };
        let mut body = content(error_content_type, own);
        if self.refusals == Refusals::Problems {
            let problem = ProblemDetails::json_schema(&mut SchemaGenerator::default()).into();
            let is_problem = schemas.is_same(error, &problem);
            let schema = match body.get_mut(ProblemDetails::CONTENT_TYPE).and_then(|own| own.schema.take()) {
                Some(own) if is_problem => own,
                // The errors of the API have the media type of problem details, and another schema.
                Some(own) => json!({ "anyOf": [own, problem] }),
                None => problem,
            };
            body.insert(ProblemDetails::CONTENT_TYPE, MediaType { schema: Some(schema), ..MediaType::default() });
        }
        let response = Response::inline(&description, OrderedMap::default(), body);
        let name = self.components.add(wanted, response);
        Response::Reference { reference: format!("#/components/responses/{name}") }
    }
}

/// Returns whether a request can ask for what has changed only (RFC 9110, section 13.1).
fn is_conditional(operation: &Operation) -> bool {
    let Operation { metadata, .. } = operation;
    matches!(metadata.method, Method::Get | Method::Head)
        && metadata.parameters().any(|Parameter { location, wire_name, .. }| {
            location == ParameterLocation::Header
                && ["if-none-match", "if-modified-since"].iter().any(|name| wire_name.eq_ignore_ascii_case(name))
        })
}

/// Returns the responses of a successful call, by their status.
fn successes(operation: &Operation, schemas: &mut Schemas<'_>) -> Vec<(String, Response)> {
    if operation.responses.is_empty() {
        return vec![(operation.status().to_string(), success(operation, schemas))];
    }
    let of_status = |response: &StatusResponse| {
        let status = response.metadata.status.map_or_else(|| "2XX".to_owned(), |status| status.to_string());
        (status, of_status(operation, response, DONE, schemas))
    };
    operation.responses.iter().map(of_status).collect()
}

/// Returns a response with a status of its own. `otherwise` describes one without documentation.
fn of_status(
    operation: &Operation,
    StatusResponse { metadata, schema, headers, docs, .. }: &StatusResponse,
    otherwise: &str,
    schemas: &mut Schemas<'_>,
) -> Response {
    let headers = self::headers(headers, schemas);
    let description = summary_or(&markdown::unlinked(docs), otherwise);
    let is_read = metadata.format != ResponseFormat::Json || schema.is_some();
    if operation.metadata.method == Method::Head || !metadata.has_body() || !is_read {
        return Response::inline(&description, headers, OrderedMap::default());
    }
    let schema = schema.as_ref().map(|schema| schemas.document_schema(schema));
    Response::inline(&description, headers, content(metadata.content_type, body(metadata, schema)))
}

/// Returns the content of a body, whose JSON, or an event or a line of it, has this schema.
fn body(declared: &ResponseMetadata, schema: Option<Value>) -> MediaType {
    match declared.format {
        ResponseFormat::Text => MediaType { schema: Some(json!({ "type": "string" })), ..MediaType::default() },
        ResponseFormat::Sse => {
            // The value of a tagged event is made of its type and its data.
            let (schema, value) = if declared.stream.tagged { (None, schema) } else { (schema, None) };
            let data = match schema {
                Some(schema) if schema.get("type").is_none_or(|name| name != "string") => {
                    json!({ "type": "string", "contentMediaType": "application/json", "contentSchema": schema })
                }
                _ => json!({ "type": "string" }),
            };
            let mut item_schema = json!({
                "type": "object",
                "required": ["data"],
                "properties": {
                    "event": { "type": "string" },
                    "id": { "type": "string" },
                    "retry": { "type": "integer", "minimum": 0 },
                    "data": data,
                },
            });
            if let (Some(value), Value::Object(members)) = (value, &mut item_schema) {
                members.insert("x-value".to_owned(), value);
            }
            let schema = Some(json!({ "type": "string" }));
            MediaType { schema, item_schema: Some(item_schema), ..MediaType::default() }
        }
        ResponseFormat::Ndjson => {
            MediaType { schema: Some(json!({ "type": "string" })), item_schema: schema, ..MediaType::default() }
        }
        _ => MediaType { schema, ..MediaType::default() },
    }
}

fn success(operation: &Operation, schemas: &mut Schemas<'_>) -> Response {
    let headers = headers(&operation.response_headers, schemas);
    let description = operation.response_type.as_ref().map(|value_type| schemas.description(value_type));
    let description = summary_or(&description.unwrap_or_default(), DONE);
    let has_no_body = operation.metadata.method == Method::Head || matches!(operation.status(), 204 | 205);
    let declared = &operation.metadata.response;
    if let Some(envelope) = operation.metadata.envelope {
        let value = operation.response.as_ref().map(|schema| schemas.document_schema(schema));
        let schema = json!({ "anyOf": [enclosed(envelope, value), schemas.document_schema(&operation.error)] });
        return Response::inline(&description, headers, content(declared.content_type, body(declared, Some(schema))));
    }
    let schema = match (declared.format, &operation.response) {
        _ if has_no_body => return Response::inline(&description, headers, OrderedMap::default()),
        // `()` reads no body.
        (ResponseFormat::Json, None) => return Response::inline(&description, headers, OrderedMap::default()),
        (_, schema) => schema.as_ref().map(|schema| schemas.document_schema(schema)),
    };
    Response::inline(&description, headers, content(declared.content_type, body(declared, schema)))
}

/// Returns the schema of a success in an envelope.
fn enclosed(envelope: Envelope, value: Option<Value>) -> Value {
    let told_by = match envelope.rule() {
        EnvelopeRule::Flag(name) => Some((name, Value::Bool(true))),
        EnvelopeRule::Code(name, success) => Some((name, serde_json::from_str(success).unwrap_or_default())),
        _ => None,
    };
    let mut properties = serde_json::Map::new();
    let mut required = Vec::new();
    if let Some((name, success)) = told_by {
        properties.insert(name.to_owned(), json!({ "const": success }));
        required.push(name);
    }
    let beside = match (envelope.value(), value) {
        (Some(name), value) => {
            properties.insert(name.to_owned(), value.unwrap_or_else(|| json!({})));
            required.push(name);
            None
        }
        (None, beside) => beside,
    };
    let object = json!({ "type": "object", "required": required, "properties": properties });
    match beside {
        Some(value) => json!({ "allOf": [value, object] }),
        None => object,
    }
}

fn headers(declared: &[ResponseHeader], schemas: &mut Schemas<'_>) -> OrderedMap<Header> {
    // The media type is that of the body (OpenAPI 3.1, section 4.8.17.1).
    let is_described = |header: &&ResponseHeader| !header.metadata.is_header("content-type");
    let header = |ResponseHeader { metadata, schema, docs, .. }: &ResponseHeader| {
        let of_map = || {
            parameter_form::with_prefix(json!({ "type": "object", "additionalProperties": schema }), metadata.wire_name)
        };
        let schema = if metadata.map { &of_map() } else { schema };
        let schema = schemas.document_schema(schema);
        let (schema, content) = match metadata.encoding {
            Encoding::Json => {
                let media_type = MediaType { schema: Some(schema), ..MediaType::default() };
                (Value::Null, content("application/json", media_type))
            }
            Encoding::Joined(',') => (json!({ "type": "array", "items": schema }), OrderedMap::default()),
            Encoding::Joined(separator) => (parameter_form::joined(&schema, separator), OrderedMap::default()),
            _ => (schema, OrderedMap::default()),
        };
        let header = Header { description: markdown::unlinked(docs), required: metadata.required, schema, content };
        (metadata.wire_name.to_owned(), header)
    };
    declared.iter().filter(is_described).map(header).collect()
}

/// Returns the first paragraph of a documentation, or another text if there is none.
fn summary_or(docs: &str, otherwise: &str) -> String {
    match markdown::summary(docs) {
        summary if summary.is_empty() => otherwise.to_owned(),
        summary => summary,
    }
}
