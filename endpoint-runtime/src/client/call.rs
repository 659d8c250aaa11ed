//! A call before it is sent, and the future that it is.

use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::HeaderValue;

use super::{Exchange, headers};
use crate::{
    endpoint::{Endpoint, ErrorOf, Output},
    error::Error,
    response::{EndpointResult, Outcome},
};

/// One call of an endpoint. Await it to send it; it does not borrow and can be spawned.
///
/// ```ignore
/// let member = client.send(request).timeout(Duration::from_secs(5)).no_retry().await?;
/// let response = client.send(request).with_response().await?;
/// println!("{} {:?}", response.status(), response.headers());
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<E> {
    dispatch: Dispatch,
    endpoint: PhantomData<fn() -> E>,
}

impl<E: Endpoint> Call<E> {
    pub(super) fn new(exchange: Exchange) -> Self {
        Self {
            dispatch: Dispatch::Ready(exchange),
            endpoint: PhantomData,
        }
    }

    /// Bounds this call in all, instead of the endpoint's and the client's timeout; `None` for no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.dispatch.timeout(limit.into());
        self
    }

    /// Sets a header of this call, over what the endpoint and the client set.
    ///
    /// The transport's headers (`Host`, `Content-Length`, `Connection` …) and the credential's cannot be set: the call
    /// then fails with [`Stage::Encode`](crate::Stage::Encode) and nothing is sent.
    pub fn header<V: TryInto<HeaderValue>>(mut self, name: impl AsRef<str>, value: V) -> Self {
        self.dispatch.header(name.as_ref(), value.try_into().ok());
        self
    }

    /// Sends this call at most once.
    pub fn no_retry(mut self) -> Self {
        self.dispatch.no_retry();
        self
    }

    /// The same call, returning status and headers with the value.
    pub fn with_response(self) -> CallResponse<E> {
        CallResponse(self)
    }
}

impl<E: Endpoint> Future for Call<E> {
    type Output = E::Result;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<E::Result> {
        let outcome = ready!(self.dispatch.poll(context));
        Poll::Ready(E::Result::from_outcome(outcome))
    }
}

impl<E> fmt::Debug for Call<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.dispatch).finish()
    }
}

/// A [`Call`] that returns its status and headers too.
#[must_use = "a call is sent when it is awaited"]
pub struct CallResponse<E>(Call<E>);

impl<E: Endpoint> Future for CallResponse<E> {
    type Output = Result<http::Response<Output<E>>, Error<ErrorOf<E>>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(self.0.dispatch.poll(context));
        Poll::Ready(E::Result::decode(outcome))
    }
}

impl<E> fmt::Debug for CallResponse<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CallResponse").field(&self.0.dispatch).finish()
    }
}

/// A raw request on its way. Await it to send it.
#[derive(Debug)]
#[must_use = "a call is sent when it is awaited"]
pub struct RawCall(Dispatch);

impl RawCall {
    pub(super) fn new(exchange: Exchange) -> Self {
        Self(Dispatch::Ready(exchange))
    }

    /// Bounds this call in all, instead of the client's timeout; `None` for no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.timeout(limit.into());
        self
    }

    /// Sends this call at most once.
    pub fn no_retry(mut self) -> Self {
        self.0.no_retry();
        self
    }
}

impl Future for RawCall {
    type Output = Result<http::Response<Bytes>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(self.0.poll(context));
        Poll::Ready(outcome.result.map_err(|failure| Error::from_failure(*failure)))
    }
}

/// The part of a call that no endpoint's type is needed for.
#[expect(
    clippy::large_enum_variant,
    reason = "the large variant is the one that every call starts as; a box for it would cost an allocation a call"
)]
enum Dispatch {
    Ready(Exchange),
    Running(Pin<Box<dyn Future<Output = Outcome> + Send>>),
    Done,
}

impl Dispatch {
    /// Applies to a call that has not started; a started one cannot be reached any more but by polling it.
    fn exchange(&mut self) -> Option<&mut Exchange> {
        match self {
            Self::Ready(exchange) => Some(exchange),
            Self::Running(_) | Self::Done => None,
        }
    }

    fn timeout(&mut self, limit: Option<Duration>) {
        if let Some(exchange) = self.exchange() {
            exchange.timeout = limit;
        }
    }

    fn no_retry(&mut self) {
        if let Some(exchange) = self.exchange() {
            exchange.attempts = 1;
        }
    }

    fn header(&mut self, name: &str, value: Option<HeaderValue>) {
        if let Some(exchange) = self.exchange() {
            exchange.set_header(headers::checked_option(name, value));
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Outcome> {
        if let Self::Ready(_) = self
            && let Self::Ready(exchange) = std::mem::replace(self, Self::Done)
        {
            *self = Self::Running(exchange.start());
        }
        let Self::Running(running) = self else {
            // Polled after its end; what others answer with a panic.
            return Poll::Pending;
        };
        let outcome = ready!(running.as_mut().poll(context));
        *self = Self::Done;
        Poll::Ready(outcome)
    }
}

impl fmt::Debug for Dispatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready(exchange) => f.write_str(exchange.operation().unwrap_or("raw request")),
            Self::Running(_) => f.write_str("running"),
            Self::Done => f.write_str("done"),
        }
    }
}
