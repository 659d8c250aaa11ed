//! The implementation that serves a request.

use std::{any::type_name, fmt, sync::Arc};

use http::{Extensions, HeaderMap, StatusCode, request::Parts};

use crate::{
    metadata::Metadata,
    server::{rejection::Rejection, routed_request::RoutedRequest},
};

/// The head of a request whose route is known.
///
/// ```
/// use endpoint_runtime::{http::{StatusCode, header::AUTHORIZATION}, server::{Rejection, RequestHead}};
///
/// /// The user that a middleware has found.
/// #[derive(Clone)]
/// pub struct User(String);
///
/// fn user(head: RequestHead<'_>) -> Result<User, Rejection> {
///     if !head.headers().contains_key(AUTHORIZATION) {
///         return Err(Rejection::new(StatusCode::UNAUTHORIZED, "send the header `Authorization`"));
///     }
///     head.extension::<User>().cloned()
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RequestHead<'a> {
    metadata: &'static Metadata,
    parts: &'a Parts,
}

impl<'a> RequestHead<'a> {
    /// Returns the declaration of the endpoint.
    #[must_use]
    pub fn metadata(self) -> &'static Metadata {
        self.metadata
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(self) -> &'a HeaderMap {
        &self.parts.headers
    }

    /// Returns the target, as the router received it.
    #[must_use]
    pub fn uri(self) -> &'a http::Uri {
        &self.parts.uri
    }

    /// Returns the extensions, in which layers around the router leave their values.
    #[must_use]
    pub fn extensions(self) -> &'a Extensions {
        &self.parts.extensions
    }

    /// Returns the extension of this type.
    ///
    /// # Errors
    /// 500, with the name of the type: no layer around the router has added it.
    pub fn extension<T: Clone + Send + Sync + 'static>(self) -> Result<&'a T, Rejection> {
        self.parts.extensions.get().ok_or_else(|| {
            let name = type_name::<T>();
            tracing::error!(operation = self.metadata.id, extension = name, "an extension of the request is missing");
            let detail = format!("the request has no extension `{name}`; add the layer that sets it around the router");
            Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
        })
    }
}

type Factory<T> = dyn Fn(RequestHead<'_>) -> Result<T, Rejection> + Send + Sync;

/// An implementation of a trait: one for all requests, or one for each. Clones share it.
pub struct Implementation<T>(Source<T>);

enum Source<T> {
    Shared(Arc<T>),
    PerRequest(Arc<Factory<T>>),
}

impl<T> Implementation<T> {
    /// Serves all requests with one implementation.
    pub fn shared(implementation: T) -> Self {
        Self(Source::Shared(Arc::new(implementation)))
    }

    /// Makes an implementation for each request, from its head.
    pub fn per_request(make: impl Fn(RequestHead<'_>) -> Result<T, Rejection> + Send + Sync + 'static) -> Self {
        Self(Source::PerRequest(Arc::new(make)))
    }

    /// Returns the implementation for a request.
    pub(crate) fn of(&self, request: &RoutedRequest) -> Result<Arc<T>, Rejection> {
        match &self.0 {
            Source::Shared(implementation) => Ok(Arc::clone(implementation)),
            Source::PerRequest(make) => {
                make(RequestHead { metadata: request.metadata, parts: &request.parts }).map(Arc::new)
            }
        }
    }
}

impl<T> Clone for Implementation<T> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Source::Shared(implementation) => Source::Shared(Arc::clone(implementation)),
            Source::PerRequest(make) => Source::PerRequest(Arc::clone(make)),
        })
    }
}

impl<T> fmt::Debug for Implementation<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Implementation").finish_non_exhaustive()
    }
}
