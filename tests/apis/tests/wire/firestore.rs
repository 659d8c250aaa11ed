use endpoint_api_tests::firestore::{
    CommitRequest, Document, PatchRequest, RunQueryBelowRequest, RunQueryRequest, Write,
};
use endpoint_runtime::Json;
use serde_json::json;

use crate::support::{body, call, line, ok};

const DOCUMENTS: &str = "/v1/projects/p/databases/%28default%29/documents";

fn document() -> Document {
    let fields = [("age".to_owned(), r#"{"integerValue":"42"}"#.parse::<Json>().unwrap())];
    Document::new(fields)
}

#[tokio::test]
async fn a_verb_follows_the_prefix_of_the_trait() {
    let request = CommitRequest::new("p", "(default)", [Write::new().update(document())]);
    let (sent, committed) = call(request, ok("application/json", r#"{"commitTime":"2026-01-01T00:00:00Z"}"#)).await;
    assert_eq!(line(&sent), format!("POST {DOCUMENTS}:commit"));
    assert_eq!(body(&sent), r#"{"writes":[{"update":{"fields":{"age":{"integerValue":"42"}}}}]}"#);
    assert_eq!(committed.commit_time, "2026-01-01T00:00:00Z");
    let answer = r#"[{"document":{"name":"a"},"readTime":"1"},{"readTime":"2"}]"#;
    let (sent, found) = call(RunQueryRequest::new("p", "(default)", json!({})), ok("application/json", answer)).await;
    assert_eq!(line(&sent), format!("POST {DOCUMENTS}:runQuery"));
    assert_eq!(found.len(), 2);
}

#[tokio::test]
async fn a_verb_follows_the_path_of_a_document() {
    let request = RunQueryBelowRequest::new("p", "(default)", "users/ada lovelace", json!({}));
    let (sent, _) = call(request, ok("application/json", "[]")).await;
    assert_eq!(line(&sent), format!("POST {DOCUMENTS}/users/ada%20lovelace:runQuery"));
    let request =
        PatchRequest::new("p", "(default)", "users/ada", document()).update_mask(["age", "name"]).exists(true);
    let (sent, _) = call(request, ok("application/json", "{}")).await;
    let query = "updateMask.fieldPaths=age&updateMask.fieldPaths=name&currentDocument.exists=true";
    assert_eq!(line(&sent), format!("PATCH {DOCUMENTS}/users/ada?{query}"));
}
