//! Envoy's routes: one for each operation, and direct responses to all other requests.

use std::cmp::Reverse;

use endpoint_runtime::{
    BaseUrl, media_type,
    metadata::{BodyFormat, Method, RouteConditions},
    server::tree,
};
use serde_json::{Value, json};

use super::{duration::seconds, header_mutation, options::EnvoyOptions, pattern};
use crate::{DeclaredRoute, passed_headers};

/// Sorts routes as the gateway prefers them, since Envoy takes the first route that matches.
pub(super) fn in_order(declared: &[DeclaredRoute]) -> Vec<&DeclaredRoute> {
    let mut ordered: Vec<&DeclaredRoute> = declared.iter().collect();
    ordered.sort_by_cached_key(|declared| {
        // As in the gateway, a route of HEAD comes before those of GET, which serve HEAD, too.
        let is_head = declared.operation().metadata.method == Method::Head;
        let metadata = declared.operation().metadata;
        let conditions = RouteConditions::of(metadata).precedence();
        let template = tree::precedence(declared.template_segments());
        (Reverse(is_head), template, conditions, declared.provider().to_owned(), metadata.id)
    });
    ordered
}

/// Returns the route of an operation.
pub(super) fn route(declared: &DeclaredRoute, base: &BaseUrl, cluster: &str, options: &EnvoyOptions) -> Value {
    let metadata = declared.operation().metadata;
    let fixed: Vec<Value> = metadata
        .fixed_query()
        .iter()
        .map(|(key, value)| json!({"name": key, "string_match": {"exact": value}}))
        .collect();
    let mut action = json!({
        "cluster": cluster,
        "host_rewrite_literal": base.authority().as_str(),
        "timeout": seconds(options.bounds.total),
        "max_stream_duration": {"max_stream_duration": seconds(options.bounds.total)},
    });
    if !base.prefix().is_empty()
        && let Some(action) = action.as_object_mut()
    {
        let substitution = format!("{}/", base.prefix());
        action.insert("regex_rewrite".to_owned(), json!({"pattern": {"regex": "^/"}, "substitution": substitution}));
    }
    json!({
        "name": format!("{} {}", declared.provider(), metadata.id),
        "match": {"prefix": pattern::prefix(declared), "headers": headers(declared), "query_parameters": fixed},
        "route": action,
        "typed_per_filter_config": {
            "envoy.filters.http.header_mutation": {
                "@type": "type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutationPerRoute",
                "mutations": {"request_mutations": [header_mutation::remove(&removed(declared))]},
            },
            "envoy.filters.http.local_ratelimit": rate(options),
            "envoy.filters.http.buffer": {
                "@type": "type.googleapis.com/envoy.extensions.filters.http.buffer.v3.BufferPerRoute",
                "buffer": {"max_request_bytes": max_request_bytes(declared, options)},
            },
        },
    })
}

/// Returns the matchers of the method, the whole target, and the headers that describe the body.
fn headers(declared: &DeclaredRoute) -> Vec<Value> {
    let metadata = declared.operation().metadata;
    let mut headers = vec![
        json!({"name": ":method", "string_match": method(metadata.method)}),
        json!({"name": ":path", "string_match": {"safe_regex": {"regex": pattern::target(declared)}}}),
    ];
    let constants = RouteConditions::of(metadata).headers.into_iter().filter(|(name, _)| name != "user-agent");
    headers.extend(constants.map(|(name, value)| json!({"name": name, "string_match": {"exact": value}})));
    let or_none = |name: &str, regex: String| json!({"name": name, "string_match": {"safe_regex": {"regex": regex}}, "treat_missing_header_as_empty": true});
    headers.push(if metadata.compressed {
        or_none("content-encoding", "(?:gzip)?".to_owned())
    } else {
        absent("content-encoding")
    });
    match metadata.content_type() {
        None => headers.push(or_none("content-length", "0?".to_owned())),
        Some(content_type) => {
            let essence = essence(metadata.body, content_type);
            headers.push(or_none("content-type", format!("(?:(?i:{essence})[ \\t]*(?:;.*)?)?")));
        }
    }
    headers
}

