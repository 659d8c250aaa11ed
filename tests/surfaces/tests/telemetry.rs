//! The command `stytch gateway` with an OpenTelemetry collector.
#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::{collections::BTreeMap, process::ExitCode, time::Instant};

use endpoint_surface_tests::{
    command_line::{command_line, requested_provider},
    gateway_process::{GatewayProcess, TIMEOUT, status},
    harness::{Trial, run},
};
use endpoint_test_support::{
    process::Command,
    recorder::{Answer, RecordedRequest, Recorder},
    scratch::Scratch,
};
use libtest_mimic::Failed;
use opentelemetry_proto::tonic::{
    collector::trace::v1::ExportTraceServiceRequest,
    common::v1::{KeyValue, any_value::Value},
    trace::v1::Span,
};
use prost::Message;

const SECRET: &str = "canary-secret-6a1c";
const PATH: &str = "canary-path-3b9e";
const QUERY: &str = "canary-query-77d0";
const HEADER: &str = "canary-header-e15f";
const BODY: &str = "canary-body-0c4a";
const STATE: &str = "canary-state-92bd";

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const SPAN: &str = "b7ad6b7169203331";

const ROUTE: &str = "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps";

fn main() -> ExitCode {
    if requested_provider().is_some() {
        return stytch_endpoints::cli().main();
    }
    run(vec![
        Trial::new("a_collector_gets_a_span_of_each_request_and_no_value", [], collected),
        Trial::new("a_span_joins_the_trace_of_its_caller_and_the_upstream_it", [], joined),
        Trial::new("without_a_collector_trace_headers_are_unchanged", [], without),
        Trial::new("a_collector_that_is_not_there_harms_nothing", [], unreachable),
        Trial::new("a_collector_that_is_silent_does_not_hold_up_the_end", [], silent),
        Trial::new("an_invalid_url_is_refused_and_not_shown", [], wrong),
    ])
}

fn stytch(scratch: &Scratch, upstream: &str) -> Command {
    let command = command_line("stytch").expect("a test has a path").env("HOME", scratch.path());
    let command = command.env("STYTCH_PROJECT_ID", "project-test-1").env("STYTCH_SECRET", SECRET);
    command.args(["gateway", "--port", "0", "--base-url", upstream])
}

/// Sends a request with the gateway's token, and returns the status code of the response.
fn send(gateway: &GatewayProcess, line: &str, fields: &str, body: &str) -> Result<String, Failed> {
    let fields = format!("Authorization: Bearer {}\r\n{fields}", gateway.token);
    Ok(status(&gateway.send(line, &fields, body)?).to_owned())
}

/// Stops a gateway, and returns its standard error.
fn stop(gateway: GatewayProcess) -> Result<String, Failed> {
    let output = gateway.stop()?;
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    Ok(output.stderr)
}

fn collector() -> Result<Recorder, Failed> {
    let collector = Recorder::start()?;
    let headers = vec![("Content-Type".to_owned(), "application/x-protobuf".to_owned())];
    collector.answer(Answer { status: 200, headers, body: Vec::new() });
    Ok(collector)
}

fn apps(member: &str) -> String {
    format!("GET /v1/b2b/organizations/organization-1/members/{member}/connected_apps")
}

/// Decodes the spans that a collector received, in the order in which they ended, and the name of their service.
fn spans(requests: &[RecordedRequest]) -> Result<(String, Vec<Span>), Failed> {
    let (mut service, mut spans) = (String::new(), Vec::new());
    for request in requests {
        assert_eq!((request.method.as_str(), request.path()), ("POST", "/v1/traces"));
        assert_eq!(request.header("content-type"), Some("application/x-protobuf"));
        for resource in ExportTraceServiceRequest::decode(&*request.body)?.resource_spans {
            service.clone_from(&attributes(&resource.resource.ok_or("no resource")?.attributes)["service.name"]);
            spans.extend(resource.scope_spans.into_iter().flat_map(|scope| scope.spans));
        }
    }
    Ok((service, spans))
}

