//! Files and streams in calls by data: the same bytes as in typed calls.
#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "declarations and helpers of tests")]

use std::collections::BTreeMap;

use endpoint_runtime::{
    BaseUrl, Body, Bytes, Client, Content, FilePart, Result,
    dynamic::{Arguments, Data, encode},
    endpoints,
    provider::{Environment, Operation, Provider, TypeKind},
    request,
};
use http_body_util::{BodyExt, Full};
use proptest::prelude::*;
use serde_json::{Value, json};

#[endpoints(schema, server)]
pub trait Uploads {
    #[endpoint(POST "/uploads", multipart, field("version" = 2), auth = none)]
    async fn upload(
        &self,
        title: String,
        #[field("files[]")] files: Vec<FilePart>,
        cover: Option<FilePart>,
        size: Option<u32>,
        tags: Vec<String>,
        #[join(",")] sizes: Vec<u32>,
        #[encode(json)] labels: Option<BTreeMap<String, u32>>,
    ) -> Result<String>;

    #[endpoint(PUT "/blobs/<name>", auth = none)]
    async fn store(&self, name: String, #[body(stream)] content: Content) -> Result<String>;
}

struct Echo;

impl Uploads for Echo {
    async fn upload(&self, request: UploadRequest) -> Result<String> {
        let shown = |file: &FilePart| {
            let content = file.content().as_bytes().map_or(&[][..], |bytes| bytes);
            format!("{} {:?} {}", file.file_name(), file.content_type(), String::from_utf8_lossy(content))
        };
        let files: Vec<String> = request.files.iter().chain(&request.cover).map(shown).collect();
        Ok(format!("{} {}", request.title, files.join(";")))
    }

