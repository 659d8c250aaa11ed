//! The service on a socket with a database in memory, and its programs as the README runs them.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::process::Stdio;

use endpoint_runtime::{
    Client, Paginate,
    auth::Bearer,
    http::{Request, StatusCode, header},
};
use example_notes::{
    app::{app, serve},
    notes::{CreateRequest, DeleteRequest, GetRequest, ListRequest, NotesClient},
    store::Store,
    tokens::Tokens,
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    net::TcpListener,
    process::Command,
    sync::oneshot,
    task::JoinHandle,
};

const ADA: &str = "ada-has-this-token";
const GRACE: &str = "grace-has-this-token";

/// A running service.
struct Server {
    url: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Server {
    async fn start(store: Store) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", socket.local_addr().unwrap());
        let tokens = Tokens::parse(&format!("ada={ADA},grace={GRACE}")).unwrap();
        let (stop, stopped) = oneshot::channel();
        let stopped = async { stopped.await.unwrap() };
        let task = tokio::spawn(serve(socket, app(store, tokens).unwrap(), stopped));
        Self { url, stop, task }
    }

    async fn in_memory() -> Self {
        Self::start(Store::in_memory().unwrap()).await
    }

    fn client(&self, token: &str) -> NotesClient {
        Client::builder().base_url(&*self.url).auth(Bearer::new(token)).build().unwrap().into()
    }

    fn anonymous(&self) -> Client {
        Client::builder().base_url(&*self.url).build().unwrap()
    }

    /// Reads a page without a token.
    async fn get(&self, path: &str) -> (StatusCode, String) {
        let response = self.anonymous().execute(Request::get(path).body("".into()).unwrap()).await.unwrap();
        (response.status(), String::from_utf8(response.into_body().to_vec()).unwrap())
    }
}

#[tokio::test]
async fn a_note_is_written_read_and_deleted() {
    let server = Server::in_memory().await;
    let notes = server.client(ADA);
    // A text is a parameter of the SQL, and never a part of it.
    let text = "'); DROP TABLE notes; --";
    let response = notes.create(CreateRequest::new(text)).with_response().await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    let created = response.into_body();
    assert_eq!(created.location, format!("/v1/notes/{}", created.note.id));
    assert_eq!(notes.get(GetRequest::new(created.note.id)).await.unwrap().text, text);

    notes.delete(DeleteRequest::new(created.note.id)).await.unwrap();
    let error = notes.get(GetRequest::new(created.note.id)).await.unwrap_err();
    assert_eq!(
        (error.status(), error.message().unwrap()),
        (Some(StatusCode::NOT_FOUND), "there is no note 1".to_owned())
    );
}

#[tokio::test]
async fn the_notes_of_another_user_are_not_there() {
    let server = Server::in_memory().await;
    let id = server.client(ADA).create(CreateRequest::new("a secret")).await.unwrap().note.id;
    let grace = server.client(GRACE);
    assert_eq!(grace.get(GetRequest::new(id)).await.unwrap_err().status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(grace.delete(DeleteRequest::new(id)).await.unwrap_err().status(), Some(StatusCode::NOT_FOUND));
    assert!(grace.list(ListRequest::new()).await.unwrap().notes.is_empty());
    assert_eq!(server.client(ADA).get(GetRequest::new(id)).await.unwrap().text, "a secret");
}

#[tokio::test]
async fn pages_lead_through_all_notes() {
    let server = Server::in_memory().await;
    let notes = server.client(ADA);
    for number in 1..=5 {
        notes.create(CreateRequest::new(format!("note {number}"))).await.unwrap();
    }
    let (mut pages, mut sizes) = (ListRequest::new().limit(2).pages(&notes), Vec::new());
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().notes.len());
    }
    assert_eq!(sizes, [2, 2, 1]);

    let (mut items, mut texts) = (ListRequest::new().limit(5).items(&notes), Vec::new());
    while let Some(note) = items.next().await {
        texts.push(note.unwrap().text);
    }
    assert_eq!(texts, ["note 1", "note 2", "note 3", "note 4", "note 5"]);
}

