//! The bodies of requests: a server reads what a client writes, for every format.
#![cfg(feature = "server")]
#![allow(missing_docs, clippy::unwrap_used, reason = "declarations and helpers of tests")]

use std::sync::{Arc, Mutex};

use endpoint_runtime::{Bytes, Client, Param, Result, Stage, endpoints, http::StatusCode};

#[derive(Clone, Debug, PartialEq, Param)]
pub enum ImageType {
    #[param(rename = "image/png")]
    Png,
    #[param(rename = "image/jpeg")]
    Jpeg,
}

#[endpoints(server, derive(PartialEq))]
pub trait Files {
    #[endpoint(DELETE "/files/<path>", body = json)]
    async fn delete(&self, path: String, branch: String, message: Option<String>) -> Result<()>;

    #[endpoint(GET "/search", body = form)]
    async fn search(&self, words: Vec<String>, limit: Option<u8>) -> Result<()>;

    #[endpoint(PATCH "/files/<path>", body(json, type = "application/merge-patch+json"))]
    async fn change(&self, path: String, name: Option<Option<String>>) -> Result<()>;

    #[endpoint(GET "/query")]
    async fn query(&self, #[body] query: String) -> Result<()>;

    #[endpoint(PUT "/images")]
    async fn image(&self, kind: ImageType, #[body(bytes, type = kind)] content: Bytes) -> Result<()>;

    #[endpoint(PUT "/blobs")]
    async fn blob(&self, kind: Option<String>, #[body(bytes, type = kind)] content: Bytes) -> Result<()>;
}

/// Keeps the requests that arrive, as their `Debug` shows them.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<String>>>);

impl Kept {
    #[expect(clippy::unnecessary_wraps, reason = "it is what every method returns")]
    fn keep(&self, request: &impl std::fmt::Debug) -> Result<()> {
        self.0.lock().unwrap().push(format!("{request:?}"));
        Ok(())
    }

    fn last(&self) -> String {
        self.0.lock().unwrap().last().cloned().unwrap_or_default()
    }
}

impl Files for Kept {
    async fn delete(&self, request: DeleteRequest) -> Result<()> {
        self.keep(&request)
    }

    async fn search(&self, request: SearchRequest) -> Result<()> {
        self.keep(&request)
    }

    async fn change(&self, request: ChangeRequest) -> Result<()> {
        self.keep(&request)
    }

    async fn query(&self, request: QueryRequest) -> Result<()> {
        self.keep(&request)
    }

    async fn image(&self, request: ImageRequest) -> Result<()> {
        self.keep(&request)
    }

    async fn blob(&self, request: BlobRequest) -> Result<()> {
        self.keep(&request)
    }
}

fn served() -> (Kept, Client) {
    let kept = Kept::default();
    let client = Client::builder().service(FilesServer::new(kept.clone())).build().unwrap();
    (kept, client)
}

macro_rules! assert_arrives {
    ($($request:expr),+ $(,)?) => {
        let (kept, client) = served();
        $({
            let request = $request;
            client.send(request.clone()).await.unwrap();
            assert_eq!(kept.last(), format!("{request:?}"));
        })+
    };
}

#[tokio::test]
async fn fields_arrive_on_every_method() {
    assert_arrives!(
        DeleteRequest::new("a/b", "main"),
        DeleteRequest::new("a", "main").message("x"),
        SearchRequest::new(),
        SearchRequest::new().words(["a b", "c&d"]).limit(3),
        ChangeRequest::new("a"),
        ChangeRequest::new("a").name_null(),
        ChangeRequest::new("a").name("b".to_owned()),
        QueryRequest::new("select"),
    );
}

#[tokio::test]
async fn a_media_type_of_an_argument_arrives() {
    assert_arrives!(
        ImageRequest::new(ImageType::Png, "x"),
        ImageRequest::new(ImageType::Jpeg, ""),
        BlobRequest::new("x").kind("text/csv; header=present".to_owned()),
    );
    let (kept, client) = served();
    client.send(BlobRequest::new("x")).await.unwrap();
    assert!(kept.last().contains(r#"Some("application/octet-stream")"#), "{}", kept.last());
}

#[tokio::test]
async fn a_media_type_that_the_argument_does_not_take_is_refused() {
    let (_, client) = served();
    let image = client.send(ImageRequest::new(ImageType::Png, "x")).header("Content-Type", "image/gif");
    assert_eq!(image.await.unwrap_err().status(), Some(StatusCode::BAD_REQUEST));
    let blob = client.send(BlobRequest::new("x").kind("csv".to_owned())).await.unwrap_err();
    assert_eq!(blob.stage(), Stage::Encode);
}

#[cfg(feature = "gzip")]
mod compressed {
    use std::io::Read as _;

    use endpoint_runtime::{
        Client, Result, endpoints,
        http::{Request, StatusCode, header::CONTENT_ENCODING},
        request::encode,
        server::Router,
    };
    use http_body_util::Full;

    #[endpoints(server)]
    pub trait Events {
        #[endpoint(POST "/events", compress = gzip)]
        async fn add(&self, names: Vec<String>) -> Result<usize>;

        #[endpoint(PUT "/note", compress = gzip)]
        async fn note(&self, #[body(text)] text: Option<String>) -> Result<Option<usize>>;
    }

    struct Length;

    impl Events for Length {
        async fn add(&self, request: AddRequest) -> Result<usize> {
            Ok(request.names.concat().len())
        }

        async fn note(&self, request: NoteRequest) -> Result<Option<usize>> {
            Ok(request.text.map(|text| text.len()))
        }
    }

    #[tokio::test]
    async fn a_compressed_body_arrives() {
        let client = Client::builder().service(EventsServer::new(Length)).build().unwrap();
        let names = vec!["a".repeat(1000); 9];
        let request = AddRequest::new(names);
        assert_eq!(client.send(request.clone()).await.unwrap(), 9000);
        assert_eq!(client.send(NoteRequest::new()).await.unwrap(), None);
        assert_eq!(client.send(NoteRequest::new().text("")).await.unwrap(), Some(0));
        let encoded = encode(&"https://api.example.com".parse().unwrap(), &request).unwrap();
        assert_eq!(encoded.headers()[CONTENT_ENCODING], "gzip");
        let mut json = String::new();
        flate2::read::GzDecoder::new(&**encoded.body()).read_to_string(&mut json).unwrap();
        assert!(json.starts_with(r#"{"names":["aaa"#) && encoded.body().len() < 200, "{json}");
    }

    #[tokio::test]
    async fn a_body_that_is_no_gzip_or_too_long_is_refused() {
        let router = Router::new(EventsServer::new(Length).routes()).unwrap().max_request_bytes(2000);
        let long = encode(&"https://a.example".parse().unwrap(), &AddRequest::new(vec!["a".repeat(3000)])).unwrap();
        for (coding, body, status) in [
            ("identity", &br#"{"names":[]}"#[..], StatusCode::OK),
            ("gzip", &br#"{"names":[]}"#[..], StatusCode::BAD_REQUEST),
            ("br", &br#"{"names":[]}"#[..], StatusCode::UNSUPPORTED_MEDIA_TYPE),
            ("gzip", &**long.body(), StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let request = Request::post("/events").header("content-type", "application/json");
            let request = request.header("content-encoding", coding).body(Full::from(body.to_vec())).unwrap();
            assert_eq!(router.serve(request).await.unwrap().status(), status, "{coding}");
        }
    }
}