    async fn store(&self, request: StoreRequest) -> Result<String> {
        let content = request.content.collect(1 << 20).await.unwrap();
        Ok(format!("{} {}", request.name, content.len()))
    }
}

fn provider() -> Provider {
    Provider::builder("uploads")
        .environment(Environment::new("live", "https://api.example.com"))
        .resource(UploadsClient::SCHEMAS)
        .build()
        .unwrap()
}

fn operation(name: &str) -> Operation {
    provider().operation(name).unwrap().clone()
}

fn base() -> BaseUrl {
    "https://api.example.com".parse().unwrap()
}

/// A stream of unknown length, which is never in memory as a whole.
fn stream(text: &'static str) -> Content {
    Content::from(Body::stream(Full::new(Bytes::from(text)).map_err(|never| match never {})))
}

/// A file as data. Its content is a text if it can be one.
fn file_data(file: &FilePart) -> Value {
    use base64::{Engine, prelude::BASE64_STANDARD};

    let content = file.content().as_bytes().unwrap();
    let mut data = match str::from_utf8(content) {
        Ok(text) => json!({ "file_name": file.file_name(), "text": text }),
        Err(_) => json!({ "file_name": file.file_name(), "content": BASE64_STANDARD.encode(content) }),
    };
    if let Some(content_type) = file.content_type() {
        data["content_type"] = content_type.into();
    }
    data
}

fn any_file() -> impl Strategy<Value = FilePart> {
    let content_type = proptest::option::of("[a-z]{1,5}/[a-z]{1,5}");
    // A name with control characters is refused.
    (r"\PC{0,12}", proptest::collection::vec(any::<u8>(), 0..40), content_type).prop_map(
        |(name, content, content_type)| {
            let file = FilePart::new(name, content);
            content_type.into_iter().fold(file, FilePart::with_content_type)
        },
    )
}

proptest! {
    #[test]
    fn a_call_by_data_sends_the_bytes_of_a_typed_call(
        title in ".{0,12}",
        files in proptest::collection::vec(any_file(), 0..3),
        cover in proptest::option::of(any_file()),
        size in proptest::option::of(any::<u32>()),
        tags in proptest::collection::vec(".{0,6}", 0..3),
        sizes in proptest::collection::vec(any::<u32>(), 0..3),
        labels in proptest::option::of(proptest::collection::btree_map(".{0,4}", any::<u32>(), 0..3)),
    ) {
        let mut data = json!({ "title": title, "tags": tags, "sizes": sizes, "size": size, "labels": labels });
        data["files"] = files.iter().map(file_data).collect();
        data["cover"] = cover.as_ref().map(file_data).into();
        let typed = UploadRequest::new(title).files(files.clone()).cover(cover.clone()).size(size).tags(tags).sizes(sizes);
        let typed = request::encode(&base(), &typed.labels(labels)).unwrap();
        let by_data = encode(&base(), &operation("uploads_upload"), data.clone()).unwrap();
        prop_assert_eq!(by_data.headers(), typed.headers());
        prop_assert_eq!(by_data.body(), typed.body());
        // The same with the files beside the object.
        let without_files = data.as_object_mut().unwrap();
        without_files.remove("files");
        without_files.remove("cover");
        let arguments = files.into_iter().fold(Arguments::new(data), |all, file| all.file("files", file));
        let arguments = cover.into_iter().fold(arguments, |all, file| all.file("cover", file));
        let beside = encode(&base(), &operation("uploads_upload"), arguments).unwrap();
        prop_assert_eq!(beside.body(), typed.body());
    }
}

#[tokio::test]
async fn streams_are_sent_by_data() {
    let client = Client::builder().service(UploadsServer::new(Echo)).build().unwrap();
    let arguments = Arguments::new(json!({ "title": "t" })).file("cover", FilePart::new("c.txt", stream("abc")));
    let answer = client.call(&operation("uploads_upload"), arguments.clone()).unwrap().await.unwrap();
    assert_eq!(answer, Data::Json("t c.txt Some(\"application/octet-stream\") abc".into()));

    let store = operation("uploads_store");
    let arguments = Arguments::new(json!({ "name": "n" })).content("content", stream("12345"));
    let in_memory = encode(&base(), &store, arguments.clone()).unwrap_err();
    assert!(in_memory.to_string().contains("stream"), "{in_memory}");
    assert_eq!(client.call(&store, arguments).unwrap().await.unwrap(), Data::Json("n 5".into()));
    let base64 = json!({ "name": "n", "content": "MTIzNDU=" });
    assert_eq!(client.call(&store, base64).unwrap().await.unwrap(), Data::Json("n 5".into()));
}

#[test]
fn files_that_are_wrong_are_named() {
    let upload = operation("uploads_upload");
    for (data, expected) in [
        (json!({ "cover": "a.txt" }), "`cover` is refused: it is not a file"),
        (json!({ "cover": {} }), "`cover.file_name` is missing"),
        (json!({ "cover": { "file_name": "a" } }), "`cover.content` is missing"),
        (json!({ "cover": { "file_name": "a", "text": "", "content": "" } }), "either `content` or `text`"),
        (
            json!({ "cover": { "file_name": "a", "content": "?" } }),
            "`cover.content` is refused: expected bytes in base64",
        ),
        (json!({ "cover": { "file_name": "a", "text": 1 } }), "`cover.text` is refused: it is not a string"),
        (json!({ "cover": { "file_name": "a", "text": "", "type": "" } }), "`cover.type` is refused: a file has"),
        (
            json!({ "cover": { "file_name": "a", "text": "", "content_type": "png" } }),
            "`cover.content_type` is refused",
        ),
        (json!({ "files": { "file_name": "a", "text": "" } }), "`files` is refused: it is not a list of files"),
        (json!({ "files": [{ "file_name": "a", "text": "" }, 1] }), "`files[1]` is refused"),
    ] {
        let errors = upload.check_given(data.clone());
        assert_eq!(errors.len(), 1, "{data}: {errors:?}");
        assert!(errors[0].to_string().contains(expected), "{data}: {}", errors[0]);
    }
    let file = || FilePart::new("a", "");
    for (arguments, expected) in [
        (Arguments::new(json!({})).file("title", file()), "`title` takes no file"),
        (Arguments::new(json!({})).file("covr", file()), "`covr` is not an argument; did you mean `cover`?"),
        (Arguments::new(json!({})).file("cover", file()).file("cover", file()), "`cover` takes one file"),
        (
            Arguments::new(json!({})).file("cover", file().with_content_type("png")),
            "`cover` is refused: its media type",
        ),
    ] {
        let errors = upload.check_given(arguments);
        assert!(errors.iter().any(|error| error.to_string().starts_with(expected)), "{expected}: {errors:?}");
    }
    let missing = upload.check(json!({}));
    assert_eq!(missing.iter().map(ToString::to_string).collect::<Vec<_>>(), ["`title` is missing"]);
}

#[test]
fn the_model_of_a_file_is_a_type_of_its_own() {
    let upload = operation("uploads_upload");
    let files = upload.parameter("files").unwrap();
    assert!(files.is_file() && matches!(files.value_type.kind, TypeKind::File));
    assert_eq!(files.schema, json!({ "type": "string", "contentMediaType": "application/octet-stream" }));
    let input = files.input_schema();
    assert_eq!((&input["type"], &input["items"]["required"]), (&json!("array"), &json!(["file_name"])));
    assert_eq!(
        serde_json::to_value(files.input_type()).unwrap(),
        json!({ "kind": "list", "items": { "kind": "file" } })
    );
    assert!(!upload.parameter("title").unwrap().is_file());
}
