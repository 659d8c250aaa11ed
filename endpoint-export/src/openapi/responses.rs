//! What comes back.

use endpoint_runtime::{
    metadata::{BodyFormat, Method, ResponseFormat},
    provider::{Operation, TypeKind, ValueType},
};
use serde_json::{Value, json};

use super::{MediaType, OrderedMap, Response, content::content, schemas::Schemas};
use crate::markdown;

/// The responses to failed calls. They are components, for most operations have the same.
#[derive(Default)]
pub(super) struct Responses {
    pub(super) components: OrderedMap<Response>,
}

impl Responses {
    /// What comes back when the call succeeds, and when it fails.
    pub(super) fn of(&mut self, operation: &Operation, schemas: &mut Schemas<'_>) -> OrderedMap<Response> {
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
        Response::Component { reference: format!("#/components/responses/{name}") }
    }
}

fn success(operation: &Operation, schemas: &mut Schemas<'_>) -> Response {
    const DONE: &str = "The call is done.";
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
    Response::Here { description: DONE.to_owned(), content: content(format, body) }
}

fn without_body(description: &str) -> Response {
    Response::Here { description: description.to_owned(), content: OrderedMap::default() }
}

/// A JSON body, described by the first paragraph of what its type says of itself.
fn json_response(schema: &Value, value_type: &ValueType, otherwise: &str, schemas: &mut Schemas<'_>) -> Response {
    let description = match markdown::summary(&schemas.description(value_type)) {
        said if said.is_empty() => otherwise.to_owned(),
        said => said,
    };
    // `()` ignores the body.
    if value_type.kind == TypeKind::Null {
        return without_body(&description);
    }
    let body = MediaType { schema: Some(schemas.to_document(schema)), example: None };
    Response::Here { description, content: content(BodyFormat::Json, body) }
}
