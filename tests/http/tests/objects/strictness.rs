//! A client reads objects tolerantly, a server strictly.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    task::{Context, Poll},
};

use endpoint_runtime::{
    Body, Bytes, Client, Json,
    http::{Request, Response, StatusCode},
    server::Service,
};
use serde_json::Value;

use crate::orders::{OrdersClient, PlaceRequest, Placed, Spy, State};

/// A server that gives one response.
#[derive(Clone)]
struct Fixed(&'static str);

impl Service<Request<Body>> for Fixed {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<std::result::Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        let body = Body::from(Bytes::from_static(self.0.as_bytes()));
        ready(Ok(Response::builder().header("content-type", "application/json").body(body).unwrap()))
    }
}

fn client(response: &'static str) -> OrdersClient {
    Client::builder().service(Fixed(response)).build().unwrap().into()
}

#[tokio::test]
async fn a_client_reads_tolerantly() {
    let orders = client(
        r#"{"id":null,"others":[{"allItems":[{"grams":null}],"currentState":"lost","contact":null}],"new":[1]}"#,
    );
    let placed = orders.place(PlaceRequest::new("1", Vec::new())).await.unwrap();
    let other = &placed.others[0];
    assert_eq!((placed.id.as_str(), other.all_items[0].grams, other.attempts), ("", 0, 3));
    assert_eq!((&other.current_state, &other.contact), (&State::Other("lost".to_owned()), &None));
    assert_eq!(Json::from(placed.extra).to_string(), r#"{"new":[1]}"#);
    assert_eq!(client("{}").place(PlaceRequest::new("1", Vec::new())).await.unwrap(), Placed::default());

    let orders = client(r#"{"others":[{},{"allItems":[{"grams":1},{"grams":"s3cret"}]}]}"#);
    let error = orders.place(PlaceRequest::new("1", Vec::new())).await.unwrap_err();
    assert_eq!(error.as_decode().unwrap().path().unwrap().to_string(), "others[1].allItems[1].grams");
    assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
}

/// Sends a body, and returns the status and the text of the response.
async fn send(method: &str, path: &str, content_type: &str, body: &str) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path).header("content-type", content_type);
    let request = request.body(Bytes::copy_from_slice(body.as_bytes())).unwrap();
    let (status, body) = match Spy::default().client().execute(request).await {
        Ok(response) => (response.status(), response.into_body()),
        Err(error) => (error.status().unwrap(), error.body().unwrap().clone()),
    };
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_reads_strictly_and_names_the_path() {
    let place = ("POST", "/orders/1");
    let replace = ("PUT", "/orders/1");
    for ((method, path), body, field) in [
        (place, "{}", "items"),
        (place, r#"{"items":null}"#, "items"),
        (place, r#"{"items":[{"part_id":"s3cret","grams":1},{"part_id":"s3cret"}]}"#, "items[1].grams"),
        (place, r#"{"items":[{"part_id":"s3cret","grams":1},{"part_id":"a","grams":null}]}"#, "items[1].grams"),
        (place, r#"{"items":[{"part_id":"s3cret","grams":"s3cret"}]}"#, "items[0].grams"),
        (place, r#"{"items":[{"part_id":"a","grams":1,"inner":[{"part_id":"s3cret"}]}]}"#, "items[0].inner[0].grams"),
        (place, r#"{"items":[[]]}"#, "items[0]"),
        (place, r#"{"items":[{"part_id":"a","grams":1},[["s3cret"],1]]}"#, "items[1]"),
        (place, r#"{"items":[],"contact":{"door_code":"s3cret"}}"#, "contact.name"),
        (place, r#"{"items":[],"contact":{"name":"s3cret","door_code":["s3cret"]}}"#, "contact.door_code"),
        (place, r#"{"items":[],"theState":1}"#, "theState"),
        (replace, "{}", "allItems"),
        (replace, r#"{"allItems":[]}"#, "currentState"),
        (replace, r#"{"allItems":[],"currentState":null}"#, "currentState"),
        (replace, r#"{"allItems":[],"currentState":"placed","attempts":"s3cret"}"#, "attempts"),
        (replace, r#"{"allItems":[],"currentState":"placed","contact":{"name":null,"x":"s3cret"}}"#, "contact.name"),
    ] {
        let (status, text) = send(method, path, "application/json", body).await;
        assert_eq!(status, 422, "{body}: {text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["field"], field, "{body}: {text}");
        assert!(!text.contains("s3cret"), "{text}");
    }
    for (body, field) in [("name=s3cret", "password"), ("name=a&password=s3cret&days=s3cret", "days"), ("", "name")] {
        let (status, text) = send("POST", "/sign_in", "application/x-www-form-urlencoded", body).await;
        assert_eq!(status, 422, "{body}: {text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["field"], field, "{text}");
        assert!(!text.contains("s3cret"), "{text}");
    }
    // A member that is optional or has a default may be missing or null.
    for body in [
        r#"{"allItems":[],"currentState":"placed"}"#,
        r#"{"allItems":[],"currentState":"placed","contact":null,"attempts":null}"#,
    ] {
        let (status, text) = send("PUT", "/orders/1", "application/json", body).await;
        assert_eq!((status, &*text), (StatusCode::OK, r#"{"allItems":[],"currentState":"placed","attempts":3}"#));
    }
    let (status, _) = send("POST", "/sign_in", "application/x-www-form-urlencoded", "name=a&password=b").await;
    assert_eq!(status, 200);
}
