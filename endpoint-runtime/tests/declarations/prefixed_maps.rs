//! Maps of headers, fields and parts whose names begin with a prefix: the server reads what the client writes, calls by data send the
//! same bytes, and a name that is not the map's is refused.
#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use endpoint_runtime::{
    BaseUrl, Bytes, Client, EncodeErrorKind, Headers, Response, Result, Stage,
    auth::ApiKey,
    dynamic::{self, DynamicEncodeError},
    endpoints,
    http::Request,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    request::encode,
};
use proptest::prelude::*;
use serde_json::json;

/// The metadata of an object, as it was stored.
#[derive(Debug, PartialEq, Response)]
#[response(schema, server)]
pub struct Stored {
    #[header("X-Meta-Mtime")]
    pub mtime: Option<u64>,
    #[headers("X-Meta-")]
    pub meta: BTreeMap<String, String>,
}

/// Tags of a copy.
#[derive(Clone, PartialEq, Headers)]
#[headers(schema, server)]
pub struct Tags {
    #[headers("x-tag-")]
    pub tags: HashMap<String, u32>,
}

#[endpoints(schema, server, derive(PartialEq))]
pub trait Objects {
    #[endpoint(PUT "/v1/objects/<key>", header("X-Meta-Version" = "2"))]
    async fn store(
        &self,
        key: String,
        #[header("X-Meta-Mtime")] mtime: Option<u64>,
        #[headers("X-Meta-")] meta: BTreeMap<String, String>,
        #[headers("x-secret-")]
        #[sensitive]
        secrets: Vec<(String, String)>,
        #[headers("x-list-")]
        #[join(",")]
        lists: BTreeMap<String, Vec<String>>,
        #[headers] tagged: Option<Tags>,
    ) -> Result<Stored>;

    #[endpoint(POST "/v1/messages", form, field("v:fixed" = "1"), auth = none)]
    async fn send(
        &self,
        to: String,
        #[field("v:known")] known: Option<String>,
        #[fields("v:")] variables: BTreeMap<String, String>,
        #[fields("h:")] headers: Vec<(String, String)>,
    ) -> Result<()>;

    #[endpoint(POST "/v1/messages/mime", multipart, auth = none)]
    async fn send_mime(
        &self,
        to: String,
        #[fields("v:")] variables: BTreeMap<String, String>,
        #[field("data[]")] data: BTreeMap<String, u32>,
    ) -> Result<()>;
}

#[derive(Default)]
struct Kept {
    store: Mutex<Option<StoreRequest>>,
    send: Mutex<Option<SendRequest>>,
    send_mime: Mutex<Option<SendMimeRequest>>,
}

impl Objects for Arc<Kept> {
    async fn store(&self, request: StoreRequest) -> Result<Stored> {
        let stored = Stored { mtime: request.mtime, meta: request.meta.clone() };
        *self.store.lock().unwrap() = Some(request);
        Ok(stored)
    }

    async fn send(&self, request: SendRequest) -> Result<()> {
        *self.send.lock().unwrap() = Some(request);
        Ok(())
    }

    async fn send_mime(&self, request: SendMimeRequest) -> Result<()> {
        *self.send_mime.lock().unwrap() = Some(request);
        Ok(())
    }
}

fn base() -> BaseUrl {
    "https://api.example.com".parse().unwrap()
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.example.com");
    let key = AuthScheme::api_key("X-Meta-Key", CredentialPart::new("key", "KEY"));
    Provider::builder("objects").environment(environment).auth(key).resource(ObjectsClient::SCHEMAS).build().unwrap()
}

fn client(kept: &Arc<Kept>) -> Client {
    let service = ObjectsServer::new(Arc::clone(kept));
    Client::builder().base_url("https://api.example.com").service(service).build().unwrap()
}

