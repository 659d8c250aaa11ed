//! Counters and histograms for Prometheus.
//!
//! Labels are the ids of declared operations and the gateway's own codes, so that no caller can create a new series.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use http::StatusCode;
use metrics::{Counter, Histogram, Key, Label, Recorder};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

use crate::{audit::Audit, builtin_routes::BuiltinRoute};

/// The upper bounds of the latency histogram's buckets, in seconds.
const BUCKETS: [f64; 14] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// The number of requests after which their durations are added to the histogram, which otherwise happens at a scrape.
const UPKEEP: u32 = 8192;

const REQUESTS: &str = "gateway_requests_total";
const DURATION: &str = "gateway_request_duration_seconds";
const UPSTREAM_ERRORS: &str = "gateway_upstream_errors_total";
const LIMITED: &str = "gateway_limited_total";
const AUDIT_DROPPED: &str = "gateway_audit_lines_dropped_total";

const METADATA: metrics::Metadata<'static> = metrics::Metadata::new(module_path!(), metrics::Level::INFO, None);

/// The outcome of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The upstream responded with a status below 400.
    Success,
    /// The upstream responded with 4xx.
    ClientError,
    /// The upstream responded with 5xx.
    ServerError,
    /// The gateway refused it.
    Denied,
    /// The gateway limited it.
    Limited,
    /// The upstream did not respond.
    Failed,
}

impl Outcome {
    const ALL: [Self; 6] =
        [Self::Success, Self::ClientError, Self::ServerError, Self::Denied, Self::Limited, Self::Failed];

    /// Returns the outcome of the upstream's status.
    #[must_use]
    pub fn of(status: StatusCode) -> Self {
        match status.as_u16() {
            500.. => Self::ServerError,
            400.. => Self::ClientError,
            _ => Self::Success,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::ClientError => "client_error",
            Self::ServerError => "server_error",
            Self::Denied => "denied",
            Self::Limited => "limited",
            Self::Failed => "failed",
        }
    }
}

/// The metrics of one gateway. Nothing is registered globally.
pub struct Metrics {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
    operations: HashMap<&'static str, Series>,
    /// Requests that match no operation.
    unmatched: Series,
    limited: Counter,
    audit: Option<(Audit, Counter)>,
    until_upkeep: AtomicU32,
}

/// The series of one operation, which are registered with its first request.
struct Series {
    operation: &'static str,
    outcomes: [OnceLock<Counter>; Outcome::ALL.len()],
    duration: OnceLock<Histogram>,
}

impl Metrics {
    /// Creates metrics for the operations with these ids, and for the lines that this audit log drops.
    ///
    /// # Errors
    /// The exporter refused the buckets.
    pub fn new(operations: impl IntoIterator<Item = &'static str>, audit: Option<Audit>) -> Result<Self, BuildError> {
        let recorder = PrometheusBuilder::new().set_buckets(&BUCKETS)?.build_recorder();
        for (name, help) in [
            (REQUESTS, "Requests by operation and outcome."),
            (UPSTREAM_ERRORS, "Requests to which the upstream did not respond, by operation and reason."),
            (LIMITED, "Requests that were refused by a limit."),
            (AUDIT_DROPPED, "Audit lines that were dropped."),
        ] {
            recorder.describe_counter(name.into(), None, help.into());
        }
        recorder.describe_histogram(
            DURATION.into(),
            None,
            "Seconds from the head of a request to the head of its response.".into(),
        );
        let audit = audit.map(|audit| (audit, recorder.register_counter(&Key::from_name(AUDIT_DROPPED), &METADATA)));
        Ok(Self {
            handle: recorder.handle(),
            operations: operations
                .into_iter()
                .chain(BuiltinRoute::ACTIONS)
                .map(|operation| (operation, Series::new(operation)))
                .collect(),
            unmatched: Series::new("none"),
            limited: recorder.register_counter(&Key::from_name(LIMITED), &METADATA),
            audit,
            until_upkeep: AtomicU32::new(UPKEEP),
            recorder,
        })
    }

    /// Counts a request and records its duration. An unknown operation counts as none.
    pub fn finished(&self, operation: Option<&str>, outcome: Outcome, duration: Duration) {
        let series = self.series(operation);
        series.count(&self.recorder, outcome).increment(1);
        series.timed(&self.recorder).record(duration.as_secs_f64());
        if outcome == Outcome::Limited {
            self.limited.increment(1);
        }
        if self.until_upkeep.fetch_sub(1, Ordering::Relaxed) <= 1 {
            self.until_upkeep.store(UPKEEP, Ordering::Relaxed);
            self.handle.run_upkeep();
        }
    }

    /// Counts a request to which the upstream did not respond, by one of the gateway's own codes, such as `upstream_timeout`.
    pub fn upstream_error(&self, operation: Option<&str>, reason: &'static str) {
        let operation = self.series(operation).operation;
        let labels = vec![Label::from_static_parts("operation", operation), Label::from_static_parts("reason", reason)];
        self.recorder.register_counter(&Key::from_parts(UPSTREAM_ERRORS, labels), &METADATA).increment(1);
    }

    /// Renders all metrics in Prometheus's text format.
    #[must_use]
    pub fn render(&self) -> String {
        if let Some((audit, counter)) = &self.audit {
            counter.absolute(audit.dropped());
        }
        self.handle.render()
    }

    fn series(&self, operation: Option<&str>) -> &Series {
        operation.and_then(|operation| self.operations.get(operation)).unwrap_or(&self.unmatched)
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").field("operations", &self.operations.len()).finish_non_exhaustive()
    }
}

impl Series {
    fn new(operation: &'static str) -> Self {
        Self { operation, outcomes: Default::default(), duration: OnceLock::new() }
    }

    fn count(&self, recorder: &PrometheusRecorder, outcome: Outcome) -> Counter {
        let register = || {
            let labels = vec![
                Label::from_static_parts("operation", self.operation),
                Label::from_static_parts("outcome", outcome.label()),
            ];
            recorder.register_counter(&Key::from_parts(REQUESTS, labels), &METADATA)
        };
        let place = Outcome::ALL.iter().position(|known| *known == outcome);
        let cell = place.and_then(|place| self.outcomes.get(place));
        cell.map_or_else(register, |cell| cell.get_or_init(register).clone())
    }

    fn timed(&self, recorder: &PrometheusRecorder) -> &Histogram {
        self.duration.get_or_init(|| {
            let labels = vec![Label::from_static_parts("operation", self.operation)];
            recorder.register_histogram(&Key::from_parts(DURATION, labels), &METADATA)
        })
    }
}

#[cfg(test)]
mod tests;
