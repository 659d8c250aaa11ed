//! The calls of a client: futures of their results, with options that can be set before they are awaited.

use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderValue, Request};

use super::{CallFuture, Client, Source};
use crate::{
    endpoint::{Endpoint, ErrorOf, Output},
    error::{EncodeError, Error},
    response::{EndpointResult, Outcome},
};

/// A call of an endpoint. Await it to send it. It borrows nothing, so it can be spawned.
///
/// ```no_run
/// use std::time::Duration;
/// use endpoint_runtime::{Client, Result, endpoints};
///
/// #[endpoints]
/// trait Members {
///     /// Reads a member's name.
///     #[endpoint(GET "/members/<member_id>")]
///     async fn get(&self, member_id: String) -> Result<String>;
/// }
///
/// # async fn calls(client: Client) -> Result<()> {
/// let request = GetRequest::new("member-1");
/// let name = client.send(request.clone()).timeout(Duration::from_secs(5)).no_retry().await?;
/// let response = client.send(request).header("X-Trace", "1").with_response().await?;
/// println!("{} {:?} {name}", response.status(), response.headers());
/// # Ok(()) }
/// ```
#[must_use = "a call is sent by `.await`"]
pub struct Call<E> {
    future: CallFuture,
    endpoint: PhantomData<fn() -> E>,
}

impl<E: Endpoint> Call<E> {
    pub(super) fn new(client: Client, request: E) -> Self {
        Self { future: CallFuture::new(client, Source::endpoint(request)), endpoint: PhantomData }
    }

    fn poll_outcome(&mut self, context: &mut Context<'_>) -> Poll<Outcome> {
        Pin::new(&mut self.future).poll(context)
    }

    /// Limits the total time of this call, in place of the endpoint's and the client's timeout; `None` for no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.future.set_timeout(limit);
        self
    }

    /// Sets a header of this call. It replaces the header that the endpoint or the client sets.
    ///
    /// The headers of the transport (`Host`, `Content-Length`, `Connection` …), of the credential, and those that the endpoint declares
    /// with a constant value cannot be set: the call then sends nothing and fails with [`Stage::Encode`](crate::Stage::Encode).
    pub fn header<V: TryInto<HeaderValue>>(mut self, name: impl AsRef<str>, value: V) -> Self {
        self.future.set_header(name, value);
        self
    }

    /// Turns off retries for this call.
    pub fn no_retry(mut self) -> Self {
        self.future.set_no_retry();
        self
    }

    /// Returns the same call, whose result includes the status and the headers.
    pub fn with_response(self) -> CallResponse<E> {
        CallResponse(self)
    }
}

impl<E: Endpoint> Future for Call<E> {
    type Output = E::Result;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<E::Result> {
        let outcome = ready!(self.poll_outcome(context));
        Poll::Ready(E::Result::from_outcome(outcome))
    }
}

impl<E> fmt::Debug for Call<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_call("Call", &self.future, f)
    }
}

/// A [`Call`] whose result includes the status and the headers.
#[must_use = "a call is sent when it is awaited"]
pub struct CallResponse<E>(Call<E>);

impl<E: Endpoint> Future for CallResponse<E> {
    type Output = Result<http::Response<Output<E>>, Error<ErrorOf<E>>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(self.0.poll_outcome(context));
        Poll::Ready(E::Result::decode(outcome))
    }
}

impl<E> fmt::Debug for CallResponse<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_call("CallResponse", &self.0.future, f)
    }
}

/// A call of a request that belongs to no declared endpoint. Await it to send it.
#[must_use = "a call is sent when it is awaited"]
pub struct RawCall(CallFuture);

impl RawCall {
    pub(super) fn new(client: Client, request: Result<Request<Bytes>, EncodeError>) -> Self {
        Self(CallFuture::new(client, Source::raw(request)))
    }

    /// Limits the total time of this call, in place of the client's timeout; `None` for no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.set_timeout(limit);
        self
    }

    /// Turns off retries for this call.
    pub fn no_retry(mut self) -> Self {
        self.0.set_no_retry();
        self
    }
}

impl Future for RawCall {
    type Output = Result<http::Response<Bytes>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(Pin::new(&mut self.0).poll(context));
        Poll::Ready(outcome.result.map_err(|failure| Error::from_failure(*failure)))
    }
}

impl fmt::Debug for RawCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_call("RawCall", &self.0, f)
    }
}

/// Shows the operation, and nothing from the request.
fn debug_call(name: &str, call: &CallFuture, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct(name).field("operation", &call.operation()).finish_non_exhaustive()
}
