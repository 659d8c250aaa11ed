//! nginx: the upstream, and the proxy to compare with.

use std::{net::SocketAddr, process::Command};

use crate::{
    CREDENTIAL, RESPONSE,
    measure::{Folder, Server, free_port},
};

/// The configuration of the upstream, which responds with a small JSON value.
pub(crate) fn upstream(folder: &Folder) -> Server {
    start(folder, "upstream", |address| {
        format!("server {{ listen {address}; default_type application/json; return 200 '{RESPONSE}'; }}")
    })
}

/// The configuration of the proxy, which adds the credential.
pub(crate) fn proxy(folder: &Folder, upstream: &Server) -> Server {
    let to = upstream.address();
    start(folder, "proxy", |address| {
        format!(
            "upstream up {{ server {to}; keepalive 128; keepalive_requests 1000000000; }}\n\
             server {{ listen {address}; location / {{ proxy_pass http://up; proxy_http_version 1.1; \
             proxy_set_header Connection ''; proxy_set_header Authorization '{CREDENTIAL}'; }} }}"
        )
    })
}

fn start(folder: &Folder, name: &str, servers: impl Fn(SocketAddr) -> String) -> Server {
    let address = free_port();
    let place = folder.path().display();
    let config = format!(
        "worker_processes 1; daemon off; pid {place}/{name}.pid; error_log {place}/{name}.log;\n\
         events {{ worker_connections 8192; }}\n\
         http {{ access_log off; keepalive_requests 1000000000;\n\
         client_body_temp_path {place}/{name}-1; proxy_temp_path {place}/{name}-2; fastcgi_temp_path {place}/{name}-3;\n\
         uwsgi_temp_path {place}/{name}-4; scgi_temp_path {place}/{name}-5;\n{} }}",
        servers(address)
    );
    let path = folder.write(&format!("{name}.conf"), &config);
    let child = Command::new("nginx").arg("-e").arg(folder.path().join("start.log")).arg("-c").arg(path).spawn();
    Server::new(child.expect("nginx"), address, None)
}
