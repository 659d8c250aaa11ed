//! Objects in requests and responses: between a client and a server of one declaration, and in the descriptions of a provider.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::option_option, reason = "absent and null are different values")]
#![allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    reason = "the objects are declared as a crate would"
)]

mod orders;
mod provider;
mod round_trip;
mod strictness;
