//! Envoy with its credential injector, over plain HTTP as the others.

use std::process::{Command, Stdio};

use serde_json::json;

use crate::{
    CREDENTIAL,
    measure::{Folder, Server, free_port},
};

/// Starts Envoy with one worker.
pub(crate) fn proxy(folder: &Folder, upstream: &Server) -> Server {
    let address = free_port();
    let socket = |port: u16| json!({"socket_address": {"address": "127.0.0.1", "port_value": port}});
    let typed = |name: &str, of: &str, mut config: serde_json::Value| {
        config["@type"] = format!("type.googleapis.com/envoy.extensions.{of}").into();
        json!({"name": name, "typed_config": config})
    };
    let credential =
        typed("generic", "http.injected_credentials.generic.v3.Generic", json!({"credential": {"name": "credential"}}));
    let injector = json!({"overwrite": true, "credential": credential});
    let manager = json!({
        "stat_prefix": "callers",
        "generate_request_id": false,
        "route_config": {"virtual_hosts": [
            {"name": "all", "domains": ["*"], "routes": [{"match": {"prefix": "/"}, "route": {"cluster": "upstream"}}]}
        ]},
        "http_filters": [
            typed("credential", "filters.http.credential_injector.v3.CredentialInjector", injector),
            typed("router", "filters.http.router.v3.Router", json!({})),
        ],
    });
    let manager = typed("http", "filters.network.http_connection_manager.v3.HttpConnectionManager", manager);
    let many = json!({"max_connections": 8192, "max_pending_requests": 8192, "max_requests": 8192});
    let endpoint = json!({"endpoint": {"address": socket(upstream.address().port())}});
    let bootstrap = json!({"static_resources": {
        "secrets": [{"name": "credential", "generic_secret": {"secret": {"inline_string": CREDENTIAL}}}],
        "listeners": [{"name": "callers", "address": socket(address.port()), "filter_chains": [{"filters": [manager]}]}],
        "clusters": [{
            "name": "upstream",
            "type": "STATIC",
            "load_assignment": {"cluster_name": "upstream", "endpoints": [{"lb_endpoints": [endpoint]}]},
            "circuit_breakers": {"thresholds": [many]},
        }],
    }});
    let path = folder.write("envoy.json", &bootstrap.to_string());
    let child = Command::new("envoy")
        .args(["--use-dynamic-base-id", "--concurrency", "1", "--log-level", "error", "--config-path"])
        .arg(path)
        .stderr(Stdio::null())
        .spawn();
    Server::new(child.expect("envoy"), address, None)
}
