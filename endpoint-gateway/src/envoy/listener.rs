//! Envoy's listener: TLS, the authentication of callers, the limits of requests, and the access log.

use serde_json::{Value, json};

use super::{
    duration::seconds,
    header_mutation,
    options::{EnvoyCallers, EnvoyOptions},
    route,
};

/// The maximum number of headers of a request.
const MAX_HEADERS: u32 = 100;

pub(super) fn listener(routes: Vec<Value>, options: &EnvoyOptions) -> Value {
    json!({
        "name": "gateway",
        "address": {"socket_address": {"address": options.listen.ip().to_string(), "port_value": options.listen.port()}},
        "per_connection_buffer_limit_bytes": 32 * 1024,
        "filter_chains": [{
            "transport_socket_connect_timeout": seconds(options.bounds.read_head),
            "transport_socket": tls(options),
            "filters": [{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager(routes, options)}],
        }],
    })
}

fn tls(options: &EnvoyOptions) -> Value {
    let (chain, key) = &options.certificate;
    let mut context = json!({
        "tls_params": {"tls_minimum_protocol_version": "TLSv1_2"},
        "alpn_protocols": ["http/1.1"],
        "tls_certificates": [{"certificate_chain": {"filename": chain}, "private_key": {"filename": key}}],
    });
    let is_certified = matches!(options.callers, EnvoyCallers::Certificates { .. });
    if let (EnvoyCallers::Certificates { authorities, names }, Some(context)) =
        (&options.callers, context.as_object_mut())
    {
        let names = names
            .iter()
            .flat_map(|name| ["DNS", "URI"].map(|kind| json!({"san_type": kind, "matcher": {"exact": name}})));
        let mut validation = json!({"trusted_ca": {"filename": authorities}});
        let names: Vec<Value> = names.collect();
        if let (false, Some(validation)) = (names.is_empty(), validation.as_object_mut()) {
            validation.insert("match_typed_subject_alt_names".to_owned(), names.into());
        }
        context.insert("validation_context".to_owned(), validation);
    }
    json!({
        "name": "envoy.transport_sockets.tls",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
            "require_client_certificate": is_certified,
            "common_tls_context": context,
        },
    })
}

fn manager(routes: Vec<Value>, options: &EnvoyOptions) -> Value {
    let bounds = &options.bounds;
    json!({
        "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "gateway",
        "codec_type": "HTTP1",
        "http_protocol_options": {
            // Only with one of the accepted hosts.
            "allow_absolute_url": true,
            "allow_chunked_length": false,
            // `Upgrade` is ignored, as in the gateway. Envoy would answer 403.
            "ignore_http_11_upgrade": [{"safe_regex": {"regex": ".*"}}],
        },
        "common_http_protocol_options": {
            "idle_timeout": seconds(bounds.read_head),
            "max_headers_count": MAX_HEADERS,
            "headers_with_underscores_action": "REJECT_REQUEST",
        },
        "max_request_headers_kb": bounds.head_bytes.div_ceil(1024),
        "request_headers_timeout": seconds(bounds.read_head),
        "request_timeout": seconds(bounds.head),
        "stream_idle_timeout": seconds(bounds.stall),
        "drain_timeout": seconds(bounds.drain),
        // Paths are matched as they are sent: one that would have to be normalized matches no route.
        "normalize_path": false,
        "merge_slashes": false,
        "path_with_escaped_slashes_action": "REJECT_REQUEST",
        "strip_any_host_port": true,
        "strip_trailing_host_dot": true,
        "use_remote_address": true,
        "skip_xff_append": true,
        "generate_request_id": false,
        "preserve_external_request_id": true,
        "server_header_transformation": "PASS_THROUGH",
        "add_user_agent": false,
        "local_reply_config": local_reply(),
        "access_log": [access_log(options)],
        "route_config": {"name": "declared", "virtual_hosts": [route::virtual_host(routes, options)]},
        "http_filters": filters(options),
    })
}

/// Returns the filters in the order of requests; responses pass them in reverse.
fn filters(options: &EnvoyOptions) -> Vec<Value> {
    let mut filters: Vec<Value> = tokens(&options.callers).into_iter().collect();
    filters.push(header_mutation::filter());
    // It does nothing without a route's own configuration.
    filters.push(json!({
        "name": "envoy.filters.http.local_ratelimit",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit",
            "stat_prefix": "rate",
        },
    }));
    filters.push(json!({
        "name": "envoy.filters.http.buffer",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer",
            "max_request_bytes": u32::try_from(options.bounds.request_bytes).unwrap_or(u32::MAX),
        },
    }));
    filters.push(json!({
        "name": "envoy.filters.http.router",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router",
            "suppress_envoy_headers": true,
        },
    }));
    filters
}

/// Returns the filter that checks callers' tokens. The tokens are not forwarded.
fn tokens(callers: &EnvoyCallers) -> Option<Value> {
    let EnvoyCallers::Tokens { issuer, audiences, keys } = callers else { return None };
    Some(json!({
        "name": "envoy.filters.http.jwt_authn",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication",
            "providers": {"callers": {
                "issuer": issuer,
                "audiences": audiences,
                "require_expiration": true,
                "local_jwks": {"filename": keys},
                "from_headers": [{"name": "authorization", "value_prefix": "Bearer "}],
                "forward": false,
                "payload_in_metadata": "token",
            }},
            "rules": [{"match": {"prefix": "/"}, "requires": {"provider_name": "callers"}}],
        },
    }))
}

/// Returns the access log: a line of JSON for each request, without any of its values.
fn access_log(options: &EnvoyOptions) -> Value {
    let caller = match options.callers {
        EnvoyCallers::Certificates { .. } => "%DOWNSTREAM_PEER_SUBJECT%",
        EnvoyCallers::Tokens { .. } => "%DYNAMIC_METADATA(envoy.filters.http.jwt_authn:token:sub)%",
    };
    json!({
        "name": "envoy.access_loggers.stdout",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog",
            "log_format": {"json_format": {
                "time": "%START_TIME%",
                "caller": caller,
                "operation": "%ROUTE_NAME%",
                "status": "%RESPONSE_CODE%",
                "reason": "%RESPONSE_CODE_DETAILS%",
                "duration_ms": "%DURATION%",
            }},
        },
    })
}

/// Returns the format of Envoy's own responses: problem documents (RFC 9457).
fn local_reply() -> Value {
    json!({"body_format": {
        "json_format": {"type": "about:blank", "status": "%RESPONSE_CODE%", "title": "%RESPONSE_CODE_DETAILS%"},
        "content_type": "application/problem+json",
    }})
}