fn attributes(attributes: &[KeyValue]) -> BTreeMap<&str, String> {
    let text = |value: &KeyValue| match value.value.clone().and_then(|value| value.value) {
        Some(Value::StringValue(text)) => text,
        Some(Value::IntValue(number)) => number.to_string(),
        other => panic!("{other:?}"),
    };
    attributes.iter().map(|attribute| (attribute.key.as_str(), text(attribute))).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn collected() -> Result<(), Failed> {
    let (scratch, upstream, collector) = (Scratch::new()?, Recorder::start()?, collector()?);
    let run = stytch(&scratch, &upstream.url()).env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
    let gateway = GatewayProcess::start(run.env("OTEL_EXPORTER_OTLP_HEADERS", "x-collector-key=collector-key"))?;
    let token = gateway.token.clone();
    let fields = format!("User-Agent: {HEADER}\r\nX-Request-Id: {HEADER}\r\nContent-Type: application/json\r\n");
    let state = format!("traceparent: 00-{TRACE}-{SPAN}-01\r\ntracestate: canary={STATE}\r\n");
    assert_eq!(send(&gateway, &apps(PATH), &(fields.clone() + &state), "")?, "200");
    assert_eq!(send(&gateway, &format!("{}?{QUERY}={QUERY}", apps(PATH)), &fields, "")?, "400");
    assert_eq!(send(&gateway, &format!("CANARY /v1/{PATH}"), &fields, BODY)?, "404");
    upstream.answer(Answer { status: 503, headers: Vec::new(), body: HEADER.into() });
    assert_eq!(send(&gateway, &apps(PATH), "", "")?, "503");
    let stderr = stop(gateway)?;
    assert!(!stderr.contains("WARN"), "{stderr}");

    let requests = collector.take();
    assert!(requests.iter().all(|request| request.header("x-collector-key") == Some("collector-key")));
    let (service, spans) = spans(&requests)?;
    assert_eq!(service, "stytch-gateway");
    let names_and_attributes: Vec<_> =
        spans.iter().map(|span| (span.name.as_str(), attributes(&span.attributes))).collect();
    let route = format!("GET {ROUTE}");
    let names: Vec<_> = names_and_attributes.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, [&route, &route, "HTTP", &route]);
    let column = |name: &str| -> Vec<_> {
        names_and_attributes
            .iter()
            .map(|(_, attributes)| attributes.get(name).map(String::as_str).unwrap_or_default())
            .collect()
    };
    assert_eq!(column("http.route"), [ROUTE, ROUTE, "", ROUTE]);
    assert_eq!(column("http.request.method"), ["GET", "GET", "_OTHER", "GET"]);
    assert_eq!(column("http.response.status_code"), ["200", "400", "404", "503"]);
    assert_eq!(column("error.type"), ["", "query", "not_declared", "503"]);
    assert_eq!(column("endpoint.provider"), ["stytch", "stytch", "", "stytch"]);
    assert_eq!(column("enduser.id"), ["local"; 4]);
    // The kind 2 is a server's span, the status 2 an error.
    assert_eq!(spans.iter().map(|span| span.kind).collect::<Vec<_>>(), [2; 4]);
    let codes: Vec<_> = spans.iter().map(|span| span.status.as_ref().map_or(0, |status| status.code)).collect();
    assert_eq!(codes, [0, 0, 0, 2]);
    let bytes: String = requests.iter().map(RecordedRequest::text).collect::<String>() + &stderr;
    for canary in [SECRET, PATH, QUERY, HEADER, BODY, STATE, "CANARY", &token, env!("CARGO_MANIFEST_DIR")] {
        assert!(!bytes.contains(canary), "{canary}: {bytes}");
    }
    Ok(())
}

