//! Observers of requests and their answers.

use std::{sync::Arc, time::Duration};

use endpoint_runtime::http::{Method, StatusCode};

use crate::{DeclaredRoute, callers::Caller};

/// An observer of every request, allowed or refused, once the head of its answer is known.
pub trait Observe: Send + Sync + 'static {
    /// Observes a request and its answer. It is called on the connection's task, so it must not block.
    fn on_response(&self, exchange: &Exchange<'_>);
}

impl<O: Observe + ?Sized> Observe for Arc<O> {
    fn on_response(&self, exchange: &Exchange<'_>) {
        (**self).on_response(exchange);
    }
}

/// A request and its answer, without a value that either of them held.
#[derive(Debug)]
#[non_exhaustive]
pub struct Exchange<'a> {
    /// The request's method.
    pub method: &'a Method,
    /// The caller, when it was identified.
    pub caller: Option<&'a Caller>,
    /// The operation, when the path and the method are one's.
    pub operation: Option<&'a DeclaredRoute>,
    /// The name of the gateway's own route that the request is for, such as `gateway.credential`.
    pub action: Option<&'static str>,
    /// The provider that this action is about.
    pub provider: Option<&'a str>,
    /// The status of the answer.
    pub status: StatusCode,
    /// The code of the [`Problem`](crate::Problem), when the gateway answered and not the upstream.
    pub problem: Option<&'static str>,
    /// The time from the request's head to the answer's.
    pub duration: Duration,
}
