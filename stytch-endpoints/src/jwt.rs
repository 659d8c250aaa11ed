//! Session JWTs, access tokens and permissions, checked without a call. Feature `jwt`, with `b2b` or `consumer`.
//!
//! A [`MemberVerifier`] (B2B) or a [`UserVerifier`] (consumer) is built once and shared. It fetches the project's public
//! keys and RBAC policy when it first needs them, and keeps them.
//!
//! ```no_run
//! # async fn handle(jwt: &str) -> Result<(), Box<dyn std::error::Error>> {
//! use stytch_endpoints::{Stytch, b2b::sessions::AuthorizationCheck, jwt::MemberVerifier};
//!
//! let verifier = MemberVerifier::new(&Stytch::from_env()?)?;
//!
//! // Without a call, unless the JWT has expired: then Stytch says whether its session is still active.
//! let session = verifier.authenticate(jwt).await?;
//! let check = AuthorizationCheck::new("organization-test-1", "documents", "update");
//! verifier.authorize(&session, &check).await?;
//! println!("{} may update documents", session.member_id);
//! # Ok(()) }
//! ```
//!
//! A program that has to refuse everything that it cannot decide by itself calls `verify` in place of `authenticate`:
//!
//! ```no_run
//! # use stytch_endpoints::jwt::{JwtError, UserVerifier};
//! # async fn handle(verifier: &UserVerifier, jwt: &str) -> Result<(), JwtError> {
//! match verifier.verify(jwt).await {
//!     Ok(claims) => println!("{} until {}", claims.session.user_id, claims.expires_at),
//!     Err(JwtError::Expired { at }) => println!("sign in again: the JWT was valid until {at}"),
//!     Err(error) => return Err(error), // names the reason, and holds no token
//! }
//! # Ok(()) }
//! ```
//!
//! # What is checked
//!
//! * The algorithm is RS256, whatever the JWT says, and the signature is that of the project's key with the JWT's `kid`.
//! * The audience is the project. The issuer is `stytch.com/` and the project's id, the base URL of the client, or one that
//!   [`Options::issuer`] adds.
//! * The JWT is not expired and not from the future, by a clock with [`Options::leeway`], and not older than
//!   [`Options::max_token_age`].
//! * A session JWT has a session, and a Member's an Organization; an access token of a machine-to-machine client has no session, and
//!   is not a Connected App's.
//!
//! A local check cannot know that a session was revoked: its JWT is valid for up to five minutes afterwards.
//! [`MemberVerifier::with_max_token_age`] shortens this time for calls that matter more.
//!
//! # What is kept
//!
//! | | is fetched again | is used when that fails |
//! |---|---|---|
//! | public keys | after 1 hour, and for the id of an unknown key | for 24 hours |
//! | RBAC policy of the project | after 5 minutes | for 1 hour |
//! | RBAC policies of up to 1,000 Organizations | after 5 minutes | for 1 hour |
//!
//! Concurrent callers share one call to Stytch, which may take 10 seconds. While something old is fetched again, all but one of
//! them use what is there. Keys are fetched at most once in 30 seconds as long as there are some, so that JWTs with invented ids
//! of keys do not turn into calls.

mod cache;
mod claims;
mod error;
mod keys;
mod m2m;
#[cfg(feature = "b2b")]
mod member_policy;
#[cfg(feature = "b2b")]
mod members;
mod options;
mod policy;
mod token;
#[cfg(feature = "consumer")]
mod user_policy;
#[cfg(feature = "consumer")]
mod users;

pub use error::JwtError;
pub use m2m::{M2mClaims, M2mVerifier};
#[cfg(feature = "b2b")]
pub use members::{MemberClaims, MemberVerifier};
pub use options::Options;
#[cfg(feature = "consumer")]
pub use users::{UserClaims, UserVerifier};
