//! The headers that are forwarded are those that the operation declares, by their names or by a prefix.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Result, endpoints,
    http::{Request, header},
    provider::{AuthScheme, CredentialPart, Environment, Provider},
};

use crate::{Upstream, policy::Policy};

#[endpoints(schema)]
#[allow(unreachable_pub, reason = "declared as a crate would")]
pub trait Objects {
    #[endpoint(PUT "/v1/objects/<key>", header("X-Meta-Version" = "2"))]
    async fn store(
        &self,
        key: String,
        #[headers("X-Meta-")] meta: BTreeMap<String, String>,
        #[headers("sec")] others: BTreeMap<String, String>,
    ) -> Result<()>;
}

fn policy() -> Policy {
    let key = AuthScheme::api_key("X-Meta-Key", CredentialPart::new("key", "KEY"));
    let environment = Environment::new("live", "https://api.example.com");
    let provider = Provider::builder("objects").environment(environment).auth(key).resource(ObjectsClient::SCHEMAS);
    let upstream = Upstream::new(provider.build().unwrap(), "https://api.example.com".parse().unwrap());
    Policy::new(&[upstream]).unwrap()
}

#[test]
fn headers_with_a_declared_prefix_are_forwarded_but_for_the_credential() {
    let policy = policy();
    let head = Request::put("/v1/objects/a")
        .header("x-meta-color", "red")
        .header("X-META-Size", "7")
        .header("x-meta-", "bare")
        .header("x-meta-key", "spoofed")
        .header("x-meta-version", "2")
        .header("x-metadata", "other")
        .header("x-tag-a", "1")
        .header("sec-fetch-site", "none")
        .header("secret", "2");
    let (head, ()) = head.body(()).unwrap().into_parts();
    let (declared, _) = policy.find(&head).unwrap_or_else(|_| panic!("declared"));
    let forwarded = super::headers(declared, &head).unwrap_or_else(|_| panic!("valid"));
    let mut names: Vec<&str> = forwarded.keys().map(header::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["secret", "x-meta-color", "x-meta-size", "x-meta-version"]);

    let twice = Request::put("/v1/objects/a").header("x-meta-version", "2").header("x-meta-a", "1");
    let (head, ()) = twice.header("x-meta-a", "2").body(()).unwrap().into_parts();
    assert!(super::headers(declared, &head).is_err());
}

#[test]
fn a_preflight_may_ask_for_headers_with_a_declared_prefix() {
    let asked = Request::options("/v1/objects/a")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "x-meta-color, X-Meta-Key,x-tag-a, content-type");
    let (head, ()) = asked.body(()).unwrap().into_parts();
    let allowed = policy().headers_for(&head.headers);
    let names: Vec<&str> = allowed.iter().map(header::HeaderName::as_str).collect();
    assert_eq!(names, ["x-meta-version", "x-meta-color"]);
}
