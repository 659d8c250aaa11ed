//! Snippets with the values that are filled in on a page: `POST /-/snippet`.
//!
//! # The request
//! JSON of at most 64 KiB, with `Content-Type: application/json` and the gateway's own `Origin`. No token is needed.
//!
//! ```json
//! {"provider": "stytch", "operation": "api_user_v1_Revoke", "values": {"user_id": "user-test-1", "session_token": ""}}
//! ```
//!
//! * `provider` is a provider's name, `operation` the id of one of its operations.
//! * `values` holds the arguments that are filled in, by name, as in a call by data.
//! * A page never sends a [secret](endpoint_export::secrets), be it an argument or a member at any depth. It sends the empty text
//!   for each secret that is filled in; any other value is refused.
//!
//! # The response
//! 200 with the code in each language, as [`endpoint_export::snippet`] writes it:
//!
//! ```json
//! {"typescript": "…", "rust": "…", "curl": "…", "powershell": "…", "fetch": "…", "python": "…", "go": "…"}
//! ```
//!
//! A language that cannot express the call has a comment in place of its code, with the reason.
//!
//! Each refusal is a [`Problem`]: 403 `host`, `origin` or `cross_site`; 404 `no_page` without pages, or `no_operation`; 405
//! `method`; 408 `request_timeout`; 413 `request_too_large`; 415 `content_type`; 400 `body` or `secret`; 429 `concurrent`.

use std::collections::BTreeMap;

use endpoint_export::{
    secrets,
    snippet::{Language, SnippetOptions, snippet},
};
use endpoint_runtime::{
    JsonMap,
    http::{HeaderMap, StatusCode, header, request::Parts},
    provider::{Operation, Provider},
    without_byte_order_mark,
};
use hyper::body::Incoming;
use serde::Deserialize;
use tokio::time::Instant;

use super::Pages;
use crate::{Problem, json_body};

/// The maximum length of the body, in bytes.
const MAX_BYTES: usize = 64 << 10;

/// The maximum number of requests at the same time.
pub(super) const CONCURRENT: usize = 16;

/// The snippets of one call, by the id of their language.
pub(super) type Snippets = BTreeMap<&'static str, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SnippetRequest {
    provider: String,
    operation: String,
    values: JsonMap,
}

impl Pages {
    /// Responds to a request for snippets. `Host` has been checked; the body is read until the deadline `until`.
    pub(crate) async fn snippets(&self, head: &Parts, body: Incoming, until: Instant) -> Result<Snippets, Problem> {
        check_origin(&head.headers)?;
        let _permit = self.snippet_permits.try_acquire().map_err(|_| busy())?;
        let text = json_body::read(head, body, MAX_BYTES, until).await?;
        let mut request: SnippetRequest =
            serde_json::from_slice(without_byte_order_mark(&text)).map_err(|_| malformed())?;
        let provider = self.catalog.provider(&request.provider).ok_or_else(unknown)?;
        let is_meant = |operation: &&Operation| operation.metadata.id == request.operation;
        let operation = provider.operations().find(is_meant).ok_or_else(unknown)?;
        check_secrets(operation, &mut request.values)?;
        Ok(snippets(provider, operation, &request.values))
    }
}

/// Writes one call in each language.
pub(super) fn snippets(provider: &Provider, operation: &Operation, values: &JsonMap) -> Snippets {
    let options = SnippetOptions::default();
    let code = |language: Language| {
        let written = snippet(provider, operation, values, &options, language);
        // Only TypeScript refuses a value; its comment says why.
        (language.id(), written.unwrap_or_else(|error| format!("// There is no code for this call: {error}.\n")))
    };
    Language::ALL.into_iter().map(code).collect()
}

/// Refuses a request unless its `Origin` is its `Host`: only the gateway's own pages may send it.
fn check_origin(headers: &HeaderMap) -> Result<(), Problem> {
    let only = |name| {
        let mut values = headers.get_all(name).iter();
        values.next().filter(|_| values.next().is_none())?.to_str().ok()
    };
    let origin = only(header::ORIGIN);
    let host = origin.and_then(|origin| origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")));
    if host.is_some() && host == only(header::HOST) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "origin",
        "only the gateway's own pages may request snippets; open the page on this gateway",
    ))
}

/// Refuses the value of a secret. No snippet shows one, and none may be sent.
fn check_secrets(operation: &Operation, values: &mut JsonMap) -> Result<(), Problem> {
    let mut has_secret = false;
    for (name, value) in values {
        if let Some(parameter) = operation.parameter(name) {
            secrets::visit(operation, parameter, value, &mut |_, _, secret| has_secret |= secret.as_str() != Some(""));
        }
    }
    if has_secret {
        let detail = "a value of a secret parameter or member was sent; send an empty text in its place";
        return Err(Problem::bad_request("secret", detail));
    }
    Ok(())
}

fn busy() -> Problem {
    let detail = "too many requests for snippets at a time; try again in a second";
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "concurrent", detail).with_header(header::RETRY_AFTER, 1.into())
}

/// Creates the problem of a malformed body. The message of `serde_json` could contain a value, so it is not repeated.
fn malformed() -> Problem {
    let detail = r#"the body must be {"provider": "…", "operation": "…", "values": {…}}"#;
    Problem::bad_request("body", detail)
}

fn unknown() -> Problem {
    let detail = "there is no such operation; `/` lists them";
    Problem::new(StatusCode::NOT_FOUND, "no_operation", detail)
}
