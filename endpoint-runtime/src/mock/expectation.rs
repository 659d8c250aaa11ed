//! An expected request, before it has a response.

use std::{
    fmt,
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use httpmock::MockServer;

use super::{
    EndpointMock,
    expected::{Expected, Leniency},
    fail,
};
use crate::{
    body::Body,
    endpoint::{Endpoint, ErrorOf, Output},
    error::{Error, ErrorBody},
    response,
    server::{EncodeResponse, Rejection, error_response, value_response},
};

/// An expected request on a server. It has no effect until it has a response: by [`returns`](Self::returns), [`fails`](Self::fails) or
/// [`responds`](Self::responds).
///
/// # Panics
/// The methods that give it a response fail the test if the request cannot be encoded, if its body is a stream, or if the response
/// cannot be.
#[must_use = "a mock is added to the server by `returns`, `fails` or `responds`"]
pub struct Expectation<'s, E> {
    request: E,
    server: &'s MockServer,
    base_path: String,
    leniency: Leniency,
    headers: Vec<(HeaderName, HeaderValue)>,
    up_to: Option<usize>,
    delay: Option<Duration>,
}

impl<'s, E: Endpoint> Expectation<'s, E> {
    pub(super) fn new(request: E, server: &'s MockServer) -> Self {
        let (leniency, headers) = (Leniency::default(), Vec::new());
        Self { request, server, base_path: String::new(), leniency, headers, up_to: None, delay: None }
    }

    /// Accepts any value of the argument of this name, and none.
    ///
    /// # Panics
    /// The endpoint has no such argument.
    #[track_caller]
    pub fn any(mut self, argument: &str) -> Self {
        let names = || E::METADATA.parameters().map(|parameter| parameter.name);
        let Some(name) = names().find(|name| *name == argument) else {
            let known: Vec<_> = names().map(|name| format!("`{name}`")).collect();
            fail(&format!("`{}` has no argument `{argument}`; it has {}", E::METADATA.request, known.join(", ")));
        };
        self.leniency.arguments.insert(name);
        self
    }

    /// Accepts any body, and none.
    pub fn any_body(mut self) -> Self {
        self.leniency.body = true;
        self
    }

    /// Accepts a request with more than this one has: query parameters, headers and cookies, fields of the form, members of the objects in
    /// the JSON body.
    pub fn partial(mut self) -> Self {
        self.leniency.additions = true;
        self
    }

    /// Expects one more header, such as the credential. Its value is not shown when the test fails.
    ///
    /// # Panics
    /// The name or the value cannot be sent.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => self.headers.push((name, value)),
            _ => fail(&format!("the header `{name}` cannot be sent; its name is a token, and its value visible ASCII")),
        }
        self
    }

    /// Sets the path of the client's base URL: `/api` if it is `server.url("/api")`.
    pub fn base_path(mut self, path: &str) -> Self {
        path.clone_into(&mut self.base_path);
        self
    }

    /// Answers this number of calls. Later ones are left to the mocks that are added after this one, so that a call fails first and
    /// succeeds when it is repeated.
    pub fn up_to(mut self, calls: usize) -> Self {
        self.up_to = Some(calls);
        self
    }

    /// Responds after this time.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// Responds with a value, as a server does: with the status, the headers and the envelope that the endpoint declares.
    #[track_caller]
    pub fn returns(self, value: Output<E>) -> EndpointMock<'s>
    where
        Output<E>: EncodeResponse<E::Format>,
    {
        let response = collected(value_response::<_, E::Format>(value, E::METADATA), E::METADATA.id);
        self.responds(response)
    }

    /// Responds with an error, as a server does: with its status, its body and its [added](Error::with_header) headers.
    /// [`Error::api`] makes one of a status and an error body.
    #[track_caller]
    pub fn fails(self, error: Error<ErrorOf<E>>) -> EndpointMock<'s>
    where
        ErrorOf<E>: EncodeResponse<response::Json> + ErrorBody,
    {
        let response = match error_response(error, E::METADATA) {
            Err(rejection) => Ok(rejection.into()),
            response => response,
        };
        self.responds(collected(response, E::METADATA.id))
    }

    /// Responds with any status, headers and bytes.
    #[track_caller]
    pub fn responds(self, response: http::Response<impl Into<Bytes>>) -> EndpointMock<'s> {
        let Self { request, server, base_path, leniency, headers, up_to, delay } = self;
        let expected = match Expected::new(&request, &format!("{}{base_path}", server.base_url()), leniency, headers) {
            Ok(expected) => expected,
            Err(reason) => fail(&format!("{}: the expected request cannot be encoded: {reason}", E::METADATA.id)),
        };
        let response = response.map(Into::into);
        EndpointMock::add(server, expected, |mut then| {
            then = then.status(response.status().as_u16()).body(response.body());
            for (name, value) in response.headers() {
                then = then.header(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
            }
            if let Some(calls) = up_to {
                then = then.up_to_n_times(calls);
            }
            if let Some(delay) = delay {
                then.delay(delay);
            }
        })
    }
}

/// Shows the request, whose secrets are redacted by its own `Debug`, by its operation.
impl<E: Endpoint> fmt::Debug for Expectation<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expectation").field("operation", &E::METADATA.id).finish_non_exhaustive()
    }
}

/// Collects the body of a response whose pieces are there at once.
#[track_caller]
fn collected(response: Result<http::Response<Body>, Rejection>, operation: &str) -> http::Response<Bytes> {
    let (parts, mut body) = match response {
        Ok(response) => response.into_parts(),
        Err(rejection) => fail(&format!("{operation}: the response cannot be encoded: {rejection}")),
    };
    let mut collected = body.as_bytes().map(|bytes| bytes.to_vec()).unwrap_or_default();
    let mut context = Context::from_waker(Waker::noop());
    while collected.is_empty() || body.as_bytes().is_none() {
        match pin!(body.chunk()).poll(&mut context) {
            Poll::Ready(Some(Ok(chunk))) => collected.extend_from_slice(&chunk),
            Poll::Ready(None) => break,
            Poll::Ready(Some(Err(error))) => fail(&format!("{operation}: the response cannot be read: {error}")),
            Poll::Pending => fail(&format!(
                "{operation}: the response is a stream that waits for its items; give them as a list, or call `responds` with the bytes"
            )),
        }
    }
    http::Response::from_parts(parts, collected.into())
}
