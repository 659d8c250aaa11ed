use endpoint_api_tests::urls::{
    FinishUploadRequest, OperationsClient, OperationsServer, PollOperationRequest, PutFileRequest, StartUploadRequest,
    UploadPartRequest, UploadsClient,
};
use endpoint_runtime::{
    Bytes, Client, ClientBuilder, Endpoint, Stage,
    auth::Bearer,
    http::{Request, Response},
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    transport::Recorder,
};

use crate::support::{Script, header, line, ok};

fn builder(base: &str) -> (ClientBuilder, Recorder) {
    let mut answer = ok("application/json", r#"{"status":"Succeeded"}"#);
    answer.headers_mut().insert("location", "/v2/a/blobs/uploads/7?_state=x".parse().unwrap());
    let recorder = Recorder::new(Script::new([answer]));
    let builder = Client::builder()
        .base_url(base)
        .auth(Bearer::new("s3cret"))
        .header("X-Api-Secret", "s3cret-2")
        .transport(recorder.clone());
    (builder, recorder)
}

/// Sends a request, and returns what went over the wire, or the error.
async fn send<E: Endpoint>(base: &str, request: E) -> Result<Request<Bytes>, String> {
    let (builder, recorder) = builder(base);
    match builder.build().unwrap().send(request).with_response().await {
        Ok(_) => Ok(recorder.exchanges().pop().unwrap().request),
        Err(error) => {
            assert_eq!((error.stage(), recorder.exchanges().len()), (Stage::Encode, 0));
            Err(error.to_string())
        }
    }
}

const BASE: &str = "https://registry.example/tenant";

#[tokio::test]
async fn an_upload_goes_on_where_the_response_says() {
    let (builder, recorder) = builder("https://registry.example");
    let client = builder.build().unwrap();
    let upload = client.send(StartUploadRequest::new("a/b")).await.unwrap();
    let upload = client.send(UploadPartRequest::new(upload.location, &b"part"[..])).await.unwrap();
    client.send(FinishUploadRequest::new(upload.location, "sha256:abc")).await.unwrap();
    let sent = recorder.exchanges();
    assert_eq!(
        sent.iter().map(|exchange| line(&exchange.request)).collect::<Vec<_>>(),
        [
            "POST /v2/a%2Fb/blobs/uploads/",
            "PATCH /v2/a/blobs/uploads/7?_state=x",
            "PUT /v2/a/blobs/uploads/7?_state=x&digest=sha256%3Aabc",
        ]
    );
    assert!(sent.iter().all(|exchange| header(&exchange.request, "authorization") == "[redacted]"));
    assert_eq!(sent[1].request.body(), "part");
}

#[tokio::test]
async fn a_url_is_whole_or_relative_to_the_base_url() {
    for (location, target) in [
        ("https://registry.example/x?a=b", "https://registry.example/x?a=b"),
        ("HTTPS://REGISTRY.example:443/x", "https://REGISTRY.example:443/x"),
        ("//registry.example/x", "https://registry.example/x"),
        ("/x", "https://registry.example/x"),
        ("x/y?z", "https://registry.example/tenant/x/y?z"),
        ("../y", "https://registry.example/y"),
        ("?z=1", "https://registry.example/tenant/?z=1"),
    ] {
        let sent = send(BASE, PollOperationRequest::new(location)).await.unwrap();
        assert_eq!(sent.uri().to_string(), target, "{location}");
        assert_eq!(header(&sent, "authorization"), "[redacted]");
    }
}

#[tokio::test]
async fn the_credential_goes_nowhere_else() {
    for location in [
        "https://evil.example/x",
        "//evil.example/x",
        "http://registry.example/x",
        "https://registry.example:8443/x",
        "https://registry.example@evil.example/",
        "https://registry.example.evil.example/",
        "https://u:p@registry.example/x",
        "/x#y",
        "/\\\\evil.example/",
        "javascript:alert(1)",
        "/%2e%2E/x",
        "",
    ] {
        send(BASE, PollOperationRequest::new(location)).await.unwrap_err();
    }
    // The URL of a named host is one of the client's own.
    let (builder, recorder) = builder(BASE);
    let client = builder.host("files", "https://files.example").build().unwrap();
    client.send(PollOperationRequest::new("https://files.example/x")).await.unwrap();
    assert_eq!(header(&recorder.exchanges()[0].request, "authorization"), "[redacted]");
}

#[tokio::test]
async fn without_a_credential_another_origin_gets_only_what_the_call_has() {
    let put = |url: &str| PutFileRequest::new(url, &b"file"[..]).trace("1");
    let sent = send(BASE, put("https://storage.example/f?sig=abc")).await.unwrap();
    assert_eq!(sent.uri().to_string(), "https://storage.example/f?sig=abc");
    for (name, value) in [("authorization", ""), ("x-api-secret", ""), ("x-trace", "1")] {
        assert_eq!(header(&sent, name), value, "{name}");
    }
    assert!(header(&sent, "user-agent").starts_with("endpoint-runtime/"));
    assert_eq!(sent.body(), "file");

    let sent = send(BASE, put("/f")).await.unwrap();
    assert_eq!((header(&sent, "authorization"), header(&sent, "x-api-secret")), ("", "s3cret-2"));

    for url in ["http://storage.example/f", "http://127.0.0.1:1/f", "http://localhost/f"] {
        send(BASE, put(url)).await.unwrap_err();
    }
    send("http://127.0.0.1:1", put("http://[::1]:2/f")).await.unwrap();
    send("http://127.0.0.1:1", put("http://storage.example/f")).await.unwrap_err();
}

#[tokio::test]
async fn errors_and_debug_show_no_signed_url() {
    let request = PutFileRequest::new("https://storage.example/f?sig=s1gned#x", &b""[..]);
    assert!(!format!("{request:?}").contains("s1gned"));
    let error = send(BASE, request).await.unwrap_err();
    assert!(error.contains("fragment") && !error.contains("s1gned"), "{error}");
}

#[test]
fn tools_and_servers_have_no_route_for_a_url() {
    let provider = Provider::builder("docker")
        .environment(Environment::new("live", "https://registry.example"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "DOCKER_TOKEN")))
        .resource(UploadsClient::SCHEMAS)
        .resource(OperationsClient::SCHEMAS)
        .build()
        .unwrap();
    assert_eq!(provider.operations().map(|operation| operation.metadata.name).collect::<Vec<_>>(), ["start_upload"]);
    let [poll] = OperationsClient::ENDPOINTS else { panic!("one endpoint") };
    assert!(poll.is_at_url());
    assert_eq!((poll.template, poll.parameters().next().unwrap().location.as_str()), ("<location>", "url"));
    let _: fn(Response<Bytes>) = |_| {};
    let _ = std::any::type_name::<OperationsServer>();
}
