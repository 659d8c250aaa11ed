//! Endpoints with a value of each kind in each place, and a server that answers with the request as it shows it.

use std::sync::LazyLock;

use endpoint_runtime::{
    BaseUrl, Body, Bytes, Client, Content, FilePart, Json, Result, Stage, endpoints, http,
    request::encode,
    stream::{EventStream, Lines},
    transport::{Transport, TransportFuture},
};
use serde::{Deserialize, Serialize};

/// A multipart body, as the server reads it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReadParts {
    pub(crate) text: Option<String>,
    pub(crate) tags: Vec<String>,
    /// The name and the content of the file.
    pub(crate) file: Option<(String, Vec<u8>)>,
}

#[endpoints(server)]
pub(crate) trait Fixtures {
    #[endpoint(GET "/plain/<first>/<second>", auth = none)]
    async fn plain(&self, first: String, second: String) -> Result<String>;

    #[endpoint(GET "/compare/<base>...<head>", auth = none)]
    async fn compare(&self, base: String, head: String) -> Result<String>;

    #[endpoint(GET "/products/<id>.json", auth = none)]
    async fn product(&self, id: String) -> Result<String>;

    #[endpoint(POST "/products/<id>:undelete", auth = none)]
    async fn undelete(&self, id: String) -> Result<String>;

    #[endpoint(GET "/people('<id>')", auth = none)]
    async fn person(&self, id: String) -> Result<String>;

    #[endpoint(GET "/files/<path..>?raw", auth = none)]
    async fn file(&self, path: String) -> Result<String>;

    #[endpoint(GET "/query?<text>&<count>&<tags>&<ids>&<key>", auth = none)]
    async fn query(
        &self,
        text: Option<String>,
        count: Option<i64>,
        tags: Vec<String>,
        #[join(",")] ids: Vec<u64>,
        #[encode(json)] key: Option<Json>,
    ) -> Result<String>;

    #[endpoint(GET "/headers", auth = none)]
    async fn headers(
        &self,
        #[header("X-Text")] text: Option<String>,
        #[header("X-Count")] count: Option<i64>,
        #[header("X-Tags")]
        #[join(",")]
        tags: Vec<String>,
        #[header("X-Key")]
        #[encode(json)]
        key: Option<Json>,
    ) -> Result<String>;

    #[endpoint(GET "/cookies", auth = none)]
    async fn cookies(
        &self,
        #[cookie("text")] text: Option<String>,
        #[cookie("b")] other: Option<String>,
    ) -> Result<String>;

    #[endpoint(POST "/form", form, auth = none)]
    async fn form(&self, text: Option<String>, count: Option<i64>, tags: Vec<String>) -> Result<String>;

    #[endpoint(POST "/parts", multipart, auth = none)]
    async fn parts(&self, text: Option<String>, tags: Vec<String>, file: Option<FilePart>) -> Result<ReadParts>;

    #[endpoint(PUT "/json", auth = none)]
    async fn json(&self, #[body] value: Json) -> Result<Json>;

    #[endpoint(GET "/events", response = sse, auth = none)]
    async fn events(&self) -> Result<EventStream<String>>;

    #[endpoint(GET "/lines", response = ndjson, auth = none)]
    async fn lines(&self) -> Result<Lines<serde_json::Value>>;
}

/// The server of the fixtures.
pub(crate) struct Echo;

impl Fixtures for Echo {
    async fn plain(&self, request: PlainRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn compare(&self, request: CompareRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn product(&self, request: ProductRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn undelete(&self, request: UndeleteRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn person(&self, request: PersonRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn file(&self, request: FileRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn query(&self, request: QueryRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn headers(&self, request: HeadersRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn cookies(&self, request: CookiesRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn form(&self, request: FormRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn parts(&self, request: PartsRequest) -> Result<ReadParts> {
        let PartsRequest { text, tags, file, .. } = request;
        let file = match file {
            Some(file) => {
                let name = file.file_name().to_owned();
                Some((name, file.into_content().collect(1 << 20).await.expect("a file in memory").to_vec()))
            }
            None => None,
        };
        Ok(ReadParts { text, tags, file })
    }

    async fn json(&self, request: JsonRequest) -> Result<Json> {
        Ok(request.value)
    }
}

const BASE: &str = "https://api.example.com";

/// A client of the server.
pub(crate) static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    Client::builder().base_url(BASE).service(FixturesServer::new(Echo)).build().expect("a client without a network")
});

/// Runs a future that waits for nothing but itself.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    static RUNTIME: LazyLock<tokio::runtime::Runtime> =
        LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime"));
    RUNTIME.block_on(future)
}

/// Encodes a request; `None` if it is refused.
pub(crate) fn encoded(request: &impl endpoint_runtime::Endpoint) -> Option<http::Request<Bytes>> {
    let base: BaseUrl = BASE.parse().expect("a base URL");
    encode(&base, request).ok()
}

/// Checks that the server has read the request that was sent, unless the client refused to send it.
pub(crate) fn check_echo(sent: &impl std::fmt::Debug, answer: Result<String>) {
    match answer {
        Ok(read) => assert_eq!(read, format!("{sent:?}")),
        Err(error) => assert_eq!(error.stage(), Stage::Encode, "{error:?}"),
    }
}

/// Sends a request to the server, without the client. Returns the status and the body.
pub(crate) fn serve(request: http::Request<Bytes>) -> (http::StatusCode, Bytes) {
    let mut server = FixturesServer::new(Echo);
    block_on(async {
        let answer = tower_service::Service::call(&mut server, request.map(Body::from)).await;
        let (parts, body) = answer.unwrap_or_else(|error| match error {}).into_parts();
        (parts.status, Content::from(body).collect(1 << 20).await.expect("an answer in memory"))
    })
}

/// Returns the values of a key, in order.
pub(crate) fn values(pairs: &[(String, String)], key: &str) -> Vec<String> {
    pairs.iter().filter(|pair| pair.0 == key).map(|pair| pair.1.clone()).collect()
}

/// A transport that gives one answer, whose body comes in pieces.
pub(crate) struct Pieces {
    media_type: &'static str,
    pieces: Vec<Bytes>,
}

impl Pieces {
    /// Cuts a body into pieces of this length.
    pub(crate) fn new(media_type: &'static str, body: &[u8], length: usize) -> Self {
        Self { media_type, pieces: body.chunks(length.max(1)).map(Bytes::copy_from_slice).collect() }
    }

    /// Returns a client that gets this answer.
    pub(crate) fn client(self) -> Client {
        Client::builder().base_url(BASE).transport(self).build().expect("a client without a network")
    }
}

impl Transport for Pieces {
    fn send(&self, _: http::Request<Body>) -> TransportFuture {
        let pieces = self.pieces.clone().into_iter().map(Ok::<_, std::convert::Infallible>);
        let body = Content::from_stream(futures_util::stream::iter(pieces)).into_body();
        let answer = http::Response::builder().header("content-type", self.media_type).body(body);
        Box::pin(async move { Ok(answer.expect("a response")) })
    }
}
