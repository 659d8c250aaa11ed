use endpoint_api_tests::clickhouse::{InsertRequest, Rows, SelectRequest, Statements, StatementsServer, Summary};
use endpoint_runtime::{
    Bytes, Client, Result,
    http::Response,
    stream::{Lines, Stream},
};
use serde_json::json;

use crate::support::{body, call, header, line};

#[tokio::test]
async fn a_statement_is_text_and_its_statistics_are_in_a_header() {
    let answer = Response::builder()
        .header("content-type", "application/x-ndjson")
        .header("x-clickhouse-summary", r#"{"read_rows":"2","read_bytes":"16","written_rows":"0"}"#)
        .body(Bytes::from_static(b"{\"n\":\"1\"}\n{\"n\":\"2\"}\n"))
        .unwrap();
    let request = SelectRequest::new("SELECT {n:UInt8}").settings([("param_n", "1")]);
    let (sent, mut rows) = call(request, answer).await;
    assert_eq!(line(&sent), "POST /?default_format=JSONEachRow&param_n=1");
    assert_eq!((body(&sent), header(&sent, "content-type")), ("SELECT {n:UInt8}", "text/plain; charset=utf-8"));
    assert_eq!((rows.query_id, &*rows.summary.unwrap().read_rows), (None, "2"));
    assert_eq!(rows.rows.next().await.unwrap().unwrap(), json!({ "n": "1" }).into());
}

#[tokio::test]
async fn rows_are_compressed_lines() {
    let request = InsertRequest::new("INSERT INTO t FORMAT JSONEachRow", [json!({ "n": 1 }).into()]);
    let (sent, ()) = call(request, Response::new(Bytes::new())).await;
    assert_eq!(line(&sent), "POST /?query=INSERT%20INTO%20t%20FORMAT%20JSONEachRow");
    assert_eq!(header(&sent, "content-encoding"), "gzip");
}

struct Fake;

impl Statements for Fake {
    async fn select(&self, request: SelectRequest) -> Result<Rows> {
        let summary = Some(Summary::new(request.sql, request.settings.get("param_n").cloned().unwrap_or_default()));
        Ok(Rows { query_id: Some("7".to_owned()), summary, rows: Lines::new(Once(Some(json!(1).into()))) })
    }
}

/// A stream of one line.
struct Once(Option<endpoint_runtime::Json>);

impl Stream for Once {
    type Item = std::result::Result<endpoint_runtime::Json, std::convert::Infallible>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take().map(Ok))
    }
}

#[tokio::test]
async fn a_server_writes_the_statistics() {
    let client = Client::builder().service(StatementsServer::new(Fake)).build().unwrap();
    let mut rows = client.send(SelectRequest::new("SELECT ü").settings([("param_n", "1")])).await.unwrap();
    let summary = rows.summary.unwrap();
    assert_eq!((&*summary.read_rows, &*summary.read_bytes, rows.query_id.as_deref()), ("SELECT ü", "1", Some("7")));
    assert_eq!(rows.rows.next().await.unwrap().unwrap(), json!(1).into());
}
