//! A typed client for Stytch's Connected Apps API.
//!
//! ```no_run
//! # async fn revoke() -> Result<(), Box<dyn std::error::Error>> {
//! use stytch_endpoints::{Stytch, b2b::organizations::members::connected_apps::RevokeRequest};
//!
//! let stytch = Stytch::from_env()?; // STYTCH_PROJECT_ID, STYTCH_SECRET
//! let members = stytch.b2b().organizations().members();
//! let request = RevokeRequest::new("organization-test-1", "member-test-1", "connected-app-test-1");
//! let revoked = members.connected_apps().revoke(request).await?;
//! println!("{}", revoked.request_id);
//! # Ok(()) }
//! ```
//!
//! Every endpoint is one method of a trait, in a module that stands where the endpoint stands in Stytch's own tree. A
//! request is a value that any client can send, so the tree is a convenience:
//!
//! ```no_run
//! # use stytch_endpoints::{Result, Stytch, consumer::users::ConnectedAppsRequest};
//! # async fn list(stytch: &Stytch) -> Result<()> {
//! let apps = stytch.send(ConnectedAppsRequest::new("user-test-1")).await?.connected_apps;
//! # Ok(()) }
//! ```
//!
//! A failed call says at which stage it failed, and what Stytch said:
//!
//! ```no_run
//! # use stytch_endpoints::{Stytch, consumer::users::ConnectedAppsRequest};
//! # async fn list(stytch: &Stytch) {
//! if let Err(error) = stytch.send(ConnectedAppsRequest::new("user-test-1")).await {
//!     match error.as_api().and_then(|stytch| stytch.error_type.as_deref()) {
//!         Some("user_not_found") => println!("no such User"),
//!         _ => println!("{error}"), // never a secret in it
//!     }
//! }
//! # }
//! ```
//!
//! # In tests
//!
//! The feature `sandbox` is a Stytch in the process, with state:
//!
//! ```
//! # #[cfg(feature = "sandbox")]
//! # async fn test() -> Result<(), Box<dyn std::error::Error>> {
//! use stytch_endpoints::{b2b::organizations::ConnectedAppsRequest, sandbox::{Sandbox, demo}};
//!
//! let stytch = Sandbox::demo().stytch()?;
//! let installed = stytch.send(ConnectedAppsRequest::new(demo::ORGANIZATION_SLUG)).await?;
//! assert!(!installed.connected_apps.is_empty());
//! # Ok(()) }
//! ```
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `reqwest` (default) | the default transport |
//! | `hyper` | the lean transport, hyper-util's pooled client |
//! | `blocking` | `Stytch::blocking`, a client that waits for its calls |
//! | `server` | `…Server` for every trait: serve an implementation of your own |
//! | `schema` | `provider`, all of the crate's endpoints with their JSON Schemas, for tools |
//! | `sandbox` | `sandbox::Sandbox`, Stytch in this process, for tests |
//! | `cli` | the binary `stytch`, and `cli`, which is all of it |

pub mod b2b;
#[cfg(feature = "cli")]
mod cli;
mod client;
pub mod connected_apps;
pub mod consumer;
mod error;
pub mod ids;
#[cfg(feature = "schema")]
mod provider;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod session;
mod tolerant;

#[cfg(feature = "cli")]
pub use cli::cli;
pub use client::{ConfigError, Stytch, StytchBuilder};
pub use connected_apps::{ClientType, ConnectedApp};
pub use endpoint_runtime::{self, Client, Metadata, RetryPolicy, Stage};
pub use error::StytchError;
pub use ids::{ConnectedAppId, MemberId, OrganizationId, UserId};
#[cfg(feature = "schema")]
pub use provider::provider;
pub use session::{SessionJwt, SessionToken};

/// A failed call of Stytch.
pub type Error = endpoint_runtime::Error<StytchError>;

/// The result of a call of Stytch.
pub type Result<T> = endpoint_runtime::Result<T, StytchError>;

/// What is known at compile time of every endpoint of this crate.
///
/// ```
/// let revoke = "api_organization_v1_organizations_members_connected_apps_Revoke";
/// let endpoint = stytch_endpoints::endpoints().find(|endpoint| endpoint.id == revoke).ok_or("gone")?;
/// assert!(endpoint.idempotent && endpoint.destructive);
/// # Ok::<(), &str>(())
/// ```
pub fn endpoints() -> impl Iterator<Item = &'static Metadata> {
    [
        b2b::organizations::OrganizationsClient::ENDPOINTS,
        b2b::organizations::members::MembersClient::ENDPOINTS,
        b2b::organizations::members::connected_apps::ConnectedAppsClient::ENDPOINTS,
        consumer::users::UsersClient::ENDPOINTS,
    ]
    .into_iter()
    .flatten()
    .copied()
}
