//! The router.

use std::{
    convert::Infallible,
    fmt,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header::ALLOW, request::Parts};
use serde::Serialize;
use tower_service::Service;

use crate::{
    body::Body,
    error::BoxError,
    metadata::{Metadata, Method, RouteConditions},
    server::{
        alternatives::Choices,
        by_body,
        catch_panic::{self, CatchPanic, Panicked},
        content,
        multipart::Limits,
        rejection::{self, Rejection},
        routed_request::RoutedRequest,
        routes::{Route, Routes},
        tree::{self, Alternatives, InvalidValue, MethodTrees, NoAlternative, PathSegment},
    },
};

/// The default limits of request bodies.
const LIMITS: Limits = Limits { memory: 2 * 1024 * 1024, upload: 50 * 1024 * 1024 };

/// A service that routes requests to the implementations of endpoints.
///
/// It selects the routes of the request's method and matches the path segment by segment. HEAD without a route of its own is served by
/// that of GET: its response has the headers of the GET's, `Content-Length` among them, and no body. Each segment is decoded once. A
/// trailing slash is significant, and an empty segment does not match a parameter.
///
/// If several routes match a path, the first segment in which they differ decides: a literal comes before names beside literals
/// (those with the longest literals first), these before a single name, and that before `<name..>`, which takes as few segments as lead
/// to a route. If the rest of the path then does not match, the next one is tried. Routes with one method and path are distinguished by
/// their constant headers, query pairs and fields and the required keys of their queries: the one with the most constants comes first, then
/// the one with the most required keys, then the one that was added first. The body is read first where only fields tell routes apart.
///
/// Authentication, timeouts and path prefixes are left to tower layers and to `axum::Router::nest`. If an implementation
/// panics, the response is 500, unless the program is compiled to abort on panics.
///
/// Clones share the routes.
#[derive(Clone)]
pub struct Router {
    table: Arc<RouteTable>,
    limits: Limits,
    rejections: Option<RejectionResponse>,
}

/// The result of looking at the head of a request: one route, or several that the body tells apart.
enum Found<'r> {
    One(&'r Route, PathValues),
    Several(Vec<(&'r Route, PathValues)>, NoAlternative),
}

struct RouteTable {
    routes: Routes,
    trees: MethodTrees<Alternatives<Route>>,
    /// The number of segments of the longest template. A longer path is not split any further.
    max_segments: usize,
}

/// Makes the response to a rejected request; `None` if its body has no JSON form.
type RejectionResponse = Arc<dyn Fn(&Rejection) -> Option<http::Response<Body>> + Send + Sync>;

/// An error about two routes that match the same requests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{first}` and `{second}` match the same requests: {method} {template}; remove one of them")]
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

    /// Returns the operation id of the route that was added first.
    #[must_use]
    pub fn first(&self) -> &'static str {
        self.first
    }

    /// Returns the operation id of the route that was added second.
    #[must_use]
    pub fn second(&self) -> &'static str {
        self.second
    }
}

/// A request body that a router accepts: any body of [`Bytes`].
pub trait RequestBody: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static {}

#[diagnostic::do_not_recommend]
impl<B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static> RequestBody for B {}

/// The future of a response. Dropping it drops the future of the implementation.
pub type ResponseFuture = Pin<Box<dyn Future<Output = Result<http::Response<Body>, Infallible>> + Send>>;

impl Router {
    /// Creates a router.
    ///
    /// # Errors
    /// Two routes have the same method and the same template, parameter names aside, and the same [`RouteConditions`].
    pub fn new(routes: Routes) -> Result<Self, RouteConflict> {
        let (built, conflict) = Self::build(routes);
        conflict.map_or(Ok(built), Err)
    }

    /// Creates a router for one trait, of which the macro has checked that no two routes are equal. If two were, the first would
    /// be served.
    #[must_use]
    pub fn of_trait(routes: Routes) -> Self {
        Self::build(routes).0
    }

