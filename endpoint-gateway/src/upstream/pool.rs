//! Connections to upstreams, kept between requests. Each is driven by the task of the request that has it, so that nothing is
//! handed from task to task on the way.

use std::{
    collections::VecDeque,
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use endpoint_runtime::http::{
    HeaderValue, Request, Response, Uri,
    header::HOST,
    uri::{Authority, PathAndQuery, Scheme},
};
use http_body::{Body, Frame, SizeHint};
use hyper::{
    body::Incoming,
    client::conn::{
        TrySendError,
        http1::{Builder, Connection, SendRequest},
    },
};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::rt::TokioIo;
use tokio::{
    net::TcpStream,
    runtime::Handle,
    task::unconstrained,
    time::{Instant, sleep, timeout},
};
use tower_service::Service;

use super::{
    BoxError,
    guard::{ConnectFault, Guard},
};
use crate::upload::{Stage, Upload};

/// How long an unused connection is kept; shorter than servers do, so that a request seldom meets one that just ended.
const IDLE: Duration = Duration::from_secs(15);

/// How many unused connections are kept for one origin.
const MOST_IDLE: usize = 128;

/// Why a request was not answered.
#[derive(Debug)]
pub(super) enum Fault {
    Connect(BoxError),
    Http(hyper::Error),
}

/// Connections by origin.
pub(super) struct Pool {
    connector: HttpsConnector<Guard>,
    /// How long connecting may take, TLS included.
    limit: Duration,
    idle: Mutex<Idle>,
}

#[derive(Default)]
struct Idle {
    origins: Vec<Origin>,
    /// Whether a task lets go of what is kept too long.
    is_swept: bool,
}

struct Origin {
    scheme: Scheme,
    authority: Authority,
    host: HeaderValue,
    links: VecDeque<(Instant, Link)>,
}

impl Origin {
    fn new(scheme: Scheme, authority: Authority) -> Self {
        let is_default = matches!((scheme.as_str(), authority.port_u16()), ("http", Some(80)) | ("https", Some(443)));
        let host = authority.as_str().rsplit('@').next().unwrap_or_default();
        let host = if is_default { authority.host() } else { host };
        let host = HeaderValue::try_from(host).unwrap_or_else(|_| HeaderValue::from_static(""));
        Self { scheme, authority, host, links: VecDeque::new() }
    }
}

impl Pool {
    pub(super) fn new(connector: HttpsConnector<Guard>, limit: Duration) -> Self {
        Self { connector, limit, idle: Mutex::default() }
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a request to the origin of its URI, over a connection that was kept or a new one.
    pub(super) async fn send(self: &Arc<Self>, mut request: Request<Upload>) -> Result<Response<Answer>, Fault> {
        let target = std::mem::take(request.uri_mut());
        let (origin, host) = self.origin(&target);
        let path = target.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
        *request.uri_mut() = path.into();
        request.headers_mut().insert(HOST, host);
        let progress = request.body().progress();
        loop {
            let kept = self.take(origin);
            let is_kept = kept.is_some();
            let mut link = match kept {
                Some(link) => link,
                None => self.connect(target.clone()).await?,
            };
            match link.exchange(request).await {
                Ok(answer) => {
                    let lease = Lease { pool: Arc::clone(self), origin, link: Some(link) };
                    // It goes on taking the request's body whether or not the answer is being read.
                    let lease = if progress.stage() == Stage::UnderWay { lease.detach() } else { Some(lease) };
                    return Ok(answer.map(|body| Answer { body, lease }));
                }
                Err(mut error) => match error.take_message() {
                    // It had ended, and nothing of the request was sent.
                    Some(unsent) if is_kept => request = unsent,
                    _ => return Err(Fault::Http(error.into_error())),
                },
            }
        }
    }

    /// The place of a target's origin, and its `Host`.
    fn origin(&self, target: &Uri) -> (usize, HeaderValue) {
        let scheme = target.scheme().unwrap_or(&Scheme::HTTPS);
        let authority = target.authority().map_or("", Authority::as_str);
        let mut idle = self.idle();
        let known = |origin: &Origin| origin.scheme == *scheme && origin.authority.as_str() == authority;
        let place = idle.origins.iter().position(known).unwrap_or_else(|| {
            let authority = target.authority().cloned().unwrap_or_else(|| Authority::from_static("invalid"));
            idle.origins.push(Origin::new(scheme.clone(), authority));
            idle.origins.len() - 1
        });
        let host = idle.origins.get(place).map(|origin| origin.host.clone());
        (place, host.unwrap_or_else(|| HeaderValue::from_static("")))
    }

    /// The connection that was used last and can be used again.
    fn take(&self, origin: usize) -> Option<Link> {
        loop {
            let (since, mut link) = self.idle().origins.get_mut(origin)?.links.pop_back()?;
            if since.elapsed() < IDLE && link.is_ready() {
                return Some(link);
            }
        }
    }

    /// Keeps a connection, unless it has ended or is in the middle of something.
    fn put(self: &Arc<Self>, origin: usize, mut link: Link) {
        if !link.is_ready() {
            return;
        }
        let mut idle = self.idle();
        let Some(Origin { links, .. }) = idle.origins.get_mut(origin) else { return };
        if links.len() >= MOST_IDLE {
            links.pop_front();
        }
        links.push_back((Instant::now(), link));
        // There is none only when everything ends.
        if let (false, Ok(runtime)) = (idle.is_swept, Handle::try_current()) {
            idle.is_swept = true;
            runtime.spawn(sweep(Arc::downgrade(self)));
        }
    }

    async fn connect(&self, target: Uri) -> Result<Link, Fault> {
        let connecting = async {
            let mut connector = self.connector.clone();
            poll_fn(|context| connector.poll_ready(context)).await?;
            connector.call(target).await
        };
        let stream = timeout(self.limit, connecting).await.map_err(|_| Fault::Connect(ConnectFault::Late.into()))?;
        let (sender, connection) =
            Builder::new().handshake(stream.map_err(Fault::Connect)?).await.map_err(Fault::Http)?;
        Ok(Link { sender, connection: Some(Box::pin(connection)) })
    }
}

/// Lets go of connections that were not used, until none is left.
async fn sweep(pool: Weak<Pool>) {
    loop {
        sleep(IDLE).await;
        let Some(pool) = pool.upgrade() else { return };
        let mut idle = pool.idle();
        for Origin { links, .. } in &mut idle.origins {
            while links.front().is_some_and(|(since, _)| since.elapsed() >= IDLE) {
                links.pop_front();
            }
        }
        if idle.origins.iter().all(|origin| origin.links.is_empty()) {
            idle.is_swept = false;
            return;
        }
    }
}

type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;

/// A connection; `None` once it has ended.
struct Link {
    sender: SendRequest<Upload>,
    connection: Option<Pin<Box<Connection<Stream, Upload>>>>,
}

impl Link {
    /// Lets the connection do what it can.
    fn drive(&mut self, context: &mut Context<'_>) {
        let ended = self.connection.as_mut().is_none_or(|connection| connection.as_mut().poll(context).is_ready());
        if ended {
            // What it still owes somebody is told as it is dropped.
            self.connection = None;
        }
    }

    async fn exchange(
        &mut self,
        request: Request<Upload>,
    ) -> Result<Response<Incoming>, TrySendError<Request<Upload>>> {
        // Looked at whenever the connection has done something, so it needs to wake nobody; without a budget, it never says
        // that it would be there.
        let mut answer = pin!(unconstrained(self.sender.try_send_request(request)));
        let connection = &mut self.connection;
        poll_fn(|context| {
            if connection.as_mut().is_none_or(|connection| connection.as_mut().poll(context).is_ready()) {
                *connection = None;
            }
            answer.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        })
        .await
    }

    /// Whether another request can be sent, as far as is known.
    fn is_ready(&mut self) -> bool {
        let driven = pin!(unconstrained(poll_fn(|context| {
            self.drive(context);
            Poll::Ready(())
        })));
        // Nobody waits for it meanwhile.
        let _ = driven.poll(&mut Context::from_waker(Waker::noop()));
        self.connection.is_some() && self.sender.is_ready()
    }
}

/// A connection that goes back once its answer has been read.
struct Lease {
    pool: Arc<Pool>,
    origin: usize,
    link: Option<Link>,
}

impl Lease {
    /// Gives the connection a task of its own; it ends with this answer.
    fn detach(mut self) -> Option<Self> {
        if let Some(connection) = self.link.take().and_then(|link| link.connection) {
            // Its faults are those of the bodies, which tell them.
            tokio::spawn(async move { drop(connection.await) });
        }
        None
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(link) = self.link.take() {
            self.pool.put(self.origin, link);
        }
    }
}

/// The body of an upstream's answer, which drives its connection.
pub(crate) struct Answer {
    /// Before the lease, since a body that is not read to its end costs the connection.
    body: Incoming,
    lease: Option<Lease>,
}

impl Body for Answer {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            return Poll::Ready(frame);
        }
        if let Some(link) = self.lease.as_mut().and_then(|lease| lease.link.as_mut()) {
            link.drive(context);
        }
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
