use endpoint_api_tests::page_positions::{
    CountedClient, DynamoTablesClient, ElasticSearchClient, IntercomSearchClient, IssuesVariables, JiraProjectsRequest,
    LinearClient, LinearIssuesRequest, ScanRequest, ScimUsersRequest, SearchAfterRequest, SearchContactsRequest,
};
use endpoint_runtime::{
    Bytes, Client, Json, Paginate,
    auth::Bearer,
    http::Response,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    transport::Recorder,
};

use crate::support::{Script, body, line, ok};

/// The answers to the calls for the pages of a list, and a client that gets them.
fn client(answers: &[&str]) -> (Client, Recorder) {
    let answers: Vec<Response<Bytes>> =
        answers.iter().map(|answer| ok("application/json", (*answer).to_owned())).collect();
    let recorder = Recorder::new(Script::new(answers));
    let builder = Client::builder().base_url("https://api.example.com").auth(Bearer::new("s3cret"));
    (builder.transport(recorder.clone()).build().unwrap(), recorder)
}

/// Reads all pages of a typed request and of the same request by data, and compares their bodies or, for a GET, their lines.
async fn compare<E: Paginate>(request: E, input: &str, answers: &[&str], expected: &[&str]) {
    let sent = |recorder: &Recorder| -> Vec<String> {
        let exchanges = recorder.exchanges();
        let requests = exchanges.iter().map(|exchange| &exchange.request);
        requests.map(|sent| if sent.method() == "GET" { line(sent) } else { body(sent).to_owned() }).collect()
    };
    let (typed, recorder) = client(answers);
    let mut pages = typed.pages(request);
    while let Some(page) = pages.next().await {
        assert!(page.is_ok());
    }
    assert_eq!(sent(&recorder), expected, "{}", E::METADATA.name);
    let provider = provider();
    let operation = provider.operations().find(|operation| operation.metadata.name == E::METADATA.name).unwrap();
    let (by_data, recorder) = client(answers);
    let mut pages = by_data.call_pages(operation, serde_json::from_str::<Json>(input).unwrap()).unwrap();
    while pages.next().await.transpose().unwrap().is_some() {}
    let json = |texts: Vec<String>| -> Vec<serde_json::Value> {
        texts.iter().map(|text| serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())).collect()
    };
    assert_eq!(json(sent(&recorder)), json(expected.iter().map(|text| (*text).to_owned()).collect()), "by data");
}

fn provider() -> Provider {
    Provider::builder("lists")
        .environment(Environment::new("live", "https://api.example.com"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "TOKEN")))
        .resource(IntercomSearchClient::SCHEMAS)
        .resource(LinearClient::SCHEMAS)
        .resource(DynamoTablesClient::SCHEMAS)
        .resource(ElasticSearchClient::SCHEMAS)
        .resource(CountedClient::SCHEMAS)
        .build()
        .unwrap()
}

#[tokio::test]
async fn the_cursor_is_a_field_of_an_object_that_is_made_for_it() {
    compare(
        SearchContactsRequest::new(serde_json::json!({})),
        r#"{"query":{}}"#,
        &[r#"{"data":[1],"pages":{"next":{"starting_after":"c2"}}}"#, r#"{"data":[2],"pages":{}}"#],
        &[r#"{"query":{}}"#, r#"{"query":{},"pagination":{"starting_after":"c2"}}"#],
    )
    .await;
}

#[tokio::test]
async fn the_cursor_is_a_variable_beside_others() {
    let query = r#""query":"query($team: String!, $after: String) { issues(…) { nodes { id } pageInfo { hasNextPage endCursor } } }""#;
    let page = |more: bool, cursor: &str| {
        format!(r#"{{"data":{{"issues":{{"nodes":[1],"pageInfo":{{"hasNextPage":{more},"endCursor":"{cursor}"}}}}}}}}"#)
    };
    compare(
        LinearIssuesRequest::new(IssuesVariables::new("T")),
        r#"{"variables":{"team":"T"}}"#,
        &[&page(true, "c2"), &page(false, "c3")],
        &[
            &format!(r#"{{{query},"variables":{{"team":"T"}}}}"#),
            &format!(r#"{{{query},"variables":{{"team":"T","after":"c2"}}}}"#),
        ],
    )
    .await;
}

#[tokio::test]
async fn the_position_is_an_object() {
    let key = r#"{"id":{"N":"7.10"}}"#;
    compare(
        ScanRequest::new("t").limit(1),
        r#"{"table_name":"t","limit":1}"#,
        &[&format!(r#"{{"Items":[1],"LastEvaluatedKey":{key}}}"#), r#"{"Items":[2]}"#],
        &[r#"{"TableName":"t","Limit":1}"#, &format!(r#"{{"TableName":"t","Limit":1,"ExclusiveStartKey":{key}}}"#)],
    )
    .await;
}

#[tokio::test]
async fn the_position_is_a_list_of_the_last_item() {
    compare(
        SearchAfterRequest::new("i", serde_json::json!(["at"])),
        r#"{"index":"i","sort":["at"]}"#,
        &[
            r#"{"hits":{"hits":[{"_id":"a","sort":[1,"a"]},{"_id":"b","sort":[20000000000000000001,"b"]}]}}"#,
            r#"{"hits":{"hits":[]}}"#,
        ],
        &[r#"{"sort":["at"]}"#, r#"{"sort":["at"],"search_after":[20000000000000000001,"b"]}"#],
    )
    .await;
}

#[tokio::test]
async fn a_page_says_that_it_is_the_last_one() {
    compare(
        JiraProjectsRequest::new(),
        "{}",
        &[r#"{"values":[1,2],"isLast":false}"#, r#"{"values":[3],"isLast":true}"#],
        &["GET /rest/api/3/project/search", "GET /rest/api/3/project/search?startAt=2"],
    )
    .await;
}

#[tokio::test]
async fn items_are_counted_from_one() {
    compare(
        ScimUsersRequest::new().count(2),
        r#"{"count":2}"#,
        &[r#"{"totalResults":3,"Resources":[1,2]}"#, r#"{"totalResults":3,"Resources":[3]}"#],
        &["GET /scim/v2/Users?count=2", "GET /scim/v2/Users?startIndex=3&count=2"],
    )
    .await;
}
