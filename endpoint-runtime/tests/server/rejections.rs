//! Rejections of a server, for each part of a request.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::collections::BTreeMap;

use crate::support_server::{FORM, JSON, TestResponse, endpoint, get, request, route, send};
use endpoint_runtime::{
    Bytes, Headers,
    metadata::{Encoding, Parameter, ParameterLocation, ParameterTexts},
    request::{ArgumentVisitor, TextArgument},
    response::Json,
    server::{
        BytesBody, DecodeBody, DecodeField, DecodeHeaders, Decoder, FormBody, JsonBody, Router, Routes, TextBody,
    },
};
use serde_json::{Value, json};

const fn arguments(texts: &'static [&'static str], letters: &'static str) -> ParameterTexts {
    ParameterTexts { letters, texts }
}

const fn parameter(name: &'static str, location: ParameterLocation) -> Parameter {
    Parameter {
        name,
        wire_name: name,
        location,
        required: true,
        repeated: false,
        map: false,
        encoding: Encoding::Plain,
        sensitive: false,
        idempotency_key: false,
        docs: "",
    }
}

#[derive(Debug, serde::Deserialize, serde::Serialize)]
struct Profile {
    name: String,
    #[serde(default)]
    tags: Vec<u8>,
}

#[derive(Debug, serde::Deserialize)]
struct Item {
    grams: i128,
    #[serde(default)]
    by_name: BTreeMap<String, Vec<bool>>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {}

#[derive(Debug)]
struct Group {
    token: String,
    jwt: Option<String>,
}

impl Headers for Group {
    const PARAMETERS: &'static [Parameter] =
        &[parameter("X-Token", ParameterLocation::Header), parameter("X-JWT", ParameterLocation::Header)];

