use endpoint_api_tests::azure_blob::{
    Blob, BlobError, Blobs, BlobsServer, BlockList, GetBlobRequest, GetPropertiesRequest, Properties, PutBlobRequest,
    PutBlockListRequest, PutBlockRequest, Result, StorageError,
};
use endpoint_runtime::{
    Bytes, Client,
    http::{Response, StatusCode},
    stream::ByteStream,
};

use crate::support::{Answer, body, call, header, line};

fn answer(status: u16, headers: &[(&str, &str)], body: &'static str) -> Response<Bytes> {
    let response = Response::builder().status(status);
    let response = headers.iter().fold(response, |response, (name, value)| response.header(*name, *value));
    response.body(Bytes::from_static(body.as_bytes())).unwrap()
}

async fn all(mut stream: ByteStream) -> String {
    let mut text = String::new();
    while let Some(chunk) = stream.next().await {
        text.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
    }
    text
}

#[tokio::test]
async fn a_blob_is_uploaded_whole_or_in_blocks() {
    let stored = || answer(201, &[("etag", "\"0x8\""), ("x-ms-request-server-encrypted", "true")], "");
    let request = PutBlobRequest::new("photos", "2024/a b.jpg", "abc").content_type("image/jpeg").if_none_match("*");
    let (sent, blob) = call(request, stored()).await;
    assert_eq!(line(&sent), "PUT /photos/2024/a%20b.jpg");
    let headers = ["x-ms-version", "x-ms-blob-type", "content-type", "if-none-match"].map(|name| header(&sent, name));
    assert_eq!(headers, ["2021-12-02", "BlockBlob", "image/jpeg", "*"]);
    assert_eq!((body(&sent), &*blob.etag, blob.is_encrypted), ("abc", "\"0x8\"", Some(true)));

    let (sent, ()) = call(PutBlockRequest::new("photos", "a", "AAA=", "abc"), answer(201, &[], "")).await;
    assert_eq!(line(&sent), "PUT /photos/a?comp=block&blockid=AAA%3D");

    let blocks = BlockList { latest: vec!["AAA=".to_owned(), "BBB=".to_owned()] };
    let (sent, _) = call(PutBlockListRequest::new("photos", "a", blocks), stored()).await;
    assert_eq!(line(&sent), "PUT /photos/a?comp=blocklist");
    assert_eq!(header(&sent, "content-type"), "application/xml");
    let xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><BlockList><Latest>AAA=</Latest><Latest>BBB=</Latest></BlockList>";
    assert_eq!(body(&sent), xml);
}

#[tokio::test]
async fn the_status_tells_how_much_of_a_blob_there_is() {
    let request = GetBlobRequest::new("photos", "a").range("bytes=1-2").if_none_match("\"0x8\"");
    let headers = [("content-type", "text/css"), ("content-range", "bytes 1-2/9"), ("content-length", "2")];
    let (sent, blob) = call(request.clone(), answer(206, &headers, "bc")).await;
    assert_eq!(line(&sent), "GET /photos/a");
    assert_eq!((header(&sent, "x-ms-range"), header(&sent, "accept")), ("bytes=1-2", "*/*"));
    let Blob::Part { content_type, range, content } = blob else { panic!("{blob:?}") };
    assert_eq!((&*content_type, &*range, &*all(content).await), ("text/css", "bytes 1-2/9", "bc"));
    let (_, blob) = call(request.clone(), answer(304, &[], "")).await;
    assert!(matches!(blob, Blob::NotModified));
    let (_, blob) = call(request, answer(416, &[("content-range", "bytes */9")], "")).await;
    assert!(matches!(blob, Blob::OutOfRange { range } if range == "bytes */9"));
}

#[tokio::test]
async fn errors_are_xml() {
    let xml = "<?xml version=\"1.0\"?><Error><Code>BlobNotFound</Code><Message>No.</Message></Error>";
    let answer = Answer(answer(404, &[("content-type", "application/xml"), ("x-ms-error-code", "BlobNotFound")], xml));
    let client = Client::builder().base_url("https://a.blob.core.windows.net").transport(answer).build().unwrap();
    let error = client.send(GetPropertiesRequest::new("photos", "a")).await.unwrap_err();
    assert_eq!((error.status(), error.code().as_deref()), (Some(StatusCode::NOT_FOUND), Some("BlobNotFound")));
    assert!(matches!(error.into_api(), Some(BlobError::Any { error, .. }) if error.message == "No."));
}

struct Fake;

impl Blobs for Fake {
    async fn get_blob(&self, request: GetBlobRequest) -> Result<Blob> {
        let (content_type, content) = ("text/css".to_owned(), ByteStream::of_content("abc"));
        match request.range {
            None => Ok(Blob::Whole { content_type, length: None, content }),
            Some(range) if range == "bytes=9-" => Ok(Blob::OutOfRange { range: "bytes */3".to_owned() }),
            Some(_) => {
                let error = StorageError { code: "InvalidRange".to_owned(), message: request.blob };
                Err(BlobError::Any { code: Some(error.code.clone()), error }.into())
            }
        }
    }

    async fn get_properties(&self, request: GetPropertiesRequest) -> Result<Properties> {
        Ok(Properties { etag: request.blob, content_type: "text/css".to_owned(), length: 3 })
    }
}

#[tokio::test]
async fn a_server_writes_the_media_type_and_the_length() {
    let client = Client::builder().service(BlobsServer::new(Fake)).build().unwrap();
    let whole = client.send(GetBlobRequest::new("photos", "a")).with_response().await.unwrap();
    assert_eq!(whole.headers()["content-type"], "text/css");
    let Blob::Whole { content_type, content, .. } = whole.into_body() else { panic!("another status") };
    assert_eq!((&*content_type, &*all(content).await), ("text/css", "abc"));

    let properties = client.send(GetPropertiesRequest::new("photos", "x/y")).with_response().await.unwrap();
    assert_eq!((properties.status(), properties.headers()["content-length"].as_bytes()), (StatusCode::OK, &b"3"[..]));
    let Properties { etag, content_type, length } = properties.into_body();
    assert_eq!((&*etag, &*content_type, length), ("x/y", "text/css", 3));

    let behind = client.send(GetBlobRequest::new("photos", "a").range("bytes=9-")).with_response().await.unwrap();
    assert_eq!(behind.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    let error = client.send(GetBlobRequest::new("photos", "a").range("x")).await.unwrap_err();
    assert_eq!(error.code().as_deref(), Some("InvalidRange"));
}
