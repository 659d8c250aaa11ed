//! An in-process Stytch for tests and demonstrations. Feature `sandbox`.
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
//! let stytch = sandbox.stytch()?; // or `serve`, on a loopback port
//! let connected_apps = stytch.b2b().organizations().members().connected_apps();
//! connected_apps.revoke(RevokeRequest::new("acme", &member, &app)).await?;
//! assert!(!sandbox.introspect(&tokens.access_token).active);
//! assert!(sandbox.issue_tokens(&member, &app).is_err());
//! # Ok(()) }
//! ```
//!
//! The sandbox implements the crate's own traits over real state, so the client decodes its responses with the code that
//! decodes Stytch's. [`Sandbox::demo`] holds Organizations, Members, Users, apps and sessions with known ids.
//!
#![doc = include_str!("sandbox/behavior.md")]
//!
#![doc = include_str!("sandbox/endpoints.md")]
//!
//! # Seed files
//!
//! [`Sandbox::from_json`] and `stytch sandbox --seed FILE` fill a sandbox with the data of one JSON object. Required are
//! only the name of each app, the id of each app that a Member or User has authorized, and the ids and actions of the
//! policy. An unknown member is refused. The policy has the form of the API's responses and is set as by
//! [`Sandbox::set_policy`]; Members and Users have its roles besides Stytch's own.
//!
//! ```json
#![doc = include_str!("../examples/seed.json")]
//! ```

mod added_entities;
mod api_error;
mod b2b;
mod clock;
mod consumer;
mod debug;
mod deletion;
pub mod demo;
mod entities;
mod error;
mod expiring;
mod formats;
mod grants;
mod id_generator;
#[cfg(feature = "cli")]
mod inventory;
mod lockout;
mod member_codes;
mod member_factors;
mod member_sign_in;
mod messages;
mod oauth;
mod passwords;
mod permissions;
mod policies;
mod project;
mod proofs;
mod proved_factors;
mod search;
mod second_factors;
mod seed_file;
mod serve;
mod service;
mod session_entries;
mod session_views;
mod signed_jwt;
mod state;
mod totp;
mod user_sign_in;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use endpoint_runtime::server::{Router, Routes};

pub use entities::{App, Member, MemberSession, Organization, User, UserSession};
pub use error::SandboxError;
pub use grants::{Introspection, Subject, Tokens};
pub use messages::{Message, MessagesRequest, MessagesResponse, TestChannel, TestChannelClient};
pub use seed_file::SeedError;
pub use serve::RunningSandbox;
pub use service::SandboxService;

use crate::{ConfigError, Result, Stytch, debug::DebugServer, project::ProjectServer};
use api_error::ApiError;
use clock::Clock;
use id_generator::IdGenerator;
use messages::TestChannelServer;
use state::State;

/// One in-process Stytch project. Clones share its state.
#[derive(Clone)]
pub struct Sandbox(Arc<Shared>);

struct Shared {
    project_id: String,
    secret: String,
    state: Mutex<State>,
}

/// The configuration of a [`Sandbox`].
#[derive(Clone)]
#[must_use]
pub struct SandboxBuilder {
    project_id: String,
    secret: String,
    random_seed: Option<u64>,
    clock: Clock,
    shares_passwords: bool,
}

impl Sandbox {
    /// The number of entries of each kind that a sandbox holds.
    pub const MAX_ENTRIES: usize = 10_000;

    /// Makes an empty project with the credentials [`demo::PROJECT_ID`] and [`demo::SECRET`].
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Starts the configuration of an empty project.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            project_id: demo::PROJECT_ID.to_owned(),
            secret: demo::SECRET.to_owned(),
            random_seed: None,
            clock: Clock::System,
            shares_passwords: false,
        }
    }

    /// Returns the project's id, the user name of HTTP Basic.
    #[must_use]
    pub fn project_id(&self) -> &str {
        &self.0.project_id
    }

    /// Returns the project's secret, the password of HTTP Basic.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0.secret
    }

    /// Builds a client with this project's credentials that calls this sandbox without a network.
    ///
    /// # Errors
    /// The credentials of the builder cannot be sent.
    pub fn stytch(&self) -> std::result::Result<Stytch, ConfigError> {
        Stytch::builder(self.project_id(), self.secret()).configure(|client| client.service(self.service())).build()
    }

    /// Returns the project as a tower service that requires credentials: for a client's `service`, for axum's
    /// `fallback_service`, for any tower stack.
    #[must_use]
    pub fn service(&self) -> SandboxService {
        // A test makes sure that the templates are distinct; of two that are the same, the first would be served.
        SandboxService::new(self.clone(), Router::of_trait(self.routes()))
    }

    /// Returns the routes of the traits that the sandbox implements, and of all other endpoints.
    fn routes(&self) -> Routes {
        Routes::new()
            .merge(b2b::routes(self))
            .merge(consumer::routes(self))
            .merge(oauth::routes(self))
            .merge(DebugServer::new(self.clone()))
            .merge(ProjectServer::new(self.clone()))
            .merge(TestChannelServer::new(self.clone()))
            .or_not_implemented(crate::endpoints())
    }

    /// Locks the state. Nothing panics while it holds the lock, so a poisoned state is consistent.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Responds to one call; `work` takes the call's id.
    fn respond<T>(&self, work: impl FnOnce(&mut State, String) -> std::result::Result<T, ApiError>) -> Result<T> {
        let mut state = self.state();
        let id = state.ids.request_id();
        work(&mut state, id.clone()).map_err(|refusal| refusal.into_body(id).into())
    }
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows neither the secret nor any token.
impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("project_id", &self.0.project_id).finish_non_exhaustive()
    }
}

