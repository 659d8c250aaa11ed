//! Stytch's credentials.

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::Client;
use stytch_endpoints::Stytch;

pub(crate) const PROJECT_ID: &str = "project-test-11111111-1111-4111-8111-111111111111";

/// A secret with characters that need quoting in shells, programs and URLs.
pub(crate) const SECRET: &str = "s3cret $HOME `x` \"q\" 'r' \\n %2F:/?#@+";

pub(crate) fn credentials() -> Vec<(&'static str, &'static str)> {
    vec![("STYTCH_PROJECT_ID", PROJECT_ID), ("STYTCH_SECRET", SECRET)]
}

pub(crate) fn authorization() -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{PROJECT_ID}:{SECRET}")))
}

pub(crate) fn client(base_url: &str) -> Client {
    client_of_hosts(base_url, base_url)
}

pub(crate) fn client_of_hosts(base_url: &str, fraud_url: &str) -> Client {
    let builder = Stytch::builder(PROJECT_ID, SECRET).base_url(base_url).fraud_url(fraud_url);
    builder.build().unwrap().client().clone()
}
