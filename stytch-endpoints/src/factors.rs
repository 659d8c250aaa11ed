//! Authentication factors: the proofs of identity that a session was started with.

mod authentication_factor;
mod contacts;
mod delivery_method;
mod devices;
mod factor_type;
mod providers;

pub use authentication_factor::*;
pub use contacts::*;
pub use delivery_method::*;
pub use devices::*;
pub use factor_type::*;
pub use providers::*;