    fn build(routes: Routes) -> (Self, Option<RouteConflict>) {
        let mut trees = MethodTrees::<Alternatives<Route>>::default();
        let mut conflict = None;
        for route in &routes {
            let metadata = route.metadata();
            let alternatives = trees.slot(metadata.method, route.segments()).get_or_insert_default();
            if let Err(first) = alternatives.add(RouteConditions::of(metadata), route.clone()) {
                conflict = conflict.or(Some(RouteConflict::of(first.metadata(), metadata)));
            }
        }
        let max_segments = tree::max_segments(routes.iter().map(Route::segments));
        let table = RouteTable { routes, trees, max_segments };
        let built = Self { table: Arc::new(table), limits: LIMITS, rejections: None };
        (built, conflict)
    }

    /// Sets the size limit of request bodies, 2 MiB by default. Longer ones are rejected with 413.
    #[must_use]
    pub fn max_request_bytes(mut self, bytes: usize) -> Self {
        self.limits.memory = bytes;
        self
    }

    /// Sets the size limit of multipart bodies, 50 MiB by default. Longer ones are rejected with 413.
    ///
    /// They are read as they arrive: [`max_request_bytes`](Self::max_request_bytes) limits their fields, which are held in memory. A file
    /// of more than 64 KiB, or behind 1 MiB of others, is written to a temporary file, which is deleted once its
    /// [`Content`](crate::Content) is dropped. The folder is that of [`std::env::temp_dir`].
    #[must_use]
    pub fn max_upload_bytes(mut self, bytes: u64) -> Self {
        self.limits.upload = bytes;
        self
    }

    /// Sets the function that makes the status and the JSON body of the response to a rejected request: those that the router itself
    /// rejects, those that an endpoint rejects, and those that no implementation answered. By default the body is that of problem
    /// details (RFC 9457), and so it is if the function panics or its body has no JSON form. The response keeps the headers of the
    /// rejection, such as `Allow`.
    ///
    /// ```
    /// # fn routes() -> endpoint_runtime::server::Routes { Default::default() }
    /// use endpoint_runtime::server::Router;
    ///
    /// #[derive(serde::Serialize)]
    /// struct ApiError {
    ///     error: String,
    /// }
    ///
    /// let router = Router::new(routes())?.rejections(|rejection| {
    ///     (rejection.status(), ApiError { error: rejection.to_string() })
    /// });
    /// # Ok::<(), endpoint_runtime::server::RouteConflict>(())
    /// ```
    ///
    /// A `Provider` whose server does so says it in `ProviderBuilder::refusals`, so that its document tells the truth. A layer around
    /// the router, which rejects a request itself, calls [`reject`](Self::reject) for the same response.
    #[must_use]
    pub fn rejections<E: Serialize>(
        mut self,
        shape: impl Fn(&Rejection) -> (StatusCode, E) + Send + Sync + 'static,
    ) -> Self {
        self.rejections = Some(Arc::new(move |rejection| {
            let (status, body) = shape(rejection);
            rejection::json_response(rejection, status, &body)
        }));
        self
    }

    /// Returns the response to a rejected request, in the form that [`rejections`](Self::rejections) sets. It is for layers around the
    /// router, which reject requests before these are routed.
    #[must_use]
    pub fn reject(&self, rejection: Rejection) -> http::Response<Body> {
        shape(self.rejections.as_ref(), rejection.into())
    }

    /// Returns the routes, to merge them with others.
    #[must_use]
    pub fn routes(&self) -> Routes {
        self.table.routes.clone()
    }

    /// Serves one request.
    pub fn serve<B: RequestBody>(&self, request: http::Request<B>) -> ResponseFuture {
        let (parts, body) = request.into_parts();
        self.respond(parts, Body::stream(body))
    }

    fn respond(&self, parts: Parts, body: Body) -> ResponseFuture {
        let response = respond(self.clone(), parts, body);
        Box::pin(async move { Ok(response.await) })
    }
}

/// Shows the operations.
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

