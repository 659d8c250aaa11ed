//! A typed client for Stytch: the B2B and consumer products, their OAuth clients and fraud protection, 184 endpoints,
//! and the 8 of OAuth 2.0 and OpenID Connect.
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
//! An error names the stage at which the call failed, and holds Stytch's own error body, whose kind has constants:
//!
//! ```no_run
//! # use stytch_endpoints::{Stytch, consumer::users::ConnectedAppsRequest};
//! # async fn list(stytch: &Stytch) {
//! use stytch_endpoints::{ErrorKind, StytchError};
//!
//! if let Err(error) = stytch.send(ConnectedAppsRequest::new("user-test-1")).await {
//!     match error.as_api().map(StytchError::kind) {
//!         Some(ErrorKind::USER_NOT_FOUND) => println!("no such User"),
//!         _ => println!("{error}"), // holds no secret
//!     }
//! }
//! # }
//! ```
//!
//! # In tests
//!
//! The feature `sandbox` adds an in-process Stytch with state. Its documentation lists the endpoints that it plays:
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
//! A product that is not used costs nothing to compile with the features `reqwest` and `b2b`, say, in place of the default ones.
//! `whoami` and the project's metrics are always there.
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `products` | yes | all products: the five features below |
//! | `b2b` | by `products` | Organizations, Members, and their ways to sign in: 97 endpoints |
//! | `connected-apps` | by `products` | Connected Apps as OAuth clients: 8 endpoints, and the 8 of OAuth 2.0 |
//! | `consumer` | by `products` | Users, and their ways to sign in: 63 endpoints |
//! | `fraud` | by `products` | device fingerprints, fraud rules and e-mail risk: 6 endpoints |
//! | `m2m` | by `products` | machine-to-machine clients: 8 endpoints, and the 8 of OAuth 2.0 |
//! | `reqwest` | yes | the default transport |
//! | `hyper` | | the lean transport, hyper-util's pooled client |
//! | `blocking` | | `Stytch::blocking`, for programs without an async runtime |
//! | `server` | | `…Server` for every trait, which serves an implementation of it |
//! | `schema` | | `provider`: all endpoints with their JSON Schemas, for tools |
//! | `jwt` | | `jwt`: session JWTs, access tokens and permissions of `b2b` and `consumer` are checked without a call |
//! | `sandbox` | | `sandbox::Sandbox`, an in-process Stytch for tests; turns `products` and `server` on |
//! | `cli` | | the binary `stytch`, and the function `cli` that it calls; turns `products`, `reqwest`, `sandbox` and `schema` on |
//! | `otlp` | | spans of `stytch gateway` for a collector; turns `cli` on |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod api;
#[cfg(any(feature = "consumer", all(feature = "b2b", feature = "jwt")))]
pub mod attributes;
#[cfg(feature = "b2b")]
pub mod b2b;
#[cfg(feature = "cli")]
mod cli;
mod client;
#[cfg(any(feature = "b2b", feature = "connected-apps", feature = "consumer"))]
pub mod connected_apps;
#[cfg(feature = "consumer")]
pub mod consumer;
pub mod debug;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod device_history;
mod error;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod factors;
#[cfg(feature = "fraud")]
pub mod fraud;
pub mod ids;
#[cfg(any(feature = "b2b", feature = "connected-apps", feature = "consumer", feature = "m2m"))]
pub mod jwks;
#[cfg(all(feature = "jwt", any(feature = "b2b", feature = "consumer")))]
pub mod jwt;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod locale;
#[cfg(feature = "m2m")]
pub mod m2m;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod oauth;
#[cfg(any(feature = "connected-apps", feature = "m2m"))]
pub mod oauth2;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod passwords;
mod prelude;
pub mod project;
#[cfg(feature = "schema")]
mod provider;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod rbac;
#[cfg(any(feature = "b2b", feature = "connected-apps", feature = "consumer", feature = "m2m"))]
pub mod redirect;
#[cfg(any(feature = "b2b", feature = "connected-apps", feature = "consumer", feature = "m2m"))]
pub mod response;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(any(feature = "b2b", feature = "connected-apps", feature = "consumer", feature = "m2m"))]
pub mod search;
pub mod secrets;
#[cfg(feature = "b2b")]
pub mod session;
pub mod timestamp;

