//! Stripe: a form with keys in brackets, and a key that makes a payment safe to repeat.

use std::collections::BTreeMap;

use endpoint_runtime::{Result, endpoints, object};

/// A payment.
#[object(server, schema)]
pub struct PaymentIntent {
    pub id: String,
    pub status: String,
}

#[endpoints(body = form, server, schema)]
pub trait PaymentIntents {
    /// Begins a payment.
    #[endpoint(POST "/v1/payment_intents")]
    async fn create_payment_intent(
        &self,
        amount: u64,
        currency: String,
        /// Values of the caller's own, by their names.
        #[field("metadata[]")]
        metadata: BTreeMap<String, String>,
        #[field("payment_method_types[]")] payment_method_types: Vec<String>,
        /// The objects that the answer holds in place of their ids.
        #[field("expand[]")]
        expand: Vec<String>,
        #[header("Idempotency-Key")]
        #[idempotency_key]
        key: Option<String>,
    ) -> Result<PaymentIntent>;
}
