//! A mock on a server, which counts its calls.

use std::{
    fmt::{self, Write as _},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use httpmock::{HttpMockRequest, Mock, MockServer, Then};

use super::{
    compare::Differences,
    expected::{Expected, PlainRequest},
    fail,
};

/// A mock of one request on a server. It stays there when this is dropped.
pub struct EndpointMock<'s> {
    shared: Arc<Shared>,
    mock: Mock<'s>,
}

struct Shared {
    expected: Expected,
    log: Mutex<Log>,
}

/// The requests that the server compared with the expected one.
#[derive(Default)]
struct Log {
    calls: usize,
    /// The number of other requests.
    others: usize,
    nearest: Option<Nearest>,
}

/// The other request that is most like the expected one.
struct Nearest {
    /// Its position among the other requests, from 1.
    position: usize,
    differences: Differences,
}

impl<'s> EndpointMock<'s> {
    pub(super) fn add(server: &'s MockServer, expected: Expected, respond: impl FnOnce(Then)) -> Self {
        let shared = Arc::new(Shared { expected, log: Mutex::default() });
        let matcher = Arc::clone(&shared);
        let mock = server.mock(|when, then| {
            when.is_true(move |request| matcher.is_expected(request));
            respond(then);
        });
        Self { shared, mock }
    }

    /// Returns the number of requests that it answered.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.shared.log().calls
    }

    /// Asserts that it answered one request.
    ///
    /// # Panics
    /// It answered none or several. The message tells how the request that is most like the expected one differs from it, without secrets.
    #[track_caller]
    pub fn assert(&self) {
        self.assert_calls(1);
    }

    /// Asserts that it answered this number of requests.
    ///
    /// # Panics
    /// It answered more or less, see [`assert`](Self::assert).
    #[track_caller]
    pub fn assert_calls(&self, calls: usize) {
        let log = self.shared.log();
        if log.calls != calls {
            let message = log.failure(&self.shared.expected, calls);
            drop(log);
            fail(&message);
        }
    }

    /// Removes the mock from the server.
    pub fn delete(mut self) {
        self.mock.delete();
    }
}

impl Shared {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Compares a request, and counts it.
    fn is_expected(&self, request: &HttpMockRequest) -> bool {
        let target = request.uri_str();
        // A request to a proxy has an absolute URL.
        let target = match target.split_once("://") {
            Some((_, rest)) if !target.starts_with('/') => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
            _ => target,
        };
        let headers =
            request.headers_vec().iter().filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)));
        let received = PlainRequest::new(request.method_str(), target, headers.collect(), request.body_bytes());
        let differences = self.expected.differences(&received);
        let mut log = self.log();
        if differences.weight == 0 {
            log.calls += 1;
            return true;
        }
        log.others += 1;
        if log.nearest.as_ref().is_none_or(|nearest| differences.weight < nearest.differences.weight) {
            log.nearest = Some(Nearest { position: log.others, differences });
        }
        false
    }
}

impl Log {
    fn failure(&self, expected: &Expected, calls: usize) -> String {
        let Self { calls: received, others, nearest } = self;
        let metadata = expected.metadata;
        let (method, template) = (&expected.request.method, metadata.template);
        let mut text = format!(
            "the expected request of `{}` ({method} {template}) was received {received} times instead of {calls} times",
            metadata.id
        );
        // Writing to a text does not fail.
        let _ = match nearest {
            Some(Nearest { position, differences }) => {
                let list = differences.texts.join("\n  - ");
                let of = format!("of {others} other requests, number {position} is most like it");
                write!(text, "; {of}, and differs in:\n  - {list}")
            }
            None => write!(text, "; the server received no other request"),
        };
        text
    }
}

/// Shows the operation and the number of calls.
impl fmt::Debug for EndpointMock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.shared.expected.metadata.id;
        f.debug_struct("EndpointMock")
            .field("operation", &operation)
            .field("calls", &self.calls())
            .finish_non_exhaustive()
    }
}
