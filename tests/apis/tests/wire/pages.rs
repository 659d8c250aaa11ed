use endpoint_api_tests::pages::{
    ByOffsetRequest, ByPageRequest, CalendarsClient, ChargesApiClient, GraphUsersApiClient, GuildsClient, IssuesClient,
    ListChargesRequest, ListEventsRequest, ListGraphUsersRequest, ListIssuesRequest, ListMembersRequest,
    NumberedPagesClient,
};
use endpoint_runtime::{
    Bytes, Client, Json, Paginate as _, Stage,
    auth::Bearer,
    http::{Response, StatusCode},
    metadata::PaginationKind,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    transport::Recorder,
};

use crate::support::{Script, body, header, line, ok};

fn json(body: &str) -> Response<Bytes> {
    ok("application/json", body.to_owned())
}

fn with_link(body: &str, link: &str) -> Response<Bytes> {
    let mut response = json(body);
    response.headers_mut().insert("link", link.parse().unwrap());
    response
}

fn status(status: u16) -> Response<Bytes> {
    let mut response = json("{}");
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}

/// A client that is answered with these responses, and a recorder of what it sends.
fn client(answers: impl IntoIterator<Item = Response<Bytes>>) -> (Client, Recorder) {
    let recorder = Recorder::new(Script::new(answers));
    let client = Client::builder()
        .base_url("https://api.example.com")
        .auth(Bearer::new("s3cret"))
        .transport(recorder.clone())
        .build()
        .unwrap();
    (client, recorder)
}

fn lines(recorder: &Recorder) -> Vec<String> {
    recorder.exchanges().iter().map(|exchange| line(&exchange.request)).collect()
}

