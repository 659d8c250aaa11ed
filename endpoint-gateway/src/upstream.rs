//! The way to upstreams: a pooled client over a connector that knows where it must not go.

mod authorities;
mod guard;
mod pool;
mod reach;

use std::{error::Error as StdError, sync::Arc};

use endpoint_runtime::http::{Request, Response, StatusCode};
use hyper_rustls::HttpsConnectorBuilder;
use tokio::time::{Instant, timeout_at};

pub use authorities::{Authorities, AuthoritiesError};
use guard::{ConnectFault, Guard};
pub use guard::{Resolve, Resolving, SystemResolver};
pub(crate) use pool::Answer;
use pool::{Fault, Pool};
pub use reach::{AddressRange, RangeError, Reach};

use crate::{
    Bounds, GatewayError, Problem,
    upload::{Stage, Upload},
};

type BoxError = Box<dyn StdError + Send + Sync>;

/// Sends requests to upstreams over HTTP/1.1. Redirects are not followed, and no proxy is asked.
pub(crate) struct Client(Arc<Pool>);

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
        Ok(Self(Arc::new(Pool::new(tls, bounds.connect))))
    }

    /// Sends a request; the head of its answer is there by `deadline`.
    pub(crate) async fn send(&self, request: Request<Upload>, deadline: Instant) -> Result<Response<Answer>, Problem> {
        let progress = request.body().progress();
        match timeout_at(deadline, self.0.send(request)).await {
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
fn fault(error: &Fault, stage: Stage) -> Problem {
    match stage {
        Stage::TooLarge => return too_large(),
        Stage::Broken => return Problem::bad_request("body", "the request's body was broken off"),
        Stage::UnderWay | Stage::Done => {}
    }
    match error {
        Fault::Connect(error) => no_connection(&**error),
        Fault::Http(error) if error.is_parse() => {
            bad_gateway("upstream_protocol", "the upstream does not speak HTTP/1.1")
        }
        Fault::Http(_) => bad_gateway("upstream_reset", "the upstream ended the connection before it answered"),
    }
}

fn no_connection(error: &(dyn StdError + 'static)) -> Problem {
    let Some(fault) = cause::<ConnectFault>(error) else {
        return bad_gateway("upstream_tls", "no TLS connection to the upstream; look at its certificate and protocol");
    };
    match fault {
        ConnectFault::Name(_) => bad_gateway("upstream_name", fault.to_string()),
        ConnectFault::Refused(_) => bad_gateway("upstream_address_refused", fault.to_string()),
        ConnectFault::PlainHttp => bad_gateway("upstream_plain_http", fault.to_string()),
        ConnectFault::Tcp(_) => bad_gateway("upstream_connect", fault.to_string()),
        ConnectFault::Late => gateway_timeout("upstream_connect_timeout", "the upstream took too long to connect"),
    }
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
