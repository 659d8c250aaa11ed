//! The HTTP client of upstreams: a pool of connections over a connector that applies the egress policy.

mod authorities;
mod connection;
mod connector;
mod egress_policy;
mod pool;

use std::{error::Error as StdError, sync::Arc};

use endpoint_runtime::http::{Request, Response, StatusCode};
use hyper_rustls::HttpsConnectorBuilder;
use tokio::time::{Instant, timeout_at};

pub use authorities::{Authorities, AuthoritiesError};
use connector::{ConnectError, GuardedConnector};
pub use connector::{Resolve, Resolving, SystemResolver};
pub use egress_policy::{AddressRange, EgressPolicy, RangeError};
pub(crate) use pool::UpstreamBody;
use pool::{ExchangeError, Pool};

use crate::{
    Bounds, GatewayError, Problem,
    upload::{Upload, UploadStage},
};

/// The HTTP/1.1 client of upstreams. It follows no redirect and uses no proxy.
pub(crate) struct Client(Arc<Pool>);

impl Client {
    pub(crate) fn new(
        egress: EgressPolicy,
        resolver: Arc<dyn Resolve>,
        authorities: Authorities,
        bounds: &Bounds,
    ) -> Result<Self, GatewayError> {
        let tls = HttpsConnectorBuilder::new()
            .with_tls_config(authorities.config().map_err(|error| GatewayError::Tls(error.into()))?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(GuardedConnector::new(egress, resolver));
        Ok(Self(Arc::new(Pool::new(tls, bounds.connect))))
    }

    /// Sends a request, and waits for the head of its response until the deadline. An idempotent one may be sent twice.
    pub(crate) async fn send(
        &self,
        request: Request<Upload>,
        is_idempotent: bool,
        deadline: Instant,
    ) -> Result<Response<UpstreamBody>, Problem> {
        let progress = request.body().progress();
        match timeout_at(deadline, self.0.send(request, is_idempotent)).await {
            Ok(Ok(response)) if response.status() == StatusCode::SWITCHING_PROTOCOLS => {
                Err(bad_gateway("upstream_protocol", "the upstream switched to another protocol than HTTP/1.1"))
            }
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(fault(&error, progress.stage())),
            Err(_) if progress.stage() == UploadStage::UnderWay => Err(Problem::new(
                StatusCode::REQUEST_TIMEOUT,
                "request_timeout",
                "the request's body took too long to arrive",
            )),
            Err(_) => Err(gateway_timeout("upstream_timeout", "the upstream took too long to respond")),
        }
    }
}

fn bad_gateway(code: &'static str, detail: impl Into<std::borrow::Cow<'static, str>>) -> Problem {
    Problem::new(StatusCode::BAD_GATEWAY, code, detail)
}

fn gateway_timeout(code: &'static str, detail: &'static str) -> Problem {
    Problem::new(StatusCode::GATEWAY_TIMEOUT, code, detail)
}

/// Returns the problem of a request that failed.
fn fault(error: &ExchangeError, stage: UploadStage) -> Problem {
    match stage {
        UploadStage::TooLarge => return Problem::request_too_large(),
        UploadStage::Broken => return Problem::bad_request("body", "the request's body ended early"),
        UploadStage::UnderWay | UploadStage::Done => {}
    }
    match error {
        ExchangeError::Connect(error) => no_connection(&**error),
        ExchangeError::Http(error) if error.is_parse_too_large() => {
            bad_gateway("upstream_protocol", "the head of the upstream's response is too large")
        }
        ExchangeError::Http(error) if error.is_parse() => {
            bad_gateway("upstream_protocol", "the upstream's response is not valid HTTP/1.1")
        }
        ExchangeError::Http(_) => {
            bad_gateway("upstream_reset", "the upstream closed the connection before it responded")
        }
    }
}

fn no_connection(error: &(dyn StdError + 'static)) -> Problem {
    let Some(fault) = cause::<ConnectError>(error) else {
        return bad_gateway(
            "upstream_tls",
            "the TLS connection to the upstream failed; check its certificate and protocol versions",
        );
    };
    match fault {
        ConnectError::Name(_) => bad_gateway("upstream_name", fault.to_string()),
        ConnectError::Refused(_) => bad_gateway("upstream_address_refused", fault.to_string()),
        ConnectError::PlainHttp => bad_gateway("upstream_plain_http", fault.to_string()),
        ConnectError::Tcp(_) => bad_gateway("upstream_connect", fault.to_string()),
        ConnectError::Timeout => gateway_timeout("upstream_connect_timeout", "the upstream took too long to connect"),
    }
}

/// Returns the error of this type in a chain of sources.
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
