//! What a gateway is built from.

use std::{fmt, sync::Arc};

use endpoint_runtime::auth::Credential;

use super::{Gateway, Inner};
use crate::{
    Admission, Bounds, CredentialSource, GatewayError, Observe, Pages, Propagate, Upstream,
    builtins::{self, Builtins},
    control::Control,
    policy::Policy,
    upstream::{Authorities, Client, Reach, Resolve, SystemResolver},
};

/// Builds a [`Gateway`].
#[must_use]
pub struct GatewayBuilder {
    upstreams: Vec<Upstream>,
    reach: Reach,
    resolver: Arc<dyn Resolve>,
    authorities: Authorities,
    bounds: Bounds,
    admission: Option<Arc<dyn Admission>>,
    credentials: Option<Arc<dyn CredentialSource>>,
    observers: Vec<Box<dyn Observe>>,
    traces: Option<Box<dyn Propagate>>,
    pages: Option<Pages>,
}

impl Gateway {
    /// Starts a gateway.
    pub fn builder() -> GatewayBuilder {
        GatewayBuilder {
            upstreams: Vec::new(),
            reach: Reach::public(),
            resolver: Arc::new(SystemResolver),
            authorities: Authorities::default(),
            bounds: Bounds::default(),
            admission: None,
            credentials: None,
            observers: Vec::new(),
            traces: None,
            pages: None,
        }
    }
}

impl GatewayBuilder {
    /// Lets this provider's operations through.
    pub fn upstream(mut self, upstream: Upstream) -> Self {
        self.upstreams.push(upstream);
        self
    }

    /// Which addresses upstreams may have; only public ones when nothing is said.
    pub fn reach(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    /// Finds the upstreams' addresses; the operating system's resolver when nothing is said.
    pub fn resolver(mut self, resolver: impl Resolve) -> Self {
        self.resolver = Arc::new(resolver);
        self
    }

    /// Trusts upstreams for which these authorities vouch, beside those for which the platform's do.
    pub fn trust(mut self, authorities: Authorities) -> Self {
        self.authorities = authorities;
        self
    }

    /// How long and how large things may be.
    pub fn bounds(mut self, bounds: Bounds) -> Self {
        self.bounds = bounds;
        self
    }

    /// Says who may call; there is no default.
    pub fn admission(mut self, admission: impl Admission) -> Self {
        self.admission = Some(Arc::new(admission));
        self
    }

    /// Knows the providers' credentials; none is known when nothing is said.
    pub fn credentials(mut self, credentials: impl CredentialSource) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Serves these pages at `/` and below `/-/`; there are none when nothing is said.
    pub fn pages(mut self, pages: Pages) -> Self {
        self.pages = Some(pages);
        self
    }

    /// Is told of every request, beside those that were given before.
    pub fn observe(mut self, observer: impl Observe) -> Self {
        self.observers.push(Box::new(observer));
        self
    }

    /// Joins the traces of callers; `traceparent` passes as it came when nothing is said.
    pub fn propagate(mut self, traces: impl Propagate) -> Self {
        self.traces = Some(Box::new(traces));
        self
    }

    /// The gateway.
    ///
    /// # Errors
    /// No operation, one whose path is the gateway's own, two that answer the same requests, a credential of another
    /// environment, no admission, or no TLS.
    pub fn build(self) -> Result<Gateway, GatewayError> {
        let credentials = self.credentials.unwrap_or_else(|| Arc::new(NoCredentials));
        let policy = Policy::new(&self.upstreams)?;
        let client = Client::new(self.reach, self.resolver, self.authorities, &self.bounds)?;
        let admission = self.admission.ok_or(GatewayError::NoAdmission)?;
        builtins::check_operations(&self.upstreams)?;
        let builtins = Builtins {
            pages: self.pages,
            control: Control::new(self.upstreams, Arc::clone(&credentials))?,
            admission: Arc::clone(&admission),
            body_timeout: self.bounds.head,
        };
        Ok(Gateway(Arc::new(Inner {
            policy,
            client,
            bounds: self.bounds,
            admission,
            builtins,
            credentials,
            observers: self.observers,
            traces: self.traces,
        })))
    }
}

/// Shows what goes where.
impl fmt::Debug for GatewayBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { upstreams, reach, bounds, .. } = self;
        let providers: Vec<&str> = upstreams.iter().map(|upstream| upstream.provider().name.as_str()).collect();
        let mut builder = f.debug_struct("GatewayBuilder");
        builder.field("providers", &providers).field("reach", reach).field("bounds", bounds).finish_non_exhaustive()
    }
}

struct NoCredentials;

impl CredentialSource for NoCredentials {
    fn credential(&self, _: &str) -> Option<Credential> {
        None
    }
}
