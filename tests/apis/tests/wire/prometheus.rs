use endpoint_api_tests::prometheus::{LabelsRequest, QueriesClient, QueryRequest, SeriesRequest};
use endpoint_runtime::{Bytes, Client, http::Response};

use crate::support::{Answer, body, call, line, ok};

#[tokio::test]
async fn selectors_repeat_a_key_with_brackets() {
    let request = SeriesRequest::new().r#match(["up", "a{b=\"c\"}"]).start(1.5);
    let answer = ok("application/json", r#"{"status":"success","data":[{"__name__":"up"}]}"#);
    let (sent, series) = call(request, answer).await;
    assert_eq!(line(&sent), "GET /api/v1/series?match%5B%5D=up&match%5B%5D=a%7Bb%3D%22c%22%7D&start=1.5");
    assert_eq!(series[0]["__name__"], "up");
    let answer = ok("application/json", r#"{"status":"success","data":["job"]}"#);
    let (sent, labels) = call(LabelsRequest::new().selectors(["up", "x"]), answer).await;
    assert_eq!((body(&sent), &*labels[0]), ("match%5B%5D=up&match%5B%5D=x", "job"));
}

#[tokio::test]
async fn a_query_is_a_form_and_its_error_has_a_status() {
    let answer = ok("application/json", r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#);
    let (sent, vector) = call(QueryRequest::new("sum(up) > 1").time(2.0), answer).await;
    assert_eq!(line(&sent), "POST /api/v1/query");
    assert_eq!((body(&sent), &*vector.result_type), ("query=sum%28up%29%20%3E%201&time=2", "vector"));
    let json = r#"{"status":"error","errorType":"bad_data","error":"parse error"}"#;
    let answer = Response::builder().status(400).header("content-type", "application/json");
    let answer = Answer(answer.body(Bytes::from_static(json.as_bytes())).unwrap());
    let client = Client::builder().base_url("http://localhost:9090").transport(answer).build().unwrap();
    let error = QueriesClient::from(client).query(QueryRequest::new("(")).await.unwrap_err();
    assert_eq!((error.code().as_deref(), error.message().as_deref()), (Some("bad_data"), Some("parse error")));
}
