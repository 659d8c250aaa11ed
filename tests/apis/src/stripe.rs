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

/// A line of a checkout.
#[object(sent, server, schema)]
pub struct LineItem {
    /// The id of a price.
    pub price: String,
    pub quantity: u32,
}

/// The place that goods are sent to.
#[object(sent, server, schema)]
pub struct Address {
    pub city: String,
    pub country: String,
    pub line1: Option<String>,
}

/// The receiver of goods.
#[object(sent, server, schema)]
pub struct Shipping {
    pub name: String,
    pub address: Address,
}

/// A page on which a customer pays.
#[object(server, schema)]
pub struct CheckoutSession {
    pub id: String,
    pub url: Option<String>,
}

#[endpoints(server, schema)]
pub trait CheckoutSessions {
    /// Begins a checkout.
    #[endpoint(POST "/v1/checkout/sessions", form)]
    async fn create_session(
        &self,
        mode: String,
        #[encode(brackets)] line_items: Vec<LineItem>,
        #[encode(brackets)] shipping: Option<Shipping>,
        #[field("metadata[]")] metadata: BTreeMap<String, String>,
    ) -> Result<CheckoutSession>;

    /// Lists the checkouts of a period.
    #[endpoint(GET "/v1/checkout/sessions?<limit>&<created>")]
    async fn list_sessions(&self, limit: Option<u32>, #[encode(brackets)] created: Option<Period>) -> Result<Sessions>;
}

/// A period, in seconds since 1970.
#[object(sent, server, schema)]
pub struct Period {
    pub gte: Option<i64>,
    pub lt: Option<i64>,
}

/// Checkouts of a period.
#[object(server, schema)]
pub struct Sessions {
    pub data: Vec<CheckoutSession>,
    pub has_more: bool,
}
