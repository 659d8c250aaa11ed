//! Stripe's webhooks: a JSON body whose bytes are signed.

use endpoint_runtime::{Result, WithBytes, endpoints, object};
use serde_json::Value;

#[object(sent, server, schema)]
pub struct Event {
    pub id: String,
    pub r#type: String,
    pub data: Value,
}

#[endpoints(server, schema)]
pub trait Webhooks {
    /// Receives an event. The signature covers the bytes of the body.
    #[endpoint(POST "/stripe/webhook", auth = none)]
    async fn receive(
        &self,
        #[header("Stripe-Signature")] signature: String,
        #[body] event: WithBytes<Event>,
    ) -> Result<()>;
}
