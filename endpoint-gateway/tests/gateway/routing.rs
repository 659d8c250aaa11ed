//! Routing: declared requests reach the upstream, rewritten; all others are refused.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::{AllowAll, JSON, bearer, has, pair, raw, send, serve, status};
use endpoint_gateway::{Gateway, GatewayError, Upstream, credentials::EnvironmentCredentials};
use endpoint_runtime::{
    Result, endpoints,
    provider::{Environment, Provider},
};
use endpoint_test_support::raw_server::RawServer;

fn line(request: &str) -> &str {
    request.lines().next().unwrap()
}

#[tokio::test]
async fn every_declared_operation_passes() {
    let (gateway, upstream) = pair(JSON).await;
    let stytch = stytch_endpoints::provider().unwrap();
    let mut expected = Vec::new();
    for operation in stytch.operations() {
        let path = operation.metadata.template.replace('<', "").replace('>', "-1");
        let line = format!("{} {path}", operation.metadata.method);
        let response = send(&gateway, &line, "").await;
        assert_eq!(status(&response), 200, "{line}: {response}");
        assert!(response.ends_with("\r\n\r\n{}"), "{response}");
        expected.push(format!("{line} HTTP/1.1"));
    }
    // Those of the API, and of OAuth 2.0.
    assert_eq!(expected.len(), 184 + 8);
    let seen = upstream.requests();
    assert_eq!(seen.iter().map(|request| line(request)).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn an_operation_on_a_host_goes_to_the_url_of_the_host_and_nowhere_else() {
    let (base, fraud) = (RawServer::answering(JSON).await, RawServer::answering(JSON).await);
    let url = |server: &RawServer, path: &str| format!("http://{}{path}", server.address).parse().unwrap();
    let gateway = async |set: bool| {
        let stytch = stytch_endpoints::provider().unwrap();
        let credentials = EnvironmentCredentials::read_from([&stytch], crate::support::variable).unwrap();
        let mut upstream = Upstream::new(stytch, url(&base, ""));
        if set {
            upstream = upstream.host("fraud", url(&fraud, "/below"));
        }
        let builder = Gateway::builder().upstream(upstream).credentials(credentials).egress(crate::support::loopback());
        serve(builder.admission(AllowAll)).await
    };
    let lookup = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    let alone = gateway(false).await;
    let refused = send(&alone, "POST /v1/fingerprint/lookup", lookup).await;
    assert_eq!(status(&refused), 503, "{refused}");
    assert!(refused.contains("no_host_url") && refused.contains("STYTCH_FRAUD_URL"), "{refused}");
    assert_eq!(status(&send(&alone, "GET /v1/users/user-1", "").await), 200, "others are forwarded");
    assert_eq!((base.requests().len(), fraud.requests().len()), (1, 0));
    let both = gateway(true).await;
    assert_eq!(status(&send(&both, "POST /v1/fingerprint/lookup", lookup).await), 200);
    assert_eq!(line(&fraud.only_request()), "POST /below/v1/fingerprint/lookup HTTP/1.1");
    assert_eq!(base.requests().len(), 1);
}

#[tokio::test]
async fn the_target_is_written_anew_below_the_base_url() {
    let (gateway, upstream) = pair(JSON).await;
    for (target, written) in [
        ("/v1/things/a", "/base/v1/things/a?kind=small"),
        ("/%76%31/thi%6Egs/%61", "/base/v1/things/a?kind=small"),
        ("/v1/things/a%20b%3Fc%23%26;d", "/base/v1/things/a%20b%3Fc%23%26%3Bd?kind=small"),
        ("/v1/things/%C3%BC?", "/base/v1/things/%C3%BC?kind=small"),
        ("/v1/things/a?kind=small", "/base/v1/things/a?kind=small"),
        ("/v1/things/a?filter=x+y%26z&tag=1&tag=%32", "/base/v1/things/a?filter=x%20y%26z&tag=1&tag=2&kind=small"),
        ("/v1/things/a?filter", "/base/v1/things/a?filter=&kind=small"),
        ("/v1/things/a?fil%74er=%0d%0aHost:x", "/base/v1/things/a?filter=%0D%0AHost%3Ax&kind=small"),
        ("/v1/things/100%25", "/base/v1/things/100%25?kind=small"),
        // The order and the spelling are those of the template.
        ("/v1/things/a?tag=2&kind=small&filter=1&tag=1", "/base/v1/things/a?filter=1&tag=2&tag=1&kind=small"),
        ("/v1/things:all?%24top=5", "/base/v1/things:all?fields=a,b&$top=5"),
        ("/v1/things%3Aall?$top=a,b", "/base/v1/things:all?fields=a,b&$top=a%2Cb"),
    ] {
        let before = upstream.requests().len();
        let response = send(&gateway, &format!("GET {target}"), "").await;
        assert_eq!(status(&response), 200, "{target}: {response}");
        assert_eq!(line(&upstream.requests()[before]), format!("GET {written} HTTP/1.1"));
    }
}

#[tokio::test]
async fn the_host_is_the_upstreams() {
    let (gateway, upstream) = pair(JSON).await;
    send(&gateway, "GET /v1/hello/a", "X-Forwarded-Host: evil.example\r\n").await;
    let request = upstream.only_request().to_lowercase();
    assert!(has(&request, &format!("host: {}", upstream.address)), "{request}");
    assert!(!request.contains("evil") && !request.contains("host: gateway"), "{request}");
}

#[tokio::test]
async fn an_undeclared_method_gets_the_allowed_ones() {
    let (gateway, upstream) = pair(JSON).await;
    for (line, allow) in [
        ("DELETE /v1/things/a", "allow: GET, HEAD, PUT"),
        ("OPTIONS /v1/hello/a", "allow: GET, HEAD"),
        ("get /v1/hello/a", "allow: GET, HEAD"),
        ("head /v1/hello/a", "allow: GET, HEAD"),
        ("PROPFIND /v1/hello/a", "allow: GET, HEAD"),
    ] {
        let response = send(&gateway, line, "").await;
        assert_eq!(status(&response), 405, "{line}: {response}");
        assert!(has(&response, allow), "{response}");
    }
    assert!(upstream.requests().is_empty());
}

#[tokio::test]
async fn a_refusal_is_a_problem_document() {
    let (gateway, _upstream) = pair(JSON).await;
    let response = send(&gateway, "GET /v1/nothing", "").await;
    assert!(has(&response, "content-type: application/problem+json"), "{response}");
    let problem: serde_json::Value = serde_json::from_str(response.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["title"], "Not Found");
    assert_eq!(problem["code"], "not_declared");
    assert!(has(&response, "proxy-status: endpoint-gateway; details=\"not_declared\""), "{response}");
}

#[tokio::test]
async fn undeclared_and_repeated_query_keys_are_refused() {
    let (gateway, upstream) = pair(JSON).await;
    for query in [
        "other=1",
        "filter=1&filter=2",
        "Filter=1",
        "kind=large",
        "kind",
        "kind=small&kind=large",
        "%66ilter=1&filter=2",
        "=1",
        "&",
        "filter=1&&tag=2",
        "filter=%",
        "filter=%FF",
        "filter;tag=1",
        "authorization=Bearer+x",
        "access_token=x",
        "filter%00=x",
    ] {
        let response = send(&gateway, &format!("GET /v1/things/a?{query}"), "").await;
        assert_eq!(status(&response), 400, "{query}: {response}");
        assert!(response.contains("\"code\":\"query\""), "{response}");
    }
    assert_eq!(status(&send(&gateway, "GET /v1/hello/a?x=1", "").await), 400);
    assert!(upstream.requests().is_empty());
}

#[tokio::test]
async fn bodies_are_what_is_declared() {
    let (gateway, upstream) = pair(JSON).await;
    for (line, fields, expected) in [
        ("PUT /v1/things/a", "Content-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n", 200),
        ("PUT /v1/things/a", "Content-Type: text/plain\r\nContent-Length: 2\r\n", 415),
        ("PUT /v1/things/a", "Content-Length: 2\r\n", 415),
        ("PUT /v1/things/a", "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n", 415),
        ("GET /v1/hello/a", "Content-Type: application/json\r\nContent-Length: 2\r\n", 400),
    ] {
        let request = format!("{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{fields}\r\n{{}}");
        let response = raw(&gateway, request).await;
        assert_eq!(status(&response), expected, "{fields}: {response}");
    }
    assert!(upstream.only_request().ends_with("\r\n\r\n{}"));
}

#[tokio::test]
async fn what_cannot_be_served_is_no_gateway() {
    let stytch = || {
        let url = "https://test.stytch.com".parse().unwrap();
        Upstream::new(stytch_endpoints::provider().unwrap(), url)
    };
    let refused = Gateway::builder().admission(AllowAll).build().unwrap_err();
    assert!(matches!(refused, GatewayError::NoOperation), "{refused}");
    let refused = Gateway::builder().upstream(stytch()).build().unwrap_err();
    assert!(matches!(refused, GatewayError::NoAdmission), "{refused}");
    let refused = Gateway::builder().upstream(stytch()).upstream(stytch()).admission(AllowAll).build().unwrap_err();
    assert!(matches!(refused, GatewayError::Route { .. }), "{refused}");
    let gateway = Gateway::builder().upstream(stytch()).admission(AllowAll).build().unwrap();
    let refused = gateway.serve(([0, 0, 0, 0], 0)).await.unwrap_err();
    assert!(matches!(refused, GatewayError::NotLoopback { .. }), "{refused}");
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    assert!(matches!(gateway.serve_on(listener).unwrap_err(), GatewayError::NotLoopback { .. }));
}

#[tokio::test]
async fn a_caller_that_is_not_admitted_learns_nothing() {
    struct Nobody;
    impl endpoint_gateway::Admission for Nobody {
        fn admit(
            &self,
            _: &endpoint_runtime::http::request::Parts,
        ) -> std::result::Result<endpoint_gateway::callers::Caller, endpoint_gateway::Problem> {
            let status = endpoint_runtime::http::StatusCode::UNAUTHORIZED;
            Err(endpoint_gateway::Problem::new(status, "who", "say who you are"))
        }
    }
    let upstream = RawServer::answering(JSON).await;
    let gateway = serve(crate::support::builder(upstream.address).admission(Nobody)).await;
    for line in
        ["GET /v1/hello/a", "GET /v1/nothing", "DELETE /v1/hello/a", "GET /v1/hello/%2e%2e", "GET /v1/hello/a?x=1"]
    {
        let response = send(&gateway, line, "").await;
        assert_eq!(status(&response), 401, "{line}: {response}");
    }
    assert!(upstream.requests().is_empty());
}

/// Operations with the paths of built-in routes.
#[endpoints(tag = "Roots", schema)]
trait Roots {
    /// Shows all.
    #[endpoint(GET "/-/all?<filter>")]
    async fn all(&self, filter: Option<String>) -> Result<u32>;
}

#[test]
fn an_operation_in_the_gateways_own_place_is_refused() {
    let live = Environment::new("live", "https://api.acme.example");
    let provider = Provider::builder("acme").version("1.0.0").environment(live).auth(bearer());
    let provider = provider.resource(RootsClient::SCHEMAS).build().unwrap();
    let built = Gateway::builder()
        .upstream(Upstream::new(provider, "https://api.acme.example".parse().unwrap()))
        .admission(AllowAll)
        .build();
    let error = built.unwrap_err();
    assert!(matches!(error, GatewayError::Reserved { .. }), "{error}");
    assert!(error.to_string().contains("/-/all"), "{error}");
}

#[endpoints(tag = "Grants", schema)]
trait Grants {
    #[endpoint(POST "/token", form, field("grant_type" = "refresh_token"), auth = none)]
    async fn refresh(&self, refresh_token: String) -> Result<()>;

    #[endpoint(POST "/token", form, field("grant_type" = "client_credentials"), auth = none)]
    async fn fetch(&self, scope: Option<String>) -> Result<()>;
}

#[test]
fn operations_that_only_the_body_tells_apart_are_refused() {
    let environment = Environment::new("live", "https://api.acme.example");
    let acme = Provider::builder("acme").environment(environment).resource(GrantsClient::SCHEMAS).build().unwrap();
    let upstream = Upstream::new(acme, "https://api.acme.example".parse().unwrap());
    let refused = Gateway::builder().upstream(upstream).admission(AllowAll).build().unwrap_err().to_string();
    assert!(refused.contains("`acme grants_refresh` and `acme grants_fetch`") && refused.contains("body"), "{refused}");
}
