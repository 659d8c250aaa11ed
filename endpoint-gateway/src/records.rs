//! The observer that records each request in the audit log and the metrics.

use std::{sync::Arc, time::SystemTime};

use http::StatusCode;

use crate::{
    Exchange, Observe,
    audit::{Audit, AuditEntry, Decision},
    builtin_routes::BuiltinRoute,
    limits::LimitExceeded,
    metrics::{Metrics, Outcome},
};

/// An observer that records each request in the audit log and the metrics.
#[derive(Clone, Debug)]
pub struct Records {
    audit: Option<Audit>,
    metrics: Arc<Metrics>,
}

impl Records {
    /// Creates an observer that counts in these metrics and writes to this log, if there is one.
    #[must_use]
    pub fn new(metrics: Arc<Metrics>, audit: Option<Audit>) -> Self {
        Self { audit, metrics }
    }
}

impl Observe for Records {
    fn on_response(&self, exchange: &Exchange<'_>) {
        let operation = exchange.operation.map(|declared| declared.operation().metadata.id).or(exchange.action);
        let outcome = outcome(exchange);
        self.metrics.finished(operation, outcome, exchange.duration);
        if let (Outcome::Failed, Some(reason)) = (outcome, exchange.problem) {
            self.metrics.upstream_error(operation, reason);
        }
        // A page requests code whenever typing pauses, and these requests change nothing.
        let Some(audit) = self.audit.as_ref().filter(|_| exchange.action != Some(BuiltinRoute::Snippet.action()))
        else {
            return;
        };
        let decision = match (outcome, exchange.problem) {
            (Outcome::Denied | Outcome::Limited, Some(reason)) => Decision::Deny(reason),
            _ => Decision::Allow,
        };
        let entry = AuditEntry {
            caller: exchange.caller.map(|caller| Arc::clone(caller.id())),
            provider: exchange
                .operation
                .map(|declared| Arc::clone(declared.shared_provider()))
                .or_else(|| exchange.provider.map(Into::into)),
            operation,
            method: exchange.method.clone(),
            status: exchange.status,
            duration: exchange.duration,
            decision,
        };
        audit.record(SystemTime::now(), entry);
    }
}

fn outcome(exchange: &Exchange<'_>) -> Outcome {
    match exchange.problem {
        None => Outcome::of(exchange.status),
        Some(code) if LimitExceeded::CODES.contains(&code) => Outcome::Limited,
        // Problems with these statuses are always about the upstream.
        Some(_) if matches!(exchange.status, StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT) => Outcome::Failed,
        Some(_) => Outcome::Denied,
    }
}
