//! A gateway that lets declared endpoints through, nothing else, and adds the credential on the server side.
//!
//! * [`Gateway`] is served on a loopback address, or over [`Tls`] to callers from elsewhere. A request is matched with the declared methods and templates; its target
//!   and headers are written anew from what was declared; what comes back can do nothing on the origin that it came through.
//! * [`Guard`] asks who calls, by a token made at each start or by caller keys, and limits them: [`callers`], [`limits`].
//! * [`credentials`] are the environment's, or rest encrypted in a [`store`].
//! * [`upstream`] connects to listed or public addresses only, the very ones that it checked.
//! * [`Pages`] show every operation, readable without script, with a form to try it.
//! * [`Records`] writes an [`audit`] log and [`metrics`], which [`admin`] serves to operators. Every request has a `tracing`
//!   span, which joins the trace of its caller where something does [that](Propagate).

pub mod admin;
mod admission;
pub mod audit;
mod body;
mod builtin_routes;
mod builtins;
pub mod callers;
mod config;
mod control;
pub mod credentials;
pub mod envoy;
mod framing;
mod gateway;
mod guard;
mod json_body;
pub mod limits;
mod malformed;
pub mod metrics;
mod pages;
mod policy;
mod private;
mod problem;
mod records;
mod request;
mod response;
mod spans;
pub mod store;
mod tls;
pub mod upstream;

pub use admission::{Admission, Caller, Exchange, Observe};
pub use config::{Bounds, GatewayError, Upstream};
pub use credentials::CredentialSource;
pub use gateway::{Gateway, GatewayBuilder, Listen, Listener, RunningGateway};
pub use guard::Guard;
pub use pages::{Pages, PagesError, PagesOptions};
pub use policy::Declared;
pub use problem::Problem;
pub use records::Records;
pub use spans::Propagate;
pub use tls::{Tls, TlsError};