fn joined() -> Result<(), Failed> {
    let (scratch, upstream, collector) = (Scratch::new()?, Recorder::start()?, collector()?);
    let run = stytch(&scratch, &upstream.url()).env("OTEL_SERVICE_NAME", "edge");
    let url = format!("{}/v1/traces", collector.url());
    // With one worker the thread that waits for the last spans also sends them.
    let config = scratch.write("gateway.json", r#"{"workers": 1}"#)?;
    let run = run.args(["--config", config.to_str().ok_or("no path")?]);
    let gateway = GatewayProcess::start(run.env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", url))?;
    let mut sent = Vec::new();
    for parent in [format!("00-{TRACE}-{SPAN}-01"), format!("00-{TRACE}-{SPAN}-00"), "00-nothing".to_owned()] {
        let fields = format!("traceparent: {parent}\r\ntracestate: a=1\r\ntracestate: b=2\r\n");
        assert_eq!(send(&gateway, &apps("member-1"), &fields, "")?, "200");
        let request = upstream.take_one()?;
        sent.push((
            request.header("traceparent").unwrap_or_default().to_owned(),
            request.header_all("tracestate").len(),
        ));
    }
    stop(gateway)?;
    let (service, spans) = spans(&collector.take())?;
    assert_eq!(service, "edge");
    // A request that its caller does not sample has no span.
    let [child, root] = spans.as_slice() else { panic!("{spans:?}") };
    assert_eq!((hex(&child.trace_id), hex(&child.parent_span_id)), (TRACE.to_owned(), SPAN.to_owned()));
    assert!(root.parent_span_id.is_empty() && hex(&root.trace_id) != TRACE);
    assert_eq!(sent[0], (format!("00-{TRACE}-{}-01", hex(&child.span_id)), 2));
    assert!(sent[1].0.starts_with(&format!("00-{TRACE}-")) && sent[1].0.ends_with("-00"), "{sent:?}");
    assert!(!sent[1].0.contains(SPAN) && sent[1].1 == 2, "{sent:?}");
    // A new trace does not take over the state of another one.
    assert_eq!(sent[2], (format!("00-{}-{}-01", hex(&root.trace_id), hex(&root.span_id)), 0));
    Ok(())
}

fn without() -> Result<(), Failed> {
    let (scratch, upstream, collector) = (Scratch::new()?, Recorder::start()?, collector()?);
    for (name, value) in
        [("OTEL_SERVICE_NAME", "edge"), ("OTEL_SDK_DISABLED", "true"), ("OTEL_TRACES_EXPORTER", "none")]
    {
        let run = stytch(&scratch, &upstream.url()).env(name, value).args(["--log-level", "info"]);
        let endpoint = if name == "OTEL_SERVICE_NAME" { String::new() } else { collector.url() };
        let gateway = GatewayProcess::start(run.env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))?;
        let fields = format!("traceparent: 00-{TRACE}-{SPAN}-01\r\ntracestate: a=1\r\n");
        assert_eq!(send(&gateway, &apps("member-1"), &fields, "")?, "200");
        let sent = upstream.take_one()?;
        assert_eq!(sent.header("traceparent"), Some(format!("00-{TRACE}-{SPAN}-01").as_str()));
        assert_eq!(sent.header("tracestate"), Some("a=1"));
        stop(gateway)?;
    }
    assert!(collector.take().is_empty());
    Ok(())
}

fn unreachable() -> Result<(), Failed> {
    let (scratch, upstream) = (Scratch::new()?, Recorder::start()?);
    let run = stytch(&scratch, &upstream.url());
    // Nothing listens on port 1.
    let gateway = GatewayProcess::start(run.env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://user:password@127.0.0.1:1"))?;
    for _ in 0..50 {
        assert_eq!(send(&gateway, &apps("member-1"), "", "")?, "200");
    }
    let started = Instant::now();
    let stderr = stop(gateway)?;
    assert!(started.elapsed() < TIMEOUT, "{:?}", started.elapsed());
    assert_eq!(stderr.matches("the collector accepts no spans").count(), 1, "{stderr}");
    assert!(stderr.contains("refused") && !stderr.contains("password"), "{stderr}");
    Ok(())
}

fn silent() -> Result<(), Failed> {
    let (scratch, upstream) = (Scratch::new()?, Recorder::start()?);
    let silent = std::net::TcpListener::bind("127.0.0.1:0")?;
    let endpoint = format!("http://{}", silent.local_addr()?);
    let gateway =
        GatewayProcess::start(stytch(&scratch, &upstream.url()).env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))?;
    assert_eq!(send(&gateway, &apps("member-1"), "", "")?, "200");
    let started = Instant::now();
    let stderr = stop(gateway)?;
    assert!(started.elapsed() < TIMEOUT, "{:?}", started.elapsed());
    assert!(stderr.contains("the last spans did not reach the collector"), "{stderr}");
    Ok(())
}

fn wrong() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    for (name, value) in
        [("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318/password"), ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "password")]
    {
        let refused = stytch(&scratch, "http://127.0.0.1:1").env(name, value).output()?;
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.stderr.contains(name) && !refused.stderr.contains("password"), "{}", refused.stderr);
    }
    Ok(())
}
