//! Attempts whose responses are recorded in a cassette, or replayed from it.

use bytes::Bytes;
use http::Response;

use super::{
    run::{Run, Streamed, collected, encode_failure},
    scope::Scope,
};
use crate::{
    body::Body,
    cassette::{Cassette, CassetteError, Entry, RequestEntry, redacted_response},
    error::{Failure, Stage},
    metadata::ResponseFormat,
    response::outcome,
};

impl Run {
    /// Replays the response to the request; or sends the request, and records the response.
    pub(super) async fn attempt_with(
        &mut self,
        cassette: &Cassette,
        scope: &mut Scope<'_>,
    ) -> Result<Response<Bytes>, Box<Failure>> {
        // It creates the span, and checks the headers of the call.
        self.encode(scope)?;
        let Some(request) = self.call.request.masked().map_err(encode_failure)? else {
            return Err(not_recorded(
                cassette,
                "a raw request",
                "it has no declared type; send it with another client",
            ));
        };
        let response = match cassette.replay(&request).map_err(cassette_failure)? {
            Some(response) => response,
            None => {
                let mut incoming = self.exchange(scope).await?;
                let limit = self.shared().max_response_bytes;
                let received = incoming.receive(limit, scope).await;
                let response = collected(received, incoming, limit)?;
                let entry = self.entry(cassette, request, &response)?;
                cassette.record(entry).map_err(cassette_failure)?;
                response
            }
        };
        if let Some(declared) = self.streamed_response(response.status()) {
            let (parts, body) = response.into_parts();
            let body = Body::from(body);
            self.streamed = Some(Box::new(Streamed { body, span: scope.span.clone(), declared }));
            return Ok(Response::from_parts(parts, Bytes::new()));
        }
        outcome::checked(response, self.call.request.metadata())
    }

    /// Makes the entry of a response, without secrets.
    fn entry(
        &self,
        cassette: &Cassette,
        request: RequestEntry,
        response: &Response<Bytes>,
    ) -> Result<Entry, Box<Failure>> {
        let refused = |reason| not_recorded(cassette, &request.operation, reason);
        let Some(metadata) = self.call.request.metadata() else {
            return Err(refused("it has no declared type; send it with another client"));
        };
        let declared = metadata.response.of_status(response.status()).unwrap_or(&metadata.response);
        let is_success = metadata.response.is_success(response.status());
        if is_success && matches!(declared.format, ResponseFormat::Sse | ResponseFormat::Ndjson) {
            return Err(refused("the secrets in a stream of values are not known; use a fake for it"));
        }
        let Some(paths) = self.call.request.sensitive_paths(response) else {
            return Err(refused(
                "its type is not known or it cannot be decoded, and so its secrets are not known; use a typed call whose type reads it",
            ));
        };
        let response = redacted_response(response, &paths, self.secrets());
        Ok(Entry { request, response })
    }
}

fn not_recorded(cassette: &Cassette, operation: &str, reason: &'static str) -> Box<Failure> {
    let (path, operation) = (cassette.path().to_owned(), operation.to_owned());
    cassette_failure(CassetteError::NotRecorded { path, operation, reason })
}

fn cassette_failure(error: CassetteError) -> Box<Failure> {
    Box::new(Failure::internal(Stage::Transport, error))
}
