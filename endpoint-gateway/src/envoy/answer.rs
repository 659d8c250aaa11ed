//! The headers of responses, none of which may act on the origin that they came through.

use serde_json::{Value, json};

use super::pattern;
use crate::response;

/// Removes the headers whose names match.
pub(super) fn remove(regex: &str) -> Value {
    json!({"remove_on_match": {"key_matcher": {"safe_regex": {"regex": regex}}}})
}

/// The filter that takes headers out of requests, by their routes, and out of all answers.
pub(super) fn header_mutation() -> Value {
    let names: Vec<String> = response::DROPPED.iter().map(|name| pattern::quote(name)).collect();
    let prefixes: Vec<String> = response::DROPPED_PREFIXES.iter().map(|name| pattern::quote(name)).collect();
    let dropped = format!("{}|location|proxy-.*|x-envoy-.*|keep-alive|(?:{}).*", names.join("|"), prefixes.join("|"));
    let mut answers = vec![remove(&dropped)];
    for (name, value) in response::HARDENED.iter().map(|(name, value)| (name.as_str(), *value)).chain([ATTACHMENT]) {
        answers.push(json!({"append": {
            "header": {"key": name, "value": value},
            "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
        }}));
    }
    json!({
        "name": "envoy.filters.http.header_mutation",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation",
            "mutations": {"response_mutations": answers},
        },
    })
}

const ATTACHMENT: (&str, &str) = ("content-disposition", "attachment");

/// Envoy's own answers, as problem documents (RFC 9457).
pub(super) fn local_reply() -> Value {
    json!({"body_format": {
        "json_format": {"type": "about:blank", "status": "%RESPONSE_CODE%", "title": "%RESPONSE_CODE_DETAILS%"},
        "content_type": "application/problem+json",
    }})
}
