//! Endpoints with what serves them.

use std::{fmt, pin::Pin, sync::Arc};

use crate::{
    body::Body,
    metadata::Metadata,
    server::{
        ServerEndpoint,
        call::Call,
        decoder::Decoder,
        rejection::Rejection,
        tree::{self, TemplateSegment},
    },
};

type Answer = Pin<Box<dyn Future<Output = http::Response<Body>> + Send>>;
type Handler = dyn Fn(&Call) -> Result<Answer, Rejection> + Send + Sync;

/// One endpoint and its handler. Clones share both.
#[derive(Clone)]
pub struct Route(Arc<Inner<Handler>>);

struct Inner<H: ?Sized> {
    metadata: &'static Metadata,
    pieces: Vec<TemplateSegment>,
    handler: H,
}

impl Route {
    /// The endpoint.
    #[must_use]
    pub fn metadata(&self) -> &'static Metadata {
        self.0.metadata
    }

    pub(crate) fn pieces(&self) -> &[TemplateSegment] {
        &self.0.pieces
    }

    pub(crate) async fn answer(&self, call: &Call) -> http::Response<Body> {
        match (self.0.handler)(call) {
            Ok(answer) => answer.await,
            Err(rejection) => rejection.into(),
        }
    }
}

/// Shows the endpoint.
impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Metadata { id, method, template, .. } = self.0.metadata;
        write!(f, "Route({id}: {method} {template})")
    }
}

/// Endpoints of any number of traits, each with the implementation that serves it, to be made a
/// [`Router`](crate::server::Router).
#[derive(Clone, Debug, Default)]
pub struct Routes(Vec<Route>);

impl Routes {
    /// No routes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the endpoint of `E`; `handler` calls the implementation.
    pub fn add<E, T, H, F>(&mut self, implementation: &Arc<T>, handler: H)
    where
        E: ServerEndpoint,
        T: Send + Sync + 'static,
        H: Fn(Arc<T>, E) -> F + Send + Sync + 'static,
        F: Future<Output = E::Result> + Send + 'static,
    {
        let implementation = Arc::clone(implementation);
        self.0.push(Route(Arc::new(Inner {
            metadata: E::METADATA,
            pieces: tree::template_segments(E::METADATA.template),
            handler: move |call: &Call| -> Result<Answer, Rejection> {
                let request = E::decode(&mut Decoder::new(call))?;
                let result = handler(Arc::clone(&implementation), request);
                Ok(Box::pin(async move { E::respond(result.await) }))
            },
        })));
    }

    /// These routes and the others.
    #[must_use]
    pub fn merge(mut self, others: impl Into<Self>) -> Self {
        self.0.extend(others.into().0);
        self
    }

    /// The routes in the order in which they were added.
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
