//! Groups and maps of query parameters and of form fields: the server reads what the client writes, calls by data send the same
//! bytes, and a key that is not the map's is refused.
#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use endpoint_runtime::{
    BaseUrl, Bytes, Client, EncodeErrorKind, Query, Result,
    dynamic::{self, DynamicEncodeError},
    endpoints,
    http::Request,
    provider::{Environment, Provider},
    request::encode,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A page of a list.
#[derive(Clone, PartialEq, Query)]
#[query(schema, server)]
pub struct Page {
    /// The number of items.
    #[query("page[size]")]
    pub size: Option<u32>,
    #[query("$after")]
    #[sensitive]
    pub after: Option<String>,
    #[join(",")]
    pub sort: Vec<String>,
    #[query("include[]")]
    pub include: Vec<String>,
    #[query("fields[]")]
    #[join(",")]
    pub fields: BTreeMap<String, Vec<String>>,
}

/// The range of a list.
#[derive(Clone, PartialEq, Query)]
#[query(schema, server)]
pub struct Range {
    pub from: u32,
    pub to: Option<u32>,
}

#[endpoints(schema, server, derive(PartialEq))]
pub trait Lists {
    #[endpoint(GET "/v1/items?<limit>&kind[is]=a&all", auth = none)]
    async fn list(
        &self,
        limit: Option<u32>,
        #[query("filter[]")] filter: BTreeMap<String, String>,
        #[query] page: Option<Page>,
        #[query(prefix = "in_")] range: Option<Range>,
        #[query] extra: HashMap<String, u32>,
    ) -> Result<()>;

    #[endpoint(POST "/v1/items", form, auth = none)]
    async fn create(
        &self,
        name: String,
        #[field("metadata[]")] metadata: Vec<(String, String)>,
        #[field("expand[]")] expand: Vec<String>,
    ) -> Result<()>;
}

#[derive(Default)]
struct Kept {
    list: Mutex<Option<ListRequest>>,
    create: Mutex<Option<CreateRequest>>,
}

impl Lists for Arc<Kept> {
    async fn list(&self, request: ListRequest) -> Result<()> {
        *self.list.lock().unwrap() = Some(request);
        Ok(())
    }

    async fn create(&self, request: CreateRequest) -> Result<()> {
        *self.create.lock().unwrap() = Some(request);
        Ok(())
    }
}

fn base() -> BaseUrl {
    "https://api.example.com".parse().unwrap()
}

fn query<B>(request: &Request<B>) -> &str {
    request.uri().query().unwrap()
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.example.com");
    Provider::builder("lists").environment(environment).resource(ListsClient::SCHEMAS).build().unwrap()
}

fn client(kept: &Arc<Kept>) -> Client {
    Client::builder().base_url("https://api.example.com").service(ListsServer::new(Arc::clone(kept))).build().unwrap()
}

const CONSTANTS: &str = "kind%5Bis%5D=a&all";

