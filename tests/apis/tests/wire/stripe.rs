use endpoint_api_tests::stripe::{
    Address, CreatePaymentIntentRequest, CreateSessionRequest, LineItem, ListSessionsRequest, Period, Shipping,
};
use endpoint_runtime::{
    Client,
    http::{Response, StatusCode},
    transport::Recorder,
};

use crate::support::{Script, body, call, header, line, ok, retrying};

const PAID: &str = r#"{"id":"pi_1","status":"succeeded"}"#;

/// Returns a client that makes the keys `key-0`, `key-1` …, and is answered with these statuses.
fn client(statuses: &[u16]) -> (Client, Recorder) {
    let answers = statuses.iter().map(|status| {
        let mut answer = if *status == 200 { ok("application/json", PAID) } else { Response::default() };
        *answer.status_mut() = StatusCode::from_u16(*status).unwrap();
        answer
    });
    let recorder = Recorder::new(Script::new(answers));
    let client = retrying("https://api.stripe.com", &recorder);
    (client, recorder)
}

fn keys(recorder: &Recorder) -> Vec<String> {
    recorder.exchanges().iter().map(|exchange| header(&exchange.request, "idempotency-key").to_owned()).collect()
}

#[tokio::test]
async fn a_payment_is_repeated_with_its_key_and_the_next_one_has_another() {
    let (client, recorder) = client(&[503, 429, 200, 200]);
    client.send(CreatePaymentIntentRequest::new(500, "eur")).await.unwrap();
    client.send(CreatePaymentIntentRequest::new(500, "eur")).await.unwrap();
    assert_eq!(keys(&recorder), ["key-0", "key-0", "key-0", "key-1"]);
    let sent = &recorder.exchanges()[0].request;
    assert_eq!((line(sent).as_str(), body(sent)), ("POST /v1/payment_intents", "amount=500&currency=eur"));
}

#[tokio::test]
async fn the_key_of_the_caller_is_kept() {
    let (client, recorder) = client(&[503, 200, 200]);
    client.send(CreatePaymentIntentRequest::new(500, "eur").key("mine")).await.unwrap();
    client.send(CreatePaymentIntentRequest::new(500, "eur")).header("Idempotency-Key", "of the call").await.unwrap();
    assert_eq!(keys(&recorder), ["mine", "mine", "of the call"]);
}

#[tokio::test]
async fn a_key_is_random_by_default() {
    let recorder = Recorder::new(Script::new([ok("application/json", PAID), ok("application/json", PAID)]));
    let client = Client::builder().base_url("https://api.stripe.com").transport(recorder.clone()).build().unwrap();
    for _ in 0..2 {
        client.send(CreatePaymentIntentRequest::new(500, "eur")).await.unwrap();
    }
    let keys = keys(&recorder);
    assert_eq!(keys[0].len(), 36);
    assert_ne!(keys[0], keys[1]);
}

#[tokio::test]
async fn the_declaration_tells_tools_of_the_key() {
    let key = endpoint_api_tests::stripe::PaymentIntentsClient::ENDPOINTS[0].idempotency_key().unwrap();
    assert_eq!((key.name, key.wire_name, key.required), ("key", "Idempotency-Key", false));
}

#[tokio::test]
async fn metadata_and_lists_have_keys_in_brackets() {
    let request = CreatePaymentIntentRequest::new(500, "eur")
        .metadata([("order", "6735"), ("a b", "c")])
        .payment_method_types(["card"])
        .expand(["customer", "latest_charge"]);
    let (request, _) = call(request, ok("application/json", PAID)).await;
    assert_eq!(
        body(&request),
        "amount=500&currency=eur&metadata%5Ba%20b%5D=c&metadata%5Border%5D=6735&payment_method_types%5B%5D=card\
         &expand%5B%5D=customer&expand%5B%5D=latest_charge"
    );
}

#[tokio::test]
async fn the_members_of_items_and_objects_are_in_brackets() {
    let address = Address::new("Berlin", "DE").line1("Unter den Linden 1");
    let request = CreateSessionRequest::new("payment")
        .line_items([LineItem::new("price_1", 2_u32), LineItem::new("price_2", 1_u32)])
        .shipping(Shipping::new("Ada", address))
        .metadata([("order", "6735")]);
    let (request, _) = call(request, ok("application/json", r#"{"id":"cs_1"}"#)).await;
    let readable = body(&request).replace("%5B", "[").replace("%5D", "]");
    assert_eq!(
        readable,
        "mode=payment&line_items[0][price]=price_1&line_items[0][quantity]=2&line_items[1][price]=price_2\
         &line_items[1][quantity]=1&shipping[address][city]=Berlin&shipping[address][country]=DE\
         &shipping[address][line1]=Unter%20den%20Linden%201&shipping[name]=Ada&metadata[order]=6735"
    );

    let request = ListSessionsRequest::new().created(Period::new().gte(1_700_000_000_i64));
    let (request, _) = call(request, ok("application/json", r#"{"data":[],"has_more":false}"#)).await;
    assert_eq!(line(&request), "GET /v1/checkout/sessions?created%5Bgte%5D=1700000000");
}
