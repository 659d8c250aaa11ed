//! The builder of a gateway.

use std::{fmt, sync::Arc};

use endpoint_runtime::auth::Credential;

use super::{Gateway, Inner};
use crate::{
    Admission, Bounds, CredentialSource, GatewayError, Observe, Pages, TracePropagator, Upstream,
    builtins::{self, Builtins},
    control::Control,
    policy::Policy,
    upstream::{Authorities, Client, EgressPolicy, Resolve, SystemResolver},
};

/// A builder of a [`Gateway`].
#[must_use]
pub struct GatewayBuilder {
    upstreams: Vec<Upstream>,
    egress: EgressPolicy,
    resolver: Arc<dyn Resolve>,
    authorities: Authorities,
    bounds: Bounds,
    admission: Option<Arc<dyn Admission>>,
    credentials: Option<Arc<dyn CredentialSource>>,
    observers: Vec<Box<dyn Observe>>,
    traces: Option<Box<dyn TracePropagator>>,
    pages: Option<Pages>,
}

impl Gateway {
    /// Returns a builder of gateways.
    pub fn builder() -> GatewayBuilder {
        GatewayBuilder {
            upstreams: Vec::new(),
            egress: EgressPolicy::public(),
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
    /// Forwards the operations of this provider.
    pub fn upstream(mut self, upstream: Upstream) -> Self {
        self.upstreams.push(upstream);
        self
    }

    /// Sets the addresses that upstreams may have. By default they are public ones only.
    pub fn egress(mut self, egress: EgressPolicy) -> Self {
        self.egress = egress;
        self
    }

    /// Sets the resolver of the upstreams' host names. By default it is the operating system's.
    pub fn resolver(mut self, resolver: impl Resolve) -> Self {
        self.resolver = Arc::new(resolver);
        self
    }

    /// Trusts these certificate authorities for upstreams, in addition to the platform's.
    pub fn trust(mut self, authorities: Authorities) -> Self {
        self.authorities = authorities;
        self
    }

    /// Sets the timeouts and size limits.
    pub fn bounds(mut self, bounds: Bounds) -> Self {
        self.bounds = bounds;
        self
    }

    /// Sets the admission of callers. There is no default.
    pub fn admission(mut self, admission: impl Admission) -> Self {
        self.admission = Some(Arc::new(admission));
        self
    }

    /// Sets the source of the providers' credentials. By default there are none.
    pub fn credentials(mut self, credentials: impl CredentialSource) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Serves these pages at `/` and below `/-/`. By default there are none.
    pub fn pages(mut self, pages: Pages) -> Self {
        self.pages = Some(pages);
        self
    }

    /// Adds an observer of every request.
    pub fn observe(mut self, observer: impl Observe) -> Self {
        self.observers.push(Box::new(observer));
        self
    }

    /// Sets the propagator of trace context. By default `traceparent` is forwarded unchanged.
    pub fn propagate(mut self, traces: impl TracePropagator) -> Self {
        self.traces = Some(Box::new(traces));
        self
    }

    /// Builds the gateway.
    ///
    /// # Errors
    /// No operation, one with the path of a built-in route, two that match the same requests, a credential of another
    /// environment, no admission, or no TLS.
    pub fn build(self) -> Result<Gateway, GatewayError> {
        let credentials = self.credentials.unwrap_or_else(|| Arc::new(NoCredentials));
        let policy = Policy::new(&self.upstreams)?;
        let client = Client::new(self.egress, self.resolver, self.authorities, &self.bounds)?;
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

/// Shows the providers, the egress policy and the bounds.
impl fmt::Debug for GatewayBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { upstreams, egress, bounds, .. } = self;
        let providers: Vec<&str> = upstreams.iter().map(|upstream| upstream.provider().name.as_str()).collect();
        let mut builder = f.debug_struct("GatewayBuilder");
        builder.field("providers", &providers).field("egress", egress).field("bounds", bounds).finish_non_exhaustive()
    }
}

struct NoCredentials;

impl CredentialSource for NoCredentials {
    fn credential(&self, _: &str) -> Option<Credential> {
        None
    }
}
