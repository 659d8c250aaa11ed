//! Export of spans to a collector that speaks OTLP over HTTP, and W3C Trace Context.

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

/// The part of `--help` that describes collectors.
pub(super) const HELP: &str = "\
OTEL_EXPORTER_OTLP_ENDPOINT names a collector that speaks OTLP over HTTP with protobuf, as \
http://127.0.0.1:4318: it gets a span for each request, which continues the trace of the caller's `traceparent`, and \
the upstream gets a `traceparent` of that span. OTEL_SERVICE_NAME and the other variables of OpenTelemetry's exporter \
are read, too.\n\n";

const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";
const TRACES_ENDPOINT: &str = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

/// The only target whose spans are sent. They hold no values, and events are not sent.
const TARGET: &str = "endpoint_gateway::spans";

/// The time within which the last spans are sent.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// A collector with its queue of spans. The queue is bounded; spans that do not fit are dropped.
pub(super) struct Collector(SdkTracerProvider);

impl Collector {
    /// Returns the collector that environment variables name, if any.
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
                "the variables OTEL_EXPORTER_OTLP_… are invalid; a collector has to speak http/protobuf without compression",
            )
        })?;
        let resource = resource(service, io)?;
        Ok(Some(Self(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())))
    }

    /// Begins to send spans and to log events of this level. Returns `false` if the program has set a subscriber of its own.
    pub(super) fn begin(&self, level: LevelFilter) -> bool {
        let spans = tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("endpoint-gateway"))
            // With activation, a span would get its final name before its route is known.
            .with_context_activation(false)
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_target(false)
            .with_filter(Targets::new().with_target(TARGET, LevelFilter::INFO));
        let events = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false).with_filter(level);
        tracing_subscriber::registry().with(spans).with(events).try_init().is_ok()
    }

    /// Sends the remaining spans within [`SHUTDOWN_TIMEOUT`].
    pub(super) async fn end(self) {
        // It blocks until requests are done that run on this runtime, so it must not block the runtime's threads.
        let ended = tokio::task::spawn_blocking(move || self.0.shutdown_with_timeout(SHUTDOWN_TIMEOUT)).await;
        if !matches!(ended, Ok(Ok(()))) {
            tracing::warn!("the last spans did not reach the collector");
        }
    }
}

/// Returns the URL that spans go to, if there is one.
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
        _ => Err(Failure::usage(format_args!("{name} is not a URL that begins with http:// or https://"))),
    }
}

/// Returns the name of the process in spans. Environment variables take precedence over `service`.
fn resource(service: &str, io: &Io<'_>) -> Result<Resource, Failure> {
    let attributes = io.variable("OTEL_RESOURCE_ATTRIBUTES")?.unwrap_or_default();
    let is_named = io.variable("OTEL_SERVICE_NAME")?.is_some() || attributes.contains("service.name=");
    let resource = Resource::builder();
    Ok(if is_named { resource } else { resource.with_service_name(service.to_owned()) }.build())
}
