//! Spans of requests for a collector that speaks OTLP over HTTP, and their place in W3C's traces.

mod collector_client;
mod trace_context;

use std::time::Duration;

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing_subscriber::{
    Layer,
    filter::{LevelFilter, Targets},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use collector_client::CollectorClient;
pub(super) use trace_context::TraceContext;

use crate::{failure::Failure, io::Io};

/// What `--help` says of it.
pub(super) const HELP: &str = "\
OTEL_EXPORTER_OTLP_ENDPOINT names a collector that speaks OTLP over HTTP with protobuf, as \
http://127.0.0.1:4318: it gets a span of each request, which joins the trace of the caller's `traceparent`, and the \
upstream is sent the span's. OTEL_SERVICE_NAME and the other variables of OpenTelemetry's exporter hold, too.\n\n";

const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";
const TRACES_ENDPOINT: &str = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

/// Only what holds no value is sent: the spans of requests, and no event.
const TARGET: &str = "endpoint_gateway::spans";

/// How long the last spans may take to be sent.
const LAST: Duration = Duration::from_secs(5);

/// A collector, and the queue of spans before it, whose length is bounded: what does not fit is dropped.
pub(super) struct Collector(SdkTracerProvider);

impl Collector {
    /// The collector that the environment names, where it does.
    pub(super) fn find(service: &str, io: &Io<'_>) -> Result<Option<Self>, Failure> {
        if io.variable("OTEL_SDK_DISABLED")?.is_some_and(|value| value.eq_ignore_ascii_case("true"))
            || io.variable("OTEL_TRACES_EXPORTER")?.is_some_and(|value| value == "none")
        {
            return Ok(None);
        }
        let Some(endpoint) = endpoint(io)? else { return Ok(None) };
        let exporter =
            SpanExporter::builder().with_http().with_endpoint(endpoint).with_http_client(CollectorClient::new()?);
        let exporter = exporter.build().map_err(|_| {
            Failure::usage(
                "the variables OTEL_EXPORTER_OTLP_… are not those of a collector that speaks http/protobuf, without \
                 compression",
            )
        })?;
        let resource = resource(service, io)?;
        Ok(Some(Self(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())))
    }

    /// Sends spans from now on, and logs events of this level; `false` where the program has set up its own.
    pub(super) fn begin(&self, level: LevelFilter) -> bool {
        let spans = tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("endpoint-gateway"))
            // Else a span would have its last name before its route is known.
            .with_context_activation(false)
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_target(false)
            .with_filter(Targets::new().with_target(TARGET, LevelFilter::INFO));
        let events = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false).with_filter(level);
        tracing_subscriber::registry().with(spans).with(events).try_init().is_ok()
    }

    /// Sends the spans that are left, where that does not take too long.
    pub(super) async fn end(self) {
        // It waits for requests that are made on this runtime, so it must not hold up its threads.
        let ended = tokio::task::spawn_blocking(move || self.0.shutdown_with_timeout(LAST)).await;
        if !matches!(ended, Ok(Ok(()))) {
            tracing::warn!("the last spans did not reach the collector");
        }
    }
}

/// The URL that spans go to, where there is one.
fn endpoint(io: &Io<'_>) -> Result<Option<String>, Failure> {
    let (name, endpoint) = match io.variable(TRACES_ENDPOINT)? {
        Some(endpoint) => (TRACES_ENDPOINT, endpoint),
        None => match io.variable(ENDPOINT)? {
            Some(endpoint) => (ENDPOINT, format!("{}/v1/traces", endpoint.trim_end_matches('/'))),
            None => return Ok(None),
        },
    };
    match reqwest::Url::parse(&endpoint) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Some(endpoint)),
        // The value may hold a password.
        _ => Err(Failure::usage(format_args!("{name} is no URL that begins with http:// or https://"))),
    }
}

/// How the process is named, for which the environment goes first.
fn resource(service: &str, io: &Io<'_>) -> Result<Resource, Failure> {
    let attributes = io.variable("OTEL_RESOURCE_ATTRIBUTES")?.unwrap_or_default();
    let is_named = io.variable("OTEL_SERVICE_NAME")?.is_some() || attributes.contains("service.name=");
    let resource = Resource::builder();
    Ok(if is_named { resource } else { resource.with_service_name(service.to_owned()) }.build())
}
