//! What comes back.

use endpoint_runtime::{
    metadata::{BodyFormat, Method, ResponseFormat},
    provider::Operation,
};
use serde_json::{Value, json};

use super::{Entries, MediaType, Response, content::content, schemas::Schemas};
use crate::{markdown, schema::referred};

/// The responses to failed calls. They are components, for most operations have the same.
#[derive(Default)]
pub(super) struct Responses {
    pub(super) components: Entries<Response>,
}

impl Responses {
    /// What comes back when the call succeeds, and when it fails.
    pub(super) fn of(&mut self, operation: &Operation, schemas: &mut Schemas<'_>) -> Entries<Response> {
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
        let schema = &operation.error;
        let wanted = referred(schema).map_or_else(|| "Error".to_owned(), |name| schemas.component(name));
        let name = self.components.add(&wanted, json_response(schema, FAILED, schemas));
        Response::Component { reference: format!("#/components/responses/{name}") }
    }
}

fn success(operation: &Operation, schemas: &mut Schemas<'_>) -> Response {
    const DONE: &str = "The call is done.";
    let metadata = operation.metadata;
    let (format, schema) = match (metadata.response, &operation.response) {
        _ if metadata.method == Method::Head => return without_body(DONE),
        (ResponseFormat::Json, Some(schema)) => return json_response(schema, DONE, schemas),
        (ResponseFormat::Text, _) => (BodyFormat::Text, Some(json!({ "type": "string" }))),
        (ResponseFormat::Bytes, _) => (BodyFormat::Bytes, None),
        _ => return without_body(DONE),
    };
    let body = MediaType { schema, example: None };
    Response::Here { description: DONE.to_owned(), content: content(format, body) }
}

fn without_body(description: &str) -> Response {
    Response::Here { description: description.to_owned(), content: Entries::default() }
}

/// A JSON body, described by the first paragraph of what its type says of itself.
fn json_response(schema: &Value, otherwise: &str, schemas: &mut Schemas<'_>) -> Response {
    let description = match markdown::summary(&schemas.description(schema)) {
        said if said.is_empty() => otherwise.to_owned(),
        said => said,
    };
    // Of `()` any body is read, and none.
    let is_ignored = schema.get("type").is_some_and(|kind| kind == "null");
    if is_ignored {
        return without_body(&description);
    }
    let body = MediaType { schema: Some(schemas.document(schema)), example: None };
    Response::Here { description, content: content(BodyFormat::Json, body) }
}