#[tokio::test]
async fn a_token_in_the_body_leads_through_all_pages() {
    let (client, recorder) = client([
        json(r#"{"items":[{"id":"a"},{"id":"b"}],"nextPageToken":"p/2"}"#),
        json(r#"{"items":[],"nextPageToken":"p3"}"#),
        json(r#"{"items":[{"id":"c"}],"nextPageToken":""}"#),
    ]);
    let mut events = client.items(ListEventsRequest::new("primary").max_results(2));
    let mut ids = Vec::new();
    while let Some(event) = events.next().await {
        ids.push(event.unwrap().id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(
        lines(&recorder),
        [
            "GET /calendar/v3/calendars/primary/events?maxResults=2",
            "GET /calendar/v3/calendars/primary/events?pageToken=p%2F2&maxResults=2",
            "GET /calendar/v3/calendars/primary/events?pageToken=p3&maxResults=2",
        ]
    );
}

#[tokio::test]
async fn nothing_is_requested_before_it_is_asked_for() {
    let (client, recorder) = client([json(r#"{"items":[{"id":"a"}],"nextPageToken":"2"}"#), json(r#"{"items":[]}"#)]);
    let mut pages = ListEventsRequest::new("primary").pages(&client);
    assert_eq!((lines(&recorder).len(), pages.cursor()), (0, None));
    pages.next().await.unwrap().unwrap();
    assert_eq!((lines(&recorder).len(), pages.cursor()), (1, Some("2")));
    pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
    assert_eq!((lines(&recorder).len(), pages.cursor()), (2, None));
}

#[tokio::test]
async fn a_cursor_that_comes_again_ends_the_list() {
    let (client, recorder) = client([json(r#"{"items":[],"nextPageToken":"again"}"#)]);
    let mut pages = client.pages(ListEventsRequest::new("primary"));
    while pages.next().await.transpose().unwrap().is_some() {}
    assert_eq!(lines(&recorder).len(), 2);
}

#[tokio::test]
async fn an_error_ends_the_list_which_can_be_resumed_at_its_page() {
    let (client, recorder) =
        client([json(r#"{"items":[{"id":"a"}],"nextPageToken":"2"}"#), status(400), json(r#"{"items":[{"id":"b"}]}"#)]);
    let mut events = client.items(ListEventsRequest::new("primary"));
    assert_eq!(events.next().await.unwrap().unwrap().id, "a");
    assert_eq!(events.next().await.unwrap().unwrap_err().status().unwrap(), 400);
    assert!(events.next().await.is_none());
    assert_eq!(events.pages().cursor(), Some("2"));
    events.resume();
    assert_eq!(events.next().await.unwrap().unwrap().id, "b");
    events.resume();
    assert!(events.next().await.is_none());
    assert!(lines(&recorder)[1..].iter().all(|line| line.ends_with("pageToken=2")));
    assert_eq!(lines(&recorder).len(), 3);
}

#[tokio::test]
async fn the_last_item_leads_to_the_next_page() {
    let (client, recorder) =
        client([json(r#"[{"user":{"id":"7"}},{"user":{"id":"9"}}]"#), json(r#"[{"user":{"id":"12"}}]"#), json("[]")]);
    let mut members = client.items(ListMembersRequest::new("1").limit(2));
    let mut count = 0;
    while members.next().await.transpose().unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 3);
    let sent =
        ["?limit=2", "?limit=2&after=9", "?limit=2&after=12"].map(|query| format!("GET /guilds/1/members{query}"));
    assert_eq!(lines(&recorder), sent);
}

#[tokio::test]
async fn a_page_that_says_so_is_the_last_one() {
    let (client, recorder) = client([
        json(r#"{"data":[{"id":"ch_1"}],"has_more":true}"#),
        json(r#"{"data":[{"id":"ch_2"}],"has_more":false}"#),
    ]);
    let mut pages = client.pages(ListChargesRequest::new());
    while pages.next().await.transpose().unwrap().is_some() {}
    assert_eq!(lines(&recorder), ["GET /v1/charges", "GET /v1/charges?starting_after=ch_1"]);
}

#[tokio::test]
async fn the_header_link_leads_to_the_next_page_whole_or_relative() {
    let (client, recorder) = client([
        with_link(r#"[{"number":1}]"#, r#"<https://api.example.com/repositories/1/issues?page=2>; rel="next""#),
        with_link(r#"[{"number":2}]"#, r#"<?page=3>; rel="next", </x>; rel="prev""#),
        with_link(r#"[{"number":3}]"#, r#"</x>; rel="prev""#),
    ]);
    let mut issues = client.items(ListIssuesRequest::new("rust-lang", "rust"));
    let mut numbers = Vec::new();
    while let Some(issue) = issues.next().await.transpose().unwrap() {
        numbers.push(issue.number);
    }
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(
        lines(&recorder),
        [
            "GET /repos/rust-lang/rust/issues",
            "GET /repositories/1/issues?page=2",
            "GET /repos/rust-lang/rust/issues?page=3"
        ]
    );
    assert!(recorder.exchanges().iter().all(|exchange| header(&exchange.request, "accept") == "application/json"));
}

#[tokio::test]
async fn a_url_in_the_body_is_called_with_the_headers_of_the_request() {
    let next = "https://api.example.com/v1.0/users?$skiptoken=x";
    let (client, recorder) = client([
        json(&format!(r#"{{"value":[{{"id":"a"}}],"@odata.nextLink":"{next}"}}"#)),
        json(r#"{"value":[{"id":"b"}]}"#),
    ]);
    let mut pages = client.pages(ListGraphUsersRequest::new().top(1).consistency_level("eventual"));
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.cursor(), Some(next));
    assert_eq!(pages.next().await.unwrap().unwrap().value[0].id, "b");
    assert!(pages.next().await.is_none());
    assert_eq!(lines(&recorder), ["GET /v1.0/users?$top=1", "GET /v1.0/users?$skiptoken=x"]);
    assert!(recorder.exchanges().iter().all(|exchange| header(&exchange.request, "consistencylevel") == "eventual"));

    let (client, recorder) = self::client([json(r#"{"value":[]}"#)]);
    client.pages(ListGraphUsersRequest::new()).at_url(next).next().await.unwrap().unwrap();
    assert_eq!(lines(&recorder), ["GET /v1.0/users?$skiptoken=x"]);
}

#[tokio::test]
async fn no_credential_leaves_for_the_origin_of_a_next_page() {
    for url in [
        "https://evil.example/users",
        "//evil.example/users",
        "http://api.example.com/users",
        "https://api.example.com:444/users",
        "https://a:b@api.example.com/users",
        "https://api.example.com@evil.example/",
        "https://api.example.com/users#x",
        "file:///etc/passwd",
        "/users/%2e%2e/admin",
        "/\\\\evil.example",
    ] {
        let (client, recorder) = client([json(&format!(r#"{{"value":[],"@odata.nextLink":"{url}"}}"#))]);
        let mut pages = client.pages(ListGraphUsersRequest::new());
        pages.next().await.unwrap().unwrap();
        let error = pages.next().await.unwrap().unwrap_err();
        assert_eq!((error.stage(), lines(&recorder).len()), (Stage::Encode, 1), "{url}: {error}");
    }
}

#[tokio::test]
async fn pages_are_counted() {
    let page = |pages: u32| json(&format!(r#"{{"results":[1,2],"paging":{{"pages":{pages}}}}}"#));
    let (client, recorder) = client([page(2), page(2)]);
    let mut pages = client.pages(ByPageRequest::new());
    while pages.next().await.transpose().unwrap().is_some() {}
    assert_eq!(lines(&recorder), ["GET /pages", "GET /pages?page=2"]);

    // Without the number of pages, an empty one is the last.
    let (client, recorder) = self::client([json(r#"{"results":[1]}"#), json(r#"{"results":[],"paging":{}}"#)]);
    let mut pages = client.pages(ByPageRequest::new().page(7));
    while pages.next().await.transpose().unwrap().is_some() {}
    assert_eq!(lines(&recorder), ["GET /pages?page=7", "GET /pages?page=8"]);
}

#[tokio::test]
async fn items_are_counted() {
    let page = json(r#"{"results":[1,2],"paging":{"total":5}}"#);
    let (client, recorder) = client([page.clone(), page.clone(), page]);
    let mut pages = client.pages(ByOffsetRequest::new());
    while pages.next().await.transpose().unwrap().is_some() {}
    let bodies: Vec<_> = recorder.exchanges().iter().map(|exchange| body(&exchange.request).to_owned()).collect();
    assert_eq!(bodies, ["{}", r#"{"start":2}"#, r#"{"start":4}"#]);
}

#[test]
fn the_declaration_tells_tools_of_the_pages() {
    let [by_page, _] = NumberedPagesClient::ENDPOINTS else { panic!("two endpoints") };
    let pagination = by_page.pagination.unwrap();
    assert_eq!((pagination.kind, pagination.argument), (PaginationKind::Page, Some("page")));
    assert_eq!((pagination.member, pagination.items), (Some("/paging/pages"), "/results"));
}

#[tokio::test]
async fn calls_by_data_send_the_same_pages() {
    let provider = Provider::builder("lists")
        .environment(Environment::new("live", "https://api.example.com"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "TOKEN")))
        .resource(CalendarsClient::SCHEMAS)
        .resource(GuildsClient::SCHEMAS)
        .resource(IssuesClient::SCHEMAS)
        .resource(GraphUsersApiClient::SCHEMAS)
        .resource(ChargesApiClient::SCHEMAS)
        .resource(NumberedPagesClient::SCHEMAS)
        .build()
        .unwrap();
    let link = || with_link(r#"[{"number":1}]"#, r#"</page/2>; rel="next""#);
    let counted = || json(r#"{"results":[1,2],"paging":{"pages":2,"total":3}}"#);
    for (name, input, answers, expected) in [
        (
            "list_events",
            r#"{"calendar_id":"primary"}"#,
            vec![json(r#"{"items":[{"id":"a"}],"nextPageToken":"2"}"#), json(r#"{"items":[{"id":"b"}]}"#)],
            ["GET /calendar/v3/calendars/primary/events", "GET /calendar/v3/calendars/primary/events?pageToken=2"],
        ),
        (
            "list_members",
            r#"{"guild_id":"1"}"#,
            vec![json(r#"[{"user":{"id":"7"}}]"#), json("[]")],
            ["GET /guilds/1/members", "GET /guilds/1/members?after=7"],
        ),
        (
            "list_issues",
            r#"{"owner":"a","repo":"b"}"#,
            vec![link(), json("[]")],
            ["GET /repos/a/b/issues", "GET /page/2"],
        ),
        (
            "list_graph_users",
            "{}",
            vec![json(r#"{"value":[{"id":"a"}],"@odata.nextLink":"/next"}"#), json(r#"{"value":[]}"#)],
            ["GET /v1.0/users", "GET /next"],
        ),
        (
            "list_charges",
            "{}",
            vec![json(r#"{"data":[{"id":"ch"}],"has_more":true}"#), json(r#"{"data":[{"id":"x"}],"has_more":false}"#)],
            ["GET /v1/charges", "GET /v1/charges?starting_after=ch"],
        ),
        ("by_page", "{}", vec![counted(), counted()], ["GET /pages", "GET /pages?page=2"]),
        ("by_offset", "{}", vec![counted(), counted()], ["POST /offsets", "POST /offsets"]),
    ] {
        let operation = provider.operations().find(|operation| operation.metadata.name == name).unwrap();
        let (client, recorder) = client(answers);
        let input: Json = serde_json::from_str(input).unwrap();
        let mut pages = client.call_pages(operation, input).unwrap();
        while pages.next().await.transpose().unwrap().is_some() {}
        assert_eq!(lines(&recorder), expected, "{name}");
        if name == "by_offset" {
            assert_eq!(body(&recorder.exchanges()[1].request), r#"{"start":2}"#);
        }
    }
}
