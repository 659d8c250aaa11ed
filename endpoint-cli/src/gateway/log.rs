//! Where tracing goes: events to the standard error, and with the feature `otlp` spans to a collector.

use clap::ArgMatches;
use endpoint_gateway::GatewayBuilder;
use tracing_subscriber::filter::LevelFilter;

use super::options;
#[cfg(feature = "otlp")]
use super::otlp;
use crate::{failure::Failure, io::Io};

/// What `--help` says of collectors.
#[cfg(feature = "otlp")]
pub(super) use otlp::HELP;
#[cfg(not(feature = "otlp"))]
pub(super) const HELP: &str = "";

/// What is to be ended after the gateway.
pub(super) struct Log {
    #[cfg(feature = "otlp")]
    collector: Option<otlp::Collector>,
}

impl Log {
    /// Begins to log, where the program does not do so already. It needs a runtime.
    ///
    /// `service` is how spans name the process, unless the environment does.
    #[cfg_attr(not(feature = "otlp"), expect(clippy::unnecessary_wraps, reason = "a collector can be named wrongly"))]
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
        // Fails where the program has set up its own.
        let _ =
            tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false).try_init();
        Ok(Self {
            #[cfg(feature = "otlp")]
            collector: None,
        })
    }

    /// Sends what is left to be sent, as long as that does not take long.
    #[cfg_attr(not(feature = "otlp"), expect(clippy::unused_async, reason = "there is nothing to be sent"))]
    pub(super) async fn end(self) {
        #[cfg(feature = "otlp")]
        if let Some(collector) = self.collector {
            collector.end().await;
        }
    }
}

/// Ties spans to the traces of callers.
pub(super) fn propagate_traces(builder: GatewayBuilder) -> GatewayBuilder {
    #[cfg(feature = "otlp")]
    let builder = builder.propagate(otlp::TraceContext);
    builder
}
