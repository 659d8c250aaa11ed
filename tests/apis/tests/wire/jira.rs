use endpoint_api_tests::jira::{IssueRequest, SearchRequest};

use crate::support::{body, call, line, ok};

#[tokio::test]
async fn jql_is_a_field_of_the_body() {
    let fields: Vec<String> = vec!["summary".to_owned()];
    let request = SearchRequest::new("project = A").fields(fields).max_results(50);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "POST /rest/api/3/search/jql");
    assert_eq!(body(&request), r#"{"jql":"project = A","fields":["summary"],"maxResults":50}"#);
}

#[tokio::test]
async fn the_fields_of_an_issue_are_one_text() {
    let request = IssueRequest::new("A-1").fields(["summary", "-comment"]).expand(["names"]);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /rest/api/3/issue/A-1?fields=summary,-comment&expand=names");
}
