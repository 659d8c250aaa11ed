//! Responses of the document.

use endpoint_runtime::{
    metadata::{BodyFormat, Method, ResponseFormat},
    provider::{Operation, TypeKind, ValueType},
};
use serde_json::{Value, json};

use super::{MediaType, OrderedMap, Response, content::content, schemas::Schemas};
use crate::markdown;

/// The responses of failed calls, which are components, since most operations share them.
#[derive(Default)]
pub(super) struct Responses {
    pub(super) components: OrderedMap<Response>,
}

impl Responses {
    /// Returns the responses of an operation by status.
    pub(super) fn of_operation(&mut self, operation: &Operation, schemas: &mut Schemas<'_>) -> OrderedMap<Response> {
        let success = success(operation, schemas);
        let failure = self.failure(operation, schemas);
        let responses = [("200", success), ("4XX", failure.clone()), ("5XX", failure)];
        responses.map(|(status, response)| (status.to_owned(), response)).into_iter().collect()
    }

    fn failure(&mut self, operation: &Operation, schemas: &mut Schemas<'_>) -> Response {
        const FAILED: &str = "The call failed.";
        if operation.metadata.method == Method::Head {
            return without_body(FAILED);
        }
        let (schema, value_type) = (&operation.error, &operation.error_type);
        let wanted = match &value_type.kind {
            TypeKind::Named { name } => name,
            _ => "Error",
        };
        let name = self.components.add(wanted, json_response(schema, value_type, FAILED, schemas));
        Response::Reference { reference: format!("#/components/responses/{name}") }
    }
}

fn success(operation: &Operation, schemas: &mut Schemas<'_>) -> Response {
    const DONE: &str = "The call succeeded.";
    let metadata = operation.metadata;
    let json = operation.response.as_ref().zip(operation.response_type.as_ref());
    let (format, schema) = match (metadata.response, json) {
        _ if metadata.method == Method::Head => return without_body(DONE),
        (ResponseFormat::Json, Some((schema, value_type))) => return json_response(schema, value_type, DONE, schemas),
        (ResponseFormat::Text, _) => (BodyFormat::Text, Some(json!({ "type": "string" }))),
        (ResponseFormat::Bytes, _) => (BodyFormat::Bytes, None),
        _ => return without_body(DONE),
    };
    let body = MediaType { schema, example: None };
    Response::Inline { description: DONE.to_owned(), content: content(format, body) }
}

fn without_body(description: &str) -> Response {
    Response::Inline { description: description.to_owned(), content: OrderedMap::default() }
}

/// Returns a response with a JSON body, described by the first paragraph of its type's documentation.
fn json_response(schema: &Value, value_type: &ValueType, otherwise: &str, schemas: &mut Schemas<'_>) -> Response {
    let description = match markdown::summary(&schemas.description(value_type)) {
        summary if summary.is_empty() => otherwise.to_owned(),
        summary => summary,
    };
    // `()` ignores the body.
    if value_type.kind == TypeKind::Null {
        return without_body(&description);
    }
    let body = MediaType { schema: Some(schemas.document_schema(schema)), example: None };
    Response::Inline { description, content: content(BodyFormat::Json, body) }
}
