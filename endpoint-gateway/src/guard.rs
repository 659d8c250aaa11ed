//! The usual admission: callers, their scopes and their limits.

use std::{collections::BTreeSet, fmt, sync::Arc, time::SystemTime};

use bytes::Bytes;
use endpoint_runtime::{metadata::Place, provider::Provider};
use governor::clock::{Clock, MonotonicClock};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE},
    request::Parts,
};

use crate::{
    Admission, Caller, Declared, Problem,
    builtin_routes::BuiltinRoute,
    callers::{self, Callers, Refusal},
    limits::{Limited, Limits},
};

/// Lets [callers](Callers) in to what their scopes cover, as often as the [limits](Limits) say, and answers the preflights of
/// listed origins.
///
/// ```
/// use std::sync::Arc;
///
/// use endpoint_gateway::{Gateway, Guard, Upstream, callers::Callers, limits::{LimitOptions, Limits}};
/// use tokio::net::TcpListener;
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let stytch = stytch_endpoints::provider()?;
/// let listener = TcpListener::bind("127.0.0.1:0").await?;
/// let callers = Arc::new(Callers::local(listener.local_addr()?, &["https://docs.example.com"])?);
/// let guard = Guard::new(Arc::clone(&callers), Limits::new(LimitOptions::default()), [&stytch]);
/// let gateway = Gateway::builder()
///     .upstream(Upstream::new(stytch, "https://test.stytch.com".parse()?))
///     .admission(guard)
///     .build()?
///     .serve_on(listener)?;
/// // To be shown once to whoever started the gateway: the token is in its fragment.
/// let url = callers.token().map(|token| token.url(gateway.address()));
/// # assert!(url.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Guard<C: Clock = MonotonicClock> {
    callers: Arc<Callers>,
    limits: Arc<Limits<C>>,
    /// What pages may send: the methods and the headers of all operations.
    methods: Vec<Method>,
    headers: Vec<HeaderName>,
}

impl<C: Clock> Guard<C> {
    /// Guards the operations of these providers. What the limits have counted is shared with whoever else has them.
    #[must_use]
    pub fn new<'a>(
        callers: Arc<Callers>,
        limits: impl Into<Arc<Limits<C>>>,
        providers: impl IntoIterator<Item = &'a Provider>,
    ) -> Self {
        let (mut methods, mut headers) = (BTreeSet::new(), BTreeSet::new());
        for operation in providers.into_iter().flat_map(Provider::operations) {
            methods.insert(operation.metadata.method);
            let parameters = operation.metadata.parameters();
            headers.extend(parameters.filter(|parameter| parameter.place == Place::Header).map(|header| header.wire));
        }
        let mut headers: Vec<HeaderName> = headers.into_iter().filter_map(|name| name.parse().ok()).collect();
        headers.retain(|name| *name != AUTHORIZATION && *name != CONTENT_TYPE);
        Self { callers, limits: limits.into(), methods: methods.into_iter().map(Method::from).collect(), headers }
    }
}

impl<C: Clock + Clone + Send + Sync + 'static> Admission for Guard<C> {
    fn admit(&self, head: &Parts, _: Option<&Declared>) -> Result<Caller, Problem> {
        let caller = self.callers.admit(&head.uri, &head.headers, SystemTime::now()).map_err(refused)?;
        Ok(Caller::new(Arc::clone(caller.id())).holding(caller))
    }

    fn enter(&self, caller: Caller, operation: &Declared) -> Result<Caller, Problem> {
        let id = operation.operation().metadata.id;
        let known = caller.held::<callers::Caller>().ok_or_else(|| refused(Refusal::Scope))?;
        known.may_call(operation.provider(), id).map_err(refused)?;
        let permit = self.limits.try_enter(known.id(), id).map_err(limited)?;
        Ok(caller.holding(permit))
    }

    fn is_keyed(&self) -> bool {
        self.callers.caller_keys().is_some()
    }

    fn admit_page(&self, head: &Parts) -> Result<(), Problem> {
        self.callers.site().check_page(head).map_err(refused)
    }

    fn admit_probe(&self, head: &Parts) -> Result<(), Problem> {
        self.callers.site().check_host(&head.uri, &head.headers).map_err(refused)
    }

    fn administer(&self, caller: &Caller) -> Result<(), Problem> {
        let known = caller.held::<callers::Caller>().ok_or_else(|| refused(Refusal::Admin))?;
        known.may_administer().map_err(refused)
    }

    fn enter_own(&self, caller: Caller, action: &'static str) -> Result<Caller, Problem> {
        let id = caller.held::<callers::Caller>().ok_or_else(|| refused(Refusal::Scope))?.id();
        let permit = self.limits.try_enter(id, action).map_err(limited)?;
        Ok(caller.holding(permit))
    }

    fn preflight(&self, head: &Parts) -> Option<Response<Bytes>> {
        let request = (&head.method, &head.uri, &head.headers);
        let (methods, names) = match BuiltinRoute::find(head.uri.path()) {
            Some(_) => (BuiltinRoute::SHARED_METHODS, &[][..]),
            None => (&*self.methods, &*self.headers),
        };
        // What is refused goes the way of any other request, without a token.
        let headers = self.callers.site().preflight(request, methods, names)?.ok()?;
        let mut answer = Response::new(Bytes::new());
        *answer.status_mut() = StatusCode::NO_CONTENT;
        *answer.headers_mut() = headers;
        Some(answer)
    }

    fn answer_headers(&self, head: &Parts) -> HeaderMap {
        let mut headers = HeaderMap::new();
        self.callers.site().share(&head.headers, &mut headers);
        headers
    }
}

impl<C: Clock> fmt::Debug for Guard<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("callers", &self.callers).field("limits", &self.limits).finish_non_exhaustive()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
fn refused(refusal: Refusal) -> Problem {
    let problem = Problem::new(refusal.status(), refusal.code(), refusal.to_string());
    match refusal.challenge() {
        Some(challenge) => problem.with_header(WWW_AUTHENTICATE, HeaderValue::from_static(challenge)),
        None => problem,
    }
}

fn limited(limited: Limited) -> Problem {
    let status = match limited {
        Limited::Rate { .. } | Limited::Concurrent => StatusCode::TOO_MANY_REQUESTS,
        Limited::Busy => StatusCode::SERVICE_UNAVAILABLE,
    };
    Problem::new(status, limited.code(), limited.to_string())
        .with_header(RETRY_AFTER, limited.retry_after().as_secs().into())
}
