use endpoint_api_tests::encoded_values::{
    BuildImageRequest, InvocationType, InvokeRequest, Invoked, PutContentRequest, StatisticsRequest, YesNo,
};
use endpoint_runtime::{Bytes, Content, Json, http::Response};

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn a_header_is_base64_of_json() {
    let request = BuildImageRequest::new(Content::from("tar"))
        .t(["a:1", "a:latest"])
        .registry_config(r#"{"r.test":{"username":"u?~"}}"#);
    let answer = ok("application/json", "{\"stream\":\"Step 1\"}\r\n{\"error\":\"no such file\"}\n");
    let (sent, mut lines) = call(request, answer).await;
    assert_eq!(line(&sent), "POST /v1.43/build?t=a%3A1&t=a%3Alatest");
    assert_eq!(header(&sent, "x-registry-config"), "eyJyLnRlc3QiOnsidXNlcm5hbWUiOiJ1P34ifX0=");
    assert_eq!((header(&sent, "content-type"), body(&sent)), ("application/x-tar", "tar"));
    assert_eq!(lines.next().await.unwrap().unwrap().stream.as_deref(), Some("Step 1"));
    assert_eq!(lines.next().await.unwrap().unwrap().error.as_deref(), Some("no such file"));
}

#[tokio::test]
async fn a_function_fails_in_a_header() {
    let answer = Response::builder()
        .header("content-type", "application/json")
        .header("x-amz-function-error", "Unhandled")
        .header("x-amz-log-result", "RU5E");
    let answer = answer.body(Bytes::from(r#"{"errorMessage":"x"}"#)).unwrap();
    let request = InvokeRequest::new("f", Json::from("in")).qualifier("$LATEST").client_context("{}");
    let (sent, invoked) = call(request.invocation_type(InvocationType::RequestResponse), answer).await;
    assert_eq!(line(&sent), "POST /2015-03-31/functions/f/invocations?Qualifier=%24LATEST");
    assert_eq!(header(&sent, "x-amz-invocation-type"), "RequestResponse");
    assert_eq!((header(&sent, "x-amz-client-context"), body(&sent)), ("e30=", "\"in\""));
    let Invoked::Done { function_error, log, payload } = invoked else { panic!("a payload") };
    assert_eq!((function_error.as_deref(), &**log.as_ref().unwrap()), (Some("Unhandled"), b"END".as_slice()));
    assert_eq!(payload.get("errorMessage"), Some(&Json::from("x")));
    let accepted = Response::builder().status(202).body(Bytes::new()).unwrap();
    let (_, invoked) = call(InvokeRequest::new("f", Json::Null), accepted).await;
    assert!(matches!(invoked, Invoked::Accepted));
}

#[tokio::test]
async fn a_file_is_base64_in_lines() {
    let answer = ok("application/json", r#"{"path":"a/b.txt","content":"aGVs\nbG8=\n"}"#);
    let (sent, content) = call(PutContentRequest::new("o", "r", "a/b.txt", "Adds b", "hello"), answer).await;
    assert_eq!(line(&sent), "PUT /repos/o/r/contents/a/b.txt");
    assert_eq!(body(&sent), r#"{"message":"Adds b","content":"aGVsbG8="}"#);
    assert_eq!(&*content.content, b"hello");
}

#[tokio::test]
async fn a_number_is_a_text_of_json() {
    let answer = ok("application/json", r#"{"viewCount":"18446744073709551615","likeCount":7}"#);
    let (sent, statistics) = call(StatisticsRequest::new().active(YesNo::Yes).since(-5), answer).await;
    assert_eq!(line(&sent), "GET /youtube/v3/statistics?active=Y&since=-5");
    assert_eq!((*statistics.view_count, statistics.like_count.map(|count| *count)), (u64::MAX, Some(7)));
}
