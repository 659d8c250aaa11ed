//! The endpoints of a B2B project, whose customers are Organizations with Members.

pub mod discovery;
pub mod idp;
pub mod impersonation;
pub mod magic_links;
pub mod mfa;
pub mod oauth;
pub mod organizations;
pub mod otps;
pub mod passwords;
pub mod rbac;
pub mod recovery_codes;
pub mod scim;
pub mod sessions;
pub mod sso;
pub mod totps;