#[tokio::test]
async fn a_mistake_of_the_caller_is_a_problem_that_names_the_field() {
    let server = Server::in_memory().await;
    let notes = server.client(ADA);
    for text in [String::new(), "x".repeat(10_001)] {
        let error = notes.create(CreateRequest::new(text)).await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
        let problem = error.into_api().unwrap();
        assert_eq!((problem.status, problem.detail.as_deref()), (Some(422), Some("1 to 10,000 characters")));
        assert_eq!(problem.extensions.get("field").and_then(|field| field.as_str()), Some("text"));
    }
    let error = notes.list(ListRequest::new().limit(101)).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
}

#[tokio::test]
async fn without_a_valid_token_a_call_is_refused() {
    let server = Server::in_memory().await;
    let error = server.anonymous().send(ListRequest::new()).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    for token in ["ada-has-this-toke", "ada-has-this-tokeN", "ada-has-this-token-and-more"] {
        let error = server.client(token).list(ListRequest::new()).await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
        assert_eq!(error.headers().unwrap().get(header::WWW_AUTHENTICATE).unwrap(), "Bearer");
        assert!(error.message().unwrap().contains("Authorization: Bearer"));
    }
}

#[test]
fn tokens_that_can_be_guessed_are_refused() {
    for text in ["", "ada", "ada=short", "=a-long-enough-token", "ada=a-long-enough-token,"] {
        assert!(Tokens::parse(text).is_err(), "{text}");
    }
}

#[tokio::test]
async fn health_and_document_are_open_to_everybody() {
    let server = Server::in_memory().await;
    assert_eq!(server.get("/health").await, (StatusCode::OK, String::new()));
    let (status, text) = server.get("/openapi.json").await;
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, &document["info"]["title"]), (StatusCode::OK, &"Notes".into()));
    let paths: Vec<_> = document["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/v1/notes", "/v1/notes/{id}"]);
}

#[tokio::test]
async fn notes_outlive_the_service() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.db");
    let first = Server::start(Store::open(&path).unwrap()).await;
    let id = first.client(ADA).create(CreateRequest::new("remember me")).await.unwrap().note.id;
    first.stop.send(()).unwrap();
    first.task.await.unwrap().unwrap();

    let second = Server::start(Store::open(&path).unwrap()).await;
    assert_eq!(second.client(ADA).get(GetRequest::new(id)).await.unwrap().text, "remember me");
}

/// Returns the commands of the README behind this prefix, as arguments.
fn commands(prefix: &str) -> Vec<Vec<&'static str>> {
    let commands = include_str!("../README.md").lines().filter_map(|line| line.strip_prefix(prefix));
    // A text in quotes is one argument.
    let arguments = |command: &'static str| {
        let pieces = command.split('\'').enumerate();
        pieces
            .flat_map(|(i, piece)| if i % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() })
            .collect()
    };
    commands.map(arguments).collect()
}

#[tokio::test]
async fn the_commands_of_the_readme_work_together() {
    let mut service = Command::new(env!("CARGO_BIN_EXE_example-notes"));
    service.env_clear().env("NOTES_ADDRESS", "127.0.0.1:0").stdout(Stdio::piped()).kill_on_drop(true);
    let mut service = service.spawn().unwrap();
    let mut lines = BufReader::new(service.stdout.take().unwrap()).lines();
    let mut settings = Vec::new();
    for name in ["NOTES_BASE_URL", "NOTES_TOKEN"] {
        let line = lines.next_line().await.unwrap().unwrap();
        let value = line.strip_prefix(&format!("export {name}=")).unwrap_or_else(|| panic!("{line}"));
        settings.push((name, value.to_owned()));
    }

    let mut printed = Vec::new();
    for arguments in commands("cargo run -p example-notes --bin notes -- ") {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notes"));
        command.env_clear().envs(settings.iter().cloned()).args(&arguments).kill_on_drop(true);
        let output = command.output().await.unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        printed.push(String::from_utf8(output.stdout).unwrap());
    }
    let [list, created, notes, document] = &printed[..] else { panic!("{printed:?}") };
    assert!(list.contains("notes.create"), "{list}");
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let note = serde_json::json!({ "id": 1, "text": "Buy milk" });
    assert_eq!((json(created), json(notes)), (note.clone(), serde_json::json!({ "notes": [note] })));
    assert!(json(document)["paths"]["/v1/notes"]["post"].is_object());
}
