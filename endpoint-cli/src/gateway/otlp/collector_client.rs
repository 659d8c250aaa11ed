//! The way to a collector.

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

/// How long one attempt may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How much of an answer is read, in bytes.
const MOST: usize = 64 << 10;

/// Sends on the gateway's runtime for a thread that has none.
#[derive(Clone)]
pub(super) struct CollectorClient {
    client: Client,
    runtime: Handle,
    /// Whether the last attempt failed, so that one is told of an outage and not of each attempt.
    is_failing: Arc<AtomicBool>,
}

impl CollectorClient {
    /// On the runtime of this task. Redirects are not followed: the headers may hold a key of the collector.
    pub(super) fn new() -> Result<Self, Failure> {
        let client = Client::builder().timeout(TIMEOUT).redirect(Policy::none()).build();
        let client = client.map_err(|error| Failure::failed(format_args!("no way to the collector: {error}")))?;
        Ok(Self { client, runtime: Handle::current(), is_failing: Arc::default() })
    }

    async fn send(self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let answer = self.exchange(request).await;
        let why = match &answer {
            Ok(answer) if answer.status().is_success() => None,
            Ok(answer) => Some(format!("it answered {}", answer.status().as_u16())),
            Err(error) => Some(error_chain(error)),
        };
        if self.is_failing.swap(why.is_some(), Ordering::Relaxed) != why.is_some() {
            match why {
                Some(why) => tracing::warn!(why, "the collector takes no spans; they are dropped until it does"),
                None => tracing::info!("the collector takes spans again"),
            }
        }
        Ok(answer?)
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, reqwest::Error> {
        // The URL may hold a password.
        let told = reqwest::Error::without_url;
        let mut answer = self.client.execute(request.try_into().map_err(told)?).await.map_err(told)?;
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(told)? {
            let left = MOST.saturating_sub(body.len());
            body.extend(chunk.iter().take(left));
            if chunk.len() > left {
                break;
            }
        }
        let mut answer = Response::new(body.into());
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
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

/// Shows nothing of what goes where.
impl fmt::Debug for CollectorClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CollectorClient").finish_non_exhaustive()
    }
}
