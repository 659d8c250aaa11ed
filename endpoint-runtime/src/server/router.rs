//! Routes as a service.

use std::{
    convert::Infallible,
    fmt,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header::ALLOW, request::Parts};
use tower_service::Service;

use crate::{
    body::Body,
    error::BoxError,
    metadata::{Metadata, Method},
    server::{
        call::Call,
        isolate::{Isolated, Panicked},
        rejection::Rejection,
        routes::{Route, Routes},
        tree::{self, Node, PathSegment, TemplateSegment},
    },
};

/// The longest request body that a router takes when it is not told otherwise: 2 MiB.
const MAX_REQUEST_BYTES: usize = 2 * 1024 * 1024;

/// Serves [`Routes`]: finds the route of a request, reads the request, calls the implementation, writes the response.
///
/// A path is matched after its method: segment by segment, each decoded once, a literal before a parameter, going back
/// where the literal leads nowhere. A trailing slash counts, and an empty segment is never a parameter's value.
/// Credentials, time limits and a path prefix are the business of what stands before it (`tower` layers,
/// `axum::Router::nest`). A panic of an implementation is answered with 500, unless the program is built to abort.
///
/// Clones share the routes.
#[derive(Clone)]
pub struct Router {
    table: Arc<Table>,
    max_request_bytes: usize,
}

struct Table {
    routes: Routes,
    trees: Vec<(Method, Node<Route>)>,
    /// The segments of the longest template.
    longest: usize,
}

/// Two routes that answer the same requests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{first}` and `{second}` answer the same requests: {method} {template}; serve one of them")]
pub struct RouteConflict {
    first: &'static str,
    second: &'static str,
    method: Method,
    template: &'static str,
}

impl RouteConflict {
    fn of(first: &'static Metadata, second: &'static Metadata) -> Self {
        Self { first: first.id, second: second.id, method: second.method, template: second.template }
    }

    /// The operation id of the route that was added first.
    #[must_use]
    pub fn first(&self) -> &'static str {
        self.first
    }

    /// The operation id of the route that was added later.
    #[must_use]
    pub fn second(&self) -> &'static str {
        self.second
    }
}

/// A request's body as servers have it.
pub trait RequestBody: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static {}

#[diagnostic::do_not_recommend]
impl<B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static> RequestBody for B {}

/// The response to come. Dropping it drops what the implementation was doing.
pub type ResponseFuture = Pin<Box<dyn Future<Output = Result<http::Response<Body>, Infallible>> + Send>>;

impl Router {
    /// Serves the routes.
    ///
    /// # Errors
    /// When two routes have the same method and the same template; parameter names do not count.
    pub fn new(routes: Routes) -> Result<Self, RouteConflict> {
        let (built, conflict) = Self::build(routes);
        conflict.map_or(Ok(built), Err)
    }

    /// Serves the routes of one trait, whose templates the macro has found to be distinct. Were two the same, the first
    /// would be served.
    #[must_use]
    pub fn of_trait(routes: Routes) -> Self {
        Self::build(routes).0
    }

    fn build(routes: Routes) -> (Self, Option<RouteConflict>) {
        let mut trees: Vec<(Method, Node<Route>)> = Vec::new();
        let mut conflict = None;
        for route in &routes {
            let method = route.metadata().method;
            let known = trees.iter().position(|(known, _)| *known == method);
            let place = known.unwrap_or_else(|| {
                trees.push((method, Node::default()));
                trees.len() - 1
            });
            let Some((_, tree)) = trees.get_mut(place) else {
                continue;
            };
            let slot = tree.slot(route.pieces());
            match slot {
                Some(first) => conflict = conflict.or(Some(RouteConflict::of(first.metadata(), route.metadata()))),
                None => *slot = Some(route.clone()),
            }
        }
        trees.sort_by_key(|(method, _)| *method);
        let longest = routes.iter().map(|route| route.pieces().len()).max().unwrap_or(0);
        let built = Self { table: Arc::new(Table { routes, trees, longest }), max_request_bytes: MAX_REQUEST_BYTES };
        (built, conflict)
    }

