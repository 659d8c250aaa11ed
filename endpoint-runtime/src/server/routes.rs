//! Endpoints and their handlers.

use std::{fmt, pin::Pin, sync::Arc};

use crate::{
    body::Body,
    metadata::Metadata,
    server::{
        ServerEndpoint,
        decoder::Decoder,
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
        match (self.0.handler)(request) {
            Ok(response) => response.await,
            Err(rejection) => rejection.into(),
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

    /// Adds the endpoint of `E`. `handler` calls the implementation.
    pub fn add<E, T, H, F>(&mut self, implementation: &Arc<T>, handler: H)
    where
        E: ServerEndpoint,
        T: Send + Sync + 'static,
        H: Fn(Arc<T>, E) -> F + Send + Sync + 'static,
        F: Future<Output = E::Result> + Send + 'static,
    {
        let implementation = Arc::clone(implementation);
        self.0.push(Route(Arc::new(RouteInner {
            metadata: E::METADATA,
            segments: tree::template_segments(E::METADATA.template),
            handler: move |routed: &RoutedRequest| -> Result<HandlerFuture, Rejection> {
                let request = E::decode(&mut Decoder::new(routed))?;
                let result = handler(Arc::clone(&implementation), request);
                Ok(Box::pin(async move { E::respond(result.await) }))
            },
        })));
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
