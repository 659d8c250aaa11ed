//! Lists that are joined to one text, and values that are sent as JSON text: the server reads what the client writes, calls by
//! data send the same bytes, and a value that would be read as another one is refused.
#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use std::sync::Mutex;

use endpoint_runtime::{
    BaseUrl, Bytes, Client, EncodeErrorKind, Endpoint, Headers, Result,
    dynamic::{self, DynamicEncodeError},
    endpoints,
    http::Request,
    provider::{Environment, Provider},
    request::encode,
    schema::schemars::{self, JsonSchema},
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A key of a view: a list of scalars.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Key(pub String, pub i64);

/// The labels of a call.
#[derive(Clone, PartialEq, Headers)]
#[headers(schema, server)]
pub struct Trace {
    #[header("X-Trace")]
    #[join(",")]
    pub trace: Vec<String>,
    #[header("X-Span")]
    pub span: Option<u32>,
}

#[endpoints(schema, server, derive(PartialEq))]
pub trait Forms {
    #[endpoint(POST "/v1/<ids>/<key>?<labels>&<fields>&<range>&<start>", form, auth = none)]
    async fn everything(
        &self,
        #[join(";")] ids: Vec<u32>,
        #[encode(json)] key: Key,
        #[join(",")] labels: Vec<String>,
        #[join(" ")] fields: Vec<String>,
        #[join("|")] range: Vec<i32>,
        #[encode(json)] start: Option<Vec<Key>>,
        #[header("X-Tags")]
        #[join(",")]
        tags: Vec<String>,
        #[header("X-Arg")]
        #[encode(json)]
        arg: Option<Key>,
        #[headers] group: Option<Trace>,
        #[join("+")] scopes: Vec<String>,
        #[encode(json)]
        #[field("payload_json")]
        payload: Key,
    ) -> Result<()>;

    #[endpoint(GET "/v1/secrets/<token>?<codes>&<grant>", auth = none)]
    async fn secrets(
        &self,
        #[sensitive]
        #[join(",")]
        token: Vec<String>,
        #[sensitive]
        #[join(",")]
        codes: Vec<String>,
        #[sensitive]
        #[encode(json)]
        grant: Option<Key>,
    ) -> Result<()>;
}

/// Keeps the last request.
#[derive(Default)]
struct Kept(Mutex<Option<EverythingRequest>>);

impl Forms for std::sync::Arc<Kept> {
    async fn everything(&self, request: EverythingRequest) -> Result<()> {
        *self.0.lock().unwrap() = Some(request);
        Ok(())
    }
}

fn base() -> BaseUrl {
    "https://api.example.com".parse().unwrap()
}

fn request() -> EverythingRequest {
    EverythingRequest::new([1, 2], Key("a\"b".to_owned(), 1), Key("ü".to_owned(), -2))
}

fn target<B>(request: &Request<B>) -> &str {
    request.uri().path_and_query().unwrap().as_str()
}

fn kind(request: &EverythingRequest) -> EncodeErrorKind {
    encode(&base(), request).unwrap_err().kind().clone()
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.example.com");
    Provider::builder("forms").environment(environment).resource(FormsClient::SCHEMAS).build().unwrap()
}

#[test]
fn lists_are_joined_and_json_is_text() {
    let request = request()
        .labels(["bug", "help wanted"])
        .fields(["a", "b"])
        .range([-1, 2])
        .start(vec![Key("x".to_owned(), 0)])
        .tags(["one", "two"])
        .arg(Key("ü".to_owned(), 7))
        .trace(["a", "b"])
        .scopes(["read", "write"]);
    let encoded = encode(&base(), &request).unwrap();
    assert_eq!(
        target(&encoded),
        "/v1/1;2/%5B%22a%5C%22b%22%2C1%5D?labels=bug,help%20wanted&fields=a%20b&range=-1%7C2&start=%5B%5B%22x%22%2C0%5D%5D"
    );
    assert_eq!(encoded.headers()["x-tags"], "one,two");
    assert_eq!(encoded.headers()["x-arg"], r#"["\u00fc",7]"#);
    assert_eq!(encoded.headers()["x-trace"], "a,b");
    assert_eq!(encoded.body(), &Bytes::from("scopes=read%2Bwrite&payload_json=%5B%22%C3%BC%22%2C-2%5D"));
    let encoded = encode(&base(), &self::request()).unwrap();
    assert_eq!(target(&encoded), "/v1/1;2/%5B%22a%5C%22b%22%2C1%5D");
    assert!(encoded.headers().keys().all(|name| !name.as_str().starts_with("x-")));
    assert_eq!(encoded.body(), &Bytes::from("payload_json=%5B%22%C3%BC%22%2C-2%5D"));
}

#[test]
fn an_item_with_the_separator_and_an_empty_path_are_refused() {
    assert!(matches!(kind(&request().labels(["a,b"])), EncodeErrorKind::Separator { separator: ',' }));
    assert!(matches!(kind(&request().fields(["a b"])), EncodeErrorKind::Separator { separator: ' ' }));
    assert!(matches!(kind(&request().tags(["a,b"])), EncodeErrorKind::Separator { separator: ',' }));
    assert!(matches!(kind(&request().trace(["a,b"])), EncodeErrorKind::Separator { separator: ',' }));
    assert!(matches!(kind(&request().scopes(["a+b"])), EncodeErrorKind::Separator { separator: '+' }));
    assert!(matches!(kind(&request().tags(["a", ""])), EncodeErrorKind::HeaderValue));
    let mut empty = request();
    empty.ids.clear();
    assert!(matches!(kind(&empty), EncodeErrorKind::EmptyList));
    assert_eq!(encode(&base(), &request().labels(["a,b"])).unwrap_err().field(), "labels");
}

#[test]
fn calls_by_data_refuse_the_same_values() {
    let provider = provider();
    let operation = provider.operation("forms_everything").unwrap();
    let encode = |more: Value| {
        let mut input = json!({ "ids": [1], "key": ["a", 1], "payload": ["b", 2] });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        dynamic::encode(&base(), operation, input)
    };
    for more in [
        json!({ "labels": ["a,b"] }),
        json!({ "tags": ["a,b"] }),
        json!({ "tags": [" a"] }),
        json!({ "scopes": ["a+b"] }),
        json!({ "ids": [] }),
        json!({ "key": "a" }),
        json!({ "labels": "a" }),
    ] {
        assert!(matches!(encode(more.clone()), Err(DynamicEncodeError::Input(_))), "{more}");
    }
    assert_eq!(
        target(&encode(json!({ "labels": ["a", "b"], "start": null })).unwrap()),
        "/v1/1/%5B%22a%22%2C1%5D?labels=a,b"
    );
}

#[tokio::test]
async fn a_server_reads_other_spellings_of_a_list() {
    let kept = std::sync::Arc::new(Kept::default());
    let client =
        Client::builder().base_url("https://api.example.com").service(FormsServer::new(kept.clone())).build().unwrap();
    let send = |target: &str| {
        let request = Request::post(target)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-tags", "a ,, b")
            .header("x-tags", "c");
        client.execute(request.body(Bytes::from("payload_json=%5B%22b%22,2%5D&scopes=")).unwrap())
    };
    send("/v1/1%3B2/[%22a%22,1]?labels=a%2Cb,c&range=&fields=a+b").await.unwrap();
    let request = kept.0.lock().unwrap().take().unwrap();
    assert_eq!(request.ids, [1, 2]);
    assert_eq!(request.labels, ["a", "b", "c"]);
    assert_eq!(request.fields, ["a", "b"]);
    assert!(request.range.is_empty());
    assert_eq!(request.tags, ["a", "b", "c"]);
    for refused in ["/v1/1;x/[%22a%22,1]", "/v1/1/a", "/v1/1/[1,1]", "/v1/1/[%22a%22,1]?labels=a&labels=b"] {
        assert_eq!(send(refused).await.unwrap_err().status().unwrap(), 400, "{refused}");
    }
}

#[test]
fn a_secret_is_not_shown() {
    let request = SecretsRequest::new(["s3cret-a"]).codes(["s3cret-b"]).grant(Key("s3cret-c".to_owned(), 1));
    assert!(!format!("{request:?}").contains("s3cret"));
    assert!(encode(&base(), &request).is_ok());
}

fn text() -> impl Strategy<Value = String> {
    "[a-c:./ü \\-\"\\\\%]{0,6}"
}

proptest! {
    #[test]
    fn a_server_reads_what_a_client_writes(
        ids in prop::collection::vec(any::<u32>(), 1..4),
        key in (text(), any::<i64>()),
        labels in prop::collection::vec(text(), 0..4),
        fields in prop::collection::vec("[a-c,;]{0,3}", 0..4),
        range in prop::collection::vec(any::<i32>(), 0..3),
        start in prop::option::of(prop::collection::vec((text(), any::<i64>()), 0..3)),
        tags in prop::collection::vec("[a-c;:\"]{1,3}", 0..4),
        scopes in prop::collection::vec(text(), 0..4),
    ) {
        let key = Key(key.0, key.1);
        let mut request = EverythingRequest::new(ids, key.clone(), key.clone())
            .labels(labels).fields(fields).range(range).tags(tags.clone()).trace(tags).scopes(scopes).arg(key);
        request.start = start.map(|keys| keys.into_iter().map(|(text, number)| Key(text, number)).collect());
        // Without headers, the group is none.
        request.group = request.group.filter(|group| !group.trace.is_empty());

        let kept = std::sync::Arc::new(Kept::default());
        let client = Client::builder().base_url("https://api.example.com").service(FormsServer::new(kept.clone())).build().unwrap();
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(client.send(request.clone())).unwrap();
        prop_assert_eq!(kept.0.lock().unwrap().take().unwrap(), request.clone());

        let typed = encode(&base(), &request).unwrap();
        let provider = provider();
        let operation = provider.operation(EverythingRequest::METADATA.id).unwrap();
        let mut input = json!({
            "ids": request.ids, "key": request.key, "labels": request.labels, "fields": request.fields,
            "range": request.range, "start": request.start, "tags": request.tags, "arg": request.arg,
            "scopes": request.scopes, "payload": request.payload,
        });
        if let Some(group) = &request.group {
            input["trace"] = json!(group.trace);
        }
        let by_data = dynamic::encode(&base(), operation, input).unwrap();
        prop_assert_eq!(typed.uri(), by_data.uri());
        prop_assert_eq!(typed.headers(), by_data.headers());
        prop_assert_eq!(typed.body(), by_data.body());
    }
}
