//! Secrets: what proves who somebody is. They are redacted in `Debug`, errors and traces, and wiped from memory when they are
//! dropped.

use std::fmt;

use endpoint_runtime::Param;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq;

macro_rules! secret_types {
    ($($(#[$docs:meta])+ $name:ident = $example:literal;)+) => {$(
        $(#[$docs])+
        #[derive(Clone, Param)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(example = &$example))]
        pub struct $name(#[cfg_attr(feature = "schema", schemars(with = "String"))] SecretString);

        /// The empty text, for responses without the secret.
        impl Default for $name {
            #[inline]
            fn default() -> Self {
                Self("".into())
            }
        }

        /// Compares in constant time.
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.expose_secret().as_bytes().ct_eq(other.expose_secret().as_bytes()).into()
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.expose_secret())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|secret| Self(secret.into()))
            }
        }

        impl $name {
            /// Returns the secret text, which must not be shown.
            #[inline]
            #[must_use]
            pub fn expose_secret(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl From<&Self> for $name {
            #[inline]
            fn from(secret: &Self) -> Self {
                secret.clone()
            }
        }

        impl fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }
    )+};
}

/// Secrets that are made out of their texts as they are.
macro_rules! secrets {
    ($($(#[$docs:meta])+ $name:ident = $example:literal;)+) => {
        secret_types! { $($(#[$docs])+ $name = $example;)+ }

        $(
            impl From<&str> for $name {
                #[inline]
                fn from(secret: &str) -> Self {
                    Self(secret.into())
                }
            }

            impl From<String> for $name {
                #[inline]
                fn from(secret: String) -> Self {
                    Self(secret.into())
                }
            }

            impl From<SecretString> for $name {
                #[inline]
                fn from(secret: SecretString) -> Self {
                    Self(secret)
                }
            }
        )+
    };
}

// The first two examples exist in the sandbox's demonstration.
secrets! {
    /// The opaque token of the session of a Member or User.
    SessionToken = "session-of-ada";

    /// The JWT of the session of a Member or User, which is valid for five minutes.
    SessionJwt = "jwt.of.ada";

    /// The token of somebody who has proved an e-mail address or passed a first factor, and is not signed in yet. It is valid
    /// for ten minutes.
    IntermediateSessionToken = "intermediate-session-token";

    /// A password.
    Password = "correct horse battery staple";

    /// The token of a link or a redirect, which the caller got with it. It works once.
    Token = "token-of-a-link";

    /// A one-time code: six digits that were sent, or that an authenticator app shows.
    Code = "123456";

    /// A code that replaces an authenticator app. It works once.
    RecoveryCode = "ck2r-5phw-ic6g";

    /// The key of an authenticator app, in base32.
    TotpSecret = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";

    /// A private RSA key in PEM.
    PrivateKey = "rsa-private-key-in-pem";

    /// The secret of an OAuth client.
    ClientSecret = "client-secret-of-the-app";

    /// An OAuth access token.
    AccessToken = "access-token";

    /// An OAuth refresh token, which new access tokens are got with.
    RefreshToken = "refresh-token";

    /// An OAuth access token or refresh token.
    OAuthToken = "access-token";

    /// An OpenID Connect id token.
    IdToken = "id.token.jwt";

    /// The token with which an identity provider calls SCIM endpoints.
    BearerToken = "scim-bearer-token";

    /// The verifier of PKCE (RFC 7636), whose hash opened the flow.
    CodeVerifier = "code-verifier-of-at-least-forty-three-characters";

    /// The code of an OAuth authorization, which the app exchanges for tokens. It works once.
    AuthorizationCode = "authorization-code";
}

secret_types! {
    /// The value of the header `Authorization` that holds an access token: `Bearer`, a blank and the token (RFC 6750).
    BearerAuthorization = "Bearer access-token";
}

impl From<AccessToken> for OAuthToken {
    fn from(token: AccessToken) -> Self {
        Self(token.0)
    }
}

impl From<&AccessToken> for OAuthToken {
    fn from(token: &AccessToken) -> Self {
        Self(token.0.clone())
    }
}

impl From<RefreshToken> for OAuthToken {
    fn from(token: RefreshToken) -> Self {
        Self(token.0)
    }
}

impl From<&RefreshToken> for OAuthToken {
    fn from(token: &RefreshToken) -> Self {
        Self(token.0.clone())
    }
}

const BEARER: &str = "Bearer ";

impl BearerAuthorization {
    /// Returns the token, unless the value has another scheme than `Bearer`.
    ///
    /// ```
    /// use stytch_endpoints::secrets::{AccessToken, BearerAuthorization};
    ///
    /// let authorization = BearerAuthorization::from(AccessToken::from("access-token"));
    /// assert_eq!(authorization.expose_secret(), "Bearer access-token");
    /// assert_eq!(authorization.token(), Some(AccessToken::from("access-token")));
    /// ```
    #[must_use]
    pub fn token(&self) -> Option<AccessToken> {
        without_scheme(self.expose_secret()).map(AccessToken::from)
    }
}

/// Returns what follows the scheme `Bearer`, whose case does not matter (RFC 9110, section 11.1).
fn without_scheme(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_at_checked(BEARER.len())?;
    scheme.eq_ignore_ascii_case(BEARER).then_some(token)
}

impl From<AccessToken> for BearerAuthorization {
    fn from(token: AccessToken) -> Self {
        Self::from(&token)
    }
}

impl From<&AccessToken> for BearerAuthorization {
    fn from(token: &AccessToken) -> Self {
        Self(format!("{BEARER}{}", token.expose_secret()).into())
    }
}
