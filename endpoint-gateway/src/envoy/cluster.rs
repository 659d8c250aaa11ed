//! Envoy's clusters: the upstreams' addresses, their verified TLS, and the filter that adds the credential.

use endpoint_runtime::{
    BaseUrl,
    http::uri::Scheme,
    provider::{AuthScheme, KeyLocation},
};
use serde_json::{Value, json};

use super::{
    duration::seconds,
    options::{EnvoyError, EnvoyOptions},
    secret_names,
};
use crate::DeclaredRoute;

/// The clusters, one for each provider and origin, with the credential or without. No other cluster can add the credential.
#[derive(Default)]
pub(super) struct Clusters(Vec<(String, Value)>);

impl Clusters {
    /// Returns the name of the cluster of an operation, and adds the cluster if it is new.
    pub(super) fn name(
        &mut self,
        declared: &DeclaredRoute,
        base: &BaseUrl,
        options: &EnvoyOptions,
    ) -> Result<String, EnvoyError> {
        let access = if declared.auth().is_empty() { "anonymous" } else { "authenticated" };
        let name = format!("{} {} {access}", declared.provider(), base.authority());
        if !self.0.iter().any(|(known, _)| *known == name) {
            let cluster = cluster(&name, declared, base, options)?;
            self.0.push((name.clone(), cluster));
        }
        Ok(name)
    }

    pub(super) fn into_values(self) -> Vec<Value> {
        self.0.into_iter().map(|(_, cluster)| cluster).collect()
    }
}

fn cluster(name: &str, declared: &DeclaredRoute, base: &BaseUrl, options: &EnvoyOptions) -> Result<Value, EnvoyError> {
    let host = base.authority().host();
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let is_tls = *base.scheme() != Scheme::HTTP;
    let port = base.authority().port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let limits = &options.limits;
    let mut cluster = json!({
        "name": name,
        "type": "STRICT_DNS",
        "connect_timeout": seconds(options.bounds.connect),
        "circuit_breakers": {"thresholds": [{
            "max_connections": limits.concurrent,
            "max_pending_requests": limits.concurrent,
            "max_requests": limits.concurrent,
            "max_retries": 0,
        }]},
        "load_assignment": {
            "cluster_name": name,
            "endpoints": [{"lb_endpoints": [{"endpoint": {
                "address": {"socket_address": {"address": host, "port_value": port}},
            }}]}],
        },
        "typed_extension_protocol_options": {
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
                "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
                "common_http_protocol_options": {"idle_timeout": "15s"},
                "explicit_http_config": {"http_protocol_options": {}},
                "http_filters": filters(declared, options)?,
            },
        },
    });
    if let (true, Some(cluster)) = (is_tls, cluster.as_object_mut()) {
        cluster.insert("transport_socket".to_owned(), tls(host, options));
    }
    Ok(cluster)
}

fn tls(host: &str, options: &EnvoyOptions) -> Value {
    let kind = if host.parse::<std::net::IpAddr>().is_ok() { "IP_ADDRESS" } else { "DNS" };
    json!({
        "name": "envoy.transport_sockets.tls",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
            "sni": host,
            "common_tls_context": {
                "tls_params": {"tls_minimum_protocol_version": "TLSv1_2"},
                "validation_context": {
                    "trusted_ca": {"filename": options.authorities},
                    "match_typed_subject_alt_names": [{"san_type": kind, "matcher": {"exact": host}}],
                },
            },
        },
    })
}

/// Returns the filters of requests to the upstream. The credential is added last, and only here.
fn filters(declared: &DeclaredRoute, options: &EnvoyOptions) -> Result<Vec<Value>, EnvoyError> {
    let mut filters = Vec::new();
    if let Some(scheme) = declared.auth().first() {
        let is_cookie = |key: &(KeyLocation, &str)| key.0 == KeyLocation::Cookie;
        // A second injector would overwrite the cookie of the first.
        if scheme.keys().filter(is_cookie).count() > 1 {
            return Err(EnvoyError::Credential { provider: declared.provider().to_owned() });
        }
        for (secret, scheme) in secret_names(declared.provider(), scheme) {
            filters.push(injector(declared.provider(), &secret, scheme, options)?);
        }
    }
    filters.push(json!({
        "name": "envoy.filters.http.upstream_codec",
        "typed_config": {"@type": "type.googleapis.com/envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec"},
    }));
    Ok(filters)
}

fn injector(provider: &str, secret: &str, scheme: &AuthScheme, options: &EnvoyOptions) -> Result<Value, EnvoyError> {
    let (header, prefix) = match scheme {
        AuthScheme::Basic { .. } => ("authorization", "Basic ".to_owned()),
        AuthScheme::Bearer { .. } => ("authorization", "Bearer ".to_owned()),
        AuthScheme::Named { scheme, .. } => ("authorization", format!("{scheme} ")),
        AuthScheme::ApiKey { location: KeyLocation::Header, name, .. } => (name.as_str(), String::new()),
        // The others of the caller are not forwarded.
        AuthScheme::ApiKey { location: KeyLocation::Cookie, name, .. } => ("cookie", format!("{name}=")),
        _ => return Err(EnvoyError::Credential { provider: provider.to_owned() }),
    };
    Ok(json!({
        "name": "envoy.filters.http.credential_injector",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.credential_injector.v3.CredentialInjector",
            "overwrite": true,
            "allow_request_without_credential": false,
            "credential": {
                "name": "envoy.http.injected_credentials.generic",
                "typed_config": {
                    "@type": "type.googleapis.com/envoy.extensions.http.injected_credentials.generic.v3.Generic",
                    "credential": {"name": secret, "sds_config": {
                        "path_config_source": {
                            "path": options.secret_path(secret),
                            "watched_directory": {"path": options.secrets},
                        },
                        "resource_api_version": "V3",
                    }},
                    "header": header,
                    "header_value_prefix": prefix,
                },
            },
        },
    }))
}
