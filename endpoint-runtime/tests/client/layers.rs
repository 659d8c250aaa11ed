//! Tower layers around the transport.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use std::{
    convert::Infallible,
    future::{Future, Ready, ready},
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll},
    time::Duration,
};

use crate::support::*;
use endpoint_runtime::{
    Body, BoxError, Bytes, Client, RetryPolicy, Stage,
    auth::Bearer,
    http::{Request, Response},
    transport::{TransportError, TransportService},
};
use http_body_util::BodyExt;
use tower::{
    ServiceBuilder,
    limit::GlobalConcurrencyLimitLayer,
    timeout::TimeoutLayer,
    util::{MapErrLayer, MapRequestLayer, MapResponseLayer},
};
use tower_layer::layer_fn;
use tower_service::Service;

/// A layer that adds its name to the request's and to the response's header `x-seen`.
fn named(name: &'static str) -> impl tower_layer::Layer<TransportService, Service = Named> + Send + Sync {
    layer_fn(move |inner| Named { name, inner })
}

#[derive(Clone)]
struct Named {
    name: &'static str,
    inner: TransportService,
}

impl Service<Request<Body>> for Named {
    type Response = Response<Body>;
    type Error = TransportError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        request.headers_mut().append("x-seen", self.name.parse().unwrap());
        let (name, sending) = (self.name, self.inner.call(request));
        Box::pin(async move {
            let mut response = sending.await?;
            response.headers_mut().append("x-seen", name.parse().unwrap());
            Ok(response)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_layer_is_the_outermost_and_sees_every_attempt_with_its_credential() {
    let provider = FakeProvider::new([reply(503, ""), ok()]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let client = Client::builder()
        .layer(named("first"))
        .service(provider.clone())
        .layer(ServiceBuilder::new().layer(named("second")))
        .layer(MapRequestLayer::new(move |request: Request<Body>| {
            let credential = &request.headers()["authorization"];
            log.lock().unwrap().push((
                request.uri().to_string(),
                credential.is_sensitive(),
                request.body().as_bytes().is_some(),
            ));
            request
        }))
        .auth(Bearer::new("tok"))
        .build()
        .unwrap();
    let response = client.send(PutItem::new("a")).with_response().await.unwrap();
    let names: Vec<_> = response.headers().get_all("x-seen").iter().collect();
    assert_eq!(names, ["second", "first"]);
    for received in provider.received() {
        assert_eq!(received.header("x-seen"), ["first", "second"]);
    }
    assert_eq!(*seen.lock().unwrap(), vec![("http://localhost/items/a".to_owned(), true, true); 2]);
}

/// A service that may only be called when it was polled to be ready, which a clone of it is not.
struct Strict {
    inner: TransportService,
    is_ready: bool,
    polls: u32,
}

impl Clone for Strict {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), is_ready: false, polls: 0 }
    }
}

impl Service<Request<Body>> for Strict {
    type Response = Response<Body>;
    type Error = TransportError;
    type Future = endpoint_runtime::transport::TransportFuture;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        self.polls += 1;
        self.is_ready = self.polls > 2;
        if self.is_ready {
            return Poll::Ready(Ok(()));
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        assert!(std::mem::take(&mut self.is_ready), "called before it was ready");
        self.inner.call(request)
    }
}

#[tokio::test]
async fn the_service_that_is_called_is_the_one_that_was_ready() {
    let provider = FakeProvider::new((0..20).map(|_| ok()));
    let strict = layer_fn(|inner| Strict { inner, is_ready: false, polls: 0 });
    let client = Client::builder().service(provider).layer(strict).build().unwrap();
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.send(GetItem::new("a")))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn the_error_of_the_transport_keeps_its_kind_through_layers() {
    let provider = FakeProvider::new([refused(), refused(), ok(), reset()]);
    let client = Client::builder()
        .service(provider.clone())
        .layer(MapErrLayer::new(BoxError::from))
        .layer(TimeoutLayer::new(Duration::from_secs(9)))
        .build()
        .unwrap();
    client.send(CreateItem::new("a")).await.unwrap();
    assert_eq!(client.send(GetItem::new("a")).await.unwrap_err().stage(), Stage::Transport);

    let slow = FakeProvider::new([after(10, ok()), refused()]);
    let layers = ServiceBuilder::new()
        .layer(MapErrLayer::new(|error: BoxError| TransportError::timeout(error)))
        .layer(TimeoutLayer::new(Duration::from_secs(9)));
    let client = Client::builder().service(slow).retry(RetryPolicy::none()).layer(layers).build().unwrap();
    let error = client.send(GetItem::new("a")).await.unwrap_err();
    assert_eq!(
        (error.stage(), client.send(GetItem::new("a")).await.unwrap_err().stage()),
        (Stage::Timeout, Stage::Timeout)
    );
}

#[tokio::test(start_paused = true)]
async fn the_total_timeout_covers_a_layer_and_a_dropped_call_gives_its_place_back() {
    let provider = FakeProvider::new([Reply::Never, ok(), ok(), ok()]);
    let layer = GlobalConcurrencyLimitLayer::new(1);
    let client = Client::builder().service(provider.clone()).layer(layer).build().unwrap();
    let mut stuck = client.send(GetItem::new("a"));
    assert!(poll_once(&mut stuck).await.is_pending());
    let error = client.send(GetItem::new("b")).timeout(Duration::from_secs(5)).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Timeout);
    drop(stuck);
    client.send(GetItem::new("c")).await.unwrap();
    assert_eq!(provider.received().len(), 2);
}

