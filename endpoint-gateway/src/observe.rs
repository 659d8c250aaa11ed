//! Observers of requests and their answers.

use std::{sync::Arc, time::Duration};

use endpoint_runtime::http::{Method, StatusCode};

use crate::{Declared, callers::Caller};

/// Is told of every request, allowed or refused, once the head of its answer is known.
pub trait Observe: Send + Sync + 'static {
    /// One request and its answer. It is called on the connection's task, so it must not block.
    fn answered(&self, exchange: &Exchange<'_>);
}

impl<O: Observe + ?Sized> Observe for Arc<O> {
    fn answered(&self, exchange: &Exchange<'_>) {
        (**self).answered(exchange);
    }
}

/// What is known of a request and its answer, without a value that either of them held.
#[derive(Debug)]
#[non_exhaustive]
pub struct Exchange<'a> {
    /// The request's method.
    pub method: &'a Method,
    /// Who made it, when that is known.
    pub caller: Option<&'a Caller>,
    /// The operation, when the path and the method are one's.
    pub operation: Option<&'a Declared>,
    /// What of the gateway's own was asked for, such as `gateway.credential`.
    pub action: Option<&'static str>,
    /// The provider that this action is about.
    pub about: Option<&'a str>,
    /// The status of the answer.
    pub status: StatusCode,
    /// The code of the [`Problem`], when the gateway answered and not the upstream.
    pub problem: Option<&'static str>,
    /// The time from the request's head to the answer's.
    pub duration: Duration,
}
