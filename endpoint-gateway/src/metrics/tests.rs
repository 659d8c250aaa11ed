//! Tests of the metrics in Prometheus's text format.

use super::*;

fn metrics() -> Metrics {
    Metrics::new(["teams_size", "teams_name"], None).unwrap()
}

fn value(text: &str, series: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(series)?.trim().parse().ok())
}

#[test]
fn requests_are_counted_by_operation_and_outcome() {
    let metrics = metrics();
    for status in [200, 201, 304, 404, 503] {
        let outcome = Outcome::of(StatusCode::from_u16(status).unwrap());
        metrics.finished(Some("teams_size"), outcome, Duration::from_millis(3));
    }
    metrics.finished(Some("teams_name"), Outcome::Limited, Duration::ZERO);
    metrics.finished(None, Outcome::Denied, Duration::ZERO);
    metrics.upstream_error(Some("teams_size"), "connect");
    metrics.upstream_error(Some("teams_size"), "connect");
    let text = metrics.render();
    for (series, expected) in [
        (r#"gateway_requests_total{operation="teams_size",outcome="success"}"#, 3.0),
        (r#"gateway_requests_total{operation="teams_size",outcome="client_error"}"#, 1.0),
        (r#"gateway_requests_total{operation="teams_size",outcome="server_error"}"#, 1.0),
        (r#"gateway_requests_total{operation="teams_name",outcome="limited"}"#, 1.0),
        (r#"gateway_requests_total{operation="none",outcome="denied"}"#, 1.0),
        (r#"gateway_upstream_errors_total{operation="teams_size",reason="connect"}"#, 2.0),
        ("gateway_limited_total", 1.0),
    ] {
        assert_eq!(value(&text, series), Some(expected), "{series}\n{text}");
    }
    assert!(!text.contains("outcome=\"failed\""), "{text}");
}

#[test]
fn times_fall_into_fixed_buckets() {
    let metrics = metrics();
    for milliseconds in [1, 3, 40, 60_000] {
        metrics.finished(Some("teams_size"), Outcome::Success, Duration::from_millis(milliseconds));
    }
    let text = metrics.render();
    for (end, expected) in [("0.001", 1.0), ("0.0025", 1.0), ("0.005", 2.0), ("0.05", 3.0), ("30", 3.0), ("+Inf", 4.0)]
    {
        let series = format!(r#"gateway_request_duration_seconds_bucket{{operation="teams_size",le="{end}"}}"#);
        assert_eq!(value(&text, &series), Some(expected), "{series}\n{text}");
    }
    assert_eq!(text.matches("_bucket{operation=\"teams_size\"").count(), BUCKETS.len() + 1);
    assert_eq!(value(&text, r#"gateway_request_duration_seconds_count{operation="teams_size"}"#), Some(4.0));
}

#[test]
fn callers_cannot_make_series() {
    let metrics = metrics();
    let empty = metrics.render().lines().count();
    metrics.finished(Some("canary"), Outcome::Denied, Duration::ZERO);
    metrics.upstream_error(Some("canary"), "connect");
    let one = metrics.render();
    for number in 0..100 {
        metrics.finished(Some(&number.to_string()), Outcome::Denied, Duration::ZERO);
    }
    let many = metrics.render();
    assert!(!many.contains("canary") && one.lines().count() > empty);
    assert_eq!(one.lines().count(), many.lines().count());
    assert_eq!(value(&many, r#"gateway_requests_total{operation="none",outcome="denied"}"#), Some(101.0));
}

#[test]
fn no_request_is_lost_without_a_scrape() {
    let metrics = metrics();
    let requests = 3 * UPKEEP + 7;
    for _ in 0..requests {
        metrics.finished(Some("teams_size"), Outcome::Success, Duration::from_millis(2));
    }
    let text = metrics.render();
    let counted = value(&text, r#"gateway_request_duration_seconds_count{operation="teams_size"}"#);
    assert_eq!(counted, Some(f64::from(requests)));
}
