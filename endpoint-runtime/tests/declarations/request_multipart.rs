//! Multipart bodies: the bytes that a client writes, and what a server reads.
#![cfg(feature = "server")]
#![allow(missing_docs, clippy::unwrap_used, reason = "declarations and helpers of tests")]

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
};

use endpoint_runtime::{
    BaseUrl, Body, Bytes, Client, ClientBuilder, Content, FilePart, Result,
    auth::{Auth, Sign, SignFuture, SignedBody},
    endpoints,
    http::{HeaderValue, Request, Response, StatusCode, header::CONTENT_TYPE, request::Parts},
    request::encode,
    server::Router,
};
use http_body::Body as _;
use http_body_util::{BodyExt, Full};
use proptest::prelude::*;

#[endpoints(server)]
pub trait Uploads {
    #[endpoint(POST "/uploads", multipart, field("version" = 2))]
    async fn upload(
        &self,
        title: String,
        #[field("files[]")] files: Vec<FilePart>,
        cover: Option<FilePart>,
        size: Option<u32>,
        #[sensitive] tags: Vec<String>,
    ) -> Result<String>;
}

/// Returns what arrived.
struct Echo;

impl Uploads for Echo {
    async fn upload(&self, request: UploadRequest) -> Result<String> {
        Ok(shown(&request))
    }
}

fn shown(request: &UploadRequest) -> String {
    let file = |file: &FilePart| {
        // A server keeps a long file on disk.
        let content = match file.content().as_bytes() {
            Some(bytes) => format!("{:?}", &bytes[..]),
            None => format!("{:?} bytes", file.content().length()),
        };
        format!("{:?} {:?} {content}", file.file_name(), file.content_type())
    };
    let files: Vec<String> = request.files.iter().map(file).collect();
    let cover = request.cover.as_ref().map(file);
    format!("{:?} {files:?} {cover:?} {:?} {:?}", request.title, request.size, request.tags)
}

fn client() -> Client {
    Client::builder().service(UploadsServer::new(Echo)).build().unwrap()
}

#[test]
fn parts_in_memory_are_written_as_browsers_write_them() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let text = FilePart::new("a\"b\r\n.txt", "one\r\n--part-0\r\n").with_content_type("text/plain");
    let request = UploadRequest::new("Täx \"t\"").files([text, FilePart::new("empty", "")]);
    let encoded = encode(&base, &request).unwrap();
    assert_eq!(encoded.headers()["content-type"], "multipart/form-data; boundary=part-1");
    let expected = concat!(
        "--part-1\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n2\r\n",
        "--part-1\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nTäx \"t\"\r\n",
        "--part-1\r\nContent-Disposition: form-data; name=\"files[]\"; filename=\"a%22b%0D%0A.txt\"\r\n",
        "Content-Type: text/plain\r\n\r\none\r\n--part-0\r\n\r\n",
        "--part-1\r\nContent-Disposition: form-data; name=\"files[]\"; filename=\"empty\"\r\n",
        "Content-Type: application/octet-stream\r\n\r\n\r\n--part-1--\r\n",
    );
    assert_eq!(String::from_utf8_lossy(encoded.body()), expected);
}

/// A request that was sent: its headers, the announced length and the pieces of its body.
struct Sent {
    head: Parts,
    length: Option<u64>,
    pieces: Vec<Bytes>,
}

impl Sent {
    fn boundary(&self) -> &str {
        let content_type = self.head.headers.get(CONTENT_TYPE).unwrap().to_str().unwrap();
        content_type.strip_prefix("multipart/form-data; boundary=").unwrap()
    }
}

/// Sends a file with a client, and returns what was sent.
async fn sent(builder: ClientBuilder, content: Bytes) -> Sent {
    let sent = Arc::new(Mutex::new(None));
    let kept = Arc::clone(&sent);
    let service = tower::service_fn(move |request: Request<Body>| {
        let kept = Arc::clone(&kept);
        async move {
            let (head, mut body) = request.into_parts();
            let (length, mut pieces) = (body.size_hint().exact(), Vec::new());
            while let Some(piece) = body.chunk().await {
                pieces.push(piece.unwrap());
            }
            *kept.lock().unwrap() = Some(Sent { head, length, pieces });
            Ok::<_, Infallible>(Response::new(Full::from("\"\"")))
        }
    });
    let client = builder.base_url("https://api.example.com").service(service).build().unwrap();
    client.send(UploadRequest::new("t").cover(FilePart::new("c", content))).await.unwrap();
    let mut sent = sent.lock().unwrap();
    sent.take().unwrap()
}

/// A file that holds every boundary that is made without randomness.
fn large_file() -> Bytes {
    let lines: Vec<String> = (0..10_000).map(|number| format!("\r\n--part-{number}\r\n")).collect();
    lines.concat().into()
}

#[tokio::test]
async fn a_large_file_is_not_copied_and_nobody_can_guess_its_boundary() {
    let content = large_file();
    let [first, second] =
        [sent(Client::builder(), content.clone()).await, sent(Client::builder(), content.clone()).await];
    assert_eq!((first.boundary().len(), second.boundary().len()), ("part-".len() + 32, "part-".len() + 32));
    assert_ne!(first.boundary(), second.boundary());
    let whole = first.pieces.concat();
    assert_eq!(first.length, Some(whole.len() as u64));
    let end = format!("\r\n--{}--\r\n", first.boundary());
    assert!(whole.ends_with(&[&content, end.as_bytes()].concat()));
    assert!(first.pieces.iter().any(|piece| piece.as_ptr() == content.as_ptr() && piece.len() == content.len()));
}

