//! The bytes that are sent, the attempts of a retried call, and the program itself.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::time::Duration;

use endpoint_runtime::{
    BaseUrl, Client, Paginate, RetryPolicy,
    http::{StatusCode, header::AUTHORIZATION},
    request::encode,
    server::{Rejection, RequestHead},
};
use example_payments::{
    Address, CreateRequest, Fake, ListRequest, PaymentIntentsClient, PaymentIntentsServer, Period, Shipping,
};
use tokio::{net::TcpListener, process::Command};

/// Returns a client of the fake that retries at once.
fn client(fake: &Fake) -> PaymentIntentsClient {
    let retry = RetryPolicy::default().base_delay(Duration::ZERO);
    let client = Client::builder().service(PaymentIntentsServer::new(fake.clone())).retry(retry).build();
    client.unwrap().into()
}

#[test]
fn nested_values_have_keys_in_brackets() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let order = CreateRequest::new(1_200_u64, "eur", "pm_1")
        .shipping(Shipping::new("Ada", Address::new("12 St James's Square", "London")))
        .metadata([("order", "6735")]);
    let request = encode(&base, &order).unwrap();
    let expected = "confirm=true&payment_method_types%5B%5D=card&amount=1200&currency=eur&payment_method=pm_1\
                    &shipping%5Baddress%5D%5Bcity%5D=London&shipping%5Baddress%5D%5Bline1%5D=12%20St%20James%27s%20Square\
                    &shipping%5Bname%5D=Ada&metadata%5Border%5D=6735";
    assert_eq!(request.body(), expected);

    let request = encode(&base, &ListRequest::new().created(Period::new().gte(1_790_000_000_i64))).unwrap();
    assert_eq!(request.uri().query(), Some("created%5Bgte%5D=1790000000"));
}

#[tokio::test]
async fn a_retry_keeps_the_key_and_so_takes_the_money_once() {
    let fake = Fake::default();
    let payments = client(&fake);
    let first = payments.create(CreateRequest::new(100_u64, "eur", "pm_1")).await.unwrap();
    let second = payments.create(CreateRequest::new(100_u64, "eur", "pm_1")).await.unwrap();
    let [a, b, c, d] = &fake.attempts()[..] else { panic!("{:?}", fake.attempts()) };
    assert!(a == b && c == d && a != c, "{:?}", fake.attempts());

    let mut listed = ListRequest::new().limit(1).items(&payments);
    assert_eq!(listed.next().await.unwrap().unwrap(), second);
    assert_eq!(listed.next().await.unwrap().unwrap(), first);
    assert!(listed.next().await.is_none());
}

#[tokio::test]
async fn a_key_is_bound_to_its_payment() {
    let payments = client(&Fake::default());
    let order = CreateRequest::new(100_u64, "eur", "pm_1").key("order-1");
    let first = payments.create(order.clone()).await.unwrap();
    assert_eq!(payments.create(order).await.unwrap(), first);

    let error = payments.create(CreateRequest::new(200_u64, "eur", "pm_1").key("order-1")).await.unwrap_err();
    assert_eq!((error.status(), error.code().as_deref()), (Some(StatusCode::BAD_REQUEST), Some("idempotency_error")));
}

#[tokio::test]
async fn a_declined_card_is_not_tried_again() {
    let fake = Fake::default();
    let error = client(&fake).create(CreateRequest::new(100_u64, "eur", "pm_chargeDeclined")).await.unwrap_err();
    assert_eq!((error.code().as_deref(), error.is_retryable()), (Some("card_declined"), false));
    assert_eq!(fake.attempts().len(), 1);
}

/// Runs the program with these variables, and returns what it prints.
async fn run(variables: &[(&str, &str)]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_example-payments"));
    program.env_remove("PAYMENTS_URL").envs(variables.iter().copied()).kill_on_drop(true);
    let output = program.output().await.unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn the_program_prints_what_the_readme_shows() {
    let printed = run(&[]).await;
    assert!(include_str!("../README.md").contains(&format!("```text\n{printed}```")), "{printed}");
}

#[tokio::test]
async fn the_program_calls_the_api_that_the_environment_names() {
    let fake = Fake::default();
    let api = PaymentIntentsServer::per_request({
        let fake = fake.clone();
        move |head: RequestHead<'_>| match head.headers().get(AUTHORIZATION) {
            Some(token) if token == "Bearer sk_test_1" => Ok(fake.clone()),
            _ => Err(Rejection::new(StatusCode::UNAUTHORIZED, "send the token")),
        }
    });
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    tokio::spawn(async { axum::serve(socket, axum::Router::new().fallback_service(api)).await });
    let printed = run(&[("PAYMENTS_URL", &url), ("PAYMENTS_TOKEN", "sk_test_1")]).await;
    assert!(include_str!("../README.md").contains(&printed), "{printed}");
    assert_eq!(fake.attempts().len(), 6);
}
