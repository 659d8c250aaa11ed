use endpoint_api_tests::azure_documents::{AnalyzeRequest, CopyToRequest, GetRequest, PollRequest, State};
use endpoint_runtime::{Bytes, http::Response};
use serde_json::json;

use crate::support::{body, call, line, ok};

const OPERATION: &str = "https://api.example.com/formrecognizer/results/9?api-version=2023-07-31";

fn started() -> Response<Bytes> {
    Response::builder().status(202).header("Operation-Location", OPERATION).body(Bytes::new()).unwrap()
}

#[tokio::test]
async fn each_call_has_the_version_of_the_trait() {
    let (sent, _) = call(GetRequest::new("prebuilt-read"), ok("application/json", "{}")).await;
    assert_eq!(line(&sent), "GET /formrecognizer/documentModels/prebuilt-read?api-version=2023-07-31");
    let request = AnalyzeRequest::new("prebuilt-read", "https://example.com/a.pdf").pages("1-3");
    let (sent, started) = call(request, started()).await;
    let path = "/formrecognizer/documentModels/prebuilt-read:analyze?pages=1-3&api-version=2023-07-31";
    assert_eq!(line(&sent), format!("POST {path}"));
    assert_eq!(body(&sent), r#"{"urlSource":"https://example.com/a.pdf"}"#);
    let (sent, operation) =
        call(PollRequest::new(started.operation_location), ok("application/json", r#"{"status":"running"}"#)).await;
    assert_eq!(sent.uri(), OPERATION);
    assert_eq!(operation.status, State::Running);
}

#[tokio::test]
async fn a_template_replaces_the_constant_of_the_trait() {
    let (sent, _) = call(CopyToRequest::new("m", json!({})), started()).await;
    assert_eq!(line(&sent), "POST /formrecognizer/documentModels/m:copyTo?api-version=2024-02-29-preview");
}