    fn visit(&self, _: &mut ArgumentVisitor<'_, '_>) {}
}

impl DecodeHeaders for Group {
    fn decode(request: &mut Decoder<'_>) -> Option<Self> {
        Some(Self {
            token: String::decode(request.in_header("x-token"))?,
            jwt: String::decode_optional(request.in_header("x-jwt"))?,
        })
    }
}

endpoint!(r, Search("/search/<page>", Get, None) {
    page: u32 = u32::decode(r.in_path("page")),
    text: String = String::decode(r.in_query("text")),
    limit: Option<u32> = u32::decode_optional(r.in_query("limit")),
    tags: Vec<bool> = bool::decode_repeated(r.in_query("filter[tag]")),
} -> Value as Json);
endpoint!(r, Fixed("/fixed", Get, None) {} -> Value as Json);
endpoint!(r, WithHeaders("/headers", Get, None) {
    id: u8 = u8::decode(r.in_header("X-Id")),
    note: Option<String> = String::decode_optional(r.in_header("x-note")),
    group: Option<Group> = Group::decode_optional(r),
} -> Value as Json);
endpoint!(r, Fields("/fields", Post, Json, arguments(&["name", "name", ""], "F")) {
    name: String = <String as DecodeField>::required(r, "name"),
    age: Option<i128> = <i128 as DecodeField>::optional(r, "age"),
    nick: Option<Option<String>> = <String as DecodeField>::nullable(r, "nick"),
    ratio: Option<f64> = <f64 as DecodeField>::optional(r, "ratio"),
    any: Option<Value> = <Value as DecodeField>::optional(r, "any"),
} -> Value as Json);
endpoint!(r, Items("/items", Post, Json) {
    items: Option<Vec<Item>> = <Vec<Item> as DecodeField>::optional(r, "items"),
    extra: Option<Strict> = <Strict as DecodeField>::optional(r, "extra"),
} -> Value as Json);
endpoint!(r, AllOptional("/optional", Post, Json) {
    name: Option<String> = <String as DecodeField>::optional(r, "name"),
} -> Value as Json);
endpoint!(r, NoFields("/no-fields", Post, Json) {} -> Value as Json);
endpoint!(r, Form("/form", Post, Form) {
    grant: String = String::decode(r.in_form("grant_type")),
    count: Option<u8> = u8::decode_optional(r.in_form("count")),
    tags: Vec<i8> = i8::decode_repeated(r.in_form("tag")),
} -> Value as Json);
endpoint!(r, WholeJson("/json", Put, Json, arguments(&["profile", "profile", ""], "B")) {
    profile: Profile = <Profile as DecodeBody<JsonBody>>::required(r),
} -> Value as Json);
endpoint!(r, MaybeJson("/maybe", Put, Json, arguments(&["profile", "profile", ""], "b")) {
    profile: Option<Profile> = <Profile as DecodeBody<JsonBody>>::optional(r),
} -> Value as Json);
endpoint!(r, WholeForm("/form", Put, Form, arguments(&["profile", "profile", ""], "B")) {
    profile: Profile = <Profile as DecodeBody<FormBody>>::required(r),
} -> Value as Json);
endpoint!(r, WholeText("/text", Put, Text) {
    text: Option<String> = <String as DecodeBody<TextBody>>::optional(r),
} -> Value as Json);
endpoint!(r, WholeBytes("/bytes", Put, Bytes) {
    bytes: Bytes = <Bytes as DecodeBody<BytesBody>>::required(r),
} -> Value as Json);

fn router() -> Router {
    let mut routes = Routes::new();
    route!(routes, Search, |r| Ok(json!([r.page, r.text, r.limit, r.tags])));
    route!(routes, Fixed, |_| Ok(json!("fixed")));
    route!(routes, WithHeaders, |r| Ok(json!([r.id, r.note, r.group.map(|g| (g.token, g.jwt))])));
    route!(routes, Fields, |r| Ok(json!([
        r.name,
        r.age.map(|age| age.to_string()),
        r.nick.map(|nick| nick.unwrap_or("null".into())),
        r.ratio,
        r.any
    ])));
    route!(routes, Items, |r| Ok(json!([
        r.items.map(|items| items.into_iter().map(|item| (item.grams.to_string(), item.by_name)).collect::<Vec<_>>()),
        r.extra.is_some()
    ])));
    route!(routes, AllOptional, |r| Ok(json!(r.name)));
    route!(routes, NoFields, |_| Ok(json!("done")));
    route!(routes, Form, |r| Ok(json!([r.grant, r.count, r.tags])));
    route!(routes, WholeJson, |r| Ok(json!(r.profile)));
    route!(routes, MaybeJson, |r| Ok(json!(r.profile)));
    route!(routes, WholeForm, |r| Ok(json!(r.profile)));
    route!(routes, WholeText, |r| Ok(json!(r.text)));
    route!(routes, WholeBytes, |r| Ok(json!(r.bytes.len())));
    Router::new(routes).unwrap()
}

/// Checks that the response does not contain the rejected value.
fn assert_silent(answer: &TestResponse) {
    assert!(!answer.text().contains("s3cret"), "{}", answer.text());
}

#[tokio::test]
async fn queries() {
    let router = router();
    for (target, expected) in [
        ("/search/1?text=a", json!([1, "a", null, []])),
        ("/search/1?text", json!([1, "", null, []])),
        ("/search/1?text=&unknown=1&unknown=2", json!([1, "", null, []])),
        ("/search/1?text=a+b%2B%26%3D%25&limit=7", json!([1, "a b+&=%", 7, []])),
        ("/search/1?&&text=a=b&&", json!([1, "a=b", null, []])),
        ("/search/1?text=a&limit=&filter[tag]=", json!([1, "a", null, []])),
        ("/search/1?text=a&filter%5Btag%5D=true&filter[tag]=false", json!([1, "a", null, [true, false]])),
        ("/search/1?te%78t=%F0%9F%A6%80", json!([1, "🦀", null, []])),
        ("/fixed", json!("fixed")),
        ("/fixed?%zz", json!("fixed")),
    ] {
        let answer = get(&router, target).await;
        assert_eq!((answer.status, answer.json()), (200, expected), "{target}");
    }
    for (target, field) in [
        ("/search/s3cret?text=a", Some("page")),
        ("/search/-1?text=a", Some("page")),
        ("/search/1", Some("text")),
        ("/search/1?limit=1", Some("text")),
        ("/search/1?text=s3cret&text=s3cret", Some("text")),
        ("/search/1?text=a&limit=s3cret", Some("limit")),
        ("/search/1?text=a&limit=1&limit=1", Some("limit")),
        ("/search/1?text=a&filter[tag]=true&filter[tag]=s3cret", Some("filter[tag]")),
        ("/search/1?text=s3cret%", None),
        ("/search/1?text=s3cret%FF", None),
        ("/search/1?text=a&%=s3cret", None),
    ] {
        let answer = get(&router, target).await;
        assert_eq!((answer.status, answer.field().as_deref()), (400, field), "{target}");
        assert_silent(&answer);
    }
}

#[tokio::test]
async fn headers() {
    type Lines = &'static [(&'static str, &'static str)];
    let router = router();
    let cases: [(Lines, Value); 5] = [
        (&[("x-id", "1")], json!([1, null, null])),
        (&[("X-ID", "1"), ("X-Note", "")], json!([1, "", null])),
        (&[("x-id", "1"), ("x-note", "a, b")], json!([1, "a, b", null])),
        (&[("x-id", "1"), ("x-token", "t")], json!([1, null, ["t", null]])),
        (&[("x-id", "1"), ("x-token", ""), ("x-jwt", "j")], json!([1, null, ["", "j"]])),
    ];
    for (lines, expected) in cases {
        let answer = send(&router, request("GET", "/headers", lines, "")).await;
        assert_eq!((answer.status, answer.json()), (200, expected), "{lines:?}");
    }
    let cases: [(Lines, &str); 6] = [
        (&[], "X-Id"),
        (&[("x-id", "s3cret")], "X-Id"),
        (&[("x-id", "1"), ("x-id", "1")], "X-Id"),
        (&[("x-id", "1"), ("x-note", "s3cretü")], "x-note"),
        (&[("x-id", "1"), ("x-note", "a"), ("x-note", "s3cret")], "x-note"),
        // One header of the group is present, so the group is, and lacks another one.
        (&[("x-id", "1"), ("x-jwt", "s3cret")], "x-token"),
    ];
    for (lines, field) in cases {
        let answer = send(&router, request("GET", "/headers", lines, "")).await;
        assert_eq!((answer.status, answer.field().as_deref()), (400, Some(field)), "{lines:?}");
        assert_silent(&answer);
    }
}

#[tokio::test]
async fn json_fields() {
    let router = router();
    for (body, expected) in [
        (r#"{"name":"n"}"#, json!(["n", null, null, null, null])),
        (r#" { "name" : "n" , "unknown" : [ 1 ] } "#, json!(["n", null, null, null, null])),
        (r#"{"n\u0061me":"\u00fc\n","age":null,"nick":null}"#, json!(["ü\n", null, "null", null, null])),
        (
            r#"{"name":"n","age":-170141183460469231731687303715884105728,"ratio":2.2250738585072014e-308}"#,
            json!(["n", "-170141183460469231731687303715884105728", null, 2.225_073_858_507_201_4e-308, null]),
        ),
        (r#"{"name":"n","any":{"a":[{"b":null}]}}"#, json!(["n", null, null, null, {"a": [{"b": null}]}])),
    ] {
        let answer = send(&router, request("POST", "/fields", &[JSON], body)).await;
        assert_eq!((answer.status, answer.json()), (200, expected), "{body}");
    }
    let deep = format!(r#"{{"name":"n","any":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    for (body, status, field) in [
        ("", 422, Some("name")),
        ("{}", 422, Some("name")),
        (r#"{"name":null}"#, 422, Some("name")),
        (r#"{"name":7}"#, 422, Some("name")),
        (r#"{"name":"n","age":"s3cret"}"#, 422, Some("age")),
        (r#"{"name":"n","age":1.5}"#, 422, Some("age")),
        (r#"{"name":"n","nick":{"s3cret":1}}"#, 422, Some("nick")),
        (r#"{"name":"s3cret","name":"b"}"#, 400, Some("name")),
        (r#"{"name":"n","s3cret":1,"s3cret":1}"#, 400, None),
        (r#"{"name":"n","any":[{"s3cret":1,"s3cret":1}]}"#, 400, None),
        (r#"{"name":"n""#, 400, None),
        (r#"{"name":"n"} s3cret"#, 400, None),
        (r#"{"name":"n",}"#, 400, None),
        (r#"{"name":"\ud800"}"#, 400, Some("name")),
        (r#"{"name":"n","ratio":1e999}"#, 422, Some("ratio")),
        (r#"{name:"s3cret"}"#, 400, None),
        ("s3cret", 400, None),
        ("[1", 400, None),
        ("[1]", 422, None),
        ("\"s3cret\"", 422, None),
        ("null", 422, None),
        (deep.as_str(), 400, None),
    ] {
        let answer = send(&router, request("POST", "/fields", &[JSON], body.to_owned())).await;
        assert_eq!((answer.status, answer.field().as_deref()), (status, field), "{body}");
        assert_silent(&answer);
    }
    let answer = send(&router, request("POST", "/fields", &[JSON], &b"{\"name\":\"\xff\"}"[..])).await;
    assert_eq!(answer.status, 400);
    let answer = send(&router, request("POST", "/optional", &[], "")).await;
    assert_eq!((answer.status, answer.json()), (200, Value::Null));
}

#[tokio::test]
async fn a_body_without_fields_is_an_object_all_the_same() {
    let router = router();
    for (body, status) in [
        ("", 200),
        ("{}", 200),
        (r#"{"unknown":[1]}"#, 200),
        (r#"{"s3cret":1,"s3cret":1}"#, 400),
        ("s3cret", 400),
        ("\"s3cret\"", 422),
        ("[]", 422),
        ("null", 422),
    ] {
        let answer = send(&router, request("POST", "/no-fields", &[JSON], body)).await;
        assert_eq!(answer.status, status, "{body}");
        assert_silent(&answer);
    }
}

#[tokio::test]
async fn the_field_is_the_path_of_the_value() {
    let router = router();
    let whole = "the body's field: expected a whole number, found";
    for (body, field, detail) in [
        (r#"{"items":{}}"#, "items", "the body's field: expected a list, found an object"),
        (r#"{"items":[{"grams":1},{"grams":"s3cret"}]}"#, "items[1].grams", &format!("{whole} a string")),
        (r#"{"items":[{"grams":1.5}]}"#, "items[0].grams", &format!("{whole} another number")),
        (r#"{"items":[{}]}"#, "items[0].grams", "is missing; the body's field is required"),
        (
            r#"{"items":[{"grams":1,"by_name":{"a b\n":[true,"s3cret"]}}]}"#,
            r#"items[0].by_name["a b\n"][1]"#,
            "the body's field: expected true or false, found a string",
        ),
        (r#"{"extra":{"a.b":"s3cret"}}"#, r#"extra["a.b"]"#, "the body's field: unknown member, expected none"),
    ] {
        let answer = send(&router, request("POST", "/items", &[JSON], body)).await;
        assert_eq!((answer.status, answer.field().as_deref()), (422, Some(field)), "{body}");
        assert_eq!(answer.json()["detail"], detail, "{body}");
        assert_silent(&answer);
    }
    // The name of an unknown member is the caller's text.
    let body = format!(r#"{{"extra":{{"\u0000{}":1}}}}"#, "<b>".repeat(300));
    let field = send(&router, request("POST", "/items", &[JSON], body)).await.field().unwrap();
    assert!(field.starts_with(r#"extra["\0<b><b>"#) && field.chars().count() < 100, "{field}");
    // Of a list that is too deep, or has a key twice, only the fact is reported.
    let deep = format!(r#"{{"items":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let answer = send(&router, request("POST", "/items", &[JSON], deep)).await;
    assert_eq!((answer.status, answer.field()), (400, None));
}

#[tokio::test]
async fn a_byte_order_mark_before_fields_is_passed_over() {
    let body = "\u{feff}{\"name\":\"n\",\"age\":7}";
    let [marked, plain] =
        [body, body.trim_start_matches('\u{feff}')].map(|body| request("POST", "/fields", &[JSON], body));
    let expected = send(&router(), plain).await;
    let answer = send(&router(), marked).await;
    assert_eq!((answer.status, answer.json()), (200, expected.json()));
}

#[tokio::test]
async fn the_detail_describes_the_expected_value() {
    let router = router();
    let body = r#"{"name":"n","ratio":"s3cret, expected nothing"}"#;
    let answer = send(&router, request("POST", "/fields", &[JSON], body)).await;
    assert_eq!(answer.json()["detail"], "the body's field: expected a number, found a string");
    let answer = get(&router, "/search/1?text=a&limit=s3cret").await;
    assert_eq!(answer.json()["detail"], "the query value: expected a whole number of 32 bits, not negative");
}

#[tokio::test]
async fn forms() {
    let router = router();
    for (body, expected) in [
        ("grant_type=a+b", json!(["a b", null, []])),
        ("tag=1&grant_type=&tag=-2&count=3&x=%26", json!(["", 3, [1, -2]])),
    ] {
        let answer = send(&router, request("POST", "/form", &[FORM], body)).await;
        assert_eq!((answer.status, answer.json()), (200, expected), "{body}");
    }
    for (body, status, field) in [
        (&b""[..], 422, Some("grant_type")),
        (b"grant_type=a&count=s3cret", 422, Some("count")),
        (b"grant_type=a&tag=1&tag=s3cret", 422, Some("tag")),
        (b"grant_type=a&grant_type=s3cret", 400, Some("grant_type")),
        (b"grant_type=s3cret%", 400, None),
        (b"grant_type=\xff", 400, None),
    ] {
        let answer = send(&router, request("POST", "/form", &[FORM], body)).await;
        assert_eq!((answer.status, answer.field().as_deref()), (status, field), "{body:?}");
        assert_silent(&answer);
    }
}

/// An application's own media type.
const OWN: (&str, &str) = ("content-type", "Application/Vnd.Api+JSON; charset=\"UTF-8\"");

#[tokio::test]
async fn whole_bodies() {
    let text = ("content-type", "text/plain; charset=utf-8");
    let bytes = ("content-type", "application/octet-stream");
    let router = router();
    for (target, content_type, body, expected) in [
        ("/json", JSON, r#"{"name":"n","tags":[1],"x":{}}"#, json!({"name": "n", "tags": [1]})),
        ("/json", JSON, "\u{feff}{\"name\":\"\u{feff}\"}", json!({"name": "\u{feff}", "tags": []})),
        ("/json", OWN, "{\"name\":\"n\"}", json!({"name": "n", "tags": []})),
        ("/maybe", JSON, "\u{feff}{\"name\":\"n\"}", json!({"name": "n", "tags": []})),
        ("/maybe", JSON, "", Value::Null),
        ("/maybe", JSON, "\u{feff}", Value::Null),
        ("/form", FORM, "name=n&tags=1&tags=2", json!({"name": "n", "tags": [1, 2]})),
        ("/text", text, "ü", json!("ü")),
        ("/text", text, "", json!("")),
        ("/text", ("accept", "*/*"), "", Value::Null),
        ("/bytes", bytes, "\0\u{1}", json!(2)),
        ("/bytes", bytes, "", json!(0)),
    ] {
        let answer = send(&router, request("PUT", target, &[content_type], body)).await;
        assert_eq!((answer.status, answer.json()), (200, expected), "{target} {body}");
    }
    for (target, content_type, body, status, field) in [
        ("/json", JSON, &b""[..], 400, Some("profile")),
        ("/json", JSON, b"{\"name\":", 400, None),
        ("/json", JSON, b"\xEF\xBB\xBF", 400, Some("profile")),
        ("/json", JSON, b"{\"name\":\"a\",\"name\":\"s3cret\"}", 400, None),
        ("/json", JSON, b"{\"tags\":[]}", 422, Some("name")),
        ("/json", JSON, b"[7]", 422, Some("[0]")),
        ("/json", JSON, b"7", 422, Some("profile")),
        ("/json", JSON, b"{\"name\":\"a\",\"tags\":\"s3cret\"}", 422, Some("tags")),
        ("/json", JSON, b"{\"name\":\"a\",\"tags\":[1, \"s3cret\"]}", 422, Some("tags[1]")),
        ("/form", FORM, b"tags=1", 422, Some("name")),
        ("/form", FORM, b"name=a&tags=s3cret", 422, Some("tags")),
        ("/form", FORM, b"name=a&name=s3cret", 422, Some("name")),
        ("/text", text, b"\xff", 400, Some("body")),
        ("/bytes", ("accept", "*/*"), b"", 400, Some("body")),
    ] {
        let answer = send(&router, request("PUT", target, &[content_type], body)).await;
        assert_eq!((answer.status, answer.field().as_deref()), (status, field), "{target} {body:?}");
        assert_silent(&answer);
    }
}

#[tokio::test]
async fn content_types() {
    let router = router();
    for content_type in ["text/plain", "application/json5", "", "s3cret"] {
        let lines = [("content-type", content_type)];
        let answer = send(&router, request("POST", "/optional", &lines, "{}")).await;
        assert_eq!((answer.status, answer.field().as_deref()), (415, Some("content-type")), "{content_type}");
        assert_silent(&answer);
    }
    let answer = send(&router, request("POST", "/optional", &[], "{}")).await;
    assert_eq!(answer.status, 415);
    let lines = [("content-type", "Application/Json; charset=UTF-8")];
    let answer = send(&router, request("POST", "/optional", &lines, "{}")).await;
    assert_eq!(answer.status, 200);
    // The body of an endpoint without one is ignored.
    let answer = send(&router, request("GET", "/fixed", &[("content-type", "s3cret")], "s3cret")).await;
    assert_eq!(answer.status, 200);
}
