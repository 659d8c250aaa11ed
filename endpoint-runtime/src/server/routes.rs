//! Endpoints and their handlers.

use std::{collections::HashSet, fmt, pin::Pin, sync::Arc};

use http::StatusCode;

use crate::{
    body::Body,
    endpoint::Endpoint,
    metadata::{Metadata, ParameterLocation},
    server::{
        ServerEndpoint, constants,
        decoder::Decoder,
        implementation::Implementation,
        pairs::Pairs,
        rejection::Rejection,
        routed_request::RoutedRequest,
        tree::{self, TemplateSegment},
    },
};

type HandlerFuture = Pin<Box<dyn Future<Output = http::Response<Body>> + Send>>;
type Handler = dyn Fn(&RoutedRequest) -> Result<HandlerFuture, Rejection> + Send + Sync;

/// An endpoint and its handler. Clones share both.
#[derive(Clone)]
pub struct Route(Arc<RouteInner<Handler>>);

struct RouteInner<H: ?Sized> {
    metadata: &'static Metadata,
    segments: Vec<TemplateSegment>,
    /// The constant pairs of the query, decoded.
    fixed_query: Vec<(String, String)>,
    handler: H,
}

impl Route {
    /// Returns the declaration of the endpoint.
    #[must_use]
    pub fn metadata(&self) -> &'static Metadata {
        self.0.metadata
    }

    pub(crate) fn segments(&self) -> &[TemplateSegment] {
        &self.0.segments
    }

    pub(crate) async fn handle(&self, request: &RoutedRequest) -> http::Response<Body> {
        let checked = self.check_fixed_query(request).and_then(|()| constants::check_headers(request));
        match checked.and_then(|()| (self.0.handler)(request)) {
            Ok(response) => response.await,
            Err(rejection) => rejection.into(),
        }
    }

    /// Rejects a request without a constant pair of the template.
    fn check_fixed_query(&self, request: &RoutedRequest) -> Result<(), Rejection> {
        if self.0.fixed_query.is_empty() {
            return Ok(());
        }
        let pairs = Pairs::parse(ParameterLocation::Query, request.parts.uri.query().unwrap_or_default())?;
        match self.0.fixed_query.iter().find(|(key, value)| !pairs.all(key).any(|given| given == value)) {
            None => Ok(()),
            Some((key, value)) => {
                let detail = format!("the query value: expected `{value}`");
                Err(Rejection::new(StatusCode::BAD_REQUEST, detail).with_field(key.clone()))
            }
        }
    }
}

/// Shows the operation.
impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Metadata { id, method, template, .. } = self.0.metadata;
        write!(f, "Route({id}: {method} {template})")
    }
}

/// A method of an implementation `T` that responds to requests of `E`. It is a bound of its own, since the future borrows the
/// implementation; a method itself compiles faster than a closure with an `async` block around it.
pub trait EndpointMethod<'t, T: 't, E: Endpoint>: Copy + Send + Sync + 'static {
    /// The future of the method.
    type Future: Future<Output = E::Result> + Send + 't;

    /// Calls the method.
    fn call(self, implementation: &'t T, request: E) -> Self::Future;
}

impl<'t, T, E, M, F> EndpointMethod<'t, T, E> for M
where
    T: 't,
    E: Endpoint,
    M: Fn(&'t T, E) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = E::Result> + Send + 't,
{
    type Future = F;

    fn call(self, implementation: &'t T, request: E) -> F {
        self(implementation, request)
    }
}

/// The endpoints of any number of traits with their implementations, from which a [`Router`](crate::server::Router) is
/// created.
#[derive(Clone, Debug, Default)]
pub struct Routes(Vec<Route>);

impl Routes {
    /// Creates an empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the endpoint of `E`. `handler` is the method of the implementation.
    pub fn add<E, T>(&mut self, implementation: &Implementation<T>, handler: impl for<'t> EndpointMethod<'t, T, E>)
    where
        E: ServerEndpoint,
        T: Send + Sync + 'static,
    {
        let implementation = implementation.clone();
        self.push(E::METADATA, move |routed: &RoutedRequest| -> Result<HandlerFuture, Rejection> {
            let implementation = implementation.of(routed)?;
            let mut decoder = Decoder::new(routed);
            constants::check_fields(E::METADATA, &mut decoder)?;
            let Some(request) = E::decode(&mut decoder) else { return Err(decoder.into_rejection()) };
            decoder.check_unread_object()?;
            Ok(Box::pin(async move { E::respond(handler.call(&implementation, request).await) }))
        });
    }

    /// Adds a route for each of these endpoints whose operation id has none. It responds 501 (Not Implemented) with a problem
    /// document.
    ///
    /// ```
    /// use endpoint_runtime::{Result, endpoints, server::{Router, Routes}};
    ///
    /// #[endpoints(server)]
    /// pub trait Teams {
    ///     #[endpoint(GET "/v1/teams/<team_id>/size")]
    ///     async fn size(&self, team_id: String) -> Result<u32>;
    /// }
    ///
    /// #[endpoints] // without a server
    /// pub trait Users {
    ///     #[endpoint(DELETE "/v1/users/<user_id>")]
    ///     async fn delete(&self, user_id: String) -> Result<()>;
    /// }
    ///
    /// struct Fake;
    /// impl Teams for Fake {}
    ///
    /// let all = [TeamsClient::ENDPOINTS, UsersClient::ENDPOINTS].concat();
    /// let routes = Routes::new().merge(TeamsServer::new(Fake)).or_not_implemented(all);
    /// assert_eq!(routes.iter().count(), 2);
    /// # Router::new(routes).unwrap();
    /// ```
    #[must_use]
    pub fn or_not_implemented(mut self, endpoints: impl IntoIterator<Item = &'static Metadata>) -> Self {
        let mut known: HashSet<&str> = self.iter().map(|route| route.metadata().id).collect();
        for metadata in endpoints {
            if known.insert(metadata.id) {
                self.push(metadata, |_: &RoutedRequest| -> Result<HandlerFuture, Rejection> {
                    Err(Rejection::not_implemented(metadata.id))
                });
            }
        }
        self
    }

    fn push<H>(&mut self, metadata: &'static Metadata, handler: H)
    where
        H: Fn(&RoutedRequest) -> Result<HandlerFuture, Rejection> + Send + Sync + 'static,
    {
        let segments = tree::template_segments(metadata.template);
        self.0.push(Route(Arc::new(RouteInner { metadata, segments, fixed_query: metadata.fixed_query(), handler })));
    }

    /// Appends other routes.
    #[must_use]
    pub fn merge(mut self, others: impl Into<Self>) -> Self {
        self.0.extend(others.into().0);
        self
    }

    /// Returns the routes in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Route> {
        self.0.iter()
    }
}

impl Extend<Route> for Routes {
    fn extend<I: IntoIterator<Item = Route>>(&mut self, routes: I) {
        self.0.extend(routes);
    }
}

impl FromIterator<Route> for Routes {
    fn from_iter<I: IntoIterator<Item = Route>>(routes: I) -> Self {
        Self(routes.into_iter().collect())
    }
}

impl IntoIterator for Routes {
    type Item = Route;
    type IntoIter = std::vec::IntoIter<Route>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Routes {
    type Item = &'a Route;
    type IntoIter = std::slice::Iter<'a, Route>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
