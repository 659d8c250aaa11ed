//! Stytch in this process, for tests and demonstrations. Feature `sandbox`.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use stytch_endpoints::{
//!     ClientType, b2b::organizations::members::connected_apps::RevokeRequest, sandbox::{App, Member, Organization, Sandbox},
//! };
//!
//! let sandbox = Sandbox::new();
//! let organization = sandbox.add_organization(Organization::new().slug("acme"))?;
//! let member = sandbox.add_member(&organization, Member::new())?;
//! let app = sandbox.add_app(App::new("Calendar", ClientType::ThirdParty))?;
//! sandbox.authorize(&member, &app, ["openid", "calendar.read"])?;
//! let tokens = sandbox.issue_tokens(&member, &app)?;
//! assert!(sandbox.introspect(&tokens.access_token).active);
//!
//! let stytch = sandbox.stytch()?; // `serve` puts it on a loopback port instead
//! let connected_apps = stytch.b2b().organizations().members().connected_apps();
//! connected_apps.revoke(RevokeRequest::new("acme", &member, &app)).await?;
//! assert!(!sandbox.introspect(&tokens.access_token).active);
//! assert!(sandbox.issue_tokens(&member, &app).is_err());
//! # Ok(()) }
//! ```
//!
//! It implements the crate's own traits over real state, so what it answers is read by the code that reads Stytch's
//! answers. [`Sandbox::demo`] comes with people, apps and tokens of known names.
//!
//! # What it decides
//!
//! Where Stytch's documentation is silent, the sandbox does this:
//!
//! - Revoking an app that has no access (any more) succeeds and changes nothing: the endpoint is idempotent, and a call
//!   repeated after a lost answer must not look like a failure. An app that the project does not have is a 404.
//! - A Member's session may list and revoke that Member's own apps (`stytch.self`, which the role `stytch_member`
//!   grants); another Member's only if its Member is an admin (`stytch.member`, granted by `stytch_admin`). The
//!   Organization's endpoints ask for no more than a session of that Organization.
//! - An unknown session token or JWT is 404 `session_not_found`; a session of another Organization is 403
//!   `session_authorization_tenancy_error`; a token and a JWT of different sessions are 400 `too_many_session_arguments`.
//! - Permissions are checked before the Member and the app are looked up, so that a refused caller learns nothing of
//!   them.
//! - Tokens and sessions do not expire. Lists are in the order of their ids.
//! - A request that no endpoint can take is refused in Stytch's error shape: 404 `route_not_found`, 405
//!   `method_not_allowed`, otherwise `bad_request`.
//!
//! Calls of the traits on a [`Sandbox`] itself pass no credentials; over HTTP, and over [`Sandbox::service`], HTTP
//! Basic with the project's id and secret is required (401 `unauthorized_credentials`).
//!
//! # Seed files
//!
//! [`Sandbox::from_json`] and `stytch sandbox --seed FILE` fill it with what one JSON object says. Everything may be left
//! out but the name of an app and the id of one that is allowed something; a key that is not known is refused.
//!
//! ```json
#![doc = include_str!("../examples/seed.json")]
//! ```
//!
//! # Limits
//!
//! It holds at most [`Sandbox::MAX_ENTRIES`] of each: Organizations, Members, Users, apps, sessions, authorizations and
//! tokens. No request over HTTP adds any. A served sandbox takes 256 connections at a time, and a request has 30
//! seconds to arrive and be answered. Ids and tokens come from a generator that is not meant to be unpredictable: a
//! sandbox listens on loopback only, and guards nothing.

mod access;
mod b2b;
mod consumer;
pub mod demo;
mod error;
mod grants;
#[cfg(feature = "cli")]
mod inventory;
mod names;
mod refusal;
mod seed;
mod seed_file;
mod serve;
mod service;
mod state;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use endpoint_runtime::server::{Router, Routes};

pub use error::SandboxError;
pub use grants::{Introspection, Subject, Tokens};
pub use seed::{App, Member, MemberSession, Organization, User};
pub use seed_file::SeedError;
pub use serve::RunningSandbox;
pub use service::SandboxService;

