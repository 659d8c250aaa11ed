//! Responses of the document.

use endpoint_runtime::{
    ErrorBody as _, ProblemDetails,
    metadata::{Method, Parameter, ParameterLocation, ResponseFormat},
    provider::{Operation, Refusals, ResponseHeader, TypeKind},
    schema::schemars::{JsonSchema as _, SchemaGenerator},
};
use serde_json::json;

use super::{Header, MediaType, OrderedMap, Response, content::content, schemas::Schemas};
use crate::markdown;

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
        let success = success(operation, schemas);
        let failure = self.failure(operation, schemas);
        let not_modified = is_conditional(operation).then(|| {
            let response = Response::inline("Not modified.", OrderedMap::default(), OrderedMap::default());
            ("304".to_owned(), response)
        });
        let failures = [("4XX".to_owned(), failure.clone()), ("5XX".to_owned(), failure)];
        [(operation.status().to_string(), success)].into_iter().chain(not_modified).chain(failures).collect()
    }

    fn failure(&mut self, operation: &Operation, schemas: &mut Schemas<'_>) -> Response {
        const FAILED: &str = "The call failed.";
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

fn success(operation: &Operation, schemas: &mut Schemas<'_>) -> Response {
    const DONE: &str = "The call succeeded.";
    let headers = headers(operation, schemas);
    let description = operation.response_type.as_ref().map(|value_type| schemas.description(value_type));
    let description = summary_or(&description.unwrap_or_default(), DONE);
    let has_no_body = operation.metadata.method == Method::Head || matches!(operation.status(), 204 | 205);
    let declared = &operation.metadata.response;
    let schema = match (declared.format, &operation.response) {
        _ if has_no_body => return Response::inline(&description, headers, OrderedMap::default()),
        (ResponseFormat::Json, Some(schema)) => Some(schemas.document_schema(schema)),
        // `()` reads no body.
        (ResponseFormat::Json, None) => return Response::inline(&description, headers, OrderedMap::default()),
        (ResponseFormat::Text, _) => Some(json!({ "type": "string" })),
        _ => None,
    };
    Response::inline(
        &description,
        headers,
        content(declared.content_type, MediaType { schema, ..MediaType::default() }),
    )
}

fn headers(operation: &Operation, schemas: &mut Schemas<'_>) -> OrderedMap<Header> {
    let header = |ResponseHeader { metadata, schema, docs, .. }: &ResponseHeader| {
        let header = Header {
            description: markdown::unlinked(docs),
            required: metadata.required,
            schema: schemas.document_schema(schema),
        };
        (metadata.wire_name.to_owned(), header)
    };
    operation.response_headers.iter().map(header).collect()
}

/// Returns the first paragraph of a documentation, or another text if there is none.
fn summary_or(docs: &str, otherwise: &str) -> String {
    match markdown::summary(docs) {
        summary if summary.is_empty() => otherwise.to_owned(),
        summary => summary,
    }
}
