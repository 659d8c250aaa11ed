//! A service that keeps the notes of its users in SQLite.
//!
//! * [`notes`] declares the endpoints, from which clients and tools are made. An operation has the name of its module: `notes.create`.
//! * [`failure`] holds the errors of the implementation, and their problem details.
//! * [`store`] keeps the notes in SQLite.
//! * [`service`] implements the endpoints for one user.
//! * [`tokens`] finds the user of a request.
//! * [`app`] puts the service together, and serves it.

pub mod app;
pub mod failure;
pub mod notes;
pub mod service;
pub mod store;
pub mod tokens;
