//! Bodies that are read and written piece by piece: a download, an upload of a file by multipart, and events.

use std::{future::ready, hint::black_box};

use endpoint_runtime::{
    Body, Bytes, Client, FilePart, Result, Transport, endpoints, http,
    stream::{ByteStream, EventStream},
    transport::{ReqwestTransport, TransportFuture},
};
use eventsource_stream::Eventsource as _;
use futures_util::{StreamExt as _, stream as streams};
use http_body_util::{BodyDataStream, StreamBody};
use hyper::body::Frame;
use reqwest::multipart::{Form, Part};
use serde::Deserialize;

use crate::{
    cases::Iteration,
    network::runtime,
    responder::{DOWNLOAD, address},
};

/// The size of the file that is sent.
const UPLOAD: usize = 1 << 20;

/// The number of events in a response.
const EVENTS: usize = 1_000;

/// The size of the pieces in which events arrive: what a TCP segment over Ethernet holds.
const PIECE: usize = 1_448;

#[endpoints]
pub(crate) trait Files {
    #[endpoint(GET "/download", response = stream)]
    async fn download(&self) -> Result<ByteStream>;

    #[endpoint(POST "/upload", multipart)]
    async fn upload(&self, title: String, file: FilePart) -> Result<()>;

    #[endpoint(GET "/events", response = sse)]
    async fn events(&self) -> Result<EventStream<Delta>>;
}

/// A part of an answer, as language models send it.
#[derive(Debug, Deserialize)]
pub(crate) struct Delta {
    pub(crate) index: u64,
    pub(crate) text: String,
}

fn client(transport: impl Transport) -> Client {
    Client::builder().base_url(format!("http://{}", address()).as_str()).transport(transport).build().unwrap()
}

pub(crate) fn download() -> Iteration {
    let (client, runtime) = (client(ReqwestTransport::new().unwrap()), runtime());
    Box::new(move || {
        let length = runtime.block_on(async {
            let mut body = client.send(DownloadRequest::new()).await.unwrap();
            let mut length = 0;
            while let Some(piece) = body.next().await {
                length += black_box(piece.unwrap()).len();
            }
            length
        });
        assert_eq!(length, DOWNLOAD);
    })
}

pub(crate) fn raw_download() -> Iteration {
    let (client, runtime) = (reqwest::Client::new(), runtime());
    let url = format!("http://{}/download", address());
    Box::new(move || {
        let length = runtime.block_on(async {
            let mut response = client.get(&url).send().await.unwrap().error_for_status().unwrap();
            let mut length = 0;
            while let Some(piece) = response.chunk().await.unwrap() {
                length += black_box(piece).len();
            }
            length
        });
        assert_eq!(length, DOWNLOAD);
    })
}

pub(crate) fn upload() -> Iteration {
    let (client, runtime) = (client(ReqwestTransport::new().unwrap()), runtime());
    let content = Bytes::from(vec![b'a'; UPLOAD]);
    Box::new(move || {
        let file = FilePart::new("beach.jpg", content.clone()).with_content_type("image/jpeg");
        runtime.block_on(client.send(UploadRequest::new("Holidays", file))).unwrap();
    })
}

pub(crate) fn raw_upload() -> Iteration {
    let (client, runtime) = (reqwest::Client::new(), runtime());
    let url = format!("http://{}/upload", address());
    let content = Bytes::from(vec![b'a'; UPLOAD]);
    Box::new(move || {
        let body = reqwest::Body::from(content.clone());
        let file = Part::stream_with_length(body, UPLOAD as u64);
        let file = file.file_name("beach.jpg").mime_str("image/jpeg").unwrap();
        let form = Form::new().text("title", "Holidays").part("file", file);
        let sent = runtime.block_on(client.post(&url).multipart(form).send());
        sent.unwrap().error_for_status().unwrap();
    })
}

/// Returns the pieces of a response of events.
fn pieces() -> Vec<Bytes> {
    let event =
        |index| format!("event: delta\nid: {index}\ndata: {{\"index\":{index},\"text\":\"a word or two\"}}\n\n");
    let texts: Vec<String> = (0..EVENTS).map(event).collect();
    Bytes::from(texts.concat()).chunks(PIECE).map(Bytes::copy_from_slice).collect()
}

/// A transport that responds with the events at once.
struct Events(Vec<Bytes>);

impl Events {
    fn body(&self) -> Body {
        let pieces = self.0.clone().into_iter().map(|piece| Ok::<_, std::io::Error>(Frame::data(piece)));
        Body::stream(StreamBody::new(streams::iter(pieces)))
    }
}

impl Transport for Events {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        drop(black_box(request));
        let mut response = http::Response::new(self.body());
        let content_type = http::HeaderValue::from_static("text/event-stream");
        response.headers_mut().insert(http::header::CONTENT_TYPE, content_type);
        Box::pin(ready(Ok(response)))
    }
}

pub(crate) fn events() -> Iteration {
    let (client, runtime) = (client(Events(pieces())), runtime());
    Box::new(move || {
        let count = runtime.block_on(async {
            let mut events = client.send(EventsRequest::new()).await.unwrap();
            let mut count = 0;
            while let Some(event) = events.next().await {
                let delta = black_box(event.unwrap()).data;
                assert_eq!((delta.index, delta.text.len()), (count, 13));
                count += 1;
            }
            count
        });
        assert_eq!(count, EVENTS as u64);
    })
}

pub(crate) fn raw_events() -> Iteration {
    let (events, runtime) = (Events(pieces()), runtime());
    Box::new(move || {
        let count = runtime.block_on(async {
            let mut events = BodyDataStream::new(events.body()).eventsource();
            let mut count = 0;
            while let Some(event) = events.next().await {
                let delta: Delta = serde_json::from_str(&black_box(event.unwrap()).data).unwrap();
                assert_eq!((delta.index, delta.text.len()), (count, 13));
                count += 1;
            }
            count
        });
        assert_eq!(count, EVENTS as u64);
    })
}
