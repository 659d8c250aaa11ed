//! The way to upstreams: a pooled client over a connector that knows where it must not go.

mod authorities;
mod guard;
mod reach;

use std::{
    error::Error as StdError,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use endpoint_runtime::http::{Request, Response, StatusCode, Uri};
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{self, connect::Connection},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::time::{Instant, timeout, timeout_at};
use tower_service::Service;

pub use authorities::{Authorities, AuthoritiesError};
use guard::{ConnectFault, Guard};
pub use guard::{Resolve, Resolving, SystemResolver};
pub use reach::{AddressRange, RangeError, Reach};

use crate::{
    Bounds, GatewayError, Problem,
    body::{Stage, Upload},
};

/// How long an unused connection is kept; shorter than servers do, so that a request seldom meets one that just ended.
const IDLE: Duration = Duration::from_secs(15);

/// How many unused connections are kept for one host.
const MOST_IDLE: usize = 128;

type BoxError = Box<dyn StdError + Send + Sync>;

/// Sends requests to upstreams over HTTP/1.1. Redirects are not followed, and no proxy is asked.
pub(crate) struct Client(legacy::Client<Limited<HttpsConnector<Guard>>, Upload>);

impl Client {
    pub(crate) fn new(
        reach: Reach,
        resolver: Arc<dyn Resolve>,
        authorities: Authorities,
        bounds: &Bounds,
    ) -> Result<Self, GatewayError> {
        let tls = HttpsConnectorBuilder::new()
            .with_tls_config(authorities.config().map_err(|error| GatewayError::Tls(error.into()))?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(Guard::new(reach, resolver));
        let client = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(MOST_IDLE)
            .build(Limited { inner: tls, limit: bounds.connect });
        Ok(Self(client))
    }

    /// Sends a request; the head of its answer is there by `deadline`.
    pub(crate) async fn send(
        &self,
        request: Request<Upload>,
        deadline: Instant,
    ) -> Result<Response<Incoming>, Problem> {
        let progress = request.body().progress();
        match timeout_at(deadline, self.0.request(request)).await {
            Ok(Ok(response)) if response.status() == StatusCode::SWITCHING_PROTOCOLS => {
                Err(bad_gateway("upstream_protocol", "the upstream left HTTP/1.1"))
            }
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(fault(&error, progress.stage())),
            Err(_) if progress.stage() == Stage::UnderWay => Err(Problem::new(
                StatusCode::REQUEST_TIMEOUT,
                "request_timeout",
                "the request's body took too long to arrive",
            )),
            Err(_) => Err(gateway_timeout("upstream_timeout", "the upstream took too long to answer")),
        }
    }
}

fn bad_gateway(code: &'static str, detail: impl Into<std::borrow::Cow<'static, str>>) -> Problem {
    Problem::new(StatusCode::BAD_GATEWAY, code, detail)
}

fn gateway_timeout(code: &'static str, detail: &'static str) -> Problem {
    Problem::new(StatusCode::GATEWAY_TIMEOUT, code, detail)
}

/// What a failed request is answered with.
fn fault(error: &legacy::Error, stage: Stage) -> Problem {
    match stage {
        Stage::TooLarge => return too_large(),
        Stage::Broken => return Problem::bad_request("body", "the request's body was broken off"),
        Stage::UnderWay | Stage::Done => {}
    }
    if let Some(fault) = cause::<ConnectFault>(error) {
        return match fault {
            ConnectFault::Name(_) => bad_gateway("upstream_name", fault.to_string()),
            ConnectFault::Refused(_) => bad_gateway("upstream_address_refused", fault.to_string()),
            ConnectFault::PlainHttp => bad_gateway("upstream_plain_http", fault.to_string()),
            ConnectFault::Tcp(_) => bad_gateway("upstream_connect", fault.to_string()),
            ConnectFault::Late => gateway_timeout("upstream_connect_timeout", "the upstream took too long to connect"),
        };
    }
    if error.is_connect() {
        return bad_gateway("upstream_tls", "no TLS connection to the upstream; look at its certificate and protocol");
    }
    if cause::<hyper::Error>(error).is_some_and(hyper::Error::is_parse) {
        return bad_gateway("upstream_protocol", "the upstream does not speak HTTP/1.1");
    }
    bad_gateway("upstream_reset", "the upstream ended the connection before it answered")
}

/// The answer to a request whose body is too large.
pub(crate) fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "request_too_large", "the request's body is too large")
}

/// The error of this type in a chain of causes.
fn cause<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    let mut link = Some(error);
    while let Some(error) = link {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        link = error.source();
    }
    None
}

/// A connector whose connections, TLS included, have a time limit.
#[derive(Clone)]
struct Limited<C> {
    inner: C,
    limit: Duration,
}

impl<C> Service<Uri> for Limited<C>
where
    C: Service<Uri, Error = BoxError>,
    C::Response: Connection,
    C::Future: Send + 'static,
{
    type Response = C::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<C::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = timeout(self.limit, self.inner.call(uri));
        Box::pin(async move { connecting.await.map_err(|_| ConnectFault::Late)? })
    }
}
