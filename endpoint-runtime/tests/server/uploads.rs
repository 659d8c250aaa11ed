//! Multipart bodies of a server: long files are in temporary files, fields in memory, and both have limits.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
};

use endpoint_runtime::{
    Bytes, Client, Content, FilePart, Result, endpoints,
    http::{Request, StatusCode},
    server::Router,
};
use futures_util::stream;

#[endpoints(server)]
pub trait Uploads {
    #[endpoint(POST "/files", multipart, auth = none)]
    async fn upload(&self, title: Option<String>, #[field("files[]")] files: Vec<FilePart>) -> Result<()>;
}

/// The name of a file, whether it is in memory, and its content; or the title.
type Found = (String, Option<bool>, Bytes);

/// Keeps the title and the content of the files.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<Found>>>);

impl Uploads for Kept {
    async fn upload(&self, request: UploadRequest) -> Result<()> {
        for file in request.files {
            let name = file.file_name().to_owned();
            let content = file.into_content();
            let is_in_memory = content.as_bytes().is_some();
            // A clone of a file can be read as well.
            let again = content.clone().collect(1 << 30).await.unwrap();
            let content = content.collect(1 << 30).await.unwrap();
            assert_eq!(content, again);
            self.0.lock().unwrap().push((name, Some(is_in_memory), content));
        }
        let title = request.title.unwrap_or_default();
        self.0.lock().unwrap().push((title, None, Bytes::new()));
        Ok(())
    }
}

fn client(limit: impl Fn(Router) -> Router) -> (Client, Kept) {
    let kept = Kept::default();
    let router = limit(Router::new(UploadsServer::new(kept.clone()).routes()).unwrap());
    (Client::builder().base_url("https://api.example.com").service(router).build().unwrap(), kept)
}

/// A file in pieces that begin like a delimiter.
fn file(name: &str, length: usize) -> (FilePart, Bytes) {
    let content: Vec<u8> = b"\r\n--part-\r\n".iter().copied().cycle().take(length).collect();
    let bytes = Bytes::from(content);
    let pieces: Vec<Bytes> = bytes.chunks(1000).map(Bytes::copy_from_slice).collect();
    (FilePart::new(name, Content::from_stream(stream::iter(pieces.into_iter().map(Ok::<_, Infallible>)))), bytes)
}

#[tokio::test]
async fn a_long_file_is_not_in_memory_and_a_short_one_is() {
    let (client, kept) = client(|router| router);
    let (files, contents): (Vec<_>, Vec<_>) =
        [("short", 60_000), ("long", 70_000), ("empty", 0), ("longer", 3_000_000)]
            .map(|(name, length)| file(name, length))
            .into_iter()
            .unzip();
    client.send(UploadRequest::new().files(files).title("t")).await.unwrap();
    let kept = kept.0.lock().unwrap().clone();
    let found: Vec<_> = kept.iter().map(|(name, is_in_memory, _)| (name.as_str(), *is_in_memory)).collect();
    let expected =
        [("short", Some(true)), ("long", Some(false)), ("empty", Some(true)), ("longer", Some(false)), ("t", None)];
    assert_eq!(found, expected);
    assert!(kept.iter().zip(&contents).all(|((_, _, found), content)| found == content));
}

#[tokio::test]
async fn many_short_files_are_not_all_in_memory() {
    let (client, kept) = client(|router| router);
    let files: Vec<_> = (0..20).map(|_| file("short", 60_000).0).collect();
    client.send(UploadRequest::new().files(files)).await.unwrap();
    let in_memory = kept.0.lock().unwrap().iter().filter(|(_, is_in_memory, _)| *is_in_memory == Some(true)).count();
    assert_eq!(in_memory, 17, "1 MiB of them");
}

#[tokio::test]
async fn fields_and_whole_bodies_have_limits() {
    let (client, kept) = client(|router| router.max_request_bytes(1_000).max_upload_bytes(100_000));
    let status = |error: endpoint_runtime::Error| error.status().unwrap();
    client.send(UploadRequest::new().title("a".repeat(900)).files([file("f", 90_000).0])).await.unwrap();
    let error = client.send(UploadRequest::new().title("a".repeat(1_100))).await.unwrap_err();
    assert_eq!(status(error), StatusCode::PAYLOAD_TOO_LARGE);
    let error = client.send(UploadRequest::new().files([file("f", 110_000).0])).await.unwrap_err();
    assert!(error.message().unwrap().contains("100000 bytes"));
    assert_eq!(status(error), StatusCode::PAYLOAD_TOO_LARGE);
    let many: String = (0..1_001).map(|_| "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n").collect();
    let request = Request::post("/files").header("content-type", "multipart/form-data; boundary=b");
    let error = client.execute(request.body(Bytes::from(many + "--b--")).unwrap()).await.unwrap_err();
    assert_eq!(status(error), StatusCode::PAYLOAD_TOO_LARGE);
    let long = format!("--b\r\nContent-Disposition: form-data; name={}\r\n\r\n\r\n--b--", "n".repeat(1_025));
    let request = Request::post("/files").header("content-type", "multipart/form-data; boundary=b");
    let error = client.execute(request.body(Bytes::from(long)).unwrap()).await.unwrap_err();
    assert_eq!(status(error), StatusCode::BAD_REQUEST);
    assert_eq!(kept.0.lock().unwrap().len(), 2);
}
