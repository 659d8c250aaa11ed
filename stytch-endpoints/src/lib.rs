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
//! Every endpoint is one method of a trait. The modules follow the tree of Stytch's own documentation. A request is a
//! value that any client can send, so the tree of clients is a convenience:
//!
//! ```no_run
//! # use stytch_endpoints::{Result, Stytch, consumer::users::ConnectedAppsRequest};
//! # async fn list(stytch: &Stytch) -> Result<()> {
//! let apps = stytch.send(ConnectedAppsRequest::new("user-test-1")).await?.connected_apps;
//! # Ok(()) }
//! ```
//!
//! An error names the stage at which the call failed, and holds Stytch's own error body:
//!
//! ```no_run
//! # use stytch_endpoints::{Stytch, consumer::users::ConnectedAppsRequest};
//! # async fn list(stytch: &Stytch) {
//! if let Err(error) = stytch.send(ConnectedAppsRequest::new("user-test-1")).await {
//!     match error.as_api().and_then(|stytch| stytch.error_type.as_deref()) {
//!         Some("user_not_found") => println!("no such User"),
//!         _ => println!("{error}"), // holds no secret
//!     }
//! }
//! # }
//! ```
//!
//! # In tests
//!
//! The feature `sandbox` adds an in-process Stytch with state:
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
//! | `blocking` | `Stytch::blocking`, for programs without an async runtime |
//! | `server` | `…Server` for every trait, which serves an implementation of it |
//! | `schema` | `provider`, all endpoints with their JSON Schemas, for tools |
//! | `sandbox` | `sandbox::Sandbox`, an in-process Stytch for tests |
//! | `cli` | the binary `stytch`, and the function `cli` that it calls |
//! | `otlp` | `stytch gateway` sends spans to a collector |

mod api;
pub mod b2b;
#[cfg(feature = "cli")]
mod cli;
mod client;
pub mod connected_apps;
pub mod consumer;
mod error;
pub mod ids;
mod prelude;
#[cfg(feature = "schema")]
mod provider;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod session;

#[cfg(feature = "cli")]
pub use cli::cli;
pub use client::{ConfigError, Stytch, StytchBuilder};
pub use connected_apps::{ClientType, ConnectedApp};
pub use endpoint_runtime::{self, Client, Metadata, RetryPolicy, Stage};
pub use error::StytchError;
pub use ids::{ConnectedAppId, MemberId, OrganizationId, UserId};
#[cfg(feature = "schema")]
pub use provider::provider;
pub use session::{MemberSession, SessionJwt, SessionToken};

pub(crate) use api::api;

/// The error of a call to Stytch.
pub type Error = endpoint_runtime::Error<StytchError>;

/// The result of a call to Stytch.
pub type Result<T> = endpoint_runtime::Result<T, StytchError>;

endpoint_runtime::tree! {
    /// Returns the metadata of every endpoint of this crate, as it is known at compile time.
    ///
    /// ```
    /// let revoke = "api_organization_v1_organizations_members_connected_apps_Revoke";
    /// let endpoint = stytch_endpoints::endpoints().find(|endpoint| endpoint.id == revoke).ok_or("gone")?;
    /// assert!(endpoint.idempotent && endpoint.destructive);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn endpoints();

    #[cfg(feature = "schema")]
    fn schemas();

    impl Stytch {
        /// The clients of the B2B product: Organizations and their Members.
        b2b: struct B2b {
            organizations: b2b::organizations::Organizations {
                members: b2b::organizations::members::Members {
                    connected_apps: b2b::organizations::members::connected_apps::ConnectedApps,
                },
            },
        },
        /// The clients of the consumer product: Users.
        consumer: struct Consumer {
            users: consumer::users::Users,
        },
    }
}
