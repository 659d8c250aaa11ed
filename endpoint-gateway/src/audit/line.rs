//! The lines of the audit log.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use http::{Method, StatusCode};
use serde::Serialize;

/// The decision on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The request was allowed.
    Allow,
    /// The request was refused, for this reason in one word.
    Deny(&'static str),
}

/// The audit record of one request. The method is the only text of the caller in it, and only a known method is written.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the gateway fills in each member")]
pub struct AuditEntry {
    /// The caller, where it was identified.
    pub caller: Option<Arc<str>>,
    /// The provider of the operation, or the one whose credential the request is about.
    pub provider: Option<Arc<str>>,
    /// The operation's id, or the name of the built-in route.
    pub operation: Option<&'static str>,
    /// The request's method.
    pub method: Method,
    /// The status of the response.
    pub status: StatusCode,
    /// The time from the request's head to the response's.
    pub duration: Duration,
    /// The decision.
    pub decision: Decision,
}

#[derive(Serialize)]
struct Line<'a> {
    time: String,
    decision: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    caller: Option<&'a str>,
    provider: Option<&'a str>,
    operation: Option<&'a str>,
    method: &'a str,
    status: u16,
    duration_ms: f64,
}

#[derive(Serialize)]
struct Gap {
    time: String,
    dropped: u64,
}

impl AuditEntry {
    /// Writes the line, with its line end.
    pub(super) fn line(&self, now: SystemTime) -> Vec<u8> {
        let (decision, reason) = match self.decision {
            Decision::Allow => ("allow", None),
            Decision::Deny(reason) => ("deny", Some(reason)),
        };
        written(&Line {
            time: time(now),
            decision,
            reason,
            caller: self.caller.as_deref(),
            provider: self.provider.as_deref(),
            operation: self.operation,
            method: known(&self.method),
            status: self.status.as_u16(),
            duration_ms: milliseconds(self.duration),
        })
    }
}

/// Writes the line that counts the lines that were dropped before it.
pub(super) fn gap(now: SystemTime, dropped: u64) -> Vec<u8> {
    written(&Gap { time: time(now), dropped })
}

fn written(line: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn time(now: SystemTime) -> String {
    humantime::format_rfc3339_millis(now.max(SystemTime::UNIX_EPOCH)).to_string()
}

/// Returns a known method's name. Any other method could be any text.
fn known(method: &Method) -> &str {
    const KNOWN: [Method; 9] = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
        Method::CONNECT,
    ];
    if KNOWN.contains(method) { method.as_str() } else { "other" }
}

/// Returns a duration in milliseconds, rounded to three decimals.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}