#[test]
fn maps_and_groups_are_sent_behind_the_template() {
    let request = ListRequest::new()
        .limit(5)
        .filter([("state", "open"), ("a b", "c&d")])
        .extra([("x", 1_u32), ("b", 2)])
        .size(10)
        .after("x")
        .sort(["name", "-size"])
        .include(["a", "b"])
        .fields([("user".to_owned(), vec!["id".to_owned(), "name".to_owned()])]);
    assert_eq!(
        query(&encode(&base(), &request).unwrap()),
        format!(
            "limit=5&{CONSTANTS}&filter%5Ba%20b%5D=c%26d&filter%5Bstate%5D=open&b=2&x=1&page%5Bsize%5D=10&$after=x\
             &sort=name,-size&include%5B%5D=a&include%5B%5D=b&fields%5Buser%5D=id,name"
        )
    );
    assert_eq!(query(&encode(&base(), &ListRequest::new()).unwrap()), CONSTANTS);
    let shown = format!("{request:?}");
    assert!(shown.contains(r#"filter: {"a b": "c&d", "state": "open"}"#) && !shown.contains("\"x\")"), "{shown}");

    let request = CreateRequest::new("a").metadata([("b", "1"), ("a", "2")]).expand(["x", "y"]);
    let encoded = encode(&base(), &request).unwrap();
    let form = "name=a&metadata%5Bb%5D=1&metadata%5Ba%5D=2&expand%5B%5D=x&expand%5B%5D=y";
    assert_eq!(encoded.body(), &Bytes::from(form));
}

#[test]
fn a_key_of_another_argument_is_refused() {
    let kind = |request: ListRequest| encode(&base(), &request).unwrap_err().kind().clone();
    for key in ["limit", "kind[is]", "all", "page[size]", "filter[x]", "from", "sort", "fields[a]"] {
        assert!(matches!(kind(ListRequest::new().extra([(key, 1_u32)])), EncodeErrorKind::DeclaredKey), "{key}");
    }
    assert!(matches!(kind(ListRequest::new().extra([("", 1_u32)])), EncodeErrorKind::EmptyKey));
    assert!(matches!(kind(ListRequest::new().filter([("", "x")])), EncodeErrorKind::EmptyKey));
    let fields = [("a".to_owned(), vec!["x,y".to_owned()])];
    assert!(matches!(kind(ListRequest::new().fields(fields)), EncodeErrorKind::Separator { .. }));
    let provider = provider();
    let operation = provider.operation("lists_list").unwrap();
    for input in [
        json!({ "extra": { "limit": 1 } }),
        json!({ "extra": { "a": "x" } }),
        json!({ "extra": [1] }),
        json!({ "filter": { "": "x" } }),
        json!({ "fields": { "a": ["x,y"] } }),
        json!({ "fields": { "a": "x" } }),
    ] {
        let refused = dynamic::encode(&base(), operation, input.clone());
        assert!(matches!(refused, Err(DynamicEncodeError::Input(_))), "{input}");
    }
}

#[tokio::test]
async fn a_server_takes_each_key_for_its_argument() {
    let kept = Arc::new(Kept::default());
    let client = client(&kept);
    let get = |query: &str| client.execute(Request::get(format!("/v1/items?{query}")).body(Bytes::new()).unwrap());
    get("kind[is]=a&all=&filter[a]=1&filter[b][c]=2&other=7&filter[]=x&filter=y&in_from=3&from=9&z=")
        .await
        .unwrap_err();
    get("kind[is]=a&all=&filter[a]=1&filter[b][c]=2&other=7&from=9&z=").await.unwrap();
    let request = kept.list.lock().unwrap().take().unwrap();
    let filter = [("a", "1"), ("b][c", "2")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(request.filter, BTreeMap::from(filter));
    assert_eq!(request.extra, HashMap::from([("other".to_owned(), 7)]));
    assert_eq!(request.range.as_ref().map(|range| (range.from, range.to)), Some((9, None)));
    assert!(request.page.is_none());
    for refused in
        ["all", "kind[is]=a", "kind[is]=a&all&filter[a]=1&filter[a]=2", "kind[is]=a&all&other=x", "kind[is]=a&all&to=1"]
    {
        assert_eq!(get(refused).await.unwrap_err().status().unwrap(), 400, "{refused}");
    }
}

fn text() -> impl Strategy<Value = String> {
    "[a-cü \\[\\]&=%+]{1,4}"
}

proptest! {
    #[test]
    fn a_server_reads_what_a_client_writes(
        limit in any::<Option<u32>>(),
        filter in prop::collection::btree_map(text(), text(), 0..3),
        extra in prop::collection::hash_map("x[a-c&=+ ]{0,3}", any::<u32>(), 0..3),
        size in any::<Option<u32>>(),
        after in prop::option::of(text()),
        sort in prop::collection::vec(text(), 0..3),
        include in prop::collection::vec(text(), 0..3),
        fields in prop::collection::btree_map(text(), prop::collection::vec(text(), 1..3), 0..3),
        range in prop::option::of((any::<u32>(), any::<Option<u32>>())),
        metadata in prop::collection::vec((text(), text()), 0..4),
    ) {
        let mut request = ListRequest::new().limit(limit).filter(filter).extra(extra);
        let page = Page { size, after, sort, include, fields };
        if page.size.is_some() || page.after.is_some() || page.sort.len() + page.include.len() + page.fields.len() > 0 {
            request.page = Some(page);
        }
        request.range = range.map(|(from, to)| Range { from, to });
        let created = CreateRequest::new("a").metadata(metadata);
        let kept = Arc::new(Kept::default());
        let client = client(&kept);
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            client.send(request.clone()).await.unwrap();
            client.send(created.clone()).await.unwrap();
        });
        prop_assert_eq!(kept.list.lock().unwrap().take().unwrap(), request.clone());
        prop_assert_eq!(kept.create.lock().unwrap().take().unwrap(), created);

        let provider = provider();
        let operation = provider.operation("lists_list").unwrap();
        let mut input = json!({ "limit": request.limit, "filter": request.filter, "extra": request.extra });
        let members = input.as_object_mut().unwrap();
        if let Some(Page { size, after, sort, include, fields }) = &request.page {
            let page = json!({ "size": size, "after": after, "sort": sort, "include": include, "fields": fields });
            members.extend(page.as_object().unwrap().clone());
        }
        if let Some(range) = &request.range {
            let range: Value = json!({ "in_from": range.from, "in_to": range.to });
            members.extend(range.as_object().unwrap().clone());
        }
        let by_data = dynamic::encode(&base(), operation, input).unwrap();
        let typed = encode(&base(), &request).unwrap();
        prop_assert_eq!(typed.uri(), by_data.uri());
    }
}
