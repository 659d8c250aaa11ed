//! Whole calls, without a network and over loopback.

use std::{
    future::ready,
    hint::black_box,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use endpoint_runtime::{
    Body, Bytes, Client, Transport,
    auth::Basic,
    http::{self, header},
    transport::{HyperTransport, ReqwestTransport, TransportFuture},
};
use http_body_util::{BodyExt, Full};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::{
    client::legacy::{Client as HyperClient, connect::HttpConnector},
    rt::TokioExecutor,
};
use reqwest::{redirect, retry};
use stytch::b2b::organizations_members_connected_apps as official;
use tokio::runtime::{Builder, Runtime};

use crate::{
    cases::{Iteration, response, stytch_request},
    declared::{self, ConnectedAppsClient, PROJECT, RevokeResponse, SECRET, SESSION},
    handwritten::{AGENT, Api, SESSION_HEADER, by_table, target},
    responder::address,
};

/// Creates a runtime of one thread, so that no other thread adds instructions.
pub(crate) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// A transport that responds at once.
struct NoNetwork;

impl Transport for NoNetwork {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        drop(black_box(request));
        Box::pin(ready(Ok(response().map(Body::from))))
    }
}

pub(crate) fn no_network() -> Iteration {
    call(NoNetwork, SocketAddr::from((Ipv4Addr::LOCALHOST, 1)))
}

pub(crate) fn hyper() -> Iteration {
    call(HyperTransport::new().unwrap(), address())
}

pub(crate) fn reqwest() -> Iteration {
    call(ReqwestTransport::new().unwrap(), address())
}

/// Calls the declared endpoint over a transport. Each call creates the strings of its request.
fn call(transport: impl Transport, address: SocketAddr) -> Iteration {
    let client = Client::builder()
        .base_url(format!("http://{address}").as_str())
        .auth(Basic::new(PROJECT, SECRET))
        .user_agent(AGENT)
        .transport(transport)
        .build()
        .unwrap();
    let (apps, runtime) = (ConnectedAppsClient::from(client), runtime());
    Box::new(move || {
        let revoked = runtime.block_on(apps.revoke(declared::request())).unwrap();
        drop(black_box(revoked));
    })
}

/// Calls with hyper-util's client, whose connector supports https as well.
pub(crate) fn raw_hyper() -> Iteration {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let connector = HttpsConnectorBuilder::new()
        .with_provider_and_platform_verifier(provider)
        .unwrap()
        .https_or_http()
        .enable_all_versions()
        .wrap_connector(tcp);
    let client = HyperClient::builder(TokioExecutor::new())
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .build::<_, Full<Bytes>>(connector);
    let (api, runtime) = (Api::new(&address().to_string()), runtime());
    Box::new(move || {
        let revoked: RevokeResponse = runtime.block_on(async {
            let response = client.request(api.request(by_table).map(Full::new)).await.unwrap();
            assert!(response.status().is_success());
            let body = response.into_body().collect().await.unwrap().to_bytes();
            serde_json::from_slice(&body).unwrap()
        });
        drop(black_box(revoked));
    })
}

/// Calls with reqwest, with the settings of the transport.
pub(crate) fn raw_reqwest() -> Iteration {
    let origin = format!("http://{}", address());
    let client = reqwest::Client::builder()
        .user_agent(AGENT)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .build()
        .unwrap();
    let (authorization, runtime) = (Api::new("localhost").authorization, runtime());
    Box::new(move || {
        let revoked: RevokeResponse = runtime.block_on(async {
            let response = client
                .post(origin.clone() + &target(by_table))
                .header(header::AUTHORIZATION, authorization.clone())
                .header(SESSION_HEADER, SESSION)
                .header(header::CONTENT_TYPE, "application/json")
                .header(header::ACCEPT, "application/json")
                .body("{}")
                .send()
                .await
                .unwrap();
            response.error_for_status().unwrap().json().await.unwrap()
        });
        drop(black_box(revoked));
    })
}

pub(crate) fn stytch() -> Iteration {
    let apps = official::ConnectedApps::new(stytch_client(&address().to_string()));
    let runtime = runtime();
    Box::new(move || {
        let revoked = runtime.block_on(apps.revoke(stytch_request())).unwrap();
        drop(black_box(revoked));
    })
}

pub(crate) fn stytch_client(authority: &str) -> stytch::client::Client {
    let url = reqwest::Url::parse(&format!("http://{authority}/")).unwrap();
    let vertical = stytch::client::Vertical::B2B;
    stytch::client::Client::new_with_base_url(PROJECT, SECRET, url, vertical).unwrap()
}