    /// Takes request bodies of at most `bytes` bytes instead of 2 MiB; longer ones are answered with 413.
    #[must_use]
    pub fn max_request_bytes(mut self, bytes: usize) -> Self {
        self.max_request_bytes = bytes;
        self
    }

    /// The routes, to be collected with others.
    #[must_use]
    pub fn routes(&self) -> Routes {
        self.table.routes.clone()
    }

    /// Answers one request.
    pub fn serve<B: RequestBody>(&self, request: http::Request<B>) -> ResponseFuture {
        let (parts, body) = request.into_parts();
        self.respond(parts, Body::stream(body))
    }

    fn respond(&self, parts: Parts, body: Body) -> ResponseFuture {
        let answered = answer(Arc::clone(&self.table), self.max_request_bytes, parts, body);
        Box::pin(async move { Ok(answered.await) })
    }
}

/// Shows the endpoints.
impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Router").field(&self.table.routes).finish()
    }
}

impl<B: RequestBody> Service<http::Request<B>> for Router {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> ResponseFuture {
        self.serve(request)
    }
}

async fn answer(table: Arc<Table>, limit: usize, parts: Parts, body: Body) -> http::Response<Body> {
    let is_head = parts.method == http::Method::HEAD;
    let mut response = match table.find(&parts) {
        Ok((route, values)) => match Call::read(route.metadata(), values, parts, body, limit).await {
            Ok(call) => handle(route, &call).await,
            Err(rejection) => rejection.into(),
        },
        Err(response) => *response,
    };
    if is_head || matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        *response.body_mut() = Body::from(Bytes::new());
    }
    response
}

async fn handle(route: &Route, call: &Call) -> http::Response<Body> {
    let answered = Isolated(pin!(route.answer(call))).await;
    answered.unwrap_or_else(|Panicked| {
        tracing::error!(operation = route.metadata().id, "the implementation panicked");
        Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, "the implementation failed").into()
    })
}

/// The values of a path, by the names of their parameters.
type Values = Vec<(&'static str, String)>;

impl Table {
    /// The route of a request and the values of its path, or the answer that there is none.
    fn find(&self, parts: &Parts) -> Result<(&Route, Values), Box<http::Response<Body>>> {
        let not_found = || Rejection::new(StatusCode::NOT_FOUND, "no endpoint has this path");
        let segments = tree::path_segments(parts.uri.path(), self.longest).ok_or_else(|| refuse(not_found()))?;
        let tree = self.trees.iter().find(|(method, _)| method.as_str() == parts.method.as_str());
        if let Some(route) = tree.and_then(|(_, tree)| tree.find(&segments)) {
            let values = values(route.pieces(), segments).map_err(refuse)?;
            return Ok((route, values));
        }
        if let Some(refused) = segments.iter().find(|segment| !matches!(segment, PathSegment::Text(_))) {
            return Err(refuse(refused.refusal()));
        }
        let others = self.trees.iter().filter(|(_, tree)| tree.find(&segments).is_some());
        let allowed: Vec<&str> = others.map(|(method, _)| method.as_str()).collect();
        if allowed.is_empty() {
            return Err(refuse(not_found()));
        }
        let allow = allowed.join(", ");
        let detail = format!("this path takes {allow}");
        let mut response = refuse(Rejection::new(StatusCode::METHOD_NOT_ALLOWED, detail));
        if let Ok(allow) = HeaderValue::try_from(allow) {
            response.headers_mut().insert(ALLOW, allow);
        }
        Err(response)
    }
}

fn refuse(rejection: Rejection) -> Box<http::Response<Body>> {
    Box::new(rejection.into())
}

/// Picks the values out of a path that has the shape of the pieces.
fn values(pieces: &[TemplateSegment], segments: Vec<PathSegment<'_>>) -> Result<Values, Rejection> {
    let mut values = Vec::with_capacity(pieces.len());
    for (piece, segment) in pieces.iter().zip(segments) {
        let TemplateSegment::Parameter(name) = piece else { continue };
        match segment {
            PathSegment::Text(text) => values.push((*name, text.into_owned())),
            refused => return Err(refused.refusal().with_field(*name)),
        }
    }
    Ok(values)
}
