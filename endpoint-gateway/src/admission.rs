//! The admission of requests: which caller makes one, and whether it may begin.

use std::sync::Arc;

use endpoint_runtime::http::{
    HeaderValue, StatusCode,
    header::{RETRY_AFTER, WWW_AUTHENTICATE},
    request::Parts,
};

use crate::{
    Problem,
    callers::{Caller, HostPolicy, Refusal},
    limits::{LimitExceeded, Permit},
};

/// Decides whether a request may be made. [`CallerAdmission`](crate::CallerAdmission) is the usual one.
pub trait Admission: Send + Sync + 'static {
    /// Identifies the caller of a request. It is asked for every request of an operation, also for those that match none, so
    /// that a stranger does not learn what is declared, and for those of the control.
    ///
    /// # Errors
    /// The answer to a request that is refused.
    fn admit(&self, head: &Parts) -> Result<Caller, Problem>;

    /// Lets the caller begin a request of this action: the id of an operation that its scopes cover, or a name such as
    /// `gateway.status`. The permit is held until the answer has been passed on. There is no limit by default.
    ///
    /// # Errors
    /// The answer to a request that is refused.
    fn enter(&self, caller: &Caller, action: &'static str) -> Result<Option<Permit>, Problem> {
        let _ = (caller, action);
        Ok(None)
    }

    /// Returns whether every caller needs a key of its own, without which no gateway is open to other machines. Not by default.
    fn is_keyed(&self) -> bool {
        false
    }

    /// The hosts that the gateway answers to and the origins whose pages may call it. By default nothing is known of
    /// either: pages may be read under any name, and no preflight is answered.
    fn host_policy(&self) -> Option<&HostPolicy> {
        None
    }
}

impl<T: Admission + ?Sized> Admission for Arc<T> {
    fn admit(&self, head: &Parts) -> Result<Caller, Problem> {
        (**self).admit(head)
    }

    fn enter(&self, caller: &Caller, action: &'static str) -> Result<Option<Permit>, Problem> {
        (**self).enter(caller, action)
    }

    fn is_keyed(&self) -> bool {
        (**self).is_keyed()
    }

    fn host_policy(&self) -> Option<&HostPolicy> {
        (**self).host_policy()
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let problem = Self::new(refusal.status(), refusal.code(), refusal.to_string());
        match refusal.challenge() {
            Some(challenge) => problem.with_header(WWW_AUTHENTICATE, HeaderValue::from_static(challenge)),
            None => problem,
        }
    }
}

impl From<LimitExceeded> for Problem {
    fn from(limited: LimitExceeded) -> Self {
        let status = match limited {
            LimitExceeded::Rate { .. } | LimitExceeded::Concurrent => StatusCode::TOO_MANY_REQUESTS,
            LimitExceeded::Busy => StatusCode::SERVICE_UNAVAILABLE,
        };
        Self::new(status, limited.code(), limited.to_string())
            .with_header(RETRY_AFTER, limited.retry_after().as_secs().into())
    }
}
