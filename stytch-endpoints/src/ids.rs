//! Ids. Each kind has a type of its own, so that the id of a Member cannot be passed for that of an Organization.
//!
//! The default is the empty id, for responses without an id. A request with an empty id is refused before it is sent.

use std::fmt;

use endpoint_runtime::Param;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$docs:meta])+ $name:ident = $example:literal;)+) => {$(
        $(#[$docs])+
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Param, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(example = &$example))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Returns the text of the id.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        /// Copies the id, so that a borrowed id can be passed to a request.
        impl From<&Self> for $name {
            #[inline]
            fn from(id: &Self) -> Self {
                id.clone()
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

// The examples exist in the sandbox's demonstration.
ids! {
    /// The id of an Organization: `organization-live-…` or `organization-test-…`. Requests also accept the
    /// Organization's slug or external id.
    OrganizationId = "organization-test-22222222-2222-4222-8222-222222222222";

    /// The id of a Member of an Organization: `member-live-…` or `member-test-…`. Requests also accept the Member's
    /// external id.
    MemberId = "member-test-33333333-3333-4333-8333-333333333333";

    /// The id of a Connected App, which is also its OAuth client id: `connected-app-live-…` or `connected-app-test-…`.
    ConnectedAppId = "connected-app-test-77777777-7777-4777-8777-777777777777";

    /// The id of a User of a consumer project: `user-live-…` or `user-test-…`.
    UserId = "user-test-99999999-9999-4999-8999-999999999999";

    /// The id of a machine-to-machine client, which is also its OAuth client id: `m2m-client-live-…` or `m2m-client-test-…`.
    M2mClientId = "m2m-client-test-81111111-1111-4111-8111-111111111111";

    /// The id of an OAuth client: of a Connected App or of a machine-to-machine client.
    OAuthClientId = "connected-app-test-77777777-7777-4777-8777-777777777777";

    /// The id of a project: `project-live-…` or `project-test-…`.
    ProjectId = "project-test-11111111-1111-4111-8111-111111111111";

    /// The id of a session: `session-…` for a User, `member-session-…` for a Member.
    SessionId = "member-session-test-82222222-2222-4222-8222-222222222222";

    /// The id of an e-mail address of a Member or User: `email-…` or `member-email-…`.
    EmailId = "email-test-83333333-3333-4333-8333-333333333333";

    /// The id of a telephone number of a Member or User: `phone-number-…`.
    PhoneId = "phone-number-test-84444444-4444-4444-8444-444444444444";

    /// The id of the e-mail address or telephone number that a link or a passcode was sent to: `email-…` or
    /// `phone-number-…`.
    MethodId = "email-test-83333333-3333-4333-8333-333333333333";

    /// The id of a password of a Member or User: `password-…` or `member-password-…`.
    PasswordId = "password-test-85555555-5555-4555-8555-555555555555";

    /// The id of an authenticator app of a Member or User: `totp-…` or `member-totp-…`.
    TotpId = "totp-test-86666666-6666-4666-8666-666666666666";

    /// The id of a passkey or security key of a User: `webauthn-registration-…`.
    WebAuthnRegistrationId = "webauthn-registration-test-87777777-7777-4777-8777-777777777777";

    /// The id of a fingerprint or face that a User registered on a device: `biometric-registration-…`.
    BiometricRegistrationId = "biometric-registration-test-88888888-8888-4888-8888-888888888888";

    /// The id of a login at another provider that a Member or User has linked: `oauth-user-…` or `oauth-member-…`.
    OAuthRegistrationId = "oauth-user-test-89999999-9999-4999-8999-999999999999";

    /// The id of a crypto wallet of a User: `crypto-wallet-…`.
    CryptoWalletId = "crypto-wallet-test-8aaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

    /// The id of a connection of an Organization to an identity provider: `saml-connection-…`, `oidc-connection-…`,
    /// `external-connection-…` or `scim-connection-…`.
    ConnectionId = "saml-connection-test-8bbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";

    /// The id of a certificate of a SAML connection: `saml-verification-key-…` for one of the identity provider,
    /// `saml-signing-key-…` for one of Stytch.
    CertificateId = "saml-verification-key-test-8ccccccc-cccc-4ccc-8ccc-cccccccccccc";

    /// The id of a key that decrypts what a SAML identity provider encrypts: `saml-encryption-key-…`.
    PrivateKeyId = "saml-encryption-key-test-8ddddddd-dddd-4ddd-8ddd-dddddddddddd";

    /// The id of a role of the RBAC policy: a name of the project's own, such as `editor`, or one of Stytch's, such as
    /// `stytch_member`.
    RoleId = "editor";

    /// The id under which Stytch's JavaScript has observed a device. A call with one also checks the device's fingerprint
    /// for fraud, and is refused if the project's rules block it.
    TelemetryId = "telemetry-id-8eeeeeee-eeee-4eee-8eee-eeeeeeeeeeee";
}

/// Lets an id stand for one of a wider kind.
macro_rules! widens {
    ($($id:ident => $wider:ident;)+) => {$(
        impl From<$id> for $wider {
            #[inline]
            fn from(id: $id) -> Self {
                Self(id.0)
            }
        }

        impl From<&$id> for $wider {
            #[inline]
            fn from(id: &$id) -> Self {
                Self(id.0.clone())
            }
        }
    )+};
}

widens! {
    ConnectedAppId => OAuthClientId;
    M2mClientId => OAuthClientId;
    EmailId => MethodId;
    PhoneId => MethodId;
}
