//! The pages, the conditional request, and the program itself.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use endpoint_runtime::{
    BaseUrl, Client, Paginate,
    http::{StatusCode, header::AUTHORIZATION},
    request::encode,
    server::{Rejection, RequestHead},
};
use example_issues::{Fake, GetRequest, IssuesClient, IssuesServer, ListRequest, Reading, State};
use tokio::{net::TcpListener, process::Command};

fn client(fake: &Fake) -> IssuesClient {
    Client::builder().service(IssuesServer::new(fake.clone())).build().unwrap().into()
}

#[test]
fn labels_are_one_text_and_the_version_is_a_header() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let list = ListRequest::new("ada", "engine").state(State::Open).labels(["bug", "help wanted"]);
    let request = encode(&base, &list).unwrap();
    assert_eq!(
        request.uri().to_string(),
        "https://api.example.com/repos/ada/engine/issues?state=open&labels=bug,help%20wanted"
    );

    let request = encode(&base, &GetRequest::new("ada", "engine", 5_u64).known("\"5-0\"")).unwrap();
    let header = |name| request.headers().get(name).unwrap().to_str().unwrap();
    assert_eq!((header("if-none-match"), header("x-github-api-version")), ("\"5-0\"", "2022-11-28"));
}

#[tokio::test]
async fn the_header_link_leads_through_all_pages_with_the_same_filter() {
    let client = client(&Fake::default());
    let request = ListRequest::new("ada", "engine").state(State::Open).per_page(3);
    let mut pages = request.clone().pages(&client);
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.link.as_deref(), Some("</repos/ada/engine/issues?state=open&per_page=3&page=2>; rel=\"next\""));
    let second = pages.next().await.unwrap().unwrap();
    assert_eq!((first.issues.len(), second.issues.len(), second.link), (3, 1, None));
    assert!(pages.next().await.is_none());

    let (mut issues, mut numbers) = (request.items(&client), Vec::new());
    while let Some(issue) = issues.next().await {
        numbers.push(issue.unwrap().number);
    }
    assert_eq!(numbers, [5, 4, 2, 1]);
}

#[tokio::test]
async fn an_issue_is_sent_only_if_it_has_changed() {
    let client = client(&Fake::default());
    let request = GetRequest::new("ada", "engine", 5_u64);
    let Reading::Changed { etag, issue } = client.get(request.clone()).await.unwrap() else { panic!("not modified") };
    assert_eq!(issue.comments, 0);

    let response = client.get(request.clone().known(etag.clone())).with_response().await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    assert!(matches!(response.body(), Reading::NotModified));

    // Somebody has commented.
    let Reading::Changed { etag: other, issue } = client.get(request.known(etag.clone())).await.unwrap() else {
        panic!("not modified")
    };
    assert_eq!(issue.comments, 1);
    assert_ne!(etag, other);
}

#[tokio::test]
async fn an_unknown_issue_is_an_error_with_a_message() {
    let error = client(&Fake::default()).get(GetRequest::new("ada", "engine", 6_u64)).await.unwrap_err();
    assert_eq!((error.status(), error.message().as_deref()), (Some(StatusCode::NOT_FOUND), Some("Not Found")));
}

/// Runs the program with these variables, and returns what it prints.
async fn run(variables: &[(&str, &str)]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_example-issues"));
    program.env_remove("ISSUES_URL").envs(variables.iter().copied()).kill_on_drop(true);
    let output = program.output().await.unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn the_program_prints_what_the_readme_shows() {
    let printed = run(&[]).await;
    assert!(include_str!("../README.md").contains(&format!("```text\n{printed}```")), "{printed}");
}

#[tokio::test]
async fn the_program_calls_the_api_that_the_environment_names() {
    let fake = Fake::default();
    let api = IssuesServer::per_request({
        let fake = fake.clone();
        move |head: RequestHead<'_>| match head.headers().get(AUTHORIZATION) {
            Some(token) if token == "Bearer t" => Ok(fake.clone()),
            _ => Err(Rejection::new(StatusCode::UNAUTHORIZED, "send the token")),
        }
    });
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    tokio::spawn(async { axum::serve(socket, axum::Router::new().fallback_service(api)).await });
    let printed = run(&[("ISSUES_URL", &url), ("ISSUES_TOKEN", "t")]).await;
    assert!(include_str!("../README.md").contains(&printed), "{printed}");

    // The program has read the issue of this API three times.
    let Reading::Changed { issue, .. } = client(&fake).get(GetRequest::new("ada", "engine", 5_u64)).await.unwrap()
    else {
        panic!("not modified")
    };
    assert_eq!(issue.comments, 1);
}