#[cfg(feature = "cli")]
pub use cli::cli;
pub use client::{ConfigError, Stytch, StytchBuilder};
#[cfg(any(feature = "b2b", feature = "connected-apps", feature = "consumer"))]
pub use connected_apps::{ClientType, ConnectedApp};
pub use endpoint_runtime::{self, Client, Metadata, RetryPolicy, Stage};
pub use error::{ErrorKind, StytchError};
pub use ids::{ConnectedAppId, MemberId, OrganizationId, UserId};
#[cfg(feature = "schema")]
pub use provider::provider;
pub use secrets::{SessionJwt, SessionToken};
#[cfg(feature = "b2b")]
pub use session::MemberSession;

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
        #[cfg(feature = "b2b")]
        b2b: struct B2b {
            discovery: struct B2bDiscovery {
                intermediate_sessions: b2b::discovery::intermediate_sessions::IntermediateSessions,
                organizations: b2b::discovery::organizations::Organizations,
            },
            idp: struct B2bIdp {
                oauth: b2b::idp::oauth::Oauth,
            },
            impersonation: b2b::impersonation::Impersonation,
            magic_links: b2b::magic_links::MagicLinks {
                discovery: b2b::magic_links::discovery::Discovery,
                email: b2b::magic_links::email::Email {
                    discovery: b2b::magic_links::email::discovery::Discovery,
                },
            },
            oauth: b2b::oauth::Oauth {
                discovery: b2b::oauth::discovery::Discovery,
            },
            organizations: b2b::organizations::Organizations {
                members: b2b::organizations::members::Members {
                    connected_apps: b2b::organizations::members::connected_apps::ConnectedApps,
                    oauth_providers: b2b::organizations::members::oauth_providers::OauthProviders,
                },
            },
            otps: struct B2bOtps {
                email: b2b::otps::email::Email {
                    discovery: b2b::otps::email::discovery::Discovery,
                },
                sms: b2b::otps::sms::Sms,
            },
            passwords: b2b::passwords::Passwords {
                discovery: b2b::passwords::discovery::Discovery {
                    email: b2b::passwords::discovery::email::Email,
                },
                email: b2b::passwords::email::Email,
                existing_password: b2b::passwords::existing_password::ExistingPassword,
                session: b2b::passwords::session::Session,
            },
            rbac: b2b::rbac::Rbac {
                organizations: b2b::rbac::organizations::Organizations,
            },
            recovery_codes: b2b::recovery_codes::RecoveryCodes,
            scim: struct B2bScim {
                connection: b2b::scim::connection::Connection,
            },
            sessions: b2b::sessions::Sessions,
            sso: b2b::sso::Sso {
                external: b2b::sso::external::External,
                oidc: b2b::sso::oidc::Oidc,
                saml: b2b::sso::saml::Saml,
            },
            totps: b2b::totps::Totps,
        },
        #[cfg(feature = "connected-apps")]
        connected_apps: struct ConnectedApps {
            clients: connected_apps::clients::Clients {
                secrets: connected_apps::clients::secrets::Secrets,
            },
        },
        #[cfg(feature = "consumer")]
        consumer: struct Consumer {
            crypto_wallets: consumer::crypto_wallets::CryptoWallets,
            idp: struct ConsumerIdp {
                oauth: consumer::idp::oauth::Oauth,
            },
            impersonation: consumer::impersonation::Impersonation,
            magic_links: consumer::magic_links::MagicLinks {
                email: consumer::magic_links::email::Email,
            },
            oauth: consumer::oauth::Oauth,
            otps: consumer::otps::Otps {
                email: consumer::otps::email::Email,
                sms: consumer::otps::sms::Sms,
                whatsapp: consumer::otps::whatsapp::Whatsapp,
            },
            passwords: consumer::passwords::Passwords {
                email: consumer::passwords::email::Email,
                existing_password: consumer::passwords::existing_password::ExistingPassword,
                session: consumer::passwords::session::Session,
            },
            rbac: consumer::rbac::Rbac,
            sessions: consumer::sessions::Sessions,
            totps: consumer::totps::Totps,
            users: consumer::users::Users,
            webauthn: consumer::webauthn::Webauthn,
        },
        debug: debug::Debug,
        #[cfg(feature = "fraud")]
        fraud: struct Fraud {
            email: fraud::email::Email,
            fingerprint: fraud::fingerprint::Fingerprint,
            rules: fraud::rules::Rules,
            verdict_reasons: fraud::verdict_reasons::VerdictReasons,
        },
        #[cfg(feature = "m2m")]
        m2m: struct M2m {
            clients: m2m::clients::Clients {
                secrets: m2m::clients::secrets::Secrets,
            },
        },
        #[cfg(any(feature = "connected-apps", feature = "m2m"))]
        oauth2: oauth2::Oauth2 {
            clients: oauth2::clients::Clients,
            discovery: oauth2::discovery::Discovery,
        },
        project: project::Project,
    }
}
