//! The filter that removes headers from requests and responses.

use serde_json::{Value, json};

use super::pattern;
use crate::response;

const ATTACHMENT: (&str, &str) = ("content-disposition", "attachment");

/// Returns the mutation that removes the headers whose names match.
pub(super) fn remove(regex: &str) -> Value {
    json!({"remove_on_match": {"key_matcher": {"safe_regex": {"regex": regex}}}})
}

/// Returns the filter. Routes configure what it removes from requests; every response is hardened as the gateway's own are.
pub(super) fn filter() -> Value {
    let names: Vec<String> = response::DROPPED.iter().map(|name| pattern::quote(name)).collect();
    let prefixes: Vec<String> = response::DROPPED_PREFIXES.iter().map(|name| pattern::quote(name)).collect();
    let dropped = format!("{}|location|proxy-.*|x-envoy-.*|keep-alive|(?:{}).*", names.join("|"), prefixes.join("|"));
    let mut mutations = vec![remove(&dropped)];
    for (name, value) in response::HARDENED.iter().map(|(name, value)| (name.as_str(), *value)).chain([ATTACHMENT]) {
        mutations.push(json!({"append": {
            "header": {"key": name, "value": value},
            "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
        }}));
    }
    json!({
        "name": "envoy.filters.http.header_mutation",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation",
            "mutations": {"response_mutations": mutations},
        },
    })
}
