//! Credentials of a Member's session. A call with one has the Member's permissions. They are wiped from memory when
//! they are dropped.

use std::fmt;

use endpoint_runtime::{Param, by_feature::Headers};
use secrecy::{ExposeSecret, SecretString};

macro_rules! secrets {
    ($($(#[$docs:meta])+ $name:ident = $example:literal;)+) => {$(
        $(#[$docs])+
        #[derive(Clone, Param)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(example = $example))]
        pub struct $name(#[cfg_attr(feature = "schema", schemars(with = "String"))] SecretString);

        impl $name {
            /// Returns the secret text, which must not be shown.
            #[must_use]
            pub fn expose_secret(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl From<&str> for $name {
            fn from(secret: &str) -> Self {
                Self(secret.into())
            }
        }

        impl From<String> for $name {
            fn from(secret: String) -> Self {
                Self(secret.into())
            }
        }

        impl From<SecretString> for $name {
            fn from(secret: SecretString) -> Self {
                Self(secret)
            }
        }

        impl From<&Self> for $name {
            fn from(secret: &Self) -> Self {
                secret.clone()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }
    )+};
}

// The examples exist in the sandbox's demonstration.
secrets! {
    /// The opaque token of a Member's session.
    SessionToken = "session-of-ada";

    /// The JWT of a Member's session, which is valid for five minutes.
    SessionJwt = "jwt.of.ada";
}

/// The session of the Member who makes a call. Without one, the call has the rights of the project. Either of the two
/// credentials is enough.
#[derive(Clone, Default, Headers)]
#[non_exhaustive]
pub struct MemberSession {
    /// The session's token. The call then has the rights of its Member.
    #[header("X-Stytch-Member-Session")]
    #[sensitive]
    pub session_token: Option<SessionToken>,
    /// The session's JWT, in place of the token.
    #[header("X-Stytch-Member-SessionJWT")]
    #[sensitive]
    pub session_jwt: Option<SessionJwt>,
}
