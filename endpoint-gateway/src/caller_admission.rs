//! The usual admission: callers, their scopes and their limits.

use std::{fmt, sync::Arc, time::SystemTime};

use endpoint_runtime::http::request::Parts;
use governor::clock::{Clock, MonotonicClock};

use crate::{
    Admission, Problem,
    callers::{Caller, Callers, HostPolicy},
    limits::{Limits, Permit},
};

/// The admission of [callers](Callers) within [limits](Limits), to the gateway's own hosts and from pages of listed origins.
///
/// ```
/// use std::sync::Arc;
///
/// use endpoint_gateway::{CallerAdmission, Gateway, Upstream, callers::Callers, limits::{LimitOptions, Limits}};
/// use tokio::net::TcpListener;
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let stytch = stytch_endpoints::provider()?;
/// let listener = TcpListener::bind("127.0.0.1:0").await?;
/// let callers = Arc::new(Callers::local(listener.local_addr()?, &["https://docs.example.com"])?);
/// let admission = CallerAdmission::new(Arc::clone(&callers), Limits::new(LimitOptions::default()));
/// let gateway = Gateway::builder()
///     .upstream(Upstream::new(stytch, "https://test.stytch.com".parse()?))
///     .admission(admission)
///     .build()?
///     .serve_on(listener)?;
/// // Show it once to the user who started the gateway: the token is in the fragment.
/// let url = callers.token().map(|token| token.url(gateway.address()));
/// # assert!(url.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct CallerAdmission<C: Clock = MonotonicClock> {
    callers: Arc<Callers>,
    limits: Arc<Limits<C>>,
}

impl<C: Clock> CallerAdmission<C> {
    /// Creates the admission of these callers within these limits. Clones of the `Arc` share their counts.
    #[must_use]
    pub fn new(callers: Arc<Callers>, limits: impl Into<Arc<Limits<C>>>) -> Self {
        Self { callers, limits: limits.into() }
    }
}

impl<C: Clock + Clone + Send + Sync + 'static> Admission for CallerAdmission<C> {
    fn admit(&self, head: &Parts) -> Result<Caller, Problem> {
        Ok(self.callers.admit(&head.uri, &head.headers, SystemTime::now())?)
    }

    fn enter(&self, caller: &Caller, action: &'static str) -> Result<Option<Permit>, Problem> {
        Ok(Some(self.limits.try_enter(caller.id(), action)?))
    }

    fn is_keyed(&self) -> bool {
        self.callers.caller_keys().is_some()
    }

    fn host_policy(&self) -> Option<&HostPolicy> {
        Some(self.callers.host_policy())
    }
}

impl<C: Clock> fmt::Debug for CallerAdmission<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallerAdmission").field("callers", &self.callers).field("limits", &self.limits).finish()
    }
}
