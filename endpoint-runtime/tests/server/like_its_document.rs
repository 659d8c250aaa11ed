//! Requests that JSON Schema and OpenAPI allow, and such that they refuse.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support_server::{JSON, get, request, send};
use endpoint_runtime::{
    Json, Param, Result, endpoints,
    server::{Router, Routes},
};
use serde_json::json;

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
struct Parcel {
    grams: u32,
    floors: Vec<i8>,
    ratio: Option<f64>,
    note: Json,
}

/// A text that looks like a number.
#[derive(Clone, Debug, Param)]
enum Version {
    #[param(rename = "2")]
    Two,
}

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum Amount {
    Whole(u64),
    Float(f64),
}

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
struct Payment {
    amount: Amount,
    count: u8,
}

#[endpoints(server)]
trait Parcels {
    #[endpoint(PUT "/parcels")]
    async fn replace(&self, #[body] parcel: Parcel) -> Result<Parcel>;

    #[endpoint(POST "/parcels")]
    async fn create(&self, grams: u64, big: Option<i128>) -> Result<String>;

    #[endpoint(GET "/parcels?sort=newest%20first&<limit>")]
    async fn list(&self, limit: Option<u8>) -> Result<u8>;

    #[endpoint(PUT "/text")]
    async fn text(&self, #[body(text)] text: String) -> Result<String>;

    #[endpoint(GET "/versions?<version>")]
    async fn version(&self, version: Version) -> Result<()>;

    #[endpoint(PUT "/amounts")]
    async fn amount(&self, #[body(form)] payment: Payment) -> Result<String>;
}

struct Echo;

impl Parcels for Echo {
    async fn replace(&self, request: ReplaceRequest) -> Result<Parcel> {
        Ok(request.parcel)
    }

    async fn create(&self, request: CreateRequest) -> Result<String> {
        Ok(format!("{} {:?}", request.grams, request.big))
    }

    async fn list(&self, request: ListRequest) -> Result<u8> {
        Ok(request.limit.unwrap_or(7))
    }

    async fn text(&self, request: TextRequest) -> Result<String> {
        Ok(request.text)
    }

    async fn version(&self, _: VersionRequest) -> Result<()> {
        Ok(())
    }

    async fn amount(&self, request: AmountRequest) -> Result<String> {
        let Payment { amount, count } = request.payment;
        Ok(format!("{amount:?} {count}"))
    }
}

fn router() -> Router {
    Router::new(Routes::new().merge(ParcelsServer::new(Echo))).unwrap()
}

#[tokio::test]
async fn a_whole_number_may_have_a_fraction_of_zero_or_an_exponent() {
    let router = router();
    for (body, expected) in [
        (r#"{"grams": 5.0}"#, "5 None"),
        (r#"{"grams": 1.5e1, "big": -12e2}"#, "15 Some(-1200)"),
        (r#"{"grams": 18446744073709551615.00, "big": null}"#, "18446744073709551615 None"),
    ] {
        let created = send(&router, request("POST", "/parcels", &[JSON], body)).await;
        assert_eq!((created.status, created.json()), (200, json!(expected)), "{body}");
    }
    for (target, status) in
        [("limit=9.0", 200), ("limit=0.9e1", 200), ("limit=9.5", 400), ("limit=1e3", 400), ("limit=9.", 400)]
    {
        let listed = get(&router, &format!("/parcels?sort=newest+first&{target}")).await;
        assert_eq!(listed.status, status, "{target}");
        assert!(status != 200 || listed.text() == "9", "{}", listed.text());
    }
    for body in [r#"{"grams": 5.5}"#, r#"{"grams": -1.0}"#, r#"{"grams": 1e20}"#, r#"{"grams": 1e999999999}"#] {
        let refused = send(&router, request("POST", "/parcels", &[JSON], body)).await;
        assert_eq!((refused.status, refused.field().as_deref()), (422, Some("grams")), "{body}");
    }
}

#[tokio::test]
async fn numbers_within_an_object_are_read_alike_and_others_keep_their_digits() {
    let router = router();
    let replace = |body| send(&router, request("PUT", "/parcels", &[JSON], body));
    let exact = replace(r#"{"grams": 5, "floors": [-1], "ratio": 5.0, "note": 5.00}"#).await;
    assert_eq!(exact.text(), r#"{"grams":5,"floors":[-1],"ratio":5,"note":5.00}"#);
    let whole = replace(r#"{"grams": 5.0, "floors": [1, -1.0], "ratio": 0.10, "note": [0.10]}"#).await;
    assert_eq!(whole.text(), r#"{"grams":5,"floors":[1,-1],"ratio":0.1,"note":[0.10]}"#);
    let refused = replace(r#"{"grams": 5.0, "floors": [1, -1.5], "note": 0}"#).await;
    assert_eq!((refused.status, refused.field().as_deref()), (422, Some("floors[1]")));
    let long = replace(r#"{"grams": 5.0, "floors": [], "note": [1e40, 1e400]}"#).await;
    assert_eq!(long.text(), r#"{"grams":5,"floors":[],"ratio":null,"note":[1e40,1e400]}"#);
}

#[tokio::test]
async fn a_text_that_is_no_integer_stays_as_it_is() {
    let router = router();
    for (target, status) in [("version=2", 204), ("version=2.0", 400), ("version=2e0", 400)] {
        assert_eq!(get(&router, &format!("/versions?{target}")).await.status, status, "{target}");
    }
    // With a fraction or an exponent, a value of any type is a float, as ever.
    let form = ("content-type", "application/x-www-form-urlencoded");
    let amount = send(&router, request("PUT", "/amounts", &[form], "amount=5.0&count=5.0")).await;
    assert_eq!(amount.text(), r#""Float(5.0) 5""#);
}

#[tokio::test]
async fn a_constant_of_the_query_is_required() {
    let router = router();
    for target in
        ["/parcels?sort=newest+first", "/parcels?limit=7&sort=newest%20first", "/parcels?sort=x&sort=newest+first"]
    {
        assert_eq!(get(&router, target).await.text(), "7", "{target}");
    }
    for target in ["/parcels", "/parcels?sort=", "/parcels?sort=oldest", "/parcels?Sort=newest%20first"] {
        let refused = get(&router, target).await;
        assert_eq!((refused.status, refused.field().as_deref()), (400, Some("sort")), "{target}");
        assert_eq!(refused.json()["detail"], "the query value: expected `newest first`");
    }
}

#[tokio::test]
async fn a_required_text_may_be_empty_and_not_be_missing() {
    let router = router();
    let empty = send(&router, request("PUT", "/text", &[("content-type", "text/plain")], "")).await;
    assert_eq!((empty.status, empty.json()), (200, json!("")));
    let missing = send(&router, request("PUT", "/text", &[], "")).await;
    assert_eq!((missing.status, missing.field().as_deref()), (400, Some("text")));
}
