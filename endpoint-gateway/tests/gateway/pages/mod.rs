//! The pages, as a browser receives them.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

mod content;
mod delivery;

use std::collections::BTreeMap;

use crate::html::Element;
use crate::support::{AllowAll, send, serve, status};
use endpoint_gateway::{Gateway, Pages, PagesOptions, RunningGateway, Upstream};
use endpoint_runtime::provider::{Operation, Provider};

/// Starts a gateway of these providers, whose upstreams get no request.
async fn gateway(providers: Vec<Provider>, options: PagesOptions) -> RunningGateway {
    let upstreams =
        providers.clone().into_iter().map(|it| Upstream::new(it, "https://api.acme.example".parse().unwrap()));
    let builder = upstreams.fold(Gateway::builder().admission(AllowAll), endpoint_gateway::GatewayBuilder::upstream);
    serve(builder.pages(Pages::new(providers, options).unwrap())).await
}

async fn sandbox() -> RunningGateway {
    gateway(vec![stytch_endpoints::provider().unwrap()], PagesOptions::new().sandbox("stytch")).await
}

/// Returns the body of a successful response.
async fn body(gateway: &RunningGateway, path: &str) -> String {
    let response = send(gateway, &format!("GET {path}"), "").await;
    assert_eq!(status(&response), 200, "{path}: {response}");
    response.split_once("\r\n\r\n").unwrap().1.to_owned()
}

fn path_of(provider: &Provider, operation: &Operation) -> String {
    let encode = |byte: u8| match byte {
        b if b.is_ascii_alphanumeric() || b"._".contains(&b) => char::from(b).to_string(),
        b => format!("%{b:02X}"),
    };
    format!("/-/operations/{}/{}", provider.name, operation.name.bytes().map(encode).collect::<String>())
}

fn by_id<'e>(elements: &'e [Element], id: &str) -> &'e Element {
    let found: Vec<&Element> = elements.iter().filter(|element| element.get("id") == Some(id)).collect();
    assert_eq!(found.len(), 1, "{id}");
    found[0]
}

/// Returns all pages of the providers, by path.
async fn all(gateway: &RunningGateway, providers: &[Provider]) -> BTreeMap<String, Vec<Element>> {
    let mut pages = BTreeMap::from([("/".to_owned(), crate::html::read(&body(gateway, "/").await))]);
    for provider in providers {
        for operation in provider.operations() {
            let path = path_of(provider, operation);
            let page = body(gateway, &path).await;
            assert!(page.len() < 100_000, "{path} has {} bytes", page.len());
            pages.insert(path, crate::html::read(&page));
        }
    }
    pages
}

fn providers() -> Vec<Provider> {
    vec![stytch_endpoints::provider().unwrap(), crate::fixture_providers::hostile(), crate::fixture_providers::nested()]
}
