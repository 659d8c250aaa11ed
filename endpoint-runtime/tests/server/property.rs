//! A server decodes exactly what a client encodes, and responds to any bytes without a panic.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::sync::{Arc, Mutex};

use crate::support_server::{NO_ARGUMENTS, endpoint, metadata, route, send};
use endpoint_runtime::{
    BaseUrl, Body, Bytes, Endpoint, Metadata, Result, body,
    http::{HeaderName, HeaderValue, Request},
    metadata::{BodyFormat, Method},
    request::{ArgumentVisitor, JsonArgument, TextArgument, encode},
    response::Json,
    server::{
        DecodeBody, DecodeField, Decoder, FormBody, Implementation, JsonBody, Router, Routes, ServerEndpoint, TextBody,
    },
};
use proptest::prelude::*;
use serde_json::Value;

/// A request with parameters in every location.
#[expect(clippy::option_option, reason = "absent and null are different values")]
#[derive(Clone, Debug, PartialEq)]
struct Everything {
    first: String,
    second: String,
    text: String,
    limit: Option<i64>,
    tags: Vec<String>,
    note: Option<String>,
    name: String,
    big: u128,
    ratio: f64,
    nick: Option<Option<String>>,
}

impl Endpoint for Everything {
    const METADATA: &'static Metadata = &metadata(
        "everything",
        Method::Post,
        "/v1/<first>/users/<second>",
        &["/v1/", "/users/", ""],
        NO_ARGUMENTS,
        BodyFormat::Json,
    );
    type Format = Json;
    type Result = Result<()>;

    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>) {
        visitor.path(&[
            TextArgument::path(&self.first, "first", false),
            TextArgument::path(&self.second, "second", false),
        ]);
        TextArgument::visit(&self.text, visitor.query("text", "text", false));
        TextArgument::visit_optional(&self.limit, visitor.query("limit", "limit", false));
        TextArgument::visit_repeated(&self.tags, visitor.query("tags", "tag", false));
        TextArgument::visit_optional(&self.note, visitor.header("note", HeaderName::from_static("x-note"), false));
        visitor.json_object();
        JsonArgument::visit(&self.name, visitor, "name", "name", false);
        JsonArgument::visit(&self.big, visitor, "big", "big", false);
        JsonArgument::visit(&self.ratio, visitor, "ratio", "ratio", false);
        JsonArgument::visit_nullable(&self.nick, visitor, "nick", "nick", false);
    }
}

impl ServerEndpoint for Everything {
    fn decode(request: &mut Decoder<'_>) -> Option<Self> {
        Some(Self {
            first: String::decode(request.in_path("first"))?,
            second: String::decode(request.in_path("second"))?,
            text: String::decode(request.in_query("text"))?,
            limit: i64::decode_optional(request.in_query("limit"))?,
            tags: String::decode_repeated(request.in_query("tag"))?,
            note: String::decode_optional(request.in_header("x-note"))?,
            name: <String as DecodeField>::required(request, "name")?,
            big: <u128 as DecodeField>::required(request, "big")?,
            ratio: <f64 as DecodeField>::required(request, "ratio")?,
            nick: <String as DecodeField>::nullable(request, "nick")?,
        })
    }

    fn respond(result: Self::Result) -> http::Response<endpoint_runtime::Body> {
        endpoint_runtime::server::ServerResult::<Self::Format>::into_response(result, Self::METADATA)
    }
}

/// Values of path parameters that a client sends.
fn segment() -> impl Strategy<Value = String> {
    let any = prop_oneof![any::<String>(), "[./%?#+ ~\\\\a-c\u{0}\u{e9}\u{1f980}]{1,8}"];
    any.prop_filter("refused", |text| !matches!(text.as_str(), "" | "." | ".."))
}

/// Header values that a client sends: visible ASCII, with blanks between.
fn header() -> impl Strategy<Value = String> {
    "([!-~]([ -~\t]{0,20}[!-~])?)?"
}

