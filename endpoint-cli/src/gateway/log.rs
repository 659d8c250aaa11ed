//! Logging of events to the standard error, and with the feature `otlp` of spans to a collector.

use clap::ArgMatches;
use endpoint_gateway::GatewayBuilder;
use tracing_subscriber::filter::LevelFilter;

use super::options;
#[cfg(feature = "otlp")]
use super::otlp;
use crate::{failure::Failure, io::Io};

/// The part of `--help` that describes collectors.
#[cfg(feature = "otlp")]
pub(super) use otlp::HELP;
#[cfg(not(feature = "otlp"))]
pub(super) const HELP: &str = "";

/// The log of a gateway, which ends after it.
pub(super) struct Log {
    #[cfg(feature = "otlp")]
    collector: Option<otlp::Collector>,
}

impl Log {
    /// Begins to log, unless the program already does. It needs a Tokio runtime.
    ///
    /// `service` is the name of the process in spans, unless an environment variable gives another one.
    #[cfg_attr(
        not(feature = "otlp"),
        expect(clippy::unnecessary_wraps, reason = "the variables of a collector can be invalid")
    )]
    pub(super) fn begin(service: &str, matches: &ArgMatches, io: &Io<'_>) -> Result<Self, Failure> {
        let level = matches.get_one::<String>(options::LOG_LEVEL).and_then(|level| level.parse().ok());
        let level = level.unwrap_or(LevelFilter::WARN);
        #[cfg(feature = "otlp")]
        if let Some(collector) = otlp::Collector::find(service, io)? {
            let collector = collector.begin(level).then_some(collector);
            return Ok(Self { collector });
        }
        #[cfg(not(feature = "otlp"))]
        let _ = (service, io);
        // Fails if the program has set a subscriber of its own.
        let _ =
            tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false).try_init();
        Ok(Self {
            #[cfg(feature = "otlp")]
            collector: None,
        })
    }

    /// Sends the remaining spans, within a few seconds.
    #[cfg_attr(not(feature = "otlp"), expect(clippy::unused_async, reason = "only a collector is awaited"))]
    pub(super) async fn end(self) {
        #[cfg(feature = "otlp")]
        if let Some(collector) = self.collector {
            collector.end().await;
        }
    }
}

/// Lets spans join the traces of callers.
pub(super) fn propagate_traces(builder: GatewayBuilder) -> GatewayBuilder {
    #[cfg(feature = "otlp")]
    let builder = builder.propagate(otlp::TraceContext);
    builder
}
