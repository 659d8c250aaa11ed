//! Local checks of session JWTs, access tokens and permissions, against keys and policies that a fake Stytch serves.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

mod accepted;
mod keys;
mod m2m;
mod rbac;
mod refused;
mod remote;
mod support;
