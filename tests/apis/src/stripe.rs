//! Stripe: a form, and a key that makes a payment safe to repeat.

use endpoint_runtime::{Result, endpoints, object};

/// A payment.
#[object(server, schema)]
pub struct PaymentIntent {
    pub id: String,
    pub status: String,
}

#[endpoints(server, schema)]
pub trait PaymentIntents {
    /// Begins a payment.
    #[endpoint(POST "/v1/payment_intents", form)]
    async fn create_payment_intent(
        &self,
        amount: u64,
        currency: String,
        #[header("Idempotency-Key")]
        #[idempotency_key]
        key: Option<String>,
    ) -> Result<PaymentIntent>;
}
