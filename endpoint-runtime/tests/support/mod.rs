//! Endpoints without the macro, and a fake provider with scripted replies.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use std::{
    collections::VecDeque,
    future::{Future, poll_fn},
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Duration,
};

use endpoint_runtime::{
    Body, BoxError, Bytes, Client, Endpoint, ErrorBody, Metadata, Result,
    http::{self, HeaderName, HeaderValue, Request, Response},
    metadata::{BodyFormat, Method},
    request::{ArgumentVisitor, JsonArgument, TextArgument},
    response::Json,
};
use tokio::time::Instant;

/// A secret that must not be shown anywhere.
pub const CANARY: &str = "c4nary-s3cret";

#[derive(Debug, serde::Deserialize, PartialEq, Eq)]
pub struct Item {
    pub name: String,
}

#[derive(Debug, serde::Deserialize)]
pub struct Problem {
    pub code: Option<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
}

impl ErrorBody for Problem {
    fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

const BASE: Metadata = Metadata {
    request: "tests::Request",
    id: "items_get",
    resource: "items",
    name: "get",
    method: Method::Get,
    template: "/items/<item_id>",
    literals: &["/items/", ""],
    idempotent: true,
    docs: "Reads an item.",
    ..endpoint_runtime::__private::METADATA
};

macro_rules! item_endpoint {
    ($(#[$doc:meta])* $name:ident, $visit:expr, $metadata:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(pub String);

        impl $name {
            pub fn new(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl Endpoint for $name {
            const METADATA: &'static Metadata = &$metadata;
            type Format = Json;
            type Result = Result<Item, Problem>;

            fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>) {
                visitor.path(&[TextArgument::path(&self.0, "item_id", false)]);
                let visit: fn(&mut ArgumentVisitor<'_, '_>) = $visit;
                visit(visitor);
            }
        }
    };
}

item_endpoint!(
    /// `GET /items/<item_id>`, idempotent.
    GetItem,
    |_| {},
    BASE
);
item_endpoint!(
    /// `POST /items/<item_id>`, not idempotent, with a JSON body and a sensitive header.
    CreateItem,
    |visitor| {
        TextArgument::visit(&"session-t0ken".to_owned(), visitor.header("session", HeaderName::from_static("x-session"), true));
        visitor.json_object();
        JsonArgument::visit(&7, visitor, "size", "size", false);
    },
    Metadata {
        id: "items_create",
        method: Method::Post,
        idempotent: false,
        body: BodyFormat::Json,
        ..BASE
    }
);
item_endpoint!(
    /// `PUT`, idempotent, with a body and a sensitive header.
    PutItem,
    |visitor| {
        TextArgument::visit(&"session-t0ken".to_owned(), visitor.header("session", HeaderName::from_static("x-session"), true));
        visitor.json_object();
        JsonArgument::visit(&7, visitor, "size", "size", false);
    },
    Metadata {
        id: "items_put",
        method: Method::Put,
        body: BodyFormat::Json,
        ..BASE
    }
);
item_endpoint!(
    /// Declared with `auth = none` and a timeout of two seconds.
    OpenItem,
    |_| {},
    Metadata {
        id: "items_open",
        authenticated: false,
        timeout: Some(Duration::from_secs(2)),
        ..BASE
    }
);
item_endpoint!(
    /// Served by a named host.
    FileItem,
    |_| {},
    Metadata {
        id: "items_file",
        host: Some("files"),
        ..BASE
    }
);

/// The reaction of a fake provider to one request.
pub enum Reply {
    Response(Response<Body>),
    Fails(BoxError),
    /// Waits before another reply.
    After(Duration, Box<Self>),
    Never,
}

pub fn reply(status: u16, body: &str) -> Reply {
    reply_with(status, &[], body)
}

pub fn ok() -> Reply {
    reply(200, r#"{"name": "n"}"#)
}

pub fn reply_with(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Reply {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Reply::Response(response.body(Bytes::copy_from_slice(body.as_ref()).into()).unwrap())
}

pub fn after(seconds: u64, reply: Reply) -> Reply {
    Reply::After(Duration::from_secs(seconds), Box::new(reply))
}

pub fn refused() -> Reply {
    Reply::Fails(endpoint_runtime::transport::TransportError::connect("connection refused").into())
}

pub fn reset() -> Reply {
    Reply::Fails("connection reset".into())
}

/// A request that a fake provider received.
#[derive(Clone, Debug)]
pub struct ReceivedRequest {
    pub head: Request<()>,
    pub body: Bytes,
    pub at: Instant,
}

impl ReceivedRequest {
    pub fn header(&self, name: &str) -> Vec<&str> {
        let values = self.head.headers().get_all(name);
        values.iter().map(|value| value.to_str().unwrap()).collect()
    }
}

/// A provider in this process that sends its replies in order.
#[derive(Clone, Default)]
pub struct FakeProvider(Arc<Mutex<(VecDeque<Reply>, Vec<ReceivedRequest>)>>);

impl FakeProvider {
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self(Arc::new(Mutex::new((replies.into_iter().collect(), Vec::new()))))
    }

    pub fn received(&self) -> Vec<ReceivedRequest> {
        self.0.lock().unwrap().1.clone()
    }

    /// Returns the times between the requests, in milliseconds.
    pub fn gaps(&self) -> Vec<u128> {
        let seen = self.received();
        seen.windows(2).map(|pair| (pair[1].at - pair[0].at).as_millis()).collect()
    }

    pub fn client(&self) -> Client {
        Client::builder().service(self.clone()).build().unwrap()
    }
}

impl tower_service::Service<Request<Body>> for FakeProvider {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let (parts, body) = request.into_parts();
        let mut state = self.0.lock().unwrap();
        state.1.push(ReceivedRequest {
            head: Request::from_parts(parts, ()),
            body: body.as_bytes().cloned().unwrap_or_default(),
            at: Instant::now(),
        });
        let reply = state.0.pop_front().expect("a reply for each request");
        Box::pin(give(reply))
    }
}

fn give(reply: Reply) -> Pin<Box<dyn Future<Output = std::result::Result<Response<Body>, BoxError>> + Send>> {
    Box::pin(async move {
        match reply {
            Reply::Response(response) => Ok(response),
            Reply::Fails(error) => Err(error),
            Reply::After(delay, reply) => {
                tokio::time::sleep(delay).await;
                give(*reply).await
            }
            Reply::Never => std::future::pending().await,
        }
    })
}

/// A body that sends its frames, and then fails, stalls or ends.
pub struct ScriptedBody {
    pub frames: VecDeque<Bytes>,
    pub end: BodyEnd,
}

#[derive(Clone, Copy)]
pub enum BodyEnd {
    Breaks,
    Stalls,
    Ends,
    /// Sends frames of this many bytes without end.
    Endless(usize),
}

pub fn scripted_body(frames: &[&'static str], end: BodyEnd) -> Body {
    Body::stream(ScriptedBody {
        frames: frames.iter().map(|frame| Bytes::from_static(frame.as_bytes())).collect(),
        end,
    })
}

impl http_body::Body for ScriptedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<http_body::Frame<Bytes>, BoxError>>> {
        match (self.frames.pop_front(), self.end) {
            (Some(frame), _) => Poll::Ready(Some(Ok(http_body::Frame::data(frame)))),
            (None, BodyEnd::Breaks) => Poll::Ready(Some(Err("connection reset".into()))),
            (None, BodyEnd::Stalls) => Poll::Pending,
            (None, BodyEnd::Ends) => Poll::Ready(None),
            (None, BodyEnd::Endless(size)) => Poll::Ready(Some(Ok(http_body::Frame::data(vec![b'x'; size].into())))),
        }
    }
}

/// A service that calls a function.
#[derive(Clone)]
pub struct FunctionService<F>(pub F);

impl<F> tower_service::Service<Request<Body>> for FunctionService<F>
where
    F: Fn(Request<Body>) -> Response<Body> + Clone,
{
    type Response = Response<Body>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<std::result::Result<Response<Body>, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        std::future::ready(Ok((self.0)(request)))
    }
}

/// Polls a future once.
pub async fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    poll_fn(|context| Poll::Ready(Pin::new(&mut *future).poll(context))).await
}

pub fn sensitive(value: &str) -> HeaderValue {
    let mut value = HeaderValue::from_str(value).unwrap();
    value.set_sensitive(true);
    value
}

pub fn get(uri: &str) -> http::Request<Bytes> {
    http::Request::get(uri).body(Bytes::new()).unwrap()
}

/// The return type of these endpoints.
pub type ItemResult = Result<Item, Problem>;