#[test]
fn names_are_the_prefix_and_the_key() {
    let request = StoreRequest::new("a")
        .mtime(7)
        .meta([("color", "red"), ("size", "")])
        .secrets([("code", "hunter2")])
        .lists([("x".to_owned(), vec!["a".to_owned(), "b".to_owned()])])
        .tags(HashMap::from([("n".to_owned(), 1_u32)]));
    let encoded = encode(&base(), &request).unwrap();
    for (name, value) in [
        ("x-meta-mtime", "7"),
        ("x-meta-version", "2"),
        ("x-meta-color", "red"),
        ("x-meta-size", ""),
        ("x-secret-code", "hunter2"),
        ("x-list-x", "a,b"),
        ("x-tag-n", "1"),
    ] {
        assert_eq!(encoded.headers()[name], value, "{name}");
    }
    assert!(encoded.headers()["x-secret-code"].is_sensitive() && !encoded.headers()["x-meta-color"].is_sensitive());
    assert!(!format!("{request:?}").contains("hunter2"));

    let request =
        SendRequest::new("a").variables([("my var", "1&2"), ("a", "b")]).headers([("X-A", "1"), ("X-A", "2")]);
    let form = "v%3Afixed=1&to=a&v%3Aa=b&v%3Amy%20var=1%262&h%3AX-A=1&h%3AX-A=2";
    assert_eq!(encode(&base(), &request).unwrap().body(), &Bytes::from(form));
}

#[test]
fn a_key_that_no_header_ends_in_is_refused() {
    let kind = |request: StoreRequest| encode(&base(), &request).unwrap_err().kind().clone();
    let meta = |key: &str, value: &str| kind(StoreRequest::new("a").meta([(key, value)]));
    assert!(matches!(meta("", "x"), EncodeErrorKind::EmptyKey));
    for key in ["mtime", "version"] {
        assert!(matches!(meta(key, "x"), EncodeErrorKind::DeclaredKey), "{key}");
    }
    for key in ["a b", "a:", "ü", "a\r\nx-evil: 1", "Color"] {
        assert!(matches!(meta(key, "x"), EncodeErrorKind::HeaderName(_)), "{key}");
    }
    for value in [" a", "a\n", "ü"] {
        assert!(matches!(meta("a", value), EncodeErrorKind::HeaderValue), "{value}");
    }
    let twice = StoreRequest::new("a").secrets([("a", "1"), ("a", "2")]);
    assert!(matches!(kind(twice), EncodeErrorKind::RepeatedKey));
    let joined = StoreRequest::new("a").lists([("a".to_owned(), vec!["x,y".to_owned()])]);
    assert!(matches!(kind(joined), EncodeErrorKind::Separator { .. }));
    let many = (0..40_000).map(|n| (n.to_string(), "x"));
    assert!(matches!(kind(StoreRequest::new("a").meta(many)), EncodeErrorKind::HeaderName(_)));

    let kind = |request: SendRequest| encode(&base(), &request).unwrap_err().kind().clone();
    for key in ["known", "fixed"] {
        assert!(matches!(kind(SendRequest::new("a").variables([(key, "x")])), EncodeErrorKind::DeclaredKey), "{key}");
    }
    assert!(matches!(kind(SendRequest::new("a").variables([("", "x")])), EncodeErrorKind::EmptyKey));

    let provider = provider();
    let refused = |id: &str, input: serde_json::Value| {
        let result = dynamic::encode(&base(), provider.operation(id).unwrap(), input.clone());
        assert!(matches!(result, Err(DynamicEncodeError::Input(_))), "{input}");
    };
    for key in ["", "mtime", "version", "a b", "Color"] {
        refused("objects_store", json!({ "key": "a", "meta": { key: "x" } }));
    }
    refused("objects_store", json!({ "key": "a", "meta": { "a": "x\n" } }));
    refused("objects_store", json!({ "key": "a", "tags": { "a": "x" } }));
    refused("objects_send", json!({ "to": "a", "variables": { "known": "x" } }));
}

#[tokio::test]
async fn the_credential_is_never_replaced_by_a_key_of_a_map() {
    let kept = Arc::new(Kept::default());
    let client = Client::builder()
        .base_url("https://api.example.com")
        .auth(ApiKey::new("x-meta-key", "secret"))
        .service(ObjectsServer::new(Arc::clone(&kept)))
        .build()
        .unwrap();
    let error = client.send(StoreRequest::new("a").meta([("key", "mine")])).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Encode);
    assert!(kept.store.lock().unwrap().is_none());
}

