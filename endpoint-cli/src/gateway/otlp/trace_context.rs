//! W3C Trace Context: the headers `traceparent` and `tracestate`.

use endpoint_gateway::TracePropagator;
use endpoint_runtime::http::{HeaderMap, HeaderName, HeaderValue};
use opentelemetry::{
    Context, SpanId, TraceFlags, TraceId,
    trace::{SpanContext, TraceContextExt, TraceState},
};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

const PARENT: HeaderName = HeaderName::from_static("traceparent");
const STATE: HeaderName = HeaderName::from_static("tracestate");

/// The length of a `traceparent` of version 00. Later versions begin with the same fields.
const LENGTH: usize = 55;

/// Makes the span of a request a child of the caller's span, and the parent of the upstream's.
///
/// The caller's `tracestate` is forwarded unchanged with a valid `traceparent`, and dropped without one. It is not recorded in
/// the span, since its content is unknown.
pub(in crate::gateway) struct TraceContext;

impl TracePropagator for TraceContext {
    fn extract(&self, span: &Span, headers: &HeaderMap) {
        if let Some(parent) = parent(headers) {
            // Fails if no spans are sent.
            let _ = span.set_parent(Context::new().with_remote_span_context(parent));
        }
    }

    fn inject(&self, span: &Span, headers: &mut HeaderMap) {
        let context = span.context();
        let span = context.span();
        let own = span.span_context();
        if !own.is_valid() {
            return;
        }
        if parent(headers).is_none() {
            headers.remove(STATE);
        }
        let sampled = u8::from(own.is_sampled());
        // The value is all digits, so it never fails.
        if let Ok(value) = HeaderValue::try_from(format!("00-{}-{}-{sampled:02x}", own.trace_id(), own.span_id())) {
            headers.insert(PARENT, value);
        }
    }
}

/// Returns the caller's span, if the header is valid (W3C Trace Context, section 3.2).
fn parent(headers: &HeaderMap) -> Option<SpanContext> {
    let mut values = headers.get_all(PARENT).iter();
    let text = values.next().filter(|_| values.next().is_none())?.to_str().ok()?;
    let (known, rest) = text.split_at_checked(LENGTH)?;
    let mut parts = known.split('-');
    let mut digits = |count: usize| {
        let part = parts.next()?;
        let is_digits = part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (is_digits && part.len() == count).then_some(part)
    };
    let (version, trace, span, flags) = (digits(2)?, digits(32)?, digits(16)?, digits(2)?);
    if version == "ff" || (version == "00" && !rest.is_empty()) || !(rest.is_empty() || rest.starts_with('-')) {
        return None;
    }
    let flags = TraceFlags::new(u8::from_str_radix(flags, 16).ok()?) & TraceFlags::SAMPLED;
    let (trace, span) = (TraceId::from_hex(trace).ok()?, SpanId::from_hex(span).ok()?);
    let parent = SpanContext::new(trace, span, flags, true, TraceState::NONE);
    parent.is_valid().then_some(parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
    const SPAN: &str = "b7ad6b7169203331";

    fn read(value: &str) -> Option<SpanContext> {
        parent(&HeaderMap::from_iter([(PARENT, HeaderValue::from_str(value).unwrap())]))
    }

    #[test]
    fn a_parent_is_taken_as_it_is_written() {
        for (value, is_sampled) in [
            (format!("00-{TRACE}-{SPAN}-01"), true),
            (format!("00-{TRACE}-{SPAN}-00"), false),
            // Flags and versions that are not known yet.
            (format!("00-{TRACE}-{SPAN}-fe"), false),
            (format!("cc-{TRACE}-{SPAN}-01"), true),
            (format!("cc-{TRACE}-{SPAN}-01-what-else"), true),
        ] {
            let parent = read(&value).unwrap();
            assert_eq!((parent.trace_id().to_string(), parent.span_id().to_string()), (TRACE.into(), SPAN.into()));
            assert_eq!((parent.is_sampled(), parent.is_remote()), (is_sampled, true), "{value}");
        }
    }

    #[test]
    fn what_is_no_parent_is_none() {
        let none = "0".repeat(32);
        for value in [
            String::new(),
            "00".to_owned(),
            format!("ff-{TRACE}-{SPAN}-01"),
            format!("00-{none}-{SPAN}-01"),
            format!("00-{TRACE}-{}-01", &none[..16]),
            format!("00-{}-{SPAN}-01", TRACE.to_uppercase()),
            format!("00-{TRACE}-{SPAN}-01-what-else"),
            format!("cc-{TRACE}-{SPAN}-01what-else"),
            format!("00-{TRACE}-{SPAN}-1"),
            format!("00_{TRACE}_{SPAN}_01"),
            format!("00-{SPAN}-{TRACE}-01"),
            format!(" 00-{TRACE}-{SPAN}-0"),
            format!("00-{TRACE}-{SPAN}-0g"),
        ] {
            assert!(read(&value).is_none(), "{value}");
        }
        let twice = [(); 2].map(|()| (PARENT, HeaderValue::from_str(&format!("00-{TRACE}-{SPAN}-01")).unwrap()));
        assert!(parent(&twice.into_iter().collect()).is_none());
    }
}
