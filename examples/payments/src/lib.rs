//! A payments API in the manner of Stripe: bodies are forms, nested values have keys in brackets, lists go on after their last item, and an
//! idempotency key makes a payment safe to repeat.

mod fake;

use std::collections::BTreeMap;

use endpoint_runtime::{ErrorBody, endpoints, object, open_enum};

pub use fake::Fake;

/// The result of a call.
pub type Result<T> = endpoint_runtime::Result<T, ApiError>;

/// The body of every error.
#[object(server)]
pub struct ApiError {
    /// The details, the only member.
    pub error: ErrorDetails,
}

/// The details of an error.
#[object(server)]
pub struct ErrorDetails {
    /// The code, such as `card_declined`.
    pub code: Option<String>,
    /// The explanation for a person.
    pub message: Option<String>,
}

impl ErrorBody for ApiError {
    fn code(&self) -> Option<&str> {
        self.error.code.as_deref()
    }

    fn message(&self) -> Option<&str> {
        self.error.message.as_deref()
    }
}

/// A payment.
#[object(server)]
pub struct Payment {
    /// The id.
    pub id: String,
    /// The amount in the smallest unit of the currency, such as cents.
    pub amount: u64,
    /// The currency, as a code of ISO 4217 in lower case.
    pub currency: String,
    /// The state.
    pub status: Status,
    /// Values of the caller's own.
    pub metadata: BTreeMap<String, String>,
}

/// The state of a payment.
#[open_enum(rename_all = "snake_case")]
pub enum Status {
    /// The money has been taken.
    Succeeded,
    /// The card was declined, and another one is needed.
    RequiresPaymentMethod,
    /// The bank has yet to answer.
    Processing,
}

/// The receiver of goods.
#[object(sent)]
pub struct Shipping {
    /// The person's name.
    pub name: String,
    /// The place that the goods are sent to.
    pub address: Address,
}

/// A postal address.
#[object(sent)]
pub struct Address {
    /// The first line.
    pub line1: String,
    /// The city.
    pub city: String,
}

/// A range of times, in seconds since 1970.
#[object(sent)]
pub struct Period {
    /// The earliest time.
    pub gte: Option<i64>,
    /// The time after the latest one.
    pub lt: Option<i64>,
}

/// A page of payments, the newest first.
#[object(server)]
pub struct Page {
    /// The payments.
    pub data: Vec<Payment>,
    /// `true` if there are more pages.
    pub has_more: bool,
}

/// Payments by card.
#[endpoints(path = "/v1/payment_intents", body = form, server)]
pub trait PaymentIntents {
    /// Takes a payment.
    #[endpoint(POST, field("confirm" = true), field("payment_method_types[]" = "card"))]
    async fn create(
        &self,
        amount: u64,
        currency: String,
        /// The id of the card.
        payment_method: String,
        #[encode(brackets)] shipping: Option<Shipping>,
        #[field("metadata[]")] metadata: BTreeMap<String, String>,
        /// Names the payment. The client makes a key for each call that has none, and keeps it when it sends the call again.
        #[header("Idempotency-Key")]
        #[idempotency_key]
        key: Option<String>,
    ) -> Result<Payment>;

    /// Lists payments.
    #[endpoint(
        GET "?<created>&<limit>&<starting_after>",
        paginate(after = starting_after, last = id, items = data: Vec<Payment>, more = has_more, limit = limit)
    )]
    async fn list(
        &self,
        #[encode(brackets)] created: Option<Period>,
        limit: Option<u8>,
        starting_after: Option<String>,
    ) -> Result<Page>;
}