#[tokio::test]
async fn a_server_takes_each_name_for_its_argument() {
    let kept = Arc::new(Kept::default());
    let client = client(&kept);
    let put = |headers: &[(&str, &str)]| {
        let request =
            headers.iter().fold(Request::put("/v1/objects/a").header("x-meta-version", "2"), |request, header| {
                request.header(header.0, header.1)
            });
        client.execute(request.body(Bytes::new()).unwrap())
    };
    put(&[("X-Meta-Mtime", "7"), ("X-META-Color", "red"), ("x-meta-", "bare"), ("x-list-a", " 1 , ,2")]).await.unwrap();
    let request = kept.store.lock().unwrap().take().unwrap();
    assert_eq!(request.mtime, Some(7));
    assert_eq!(request.meta, BTreeMap::from([("color".to_owned(), "red".to_owned())]));
    assert_eq!(request.lists["a"], ["1", "2"]);
    assert!(request.tagged.is_none());
    put(&[("x-tag-n", "1")]).await.unwrap();
    assert_eq!(kept.store.lock().unwrap().take().unwrap().tagged.unwrap().tags["n"], 1);
    for refused in [&[("x-meta-a", "1"), ("x-meta-a", "2")][..], &[("x-tag-n", "x")]] {
        assert_eq!(put(refused).await.unwrap_err().status().unwrap(), 400, "{refused:?}");
    }
}

fn key() -> impl Strategy<Value = String> {
    "[a-z0-9!.~_-]{1,4}"
}

fn value() -> impl Strategy<Value = String> {
    "([!-~]([ -~]{0,3}[!-~])?)?"
}

fn map() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(key(), value(), 0..4)
}

proptest! {
    #[test]
    fn a_server_reads_what_a_client_writes(
        (meta, secrets, mtime) in (map(), map(), any::<Option<u64>>()),
        tags in prop::collection::hash_map(key(), any::<u32>(), 0..3),
        lists in prop::collection::btree_map(key(), prop::collection::vec("[!-+.-~]{1,3}", 1..3), 0..3),
        variables in prop::collection::btree_map("[a-cü \\[\\]&=%+:]{1,4}", "[a-cü&=%+ \r\n]{0,4}", 0..4),
        headers in prop::collection::vec(("[a-c]{1,2}", "[a-c&]{0,3}"), 0..4),
        data in prop::collection::btree_map("[a-cü\\[\\]]{1,3}", any::<u32>(), 0..3),
    ) {
        let mut request = StoreRequest::new("a").meta(meta.clone()).secrets(secrets.clone()).lists(lists.clone()).mtime(mtime);
        if !tags.is_empty() {
            request = request.tags(tags.clone());
        }
        let sent = SendRequest::new("a").variables(variables.clone()).headers(headers);
        let mime = SendMimeRequest::new("a").variables(variables.clone()).data(data.clone());
        let kept = Arc::new(Kept::default());
        let client = client(&kept);
        let stored = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            client.send(sent.clone()).await.unwrap();
            client.send(mime.clone()).await.unwrap();
            client.send(request.clone()).await.unwrap()
        });
        prop_assert_eq!(stored, Stored { mtime, meta: meta.clone() });
        prop_assert_eq!(kept.store.lock().unwrap().take().unwrap(), request.clone());
        prop_assert_eq!(kept.send.lock().unwrap().take().unwrap(), sent);
        prop_assert_eq!(kept.send_mime.lock().unwrap().take().unwrap(), mime);

        let provider = provider();
        let secrets: BTreeMap<_, _> = secrets.into_iter().collect();
        let input = json!({ "key": "a", "mtime": mtime, "meta": meta, "secrets": secrets, "lists": lists, "tags": tags });
        let by_data = dynamic::encode(&base(), provider.operation("objects_store").unwrap(), input).unwrap();
        let typed = encode(&base(), &request).unwrap();
        prop_assert_eq!(typed.headers(), by_data.headers());
        let input = json!({ "to": "a", "variables": variables });
        let by_data = dynamic::encode(&base(), provider.operation("objects_send").unwrap(), input).unwrap();
        let typed = encode(&base(), &SendRequest::new("a").variables(variables)).unwrap();
        prop_assert_eq!(typed.body(), by_data.body());
    }
}
