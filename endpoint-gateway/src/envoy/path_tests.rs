//! Tests of templates with names beside literals and of several segments: the gateway and Envoy let the same requests through.

use endpoint_runtime::{
    Result, endpoints,
    http::Request,
    provider::{Environment, Provider},
};
use regex::Regex;

use super::{pattern, route};
use crate::{Upstream, policy::Policy, request};

#[endpoints(schema)]
trait Files {
    #[endpoint(GET "/products/<id>.json", auth = none)]
    async fn product(&self, id: String) -> Result<()>;

    #[endpoint(GET "/products/<id>", auth = none)]
    async fn any(&self, id: String) -> Result<()>;

    #[endpoint(POST "/projects/<id>:undelete", auth = none)]
    async fn undelete(&self, id: String) -> Result<()>;

    #[endpoint(GET "/compare/<base>...<head>", auth = none)]
    async fn compare(&self, base: String, head: String) -> Result<()>;

    #[endpoint(GET "/v2/<name..>/blobs/<digest>", auth = none)]
    async fn blob(&self, name: String, digest: String) -> Result<()>;

    #[endpoint(PURGE "/v2/<name..>", auth = none)]
    async fn purge(&self, name: String) -> Result<()>;

    #[endpoint(GET "/keys/<key..>", auth = none)]
    async fn get(&self, key: String) -> Result<()>;

    #[endpoint(GET "/keys/<key..>?tagging=", auth = none)]
    async fn tags(&self, key: String) -> Result<()>;

    #[endpoint(GET "/nested?<a>&<b>", auth = none)]
    async fn nested(&self, #[encode(brackets)] a: Vec<Vec<String>>, #[encode(dots)] b: Vec<String>) -> Result<()>;

    #[endpoint(POST "/", header("X-Target" = "List"), auth = none)]
    async fn list(&self) -> Result<()>;

    #[endpoint(POST "/", header("X-Target" = "Put"), auth = none)]
    async fn put(&self) -> Result<()>;
}

fn policy() -> Policy {
    let environment = Environment::new("live", "https://api.acme.example");
    let provider = Provider::builder("acme").environment(environment).resource(FilesClient::SCHEMAS).build().unwrap();
    Policy::new(&[Upstream::new(provider, "https://api.acme.example/base".parse().unwrap())]).unwrap()
}

/// Returns the operation of a request, and the target at the upstream.
fn forwarded(policy: &Policy, method: &str, target: &str, header: Option<&str>) -> Option<(&'static str, String)> {
    let mut request = Request::builder().method(method).uri(target);
    if let Some(header) = header {
        request = request.header("x-target", header);
    }
    let head = request.body(()).unwrap().into_parts().0;
    let (declared, values) = policy.find(&head).ok()?;
    let target = request::target(declared, &values, head.uri.query()).ok()?;
    Some((declared.operation().metadata.name, target.path_and_query()?.to_string()))
}

#[test]
fn requests_are_taken_apart_as_the_server_does() {
    let policy = policy();
    for (method, target, name, sent) in [
        ("GET", "/products/1.json", "product", "/base/products/1.json"),
        ("GET", "/products/a%2Eb%2Ejson", "product", "/base/products/a.b.json"),
        ("GET", "/products/1.xml", "any", "/base/products/1.xml"),
        ("POST", "/projects/a%3Ab:undelete", "undelete", "/base/projects/a%3Ab:undelete"),
        ("GET", "/compare/main...a...b", "compare", "/base/compare/main...a...b"),
        ("GET", "/v2/a/b%20c/blobs/d", "blob", "/base/v2/a/b%20c/blobs/d"),
        ("PURGE", "/v2/a/b", "purge", "/base/v2/a/b"),
        ("GET", "/keys/a/b", "get", "/base/keys/a/b"),
        ("GET", "/keys/a/b?tagging=", "tags", "/base/keys/a/b?tagging="),
    ] {
        let expected = Some((name, sent.to_owned()));
        assert_eq!(forwarded(&policy, method, target, None), expected, "{method} {target}");
    }
    assert_eq!(forwarded(&policy, "POST", "/", Some("Put")), Some(("put", "/base/".to_owned())));
    assert_eq!(forwarded(&policy, "POST", "/", None), None);
    for (method, target) in [
        ("POST", "/projects/a%3Aundelete"),
        ("POST", "/projects/a%3Aundelete:undelete"),
        ("POST", "/projects/:undelete"),
        ("GET", "/compare/main.."),
        ("GET", "/v2/blobs/d"),
        ("GET", "/v2/a//blobs/d"),
        ("GET", "/v2/a/%2e%2e/blobs/d"),
        ("GET", "/v2/a%2Fb/blobs/d"),
        ("PURGES", "/v2/a/b"),
        ("purge", "/v2/a/b"),
    ] {
        assert_eq!(forwarded(&policy, method, target, None), None, "{method} {target}");
    }
}

#[test]
fn the_exported_patterns_let_the_same_requests_through() {
    let policy = policy();
    let ordered = route::in_order(policy.declared());
    let first = |method: &str, target: &str| {
        let mut matching = ordered.iter().filter(|declared| {
            let metadata = declared.operation().metadata;
            let whole = Regex::new(&format!("^(?:{})$", pattern::target(declared))).unwrap();
            let has_constants = metadata.fixed_query().iter().all(|(key, _)| target.contains(&format!("?{key}")));
            metadata.method.as_str() == method
                && target.starts_with(&pattern::prefix(declared))
                && whole.is_match(target)
                && has_constants
        });
        matching.next().map(|declared| declared.operation().metadata.name)
    };
    for (method, target, name) in [
        ("GET", "/products/1.json", Some("product")),
        ("GET", "/products/1.xml", Some("any")),
        ("POST", "/projects/a%3Ab:undelete", Some("undelete")),
        ("POST", "/projects/a:delete:undelete", None),
        ("GET", "/compare/main...dev", Some("compare")),
        ("GET", "/v2/a/b%20c/blobs/d", Some("blob")),
        ("PURGE", "/v2/a/b", Some("purge")),
        ("GET", "/keys/a/b", Some("get")),
        ("GET", "/keys/a/b?tagging=", Some("tags")),
        ("GET", "/v2/blobs/d", None),
        ("GET", "/nested?a%5B0%5D%5B1%5D=x&b.1=y%20z", Some("nested")),
        ("GET", "/nested?b%5B0%5D=x", None),
        ("GET", "/nested?a.0=x", None),
        ("GET", "/v2/a//blobs/d", None),
        ("GET", "/v2/a/%2e%2e/blobs/d", None),
        ("GET", "/v2/a%2Fb/blobs/d", None),
        ("GET", "/keys/a/..;/b", None),
    ] {
        assert_eq!(first(method, target), name, "{method} {target}");
    }
}