async fn respond(router: Router, parts: Parts, body: Body) -> http::Response<Body> {
    let Router { table, limits, rejections } = router;
    let is_head = parts.method == http::Method::HEAD;
    let response = match table.route(parts, body, limits).await {
        Ok((route, request)) => handle(route, &request).await,
        Err(rejection) => rejection.into(),
    };
    let mut response = shape(rejections.as_ref(), response);
    content::remove(&mut response, is_head);
    response
}

/// Gives the response to a rejected request the form of the API. Other responses stay as they are.
fn shape(rejections: Option<&RejectionResponse>, response: http::Response<Body>) -> http::Response<Body> {
    let Some(rejection) = response.extensions().get::<Rejection>() else { return response };
    let Some(make) = rejections else { return response };
    match catch_panic::catch(|| make(rejection)) {
        Ok(shaped) => shaped.unwrap_or_else(|| rejection::problem_response(rejection)),
        Err(Panicked) => {
            tracing::error!("the function that makes the responses to rejected requests panicked");
            response
        }
    }
}

async fn handle(route: &Route, request: &RoutedRequest) -> http::Response<Body> {
    let response = CatchPanic(pin!(route.handle(request))).await;
    response.unwrap_or_else(|Panicked| {
        tracing::error!(operation = route.metadata().id, "the implementation panicked");
        Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, "the implementation failed").into()
    })
}

/// The names of path parameters and their values.
pub(super) type PathValues = Vec<(&'static str, String)>;

/// Returns the values of a route's parameters in the segments of a path.
fn path_values(route: &Route, segments: Vec<PathSegment<'_>>) -> Result<PathValues, Rejection> {
    let values = tree::path_values(route.segments(), segments).map_err(InvalidValue::rejection)?;
    Ok(values.into_iter().map(|(name, value)| (name, value.into_owned())).collect())
}

impl RouteTable {
    /// Finds the route of a request and reads its body, or returns the response for a request without one.
    async fn route(&self, parts: Parts, body: Body, limits: Limits) -> Result<(&Route, RoutedRequest), Rejection> {
        match self.find(&parts)? {
            Found::One(route, values) => {
                Ok((route, RoutedRequest::read(route.metadata(), values, parts, body, limits).await?))
            }
            Found::Several(routes, none) => by_body::choose(routes, parts, body, limits, none).await,
        }
    }

    /// Finds the routes of a request and the values of its path, or returns the response for a request without one.
    fn find(&self, parts: &Parts) -> Result<Found<'_>, Rejection> {
        let not_found = || Rejection::new(StatusCode::NOT_FOUND, "no endpoint has this path");
        let segments = tree::path_segments(parts.uri.path(), self.max_segments).ok_or_else(not_found)?;
        if let Some(alternatives) = self.trees.find(parts.method.as_str(), &segments) {
            let choices = alternatives.choices(parts.uri.query(), &parts.headers);
            let Choices { first, others } = choices.map_err(|error| Rejection::bad_request(error.to_string()))?;
            if others.is_empty() {
                return Ok(Found::One(first, path_values(first, segments)?));
            }
            let routes = std::iter::once(first).chain(others);
            let routes = routes.map(|route| Ok((route, path_values(route, segments.clone())?)));
            return Ok(Found::Several(routes.collect::<Result<_, Rejection>>()?, alternatives.none()));
        }
        if let Some(invalid) = segments.iter().find_map(|segment| segment.text().err()) {
            return Err(Rejection::bad_request(invalid.to_string()));
        }
        let allowed: Vec<&str> = self.trees.allowed(&segments).into_iter().map(Method::as_str).collect();
        if allowed.is_empty() {
            return Err(not_found());
        }
        let allow = allowed.join(", ");
        let detail = format!("this path supports {allow}");
        let rejection = Rejection::new(StatusCode::METHOD_NOT_ALLOWED, detail);
        Err(match HeaderValue::try_from(allow) {
            Ok(allow) => rejection.with_header(ALLOW, allow),
            Err(_) => rejection,
        })
    }
}