/// A service that answers itself, with a body of another type.
#[derive(Clone)]
struct Cached;

impl Service<Request<Body>> for Cached {
    type Response = Response<http_body_util::Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        ready(Ok(Response::new(Bytes::from(r#"{"name": "cached"}"#).into())))
    }
}

#[tokio::test]
async fn a_layer_may_answer_itself_and_change_the_type_of_the_body() {
    let provider = FakeProvider::new([ok()]);
    let client = Client::builder()
        .service(provider.clone())
        .layer(MapResponseLayer::new(|response: Response<Body>| {
            response.map(|body| body.map_err(|error| error.to_string()))
        }))
        .build()
        .unwrap();
    assert_eq!(client.send(GetItem::new("a")).await.unwrap().name, "n");

    let client = Client::builder().service(FakeProvider::new([])).layer(layer_fn(|_| Cached)).build().unwrap();
    assert_eq!(client.send(GetItem::new("a")).await.unwrap().name, "cached");
}

#[tokio::test]
async fn a_layer_that_panics_once_does_not_break_the_client() {
    let calls = Arc::new(AtomicUsize::new(0));
    let provider = FakeProvider::new([ok()]);
    let builder = Client::builder().service(provider).layer(MapRequestLayer::new(move |request: Request<Body>| {
        assert!(calls.fetch_add(1, SeqCst) > 0, "the first request");
        request
    }));
    let client = builder.build().unwrap();
    let call = client.send(GetItem::new("a"));
    let panicked = tokio::spawn(AssertUnwindSafe(call).0).await.unwrap_err();
    assert!(panicked.is_panic());
    client.send(GetItem::new("a")).await.unwrap();
}

#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod over_a_socket {
    use endpoint_runtime::Transport;
    use endpoint_test_support::raw_server::RawServer;

    use super::*;

    async fn wraps(transport: impl Transport) {
        let server = RawServer::answering("HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"name\":\"n\"}").await;
        let builder = Client::builder().base_url(server.url()).layer(named("first")).transport(transport);
        let client = builder.layer(GlobalConcurrencyLimitLayer::new(2)).layer(named("second")).build().unwrap();
        let calls: Vec<_> = (0..10).map(|_| tokio::spawn(client.send(GetItem::new("a")))).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
        assert_eq!(server.requests().len(), 10);
        for request in server.requests() {
            assert!(request.contains("x-seen: first\r\nx-seen: second\r\n"), "{request}");
        }
    }

    #[cfg(feature = "reqwest")]
    #[tokio::test]
    async fn layers_wrap_reqwest() {
        wraps(endpoint_runtime::transport::ReqwestTransport::new().unwrap()).await;
    }

    #[cfg(feature = "hyper")]
    #[tokio::test]
    async fn layers_wrap_hyper() {
        wraps(endpoint_runtime::transport::HyperTransport::new().unwrap()).await;
    }
}