use crate::{
    ConfigError, Result, Stytch,
    b2b::organizations::{OrganizationsServer, members::MembersServer, members::connected_apps::ConnectedAppsServer},
    consumer::users::UsersServer,
};
use names::Names;
use refusal::Refusal;
use state::State;

/// One Stytch project in this process. Clones share its state.
#[derive(Clone)]
pub struct Sandbox(Arc<Shared>);

struct Shared {
    project_id: String,
    secret: String,
    state: Mutex<State>,
}

/// Configures a [`Sandbox`].
#[derive(Clone)]
#[must_use]
pub struct SandboxBuilder {
    project_id: String,
    secret: String,
    seed: Option<u64>,
}

impl Sandbox {
    /// How many of each thing a sandbox holds.
    pub const MAX_ENTRIES: usize = 10_000;

    /// An empty project with the credentials [`demo::PROJECT_ID`] and [`demo::SECRET`].
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Starts the configuration of an empty project.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder { project_id: demo::PROJECT_ID.to_owned(), secret: demo::SECRET.to_owned(), seed: None }
    }

    /// The project's id, the user name of HTTP Basic.
    #[must_use]
    pub fn project_id(&self) -> &str {
        &self.0.project_id
    }

    /// The project's secret, the password of HTTP Basic.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0.secret
    }

    /// A client with this project's credentials whose calls go to this sandbox without a network.
    ///
    /// # Errors
    /// Credentials given to the builder that cannot be sent.
    pub fn stytch(&self) -> std::result::Result<Stytch, ConfigError> {
        Stytch::builder(self.project_id(), self.secret()).configure(|client| client.service(self.service())).build()
    }

    /// The project as a tower service that asks for credentials: for a client's `service`, for `axum`'s
    /// `fallback_service`, for any tower stack.
    #[must_use]
    pub fn service(&self) -> SandboxService {
        // The templates are distinct, as a test says; were two the same, the first would be served.
        SandboxService::new(self.clone(), Router::of_trait(self.routes()))
    }

    fn routes(&self) -> Routes {
        Routes::new()
            .merge(OrganizationsServer::new(self.clone()).routes())
            .merge(MembersServer::new(self.clone()).routes())
            .merge(ConnectedAppsServer::new(self.clone()).routes())
            .merge(UsersServer::new(self.clone()).routes())
    }

    /// Nothing panics while it holds the state, so a poisoned one is whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers one call: `work` is given the call's id.
    fn answer<T>(&self, work: impl FnOnce(&mut State, String) -> std::result::Result<T, Refusal>) -> Result<T> {
        let mut state = self.state();
        let id = state.names.request();
        work(&mut state, id.clone()).map_err(|refusal| refusal.into_body(id).into())
    }
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows no secret and no token.
impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("project_id", &self.0.project_id).finish_non_exhaustive()
    }
}

impl SandboxBuilder {
    /// The credentials that are asked for.
    pub fn credentials(mut self, project_id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.project_id = project_id.into();
        self.secret = secret.into();
        self
    }

    /// Makes ids, tokens and request ids the same in every run.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The empty project.
    #[must_use]
    pub fn build(self) -> Sandbox {
        let Self { project_id, secret, seed } = self;
        let state = Mutex::new(State::new(Names::new(seed)));
        Sandbox(Arc::new(Shared { project_id, secret, state }))
    }
}

/// Shows no secret.
impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("project_id", &self.project_id)
            .field("seed", &self.seed)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_endpoint_of_the_crate_has_one_route() {
        let sandbox = Sandbox::new();
        let routes = sandbox.routes();
        let served: BTreeSet<_> = routes.iter().map(|route| route.metadata().id).collect();
        let declared: BTreeSet<_> = crate::endpoints().map(|endpoint| endpoint.id).collect();
        assert_eq!(served, declared);
        assert_eq!(crate::endpoints().count(), declared.len(), "an operation id occurs twice");
        assert!(Router::new(routes).is_ok());
    }
}
