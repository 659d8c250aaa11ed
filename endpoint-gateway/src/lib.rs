//! A gateway that lets declared endpoints through, nothing else, and adds the credential on the server side.

pub mod admin;
mod admission;
pub mod audit;
mod body;
pub mod callers;
mod config;
pub mod credentials;
mod framing;
mod gateway;
mod guard;
pub mod limits;
pub mod metrics;
mod policy;
mod problem;
mod records;
mod request;
mod response;
#[cfg(test)]
mod scratch;
pub mod store;
pub mod upstream;

pub use admission::{Admission, Caller, Exchange, Observe};
pub use config::{Bounds, GatewayError, Upstream};
pub use credentials::CredentialSource;
pub use gateway::{Gateway, GatewayBuilder, RunningGateway};
pub use guard::Guard;
pub use policy::Declared;
pub use problem::Problem;
pub use records::Records;