prop_compose! {
    fn everything()(
        (first, second, text) in (segment(), segment(), any::<String>()),
        limit in any::<Option<i64>>(),
        tags in prop::collection::vec(any::<String>(), 0..4),
        note in prop::option::of(header()),
        (name, big) in any::<(String, u128)>(),
        ratio in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO,
        nick in any::<Option<Option<String>>>(),
    ) -> Everything {
        Everything { first, second, text, limit, tags, note, name, big, ratio, nick }
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// Returns a router whose handler stores the last request.
type Seen = Mutex<Option<Everything>>;

async fn record(seen: &Arc<Seen>, request: Everything) -> Result<()> {
    *seen.lock().unwrap() = Some(request);
    Ok(())
}

fn recorder(seen: &Arc<Seen>) -> Router {
    let mut routes = Routes::new();
    routes.add::<Everything, _>(&Implementation::shared(Arc::clone(seen)), record);
    Router::of_trait(routes)
}

proptest! {
    #[test]
    fn what_is_encoded_is_decoded(request in everything()) {
        let base: BaseUrl = "https://api.example.com".parse().unwrap();
        let encoded = encode(&base, &request).unwrap().map(Body::from);
        let seen = Arc::default();
        let answer = block_on(send(&recorder(&seen), encoded));
        prop_assert_eq!(answer.status, 204, "{:?}", answer.body);
        prop_assert_eq!(seen.lock().unwrap().take(), Some(request));
    }
}

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Flat {
    text: String,
    count: Option<i8>,
    #[serde(default)]
    list: Vec<String>,
}

#[derive(Debug)]
struct FormRequest(Flat);

impl Endpoint for FormRequest {
    const METADATA: &'static Metadata =
        &metadata("form", Method::Post, "/form", &["/form"], NO_ARGUMENTS, BodyFormat::Form);
    type Format = Json;
    type Result = Result<Flat>;

    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
        if let Some(request) = visitor.argument("flat", &self.0) {
            body::FormBody::write(&self.0, "flat", request);
        }
    }
}

impl ServerEndpoint for FormRequest {
    fn decode(request: &mut Decoder<'_>) -> Option<Self> {
        Some(Self(<Flat as DecodeBody<FormBody>>::required(request)?))
    }

    fn respond(result: Self::Result) -> http::Response<endpoint_runtime::Body> {
        endpoint_runtime::server::ServerResult::<Self::Format>::into_response(result, Self::METADATA)
    }
}

proptest! {
    #[test]
    fn a_form_that_is_encoded_is_decoded(
        text in any::<String>(),
        count in any::<Option<i8>>(),
        list in prop::collection::vec(any::<String>(), 0..4),
    ) {
        let flat = Flat { text, count, list };
        let expected = serde_json::to_value(&flat).unwrap();
        let base: BaseUrl = "https://api.example.com".parse().unwrap();
        let encoded = encode(&base, &FormRequest(flat)).unwrap().map(Body::from);
        let mut routes = Routes::new();
        route!(routes, FormRequest, |request| Ok(request.0));
        let answer = block_on(send(&Router::of_trait(routes), encoded));
        prop_assert_eq!(answer.status, 200, "{:?}", answer.body);
        prop_assert_eq!(answer.json(), expected);
    }
}

endpoint!(r, AnyJson("/v1/<id>", Put, Json) {
    id: u8 = u8::decode(r.in_path("id")),
    body: Value = <Value as DecodeBody<JsonBody>>::required(r),
} -> Value as Json);
endpoint!(r, AnyForm("/v1/<id>", Post, Form) {
    tags: Vec<u8> = u8::decode_repeated(r.in_form("a")),
    body: Option<Flat> = <Flat as DecodeBody<FormBody>>::optional(r),
} -> Value as Json);
endpoint!(r, AnyText("/<id>/<b>", Put, Text) {
    id: String = String::decode(r.in_path("id")),
    body: Option<String> = <String as DecodeBody<TextBody>>::optional(r),
} -> Value as Json);

fn everything_router() -> Router {
    let mut routes = recorder(&Arc::default()).routes();
    route!(routes, AnyJson, |r| Ok(serde_json::json!([r.id, r.body])));
    route!(routes, AnyForm, |r| Ok(serde_json::json!([r.tags, r.body])));
    route!(routes, AnyText, |r| Ok(serde_json::json!([r.id, r.body])));
    Router::new(routes).unwrap()
}

/// Request targets that `http` accepts, most of them similar to a route.
fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        "/[!-~\u{80}-\u{2ff}]{0,40}",
        "/v1/[!-~]{0,6}(/users/[!-~]{0,6})?\\?(text|limit|tag|[a-c%&=+]{0,5})=[!-~]{0,9}",
        "[!-~]{1,9}",
    ]
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..60),
        "[\\[{\"a:,}0-9\\]e.\\\\u-]{0,40}".prop_map(String::into_bytes),
        "(text|a|count|list|[&=%+a-c0-9]){0,20}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_are_answered(
        method in prop_oneof!["GET|HEAD|POST|PUT", "[A-Za-z]{1,9}"],
        target in target(),
        content_type in prop_oneof![
            "application/(json|x-www-form-urlencoded)|text/plain".prop_map(String::into_bytes),
            prop::collection::vec(32..=255_u8, 0..20),
        ],
        note in prop::collection::vec(any::<u8>(), 0..20),
        body in body(),
    ) {
        let mut request = Request::builder().method(method.as_str()).uri(target);
        for (name, value) in [("content-type", content_type), ("x-note", note)] {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                request = request.header(name, value);
            }
        }
        let Ok(request) = request.body(Body::from(Bytes::from(body))) else {
            return Ok(());
        };
        let answer = block_on(send(&everything_router(), request));
        prop_assert!([200, 204, 400, 404, 405, 415, 422].contains(&answer.status), "{}", answer.status);
        if answer.status >= 400 && method != "HEAD" {
            answer.field();
        }
    }
}
