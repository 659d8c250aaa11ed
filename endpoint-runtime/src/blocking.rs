//! A client for programs without an async runtime.

mod pages;
mod stream;

use std::{
    fmt, io,
    sync::{Arc, OnceLock},
};

use bytes::Bytes;
use tokio::runtime::{Builder, Handle, Runtime};

pub use pages::{Items, Pages};
pub use stream::Iter;

use crate::{
    client::Call,
    endpoint::Endpoint,
    error::{Error, Failure, Stage},
    response::{EndpointResult, Outcome},
};

/// A [`Client`](crate::Client) whose calls block the thread until they end.
///
/// The first call starts a Tokio runtime on one thread, which clones share. A call within another Tokio runtime, even in
/// `spawn_blocking`, would block that runtime's tasks, so it fails with an error that says so. Await the async client there.
///
/// ```no_run
/// use endpoint_runtime::{Client, blocking, http};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder().base_url("https://api.example.com").build()?;
/// let client = blocking::Client::new(client);
/// let response = client.execute(http::Request::get("/v1/status").body("".into())?)?;
/// println!("{}", response.status());
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    worker: Arc<OnceLock<Worker>>,
}

/// The runtime, or the reason why it could not be started.
struct Worker(Result<Runtime, Arc<io::Error>>);

#[derive(Debug, thiserror::Error)]
enum RuntimeError {
    #[error("a blocking call was made in an async context; await the async client there instead (`Client::send`)")]
    AsyncContext,
    #[error("the runtime of the blocking client cannot be started")]
    Start(#[source] Arc<io::Error>),
}

impl Client {
    /// Wraps `client`.
    ///
    /// Give it a client that no async runtime uses. A connection belongs to the runtime that opened it, so a call over an idle
    /// connection of an async runtime would make no progress and run into its timeout.
    #[must_use]
    pub fn new(client: crate::Client) -> Self {
        Self { client, worker: Arc::default() }
    }

    /// Sends `request` and waits for the result.
    ///
    /// # Errors
    /// The call fails, or is made within a Tokio runtime.
    pub fn send<E: Endpoint>(&self, request: E) -> E::Result {
        self.wait(self.client.send(request))
    }

    /// Sends a call of the async client, with its options, and waits for the result.
    ///
    /// ```
    /// use std::time::Duration;
    /// use endpoint_runtime::{Client, Endpoint, blocking};
    ///
    /// fn patient<E: Endpoint>(client: &Client, blocking: &blocking::Client, request: E) -> E::Result {
    ///     blocking.wait(client.send(request).timeout(Duration::from_secs(300)))
    /// }
    /// ```
    ///
    /// # Errors
    /// The call fails, or is made within a Tokio runtime.
    #[must_use = "the call may have failed"]
    pub fn wait<E: Endpoint>(&self, call: Call<E>) -> E::Result {
        match self.runtime() {
            Ok(runtime) => runtime.block_on(call),
            Err(error) => E::Result::from_outcome(Outcome::of_failure(error.into_failure(), E::METADATA.id)),
        }
    }

    /// Sends a request that belongs to no declared endpoint, and waits for the response; see [`Client::execute`](crate::Client).
    ///
    /// # Errors
    /// The call fails, its status is not 2xx, or it is made within a Tokio runtime.
    pub fn execute(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, Error> {
        match self.runtime() {
            Ok(runtime) => runtime.block_on(self.client.execute(request)),
            Err(error) => Err(Error::from_failure(error.into_failure())),
        }
    }

    fn runtime(&self) -> Result<&Runtime, RuntimeError> {
        if Handle::try_current().is_ok() {
            return Err(RuntimeError::AsyncContext);
        }
        let Worker(runtime) = self.worker.get_or_init(Worker::start);
        runtime.as_ref().map_err(|error| RuntimeError::Start(Arc::clone(error)))
    }
}

impl From<crate::Client> for Client {
    fn from(client: crate::Client) -> Self {
        Self::new(client)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Client").field(&self.client).finish()
    }
}

impl RuntimeError {
    fn into_failure(self) -> Failure {
        Failure::internal(Stage::Connect, self)
    }
}

impl Worker {
    fn start() -> Self {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).thread_name("endpoint-blocking").enable_all().build();
        Self(runtime.map_err(Arc::new))
    }
}

/// Shuts the runtime down in the background, since dropping it in an async context would panic.
impl Drop for Worker {
    fn drop(&mut self) {
        let stopped = Err(Arc::new(io::ErrorKind::NotConnected.into()));
        if let Ok(runtime) = std::mem::replace(&mut self.0, stopped) {
            runtime.shutdown_background();
        }
    }
}
