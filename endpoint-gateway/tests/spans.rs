//! The spans of requests: their fields, and how they join traces.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may fail, too")]

mod support;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use endpoint_gateway::{Pages, PagesOptions, TracePropagator};
use endpoint_runtime::http::{HeaderMap, HeaderValue};
use endpoint_test_support::raw_server::RawServer;
use support::{JSON, bearer, builder, send, serve, things};
use tracing::{
    Event, Metadata, Span, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::DefaultGuard,
};

type Fields = BTreeMap<&'static str, String>;

/// A subscriber that keeps the fields of each span, or is interested in none.
#[derive(Clone, Default)]
struct Spans {
    is_off: bool,
    next: Arc<AtomicU64>,
    seen: Arc<Mutex<BTreeMap<u64, Fields>>>,
}

impl Spans {
    fn listen(&self) -> DefaultGuard {
        tracing::subscriber::set_default(self.clone())
    }

    /// Returns the spans of requests, in the order in which they began.
    fn requests(&self) -> Vec<Fields> {
        let seen = self.seen.lock().unwrap();
        seen.values().filter(|fields| fields["span"] == "http.server.request").cloned().collect()
    }
}

struct Kept<'f>(&'f mut Fields);

impl Visit for Kept<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Subscriber for Spans {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        !self.is_off
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::SeqCst) + 1;
        let mut fields = Fields::from([("span", span.metadata().name().to_owned())]);
        span.record(&mut Kept(&mut fields));
        self.seen.lock().unwrap().insert(id, fields);
        Id::from_u64(id)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        values.record(&mut Kept(self.seen.lock().unwrap().get_mut(&id.into_u64()).unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// A propagator that sets its own trace context.
struct Marks(Arc<Mutex<Vec<String>>>);

impl TracePropagator for Marks {
    fn extract(&self, _: &Span, headers: &HeaderMap) {
        self.0.lock().unwrap().push(headers["traceparent"].to_str().unwrap().to_owned());
    }

    fn inject(&self, _: &Span, headers: &mut HeaderMap) {
        headers.insert("traceparent", HeaderValue::from_static("the-child"));
    }
}

fn fields(pairs: &[(&'static str, &str)]) -> Fields {
    let common = [("span", "http.server.request"), ("otel.kind", "server"), ("network.protocol.version", "1.1")];
    common.iter().chain(pairs).map(|(name, value)| (*name, (*value).to_owned())).collect()
}

#[tokio::test]
async fn a_span_has_the_template_and_the_outcome_and_no_value() {
    let spans = Spans::default();
    let _listening = spans.listen();
    let upstream = RawServer::answering(JSON).await;
    let gateway = serve(builder(upstream.address)).await;
    send(&gateway, "GET /v1/things/canary-path?filter=canary-query", "X-Reason: canary-header\r\n").await;
    send(&gateway, "GET /v1/canary-path?canary-key=1", "").await;
    send(&gateway, "CANARY /v1/things/canary-path", "").await;
    send(&gateway, "GET /v1/things/canary-path?canary-key=1", "").await;
    send(&gateway, "GET /-/health", "").await;
    let route = "/v1/things/<thing_id>";
    let things = [
        ("http.route", route),
        ("otel.name", "GET /v1/things/<thing_id>"),
        ("http.request.method", "GET"),
        ("endpoint.provider", "acme"),
        ("endpoint.operation", "things_show"),
        ("enduser.id", "anybody"),
    ];
    let refused = [things.as_slice(), &[("http.response.status_code", "400"), ("error.type", "query")]].concat();
    let shown = [things.as_slice(), &[("http.response.status_code", "200")]].concat();
    let expected = [
        fields(&shown),
        fields(&[
            ("otel.name", "GET"),
            ("http.request.method", "GET"),
            ("http.response.status_code", "404"),
            ("error.type", "not_declared"),
            ("enduser.id", "anybody"),
        ]),
        fields(&[
            ("otel.name", "HTTP"),
            ("http.request.method", "_OTHER"),
            ("http.response.status_code", "405"),
            ("error.type", "method_not_declared"),
            ("enduser.id", "anybody"),
        ]),
        fields(&refused),
        fields(&[
            ("otel.name", "GET /-/health"),
            ("http.request.method", "GET"),
            ("http.route", "/-/health"),
            ("http.response.status_code", "204"),
            ("endpoint.operation", "gateway.health"),
        ]),
    ];
    assert_eq!(spans.requests(), expected);
}

#[tokio::test]
async fn what_the_upstream_fails_at_is_an_error_of_the_span() {
    let spans = Spans::default();
    let _listening = spans.listen();
    let failing = RawServer::answering("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n").await;
    let gateway = serve(builder(failing.address)).await;
    send(&gateway, "GET /v1/hello/a", "").await;
    let gone = serve(builder(([127, 0, 0, 1], 1).into())).await;
    send(&gone, "GET /v1/hello/a", "").await;
    let recorded: Vec<_> = spans
        .requests()
        .into_iter()
        .map(|span| (span["otel.status_code"].clone(), span["error.type"].clone()))
        .collect();
    let errors = ["503", "upstream_connect"].map(|error| ("ERROR".to_owned(), error.to_owned()));
    assert_eq!(recorded, errors);
}

#[tokio::test]
async fn pages_have_their_action() {
    let spans = Spans::default();
    let _listening = spans.listen();
    let upstream = RawServer::answering(JSON).await;
    let pages = Pages::new(vec![things(bearer())], PagesOptions::default()).unwrap();
    let gateway = serve(builder(upstream.address).pages(pages)).await;
    send(&gateway, "GET /", "").await;
    send(&gateway, "GET /-/canary", "").await;
    let requests = spans.requests();
    assert_eq!(
        (requests[0]["otel.name"].as_str(), requests[0]["endpoint.operation"].as_str()),
        ("GET", "gateway.page")
    );
    assert_eq!(requests[1]["error.type"], "no_page");
    assert!(requests.iter().all(|span| !span.contains_key("http.route")));
}

#[tokio::test]
async fn a_span_joins_its_caller_and_the_upstream_it() {
    let spans = Spans::default();
    let _listening = spans.listen();
    let (upstream, joined) = (RawServer::answering(JSON).await, Arc::<Mutex<Vec<String>>>::default());
    let gateway = serve(builder(upstream.address).propagate(Marks(Arc::clone(&joined)))).await;
    send(&gateway, "GET /v1/hello/a", "traceparent: the-parent\r\n").await;
    assert_eq!(*joined.lock().unwrap(), ["the-parent"]);
    let sent = upstream.only_request();
    assert!(sent.contains("traceparent: the-child") && !sent.contains("the-parent"), "{sent}");
}

#[tokio::test]
async fn disabled_spans_record_nothing() {
    let spans = Spans { is_off: true, ..Spans::default() };
    let _listening = spans.listen();
    let (upstream, joined) = (RawServer::answering(JSON).await, Arc::<Mutex<Vec<String>>>::default());
    let gateway = serve(builder(upstream.address).propagate(Marks(Arc::clone(&joined)))).await;
    send(&gateway, "GET /v1/hello/a", "traceparent: the-parent\r\n").await;
    assert!(joined.lock().unwrap().is_empty() && spans.seen.lock().unwrap().is_empty());
    assert!(upstream.only_request().contains("traceparent: the-parent"));
}
