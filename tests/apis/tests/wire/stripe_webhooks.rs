use std::sync::{Arc, Mutex};

use endpoint_api_tests::stripe_webhooks::{Event, ReceiveRequest, Webhooks, WebhooksServer};
use endpoint_runtime::{Bytes, Client, Result, WithBytes, http::Request};

use crate::support::{body, call, header, ok};

/// JSON as Stripe sends it, which no serializer would write in the same way.
const PAYLOAD: &str =
    "{\n  \"id\": \"evt_1\",\n  \"type\": \"charge.succeeded\",  \"livemode\":false,\n  \"data\": {\"n\": 1.50}\n}";

#[derive(Clone, Default)]
struct Receiver(Arc<Mutex<Vec<ReceiveRequest>>>);

impl Webhooks for Receiver {
    async fn receive(&self, request: ReceiveRequest) -> Result<()> {
        self.0.lock().unwrap().push(request);
        Ok(())
    }
}

#[tokio::test]
async fn the_bytes_are_there_beside_the_value() {
    let receiver = Receiver::default();
    let client = Client::builder().service(WebhooksServer::new(receiver.clone())).build().unwrap();
    let request = Request::post("/stripe/webhook")
        .header("content-type", "application/json; charset=utf-8")
        .header("stripe-signature", "t=1,v1=5257");
    client.execute(request.body(Bytes::from(PAYLOAD)).unwrap()).await.unwrap();
    let event = receiver.0.lock().unwrap().pop().unwrap();
    assert_eq!(event.signature, "t=1,v1=5257");
    assert_eq!(event.event.bytes(), PAYLOAD);
    assert_eq!(event.event.r#type, "charge.succeeded");
}

#[tokio::test]
async fn the_bytes_are_sent_as_they_are() {
    let event = WithBytes::<Event>::from_bytes(PAYLOAD).unwrap();
    let (request, ()) = call(ReceiveRequest::new("t=1", event), ok("application/json", "")).await;
    assert_eq!((body(&request), header(&request, "content-type")), (PAYLOAD, "application/json"));
}