impl SandboxBuilder {
    /// Sets the credentials of the project.
    pub fn credentials(mut self, project_id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.project_id = project_id.into();
        self.secret = secret.into();
        self
    }

    /// Sets the random seed, which makes ids, tokens and request ids the same in every run.
    pub fn random_seed(mut self, seed: u64) -> Self {
        self.random_seed = Some(seed);
        self
    }

    /// Stops the clock at an instant. It stands still until [`Sandbox::advance`] moves it; otherwise it is the system's.
    pub fn now(mut self, instant: jiff::Timestamp) -> Self {
        self.clock = Clock::Fixed(instant);
        self
    }

    /// Lets the Organizations of the project share passwords: a person has one for all of them, and can sign in with it
    /// before an Organization is chosen (`b2b::passwords::discovery`).
    pub fn share_passwords(mut self) -> Self {
        self.shares_passwords = true;
        self
    }

    /// Builds the empty project.
    #[must_use]
    pub fn build(self) -> Sandbox {
        let Self { project_id, secret, random_seed, clock, shares_passwords } = self;
        let mut state = State::new(project_id.clone(), IdGenerator::new(random_seed), clock);
        state.shared_passwords = shares_passwords.then(Default::default);
        Sandbox(Arc::new(Shared { project_id, secret, state: Mutex::new(state) }))
    }
}

/// Leaves the secret out.
impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("project_id", &self.project_id)
            .field("random_seed", &self.random_seed)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use endpoint_runtime::http::{Method, Request, StatusCode};

    use super::*;

    #[test]
    fn the_routes_of_all_endpoints_are_distinct() {
        let routes = Sandbox::new().routes();
        // Beside the API's endpoints there is the test channel.
        assert_eq!(routes.iter().count(), crate::endpoints().count() + 1);
        assert!(Router::new(routes).is_ok());
    }

    /// Returns the error of a sandbox that implements nothing.
    async fn refuse(method: Method, path: &str) -> (StatusCode, serde_json::Value) {
        let sandbox = Sandbox::new();
        let router = Router::of_trait(Routes::new().or_not_implemented(crate::endpoints()));
        let service = SandboxService::new(sandbox.clone(), router);
        let stytch = Stytch::builder(sandbox.project_id(), sandbox.secret());
        let stytch = stytch.configure(|client| client.service(service)).build().unwrap();
        let request = Request::builder().method(method).uri(path).body(endpoint_runtime::Bytes::new()).unwrap();
        let error = stytch.client().execute(request).await.unwrap_err();
        (error.status().unwrap(), serde_json::from_slice(error.body().unwrap()).unwrap())
    }

    #[tokio::test]
    async fn an_endpoint_that_is_not_implemented_says_so_and_others_are_not_found() {
        let path = "/v1/users/user-test-1/connected_apps";
        let (status, body) = refuse(Method::GET, path).await;
        assert_eq!((status.as_u16(), &body["status_code"]), (501, &501.into()));
        assert_eq!(body["error_type"], "not_implemented_in_sandbox");
        let message = body["error_message"].as_str().unwrap();
        assert!(message.contains("`api_user_v1_ConnectedApps`") && message.contains("test project"), "{message}");
        assert!(body["request_id"].is_string() && body.get("error_url").is_none(), "{body}");
        assert_eq!(refuse(Method::DELETE, path).await.1["error_type"], "method_not_allowed");
        assert_eq!(refuse(Method::GET, "/v1/people/user-test-1").await.1["error_type"], "route_not_found");
    }
}
