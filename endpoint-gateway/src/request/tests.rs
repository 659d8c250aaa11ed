//! The query that is forwarded equals that of a client, and holds only declared keys.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Query, Result, endpoints,
    http::Request,
    object,
    provider::{Environment, Provider},
    request::encode,
};

use super::target;
use crate::{Upstream, policy::Policy};

/// A page of a list.
#[derive(Clone, Query)]
#[query(schema)]
#[allow(unreachable_pub, reason = "declared as a crate would")]
pub struct Page {
    #[query("page[size]")]
    pub size: Option<u32>,
    #[query("$after")]
    pub after: Option<String>,
}

#[endpoints(schema)]
#[allow(unreachable_pub, reason = "declared as a crate would")]
pub trait Lists {
    #[endpoint(GET "/v1/<ids>?<labels>&<tags>&all&kind[is]=<kind>", auth = none)]
    async fn list(
        &self,
        #[join(";")] ids: Vec<u32>,
        #[join(",")] labels: Vec<String>,
        #[join(";")] tags: Vec<String>,
        kind: Option<String>,
        #[query("filter[]")]
        #[join(",")]
        filter: BTreeMap<String, Vec<String>>,
        #[query] page: Option<Page>,
        #[query] extra: BTreeMap<String, u32>,
    ) -> Result<()>;

    #[endpoint(GET "/v2/items?<limit>", auth = none)]
    async fn declared(&self, limit: Option<u32>, #[query("filter[]")] filter: BTreeMap<String, String>) -> Result<()>;
}

/// A condition of a list.
#[object(sent, schema)]
#[allow(unreachable_pub, reason = "declared as a crate would")]
pub struct Condition {
    pub name: String,
    pub values: Vec<String>,
}

#[endpoints(schema)]
#[allow(unreachable_pub, reason = "declared as a crate would")]
pub trait Nested {
    #[endpoint(GET "/v3/items?$where=<condition>&<ids>&<names>", auth = none)]
    async fn nested(
        &self,
        #[encode(brackets)] condition: Option<Condition>,
        #[encode(dots)] ids: Vec<Condition>,
        #[encode(brackets, list = "[]")] names: Vec<String>,
    ) -> Result<()>;
}

/// Returns the target that is sent upstream; `None` for a request that is refused.
fn forwarded(given: &str) -> Option<String> {
    let environment = Environment::new("live", "https://api.example.com");
    let provider = Provider::builder("lists").environment(environment);
    let provider = provider.resource(ListsClient::SCHEMAS).resource(NestedClient::SCHEMAS).build().unwrap();
    let upstream = Upstream::new(provider, "https://api.example.com".parse().unwrap());
    let policy = Policy::new(&[upstream]).unwrap();
    let head = Request::get(given).body(()).unwrap().into_parts().0;
    let Ok((declared, segments)) = policy.find(&head) else { panic!("no operation has {given}") };
    let target = target(declared, &segments, head.uri.query()).ok()?;
    Some(target.path_and_query().unwrap().as_str().to_owned())
}

fn names(key: &str, names: [&str; 2]) -> (String, Vec<String>) {
    (key.to_owned(), names.map(str::to_owned).into())
}

#[test]
fn lists_maps_and_groups_are_forwarded_as_a_client_sends_them() {
    let request = ListRequest::new([1, 2])
        .labels(["a b", "c"])
        .tags(["x", "y"])
        .kind("k")
        .filter([names("a", ["1", "2"]), names("b c", ["3", "4"])])
        .size(5)
        .after("z")
        .extra([("n", 7_u32)]);
    let sent = encode(&"https://api.example.com".parse().unwrap(), &request).unwrap();
    let sent = sent.uri().path_and_query().unwrap().as_str();
    assert_eq!(forwarded(sent).as_deref(), Some(sent));
    let other = "/v1/1%3B2?n=7&all=&kind%5bis%5d=k&filter[a]=1%2C2&labels=a+b%2Cc&filter%5Bb%20c%5D=3,4&%24after=z&tags=x;y&page[size]=5";
    assert_eq!(forwarded(other).as_deref(), Some(sent));
}

#[test]
fn other_keys_are_refused() {
    assert_eq!(forwarded("/v2/items?filter[a]=b&limit=1").as_deref(), Some("/v2/items?limit=1&filter%5Ba%5D=b"));
    for refused in ["filter=a", "filter[]=a", "other=1", "filter[a]=1&filter[a]=2", "limit=1&limit=2", "filter[a=1"] {
        assert_eq!(forwarded(&format!("/v2/items?{refused}")), None, "{refused}");
    }
}

#[test]
fn nested_values_are_forwarded_as_a_client_sends_them() {
    let condition = |name: &str| Condition::new(name, ["x&".to_owned(), "y".to_owned()]);
    let request =
        NestedRequest::new().condition(condition("a b")).ids([condition("c"), condition("d")]).names(["e", "f"]);
    let sent = encode(&"https://api.example.com".parse().unwrap(), &request).unwrap();
    let sent = sent.uri().path_and_query().unwrap().as_str();
    assert_eq!(forwarded(sent).as_deref(), Some(sent));
    assert_eq!(
        forwarded("/v3/items?$where[name]=a&ids.1.name=b").as_deref(),
        Some("/v3/items?$where%5Bname%5D=a&ids.1.name=b")
    );
    for refused in ["$where[name=a", "$wherever[a]=b", "ids[0]=a", "names[]x=a", "ids.1.name=a&ids.1.name=b"] {
        assert_eq!(forwarded(&format!("/v3/items?{refused}")), None, "{refused}");
    }
}
