//! The admission of requests: it identifies the caller and applies its limits.

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

/// A policy that admits or refuses requests. [`CallerAdmission`](crate::CallerAdmission) is the usual one.
pub trait Admission: Send + Sync + 'static {
    /// Identifies the caller of a request. It is called for the control API and for every request of an operation, including an
    /// undeclared one, so that an unauthenticated caller does not learn which operations exist.
    ///
    /// # Errors
    /// The response to a request that is refused.
    fn admit(&self, head: &Parts) -> Result<Caller, Problem>;

    /// Acquires a permit for a request of this action: the id of an operation that the caller's scopes cover, or a name such as
    /// `gateway.status`. The permit is held until the response has been sent. There is no limit by default.
    ///
    /// # Errors
    /// The response to a request that is refused.
    fn enter(&self, caller: &Caller, action: &'static str) -> Result<Option<Permit>, Problem> {
        let _ = (caller, action);
        Ok(None)
    }

    /// Returns whether every caller needs a key of its own. A gateway that other machines reach requires it. False by default.
    fn is_keyed(&self) -> bool {
        false
    }

    /// Returns the hosts of the gateway and the origins whose pages may call it. Without a policy, which is the default, pages
    /// are served for any `Host`, and every preflight is refused.
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
