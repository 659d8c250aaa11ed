//! Observers of requests and their responses.

use std::{sync::Arc, time::Duration};

use endpoint_runtime::http::{Method, StatusCode};

use crate::{DeclaredRoute, callers::Caller};

/// An observer of every request, allowed or refused, once the head of its response is known.
pub trait Observe: Send + Sync + 'static {
    /// Observes a request and its response. It is called on the connection's task, so it must not block.
    fn on_response(&self, exchange: &Exchange<'_>);
}

impl<O: Observe + ?Sized> Observe for Arc<O> {
    fn on_response(&self, exchange: &Exchange<'_>) {
        (**self).on_response(exchange);
    }
}

/// A request and its response, without any value from either of them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Exchange<'a> {
    /// The request's method.
    pub method: &'a Method,
    /// The caller, when it was identified.
    pub caller: Option<&'a Caller>,
    /// The operation that the method and the path match.
    pub operation: Option<&'a DeclaredRoute>,
    /// The name of the built-in route that the request is for, such as `gateway.credential`.
    pub action: Option<&'static str>,
    /// The provider that the built-in route is about.
    pub provider: Option<&'a str>,
    /// The status of the response.
    pub status: StatusCode,
    /// The code of the [`Problem`](crate::Problem), when the response is the gateway's and not the upstream's.
    pub problem: Option<&'static str>,
    /// The time from the request's head to the response's.
    pub duration: Duration,
}
