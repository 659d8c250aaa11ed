//! Resources of consumer projects, whose accounts are Users.

pub mod crypto_wallets;
pub mod idp;
pub mod impersonation;
pub mod magic_links;
pub mod oauth;
pub mod otps;
pub mod passwords;
pub mod rbac;
pub mod sessions;
pub mod totps;
pub mod users;
pub mod webauthn;
