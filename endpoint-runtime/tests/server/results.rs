//! Responses of a server: to results, errors and panics.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use crate::support_server::{JSON, endpoint, get, request, route, send};
use endpoint_runtime::{
    Bytes, Endpoint, Error, Param, ParamError, ParamText,
    http::{self, StatusCode},
    request::TextArgument,
    response::{Json, Raw, Text},
    server::{Implementation, Router, Routes},
};
use serde_json::{Value, json};

endpoint!(r, GetJson("/json", Get, None) {} -> Value as Json);
endpoint!(r, GetUnit("/unit", Get, None) {} -> () as Json);
endpoint!(r, GetText("/text", Get, None) {} -> String as Text);
endpoint!(r, GetRaw("/raw", Get, None) {} -> Vec<u8> as Raw);
endpoint!(r, GetHead("/head", Head, None) {} -> Value as Json);
endpoint!(r, Refuse("/refuse/<status>", Get, None) { status: u16 = u16::decode(r.in_path("status")) } -> Value as Json);
endpoint!(r, Omit("/omit", Get, None) {} -> Value as Json);
endpoint!(r, Unreadable("/unreadable", Get, None) {} -> Value as Json);
endpoint!(r, Upstream("/upstream", Get, None) {} -> Value as Json);
endpoint!(r, Panic("/panic/<when>", Get, None) { when: Bomb = Bomb::decode(r.in_path("when")) } -> Fuse as Json);

/// A path value whose parser panics.
#[derive(Debug)]
struct Bomb(String);

impl Param for Bomb {
    fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
        Ok(ParamText::from(&*self.0))
    }

    fn from_text(text: &str) -> Result<Self, ParamError> {
        assert_ne!(text, "decode", "s3cret");
        Ok(Self(text.to_owned()))
    }
}

/// A response that cannot be encoded: it panics, or has no JSON form.
#[derive(Debug, serde::Deserialize)]
struct Fuse(String);

impl serde::Serialize for Fuse {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        assert_ne!(self.0, "encode", "s3cret");
        if self.0 == "formless" {
            return Err(serde::ser::Error::custom("s3cret"));
        }
        serializer.serialize_str(&self.0)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "it is the implementation")]
fn panic(_: &(), request: Panic) -> impl Future<Output = <Panic as Endpoint>::Result> + Send + use<> {
    assert_ne!(request.when.0, "call", "s3cret");
    async move {
        tokio::task::yield_now().await;
        assert_ne!(request.when.0, "await", "s3cret");
        Ok(Fuse(request.when.0))
    }
}

fn router() -> Router {
    let mut routes = Routes::new();
    route!(routes, GetJson, |_| Ok(json!({"a": [1.5, null]})));
    route!(routes, GetUnit, |_| Ok(()));
    route!(routes, GetText, |_| Ok("plain".to_owned()));
    route!(routes, GetRaw, |_| Ok(vec![0, 255]));
    route!(routes, GetHead, |_| Ok(json!("a body that HEAD has not")));
    route!(routes, Refuse, |r| Err(Error::api(
        StatusCode::from_u16(r.status).unwrap(),
        json!({"error_type": "refused"})
    )));
    route!(routes, Omit, |_| Err(Error::not_implemented()));
    route!(routes, Unreadable, |_| {
        let response = http::Response::builder().status(503).body(Bytes::from_static(b"<html>s3cret"));
        endpoint_runtime::response::decode::<GetJson>(response.unwrap())
    });
    route!(routes, Upstream, |_| {
        let response = http::Response::new(Bytes::from_static(b"{\"s3cret"));
        endpoint_runtime::response::decode::<GetJson>(response)
    });
    routes.add::<Panic, ()>(&Implementation::shared(()), panic);
    Router::new(routes).unwrap()
}

#[tokio::test]
async fn values_are_encoded_in_their_format() {
    let router = router();
    for (target, status, content_type, body) in [
        ("/json", 200, Some("application/json"), &b"{\"a\":[1.5,null]}"[..]),
        ("/unit", 204, None, b""),
        ("/text", 200, Some("text/plain; charset=utf-8"), b"plain"),
        ("/raw", 200, Some("application/octet-stream"), b"\0\xff"),
    ] {
        let answer = get(&router, target).await;
        assert_eq!((answer.status, answer.header("content-type")), (status, content_type), "{target}");
        assert_eq!(answer.body, body, "{target}");
    }
}

#[tokio::test]
async fn a_response_to_head_has_no_body() {
    let router = router();
    let found = send(&router, request("HEAD", "/head", &[], "")).await;
    assert_eq!((found.status, found.header("content-type")), (200, Some("application/json")));
    assert_eq!(found.body, "");
    let refused = send(&router, request("HEAD", "/nowhere", &[], "")).await;
    assert_eq!((refused.status, refused.text()), (404, ""));
}

#[tokio::test]
async fn an_error_keeps_its_status_and_body() {
    let router = router();
    for status in [400, 401, 404, 429, 500, 503] {
        let answer = get(&router, &format!("/refuse/{status}")).await;
        assert_eq!((answer.status, answer.text()), (status, r#"{"error_type":"refused"}"#));
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
    assert_eq!(get(&router, "/refuse/304").await.text(), "");
    // A client would take an error with the status of a success for a success.
    for status in [200, 204, 799] {
        let answer = get(&router, &format!("/refuse/{status}")).await;
        assert_eq!((answer.status, answer.field()), (500, None));
    }
}

#[tokio::test]
async fn an_endpoint_that_is_not_implemented_is_named() {
    let answer = get(&router(), "/omit").await;
    assert_eq!((answer.status, answer.field()), (501, None));
    assert_eq!(answer.json()["detail"], "`Omit` is not implemented");
}

#[tokio::test]
async fn an_upstream_failure_is_reported_without_its_message() {
    let router = router();
    for (target, status) in [("/unreadable", 503), ("/upstream", 502)] {
        let answer = get(&router, target).await;
        assert_eq!((answer.status, answer.field()), (status, None), "{target}");
        assert!(!answer.text().contains("s3cret"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_panic_affects_its_own_request_only() {
    let router = router();
    for when in ["decode", "call", "await", "encode", "formless"] {
        let answer = get(&router, &format!("/panic/{when}")).await;
        assert_eq!((answer.status, answer.field()), (500, None), "{when}");
        assert!(!answer.text().contains("s3cret"), "{}", answer.text());
        let answer = get(&router, "/panic/never").await;
        assert_eq!((answer.status, answer.text()), (200, "\"never\""));
    }
}

endpoint!(r, Wait("/wait", Post, Json) {} -> () as Json);

#[tokio::test]
async fn dropping_the_response_future_drops_the_call() {
    struct Count(Arc<AtomicUsize>);
    impl Drop for Count {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    async fn wait(dropped: &Arc<AtomicUsize>, _: Wait) -> endpoint_runtime::Result<()> {
        let _count = Count(Arc::clone(dropped));
        std::future::pending().await
    }
    let dropped = Arc::new(AtomicUsize::new(0));
    let mut routes = Routes::new();
    routes.add::<Wait, _>(&Implementation::shared(Arc::clone(&dropped)), wait);
    let mut answer = Router::of_trait(routes).serve(request("POST", "/wait", &[JSON], "{}"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(answer.as_mut().poll(&mut context).is_pending());
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    drop(answer);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}
