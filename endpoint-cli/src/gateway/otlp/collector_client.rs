//! The HTTP client that sends spans to a collector.

use std::{
    fmt,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use reqwest::{Client, redirect::Policy};
use tokio::runtime::Handle;

use crate::failure::{Failure, error_chain};

/// The timeout of one attempt.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The most bytes that are read of a response.
const MAX_RESPONSE: usize = 64 << 10;

/// An HTTP client for the exporter's thread, which has no runtime. It sends on the gateway's.
#[derive(Clone)]
pub(super) struct CollectorClient {
    client: Client,
    runtime: Handle,
    /// True if the last attempt failed, so that an outage is logged once and not at each attempt.
    is_failing: Arc<AtomicBool>,
}

impl CollectorClient {
    /// Creates a client that sends on the runtime of this task. It does not follow redirects, since the headers may hold a key
    /// of the collector.
    pub(super) fn new() -> Result<Self, Failure> {
        let client = Client::builder().timeout(TIMEOUT).redirect(Policy::none()).build();
        let client = client.map_err(|error| Failure::local(format_args!("cannot send to the collector: {error}")))?;
        Ok(Self { client, runtime: Handle::current(), is_failing: Arc::default() })
    }

    async fn send(self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let response = self.exchange(request).await;
        let reason = match &response {
            Ok(response) if response.status().is_success() => None,
            Ok(response) => Some(format!("it answered {}", response.status().as_u16())),
            Err(error) => Some(error_chain(error)),
        };
        if self.is_failing.swap(reason.is_some(), Ordering::Relaxed) != reason.is_some() {
            match reason {
                Some(reason) => {
                    tracing::warn!(reason, "the collector accepts no spans; they are dropped until it does");
                }
                None => tracing::info!("the collector accepts spans again"),
            }
        }
        Ok(response?)
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, reqwest::Error> {
        // The URL may hold a password.
        let without_url = reqwest::Error::without_url;
        let mut response = self.client.execute(request.try_into().map_err(without_url)?).await.map_err(without_url)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(without_url)? {
            let left = MAX_RESPONSE.saturating_sub(body.len());
            body.extend(chunk.iter().take(left));
            if chunk.len() > left {
                break;
            }
        }
        let mut response = Response::new(body.into());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

impl HttpClient for CollectorClient {
    fn send_bytes<'s, 'f>(
        &'s self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'f>>
    where
        's: 'f,
        Self: 'f,
    {
        let sending = self.runtime.spawn(self.clone().send(request));
        Box::pin(async { sending.await? })
    }
}

/// Shows no URL and no headers.
impl fmt::Debug for CollectorClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CollectorClient").finish_non_exhaustive()
    }
}