/// Returns the pattern of the media types that the endpoint takes: its own and, if the body is JSON, all of JSON.
fn essence(format: BodyFormat, content_type: &str) -> String {
    const JSON: &str = r"application/(?:json|[^,;/ \t]+\+json)";
    if content_type == media_type::ANY {
        return r"[^,;/ \t]+/[^,;/ \t]+".to_owned();
    }
    let declared = pattern::quote(media_type::essence(content_type));
    match format {
        BodyFormat::Json if media_type::is_json(content_type) => JSON.to_owned(),
        BodyFormat::Json => format!("(?:{declared}|{JSON})"),
        _ => declared,
    }
}

/// Returns the matcher of a method. GET's routes serve HEAD, too.
fn method(method: Method) -> Value {
    match method {
        Method::Get => json!({"safe_regex": {"regex": "GET|HEAD"}}),
        other => json!({"exact": other.as_str()}),
    }
}

/// Returns the maximum length of the request's body, in bytes.
fn max_request_bytes(declared: &DeclaredRoute, options: &EnvoyOptions) -> u32 {
    match declared.operation().metadata.body {
        // Routes cannot match `Transfer-Encoding`, and Envoy does not accept 0.
        BodyFormat::None => 1,
        _ => u32::try_from(options.bounds.request_bytes).unwrap_or(u32::MAX).max(1),
    }
}

fn absent(name: &str) -> Value {
    json!({"name": name, "present_match": false})
}

/// Returns the names of the headers that are forwarded.
fn passed(declared: &DeclaredRoute) -> impl Iterator<Item = &str> {
    let framing = ["content-length", "transfer-encoding"];
    let known = passed_headers::PASSED.iter().chain(declared.headers()).map(http::HeaderName::as_str);
    framing.into_iter().chain(known)
}

/// Returns the pattern of the headers that are not forwarded.
fn removed(declared: &DeclaredRoute) -> String {
    let names = declared.credential_headers().map(str::to_ascii_lowercase);
    let names = names.chain(passed_headers::NEVER_PASSED.iter().map(|name| name.as_str().to_owned()));
    let in_map =
        |name: &String| declared.header_prefixes().any(|prefix| name.starts_with(&prefix.to_ascii_lowercase()));
    let names = names.filter(in_map).map(|name| pattern::quote(&name));
    let families = ["sec-.*", "proxy-.*", "keep-alive", "http2-settings"].map(str::to_owned);
    pattern::all_except(passed(declared), declared.header_prefixes(), names.chain(families))
}

/// Returns the rate limit of an operation.
fn rate(options: &EnvoyOptions) -> Value {
    let always = json!({"default_value": {"numerator": 100, "denominator": "HUNDRED"}});
    let limits = &options.limits;
    json!({
        "@type": "type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit",
        "stat_prefix": "rate",
        "token_bucket": {
            "max_tokens": limits.burst.max(limits.per_second),
            "tokens_per_fill": limits.per_second,
            "fill_interval": "1s",
        },
        "filter_enabled": always,
        "filter_enforced": always,
    })
}

/// Returns the virtual host with all routes. The first refuse requests of browsers' pages, the last undeclared requests.
pub(super) fn virtual_host(routes: Vec<Value>, options: &EnvoyOptions) -> Value {
    let refused = |status: u16, name: &str, headers: Vec<Value>| json!({"name": name, "match": {"prefix": "/", "headers": headers}, "direct_response": {"status": status}});
    let present = |name: &str| vec![json!({"name": name, "present_match": true})];
    let mut all =
        vec![refused(403, "origin", present("origin")), refused(403, "cross_site", present("sec-fetch-site"))];
    all.extend(routes);
    all.push(refused(404, "not_declared", Vec::new()));
    json!({"name": "gateway", "domains": options.hosts, "routes": all})
}
