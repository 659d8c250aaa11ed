//! The gateway: building it, responding to requests, listening.

mod build;
mod connections;
mod forward;
mod handshake;
mod listener;
mod respond;
mod serve;

use std::{fmt, sync::Arc};

use crate::{
    Admission, Bounds, CredentialSource, DeclaredRoute, Observe, TracePropagator, builtins::Builtins, policy::Policy,
    upstream::Client,
};

pub use build::GatewayBuilder;
pub use listener::{Listen, Listener};
pub use serve::RunningGateway;

/// A gateway. It forwards the declared operations of its upstreams for callers that are admitted, and adds the providers'
/// credentials.
///
/// Clones share everything.
///
/// ```no_run
/// # async fn run(admission: impl endpoint_gateway::Admission) -> Result<(), Box<dyn std::error::Error>> {
/// use endpoint_gateway::{Gateway, Upstream, credentials::EnvironmentCredentials};
///
/// let stytch = stytch_endpoints::provider()?;
/// let gateway = Gateway::builder()
///     .credentials(EnvironmentCredentials::read([&stytch])?)
///     .upstream(Upstream::new(stytch, "https://test.stytch.com".parse()?))
///     .admission(admission)
///     .build()?;
/// let running = gateway.serve(([127, 0, 0, 1], 8080)).await?;
/// running.stop().await;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Gateway(Arc<Inner>);

struct Inner {
    policy: Policy,
    client: Client,
    bounds: Bounds,
    admission: Arc<dyn Admission>,
    credentials: Arc<dyn CredentialSource>,
    observers: Vec<Box<dyn Observe>>,
    traces: Option<Box<dyn TracePropagator>>,
    builtins: Builtins,
}

/// Shows the operations.
impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Gateway").field(&self.0.policy.declared()).finish()
    }
}

impl Gateway {
    /// Returns every operation that is forwarded.
    #[must_use]
    pub fn operations(&self) -> &[DeclaredRoute] {
        self.0.policy.declared()
    }
}
