//! A gateway that forwards only declared operations, and adds the provider's credential, which callers never see. It serves
//! documentation pages with a form to try each operation.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use endpoint_gateway::{
//!     CallerAdmission, Gateway, Upstream,
//!     callers::Callers,
//!     credentials::EnvironmentCredentials,
//!     limits::{LimitOptions, Limits},
//! };
//! use tokio::net::TcpListener;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let stytch = stytch_endpoints::provider()?;
//! let socket = TcpListener::bind("127.0.0.1:8080").await?;
//! let callers = Arc::new(Callers::local::<&str>(socket.local_addr()?, &[])?);
//! let running = Gateway::builder()
//!     .credentials(EnvironmentCredentials::read([&stytch])?)
//!     .upstream(Upstream::new(stytch, "https://test.stytch.com".parse()?))
//!     .admission(CallerAdmission::new(callers, Limits::new(LimitOptions::default())))
//!     .build()?
//!     .serve_on(socket)?;
//! running.stop().await;
//! # Ok(()) }
//! ```
//!
//! * [`Gateway`] listens on a loopback address, or over [`Tls`] for callers on other machines. It finds the declared operation of
//!   a request by method and template, rewrites the target and the headers from the declaration, and removes from the response
//!   every header that could act on the gateway's own origin.
//! * [`CallerAdmission`] identifies callers by a token that is generated at each start, or by caller keys, and limits their
//!   requests: [`callers`], [`limits`].
//! * [`credentials`] come from the environment, or from an encrypted [`store`].
//! * [`upstream`] connects to public or listed addresses only, and checks the very address that it connects to.
//! * [`Pages`] show every operation, readable without script.
//! * [`Records`] writes an [`audit`] log and [`metrics`], which [`admin`] serves to operators. Each request has a `tracing` span,
//!   which joins the trace of its caller by a [`TracePropagator`].
//! * [`envoy`] exports the same policy for Envoy.

pub mod admin;
mod admission;
pub mod audit;
mod bounds;
mod builtin_routes;
mod builtins;
mod caller_admission;
mod caller_stream;
pub mod callers;
mod control;
mod cookies;
mod credential_parts;
pub mod credentials;
mod declared_route;
mod download;
pub mod envoy;
pub mod file_access;
mod fixed_headers;
mod framing;
mod gateway;
mod gateway_error;
mod json_body;
mod limited_body;
pub mod limits;
mod malformed_head;
pub mod metrics;
mod observe;
mod pages;
mod passed_headers;
mod policy;
mod problem;
mod provider_upstream;
mod raw_response;
mod records;
mod request;
mod request_context;
mod response;
mod spans;
pub mod store;
mod tls;
mod upload;
pub mod upstream;

pub use admission::Admission;
pub use bounds::Bounds;
pub use caller_admission::CallerAdmission;
pub use credentials::CredentialSource;
pub use declared_route::DeclaredRoute;
pub use gateway::{Gateway, GatewayBuilder, Listen, Listener, RunningGateway};
pub use gateway_error::GatewayError;
pub use observe::{Exchange, Observe};
pub use pages::{Pages, PagesError, PagesOptions};
pub use problem::Problem;
pub use provider_upstream::Upstream;
pub use records::Records;
pub use spans::TracePropagator;
pub use tls::{Tls, TlsError};
