//! Files up and down, the ranges, and the program itself.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::path::PathBuf;

use endpoint_runtime::{
    Client, FilePart,
    http::{
        StatusCode,
        header::{AUTHORIZATION, RANGE},
    },
    server::{Rejection, RequestHead},
};
use example_files::{ContentRequest, Download, Fake, FilesClient, FilesServer, UploadRequest, download};
use tempfile::TempDir;
use tokio::{
    fs::{self, File},
    net::TcpListener,
    process::Command,
};

/// A store that holds one file, and a place for a copy.
struct Store {
    fake: Fake,
    files: FilesClient,
    id: String,
    folder: TempDir,
}

impl Store {
    async fn with(content: &[u8]) -> Self {
        let (fake, folder) = (Fake::default(), tempfile::tempdir().unwrap());
        let files = FilesClient::from(Client::builder().service(FilesServer::new(fake.clone())).build().unwrap());
        let path = folder.path().join("a b.bin");
        fs::write(&path, content).await.unwrap();
        let created = files.upload(UploadRequest::new(FilePart::open(path).unwrap())).await.unwrap();
        assert_eq!((&*created.file.name, created.file.bytes), ("a b.bin", content.len() as u64));
        assert_eq!(created.location, format!("/v1/files/{}/content", created.file.id));
        Self { fake, files, id: created.file.id, folder }
    }

    fn copy(&self) -> PathBuf {
        self.folder.path().join("copy")
    }
}

#[tokio::test]
async fn a_download_goes_on_behind_the_bytes_that_have_arrived() {
    let content: Vec<u8> = (0..=255).cycle().take(200_001).collect();
    let store = Store::with(&content).await;
    let mut copy = File::create(store.copy()).await.unwrap();
    assert_eq!(download(&store.files, &store.id, &mut copy).await.unwrap(), 2);
    assert_eq!(fs::read(store.copy()).await.unwrap(), content);
    assert_eq!(store.fake.ranges(), [None, Some("bytes=100000-".to_owned())]);
}

#[tokio::test]
async fn a_part_says_its_place_and_ends() {
    let store = Store::with(b"0123456789").await;
    let request = ContentRequest::new(&*store.id).range("bytes=7-").if_range("\"10\"");
    let response = store.files.content(request).with_response().await.unwrap();
    assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
    let Download::Part { range, mut content } = response.into_body() else { panic!("the whole content") };
    assert_eq!(range, "bytes 7-9/10");
    assert_eq!(content.next().await.unwrap().unwrap(), "789");
    assert!(content.next().await.is_none());
}

#[tokio::test]
async fn a_download_begins_again_when_the_file_is_replaced_in_between() {
    let store = Store::with(b"the old content").await;
    let replacing = FilesServer::per_request({
        let (fake, id) = (store.fake.clone(), store.id.clone());
        move |head: RequestHead<'_>| {
            if head.headers().contains_key(RANGE) {
                fake.replace(&id, "new content");
            }
            Ok(fake.clone())
        }
    });
    let files = FilesClient::from(Client::builder().service(replacing).build().unwrap());
    let mut copy = File::create(store.copy()).await.unwrap();
    assert_eq!(download(&files, &store.id, &mut copy).await.unwrap(), 3);
    assert_eq!(fs::read_to_string(store.copy()).await.unwrap(), "new content");
}

#[tokio::test]
async fn a_part_behind_the_end_and_an_unknown_file_are_problems() {
    let store = Store::with(b"0123456789").await;
    let refused = async |request| store.files.content(request).await.unwrap_err();
    let error = refused(ContentRequest::new(&*store.id).range("bytes=10-")).await;
    assert_eq!(error.status(), Some(StatusCode::RANGE_NOT_SATISFIABLE));
    let error = refused(ContentRequest::new("x")).await;
    assert_eq!((error.status(), &*error.message().unwrap()), (Some(StatusCode::NOT_FOUND), "there is no such file"));
}

/// Runs the program with these variables, and returns what it prints.
async fn run(variables: &[(&str, &str)]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_example-files"));
    program.env_remove("FILES_URL").envs(variables.iter().copied()).kill_on_drop(true);
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
    let api = FilesServer::per_request({
        let fake = fake.clone();
        move |head: RequestHead<'_>| match head.headers().get(AUTHORIZATION) {
            Some(token) if token == "Bearer t" => Ok(fake.clone()),
            _ => Err(Rejection::new(StatusCode::UNAUTHORIZED, "send the token")),
        }
    });
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    tokio::spawn(async { axum::serve(socket, axum::Router::new().fallback_service(api)).await });
    let printed = run(&[("FILES_URL", &url), ("FILES_TOKEN", "t")]).await;
    assert!(include_str!("../README.md").contains(&printed), "{printed}");
    assert_eq!(fake.ranges().len(), 2);
}
