//! The sandbox, as an application's tests use it.

mod b2b;
mod concurrency;
#[cfg(feature = "cli")]
mod endpoints;
mod errors;
#[cfg(feature = "jwt")]
mod jwt;
mod member_passwords;
mod oauth;
mod pages;
mod policies;
mod revocation;
mod second_factors;
mod seed_file;
mod support;
mod user_passwords;
mod user_search;
mod user_sessions;
mod user_sign_in;
mod users;
