//! A gateway that lets declared endpoints through, nothing else, and adds the credential on the server side.
//!
//! * [`Gateway`] is served on a loopback address, or over [`Tls`] to callers from elsewhere. A request is matched with the declared methods and templates; its target
//!   and headers are written anew from what was declared; what comes back can do nothing on the origin that it came through.
//! * [`CallerAdmission`] asks who calls, by a token made at each start or by caller keys, and limits them: [`callers`], [`limits`].
//! * [`credentials`] are the environment's, or rest encrypted in a [`store`].
//! * [`upstream`] connects to listed or public addresses only, the very ones that it checked.
//! * [`Pages`] show every operation, readable without script, with a form to try it.
//! * [`Records`] writes an [`audit`] log and [`metrics`], which [`admin`] serves to operators. Every request has a `tracing`
//!   span, which joins the trace of its caller where something does [that](Propagate).

pub mod admin;
mod admission;
pub mod audit;
mod builtin_routes;
mod builtins;
mod caller_admission;
mod caller_stream;
pub mod callers;
mod config;
mod control;
mod counted_body;
mod credential_parts;
pub mod credentials;
mod declared_route;
mod download;
pub mod envoy;
mod framing;
mod gateway;
mod json_body;
pub mod limits;
mod malformed_head;
mod media_type;
pub mod metrics;
mod observe;
mod pages;
mod passed_headers;
mod policy;
mod private;
mod problem;
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
pub use caller_admission::CallerAdmission;
pub use config::{Bounds, GatewayError, Upstream};
pub use credentials::CredentialSource;
pub use declared_route::Declared;
pub use gateway::{Gateway, GatewayBuilder, Listen, Listener, RunningGateway};
pub use observe::{Exchange, Observe};
pub use pages::{Pages, PagesError, PagesOptions};
pub use problem::Problem;
pub use records::Records;
pub use spans::Propagate;
pub use tls::{Tls, TlsError};
