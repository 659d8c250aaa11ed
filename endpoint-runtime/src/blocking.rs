//! A client for programs without an async runtime.

use std::{
    fmt, io,
    sync::{Arc, OnceLock},
};

use bytes::Bytes;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::{
    client::Call,
    endpoint::Endpoint,
    error::{Error, Failure, Stage},
    response::{EndpointResult, Outcome},
};

/// A [`Client`](crate::Client) whose calls wait for their end.
///
/// It runs its own Tokio runtime on one thread, started by the first call and shared by clones. Within another Tokio
/// runtime, `spawn_blocking` included, a call fails with an error that says so, since it would hold up other tasks; await
/// the async client there.
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

/// `None` when no runtime could be started.
struct Worker(Result<Runtime, Arc<io::Error>>);

#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("a blocking call was made in an async context; await the async client there instead (`Client::send`)")]
    InAsync,
    #[error("no thread could be started for the calls")]
    NoThread(#[source] Arc<io::Error>),
}

impl Client {
    /// Wraps `client`.
    ///
    /// Give it a client of its own. A connection is driven by the runtime that made it, so one that an async runtime has
    /// made and left idle stands still here until the time is up.
    #[must_use]
    pub fn new(client: crate::Client) -> Self {
        Self { client, worker: Arc::default() }
    }

    /// Sends `request` and waits for the result.
    ///
    /// # Errors
    /// The call's.
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
    /// The call's.
    #[must_use = "the call may have failed"]
    pub fn wait<E: Endpoint>(&self, call: Call<E>) -> E::Result {
        match self.runtime() {
            Ok(runtime) => runtime.block_on(call),
            Err(refusal) => E::Result::from_outcome(Outcome::of_failure(refusal.into_failure(), E::METADATA.id)),
        }
    }

    /// Sends a request of no declared endpoint and waits for the response; see [`Client::execute`](crate::Client).
    ///
    /// # Errors
    /// The call's; a status other than 2xx is one.
    pub fn execute(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, Error> {
        match self.runtime() {
            Ok(runtime) => runtime.block_on(self.client.execute(request)),
            Err(refusal) => Err(Error::from_failure(refusal.into_failure())),
        }
    }

    fn runtime(&self) -> Result<&Runtime, Refusal> {
        if Handle::try_current().is_ok() {
            return Err(Refusal::InAsync);
        }
        let Worker(runtime) = self.worker.get_or_init(Worker::start);
        runtime.as_ref().map_err(|error| Refusal::NoThread(Arc::clone(error)))
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

impl Refusal {
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

/// A runtime that is dropped in an async context panics unless it is shut down like this.
impl Drop for Worker {
    fn drop(&mut self) {
        let gone = Err(Arc::new(io::ErrorKind::NotConnected.into()));
        if let Ok(runtime) = std::mem::replace(&mut self.0, gone) {
            runtime.shutdown_background();
        }
    }
}
