//! An API that takes payments in memory.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use endpoint_runtime::http::StatusCode;

use crate::{ApiError, CreateRequest, ErrorDetails, ListRequest, Page, Payment, PaymentIntents, Result, Status};

/// An API that takes payments in memory. Clones share them.
///
/// It loses the response to every new payment, as a broken connection would: the money is taken, and the caller sees a 503.
#[derive(Clone, Debug, Default)]
pub struct Fake(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    payments: Vec<Payment>,
    /// The payments by their keys.
    by_key: HashMap<String, Payment>,
    /// The key of every attempt.
    attempts: Vec<String>,
}

impl Fake {
    /// Returns the idempotency keys of all attempts, in their order.
    #[must_use]
    pub fn attempts(&self) -> Vec<String> {
        self.state().attempts.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PaymentIntents for Fake {
    async fn create(&self, request: CreateRequest) -> Result<Payment> {
        let mut state = self.state();
        let Some(key) = request.key else {
            return Err(error(StatusCode::BAD_REQUEST, "key_missing", "no idempotency key"));
        };
        state.attempts.push(key.clone());
        if let Some(payment) = state.by_key.get(&key) {
            let is_same = (payment.amount, &payment.currency) == (request.amount, &request.currency);
            let other = || error(StatusCode::BAD_REQUEST, "idempotency_error", "the key belongs to another payment");
            return if is_same { Ok(payment.clone()) } else { Err(other()) };
        }
        if request.payment_method.ends_with("_chargeDeclined") {
            return Err(error(StatusCode::PAYMENT_REQUIRED, "card_declined", "Your card was declined."));
        }
        let id = format!("pi_{}", state.payments.len() + 1);
        let payment = Payment::new(id, request.amount, request.currency, Status::Succeeded, request.metadata);
        state.payments.push(payment.clone());
        state.by_key.insert(key, payment);
        Err(error(StatusCode::SERVICE_UNAVAILABLE, "api_connection_error", "the connection was lost"))
    }

    async fn list(&self, request: ListRequest) -> Result<Page> {
        let state = self.state();
        let mut newest_first = state.payments.iter().rev();
        if let Some(last) = &request.starting_after {
            newest_first.find(|payment| payment.id == *last);
        }
        let limit = usize::from(request.limit.unwrap_or(10));
        let data: Vec<Payment> = newest_first.by_ref().take(limit).cloned().collect();
        Ok(Page::new(data, newest_first.next().is_some()))
    }
}

fn error(status: StatusCode, code: &str, message: &str) -> endpoint_runtime::Error<ApiError> {
    endpoint_runtime::Error::api(status, ApiError::new(ErrorDetails::new().code(code).message(message)))
}