#[tokio::test]
async fn a_large_file_arrives() {
    let content = large_file();
    let shown = client().send(UploadRequest::new("t").cover(FilePart::new("c", content.clone()))).await.unwrap();
    let cover = format!("\"c\" Some(\"application/octet-stream\") Some({}) bytes", content.len());
    assert_eq!(shown, format!("\"t\" [] Some({cover:?}) None []"));
}

/// A signer of bytes in memory.
struct Length;

impl Sign for Length {
    fn sign<'a>(&'a self, request: &'a mut Parts, body: SignedBody<'a>) -> SignFuture<'a> {
        Box::pin(async move {
            let SignedBody::Bytes(body) = body else { return Err("a streamed body cannot be signed".into()) };
            request.headers.insert("x-signature", HeaderValue::from(body.len()));
            Ok(())
        })
    }
}

#[tokio::test]
async fn a_signer_sees_a_large_file() {
    let sent = sent(Client::builder().auth(Auth::sign(Length)), large_file()).await;
    assert_eq!(sent.head.headers["x-signature"], sent.pieces.concat().len().to_string());
    // One that is in memory as a whole is searched.
    assert_eq!(sent.boundary(), "part-10000");
}

#[tokio::test]
async fn a_stream_among_the_parts_arrives() {
    let client = client();
    for known in [true, false] {
        let content = Content::from(Body::stream(Full::new(Bytes::from("abc")).map_err(|never| match never {})));
        let content = if known { content.with_length(3) } else { content };
        let cover = FilePart::new("c", content).with_content_type("image/png");
        let shown = client.send(UploadRequest::new("t").cover(cover)).await.unwrap();
        assert_eq!(shown, r#""t" [] Some("\"c\" Some(\"image/png\") [97, 98, 99]") None []"#);
    }
}

#[test]
fn a_sensitive_part_and_the_contents_of_files_are_not_shown() {
    let request = UploadRequest::new("t").tags(["secret"]).cover(FilePart::new("c", "content"));
    let debug = format!("{request:?}");
    assert!(!debug.contains("secret") && !debug.contains("content\""), "{debug}");
}

#[tokio::test]
async fn bodies_that_are_not_as_declared_are_rejected() {
    let router = Router::new(UploadsServer::new(Echo).routes()).unwrap();
    let serve = async |content_type: &str, body: String| {
        let request = Request::post("/uploads").header("content-type", content_type).body(Full::from(body)).unwrap();
        router.serve(request).await.unwrap().status()
    };
    let part =
        |name: &str, text: &str| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
    let (version, title) = (part("version", "2"), part("title", "t"));
    for (parts, status) in [
        (vec![&version, &title], 200),
        (vec![&version, &title, &part("unknown", "x"), &part("size", "")], 200),
        (vec![&title], 422),
        (vec![&part("version", "3"), &title], 422),
        (vec![&version], 422),
        (vec![&version, &title, &title], 400),
        (vec![&version, &title, &part("size", "x")], 422),
    ] {
        let body: String = parts.iter().map(|part| part.as_str()).chain(["--b--"]).collect();
        assert_eq!(serve("multipart/form-data; boundary=\"b\"", body).await, status, "{parts:?}");
    }
    assert_eq!(serve("multipart/form-data", "--b--".to_owned()).await, StatusCode::BAD_REQUEST);
    assert_eq!(serve("application/json", "{}".to_owned()).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[test]
fn a_media_type_that_is_none_is_refused() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    for wrong in ["png", "a/b\r\nX: y", ""] {
        let cover = FilePart::new("c", "").with_content_type(wrong);
        assert_eq!(encode(&base, &UploadRequest::new("t").cover(cover)).unwrap_err().field(), "cover");
    }
}

#[test]
fn a_file_name_with_control_characters_other_than_line_breaks_is_refused() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let encode = |name: &str| encode(&base, &UploadRequest::new("t").cover(FilePart::new(name, "")));
    for wrong in ["a\0", "\u{b}a", "a\u{7f}b"] {
        assert_eq!(encode(wrong).unwrap_err().field(), "cover", "{wrong:?}");
    }
    assert!(encode("a\r\n\tb").is_ok());
}

fn file() -> impl Strategy<Value = FilePart> {
    let content = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        proptest::string::string_regex("(--part-[01](--)?|\r\n|x){0,6}").unwrap().prop_map(String::into_bytes),
    ];
    let name = proptest::string::string_regex("[a-z\"\r\n;=ä\\\\ ]{0,9}").unwrap();
    (name, content, any::<bool>()).prop_map(|(name, content, typed)| {
        FilePart::new(name, content).with_content_type(if typed { "text/plain; a=\";\"" } else { "image/png" })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_arrives_is_what_was_sent(
        title in any::<String>(),
        files in proptest::collection::vec(file(), 0..3),
        cover in proptest::option::of(file().prop_filter("chosen", |file| !file.file_name().is_empty())),
        size in any::<Option<u32>>(),
        tags in proptest::collection::vec(any::<String>(), 0..3),
    ) {
        let files: Vec<FilePart> = files.into_iter().filter(|file| !file.file_name().is_empty()).collect();
        let mut request = UploadRequest::new(title).files(files).tags(tags);
        request.cover = cover;
        request.size = size;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let arrived = runtime.block_on(async { client().send(request.clone()).await.unwrap() });
        prop_assert_eq!(arrived, shown(&request));
    }
}
