//! SAML connections, their certificates and keys.

use crate::b2b::sso::{GroupImplicitRoleAssignment, ImplicitRoleAssignment};
use crate::prelude::*;

/// A connection of an Organization to an identity provider that speaks SAML. Stytch is the service provider.
#[object]
pub struct SamlConnection {
    /// The Organization whose Members sign in through it.
    pub organization_id: OrganizationId,
    /// The connection's id: `saml-connection-…`.
    pub connection_id: ConnectionId,
    /// `pending` until all settings are there, then `active`.
    pub status: String,
    /// The entity id of the identity provider; empty while it is not set.
    pub idp_entity_id: String,
    /// The name of the connection for people.
    pub display_name: String,
    /// The URL at the identity provider to which Members are sent; empty while it is not set.
    pub idp_sso_url: String,
    /// The URL at Stytch that takes the assertions (ACS), which is registered at the identity provider.
    pub acs_url: String,
    /// The entity id of Stytch, which assertions name as their audience.
    pub audience_uri: String,
    /// The certificates of the keys with which Stytch signs its requests. They are uploaded to the identity provider.
    pub signing_certificates: Vec<X509Certificate>,
    /// The certificates of the identity provider, which verify its assertions. At most five.
    pub verification_certificates: Vec<X509Certificate>,
    /// The keys that decrypt assertions. At most five.
    pub encryption_private_keys: Vec<EncryptionPrivateKey>,
    /// The roles of every Member who signs in through this connection.
    pub saml_connection_implicit_role_assignments: Vec<ImplicitRoleAssignment>,
    /// The roles of those Members who belong to a group at the identity provider.
    pub saml_group_implicit_role_assignments: Vec<GroupImplicitRoleAssignment>,
    /// A second accepted audience, as during a migration to Stytch. Empty if there is none.
    pub alternative_audience_uri: String,
    /// The kind of identity provider, such as `okta`; `generic` if it is not a known one.
    pub identity_provider: String,
    /// The URN of the NameID format that is requested.
    pub nameid_format: String,
    /// The ACS URL that requests name in place of Stytch's own, as during a migration. Empty if there is none.
    pub alternative_acs_url: String,
    /// `true` if a sign-in cannot start at the identity provider.
    pub idp_initiated_auth_disabled: bool,
    /// `true` if assertions may arrive through a gateway in front of Stytch.
    pub allow_gateway_callback: bool,
    /// The sources of a Member's data: from Stytch's key, such as `email` or `full_name`, to the name of the SAML
    /// attribute.
    pub attribute_mapping: Option<JsonMap>,
}

/// A certificate of a SAML connection.
#[object]
pub struct X509Certificate {
    /// The certificate's id at Stytch.
    pub certificate_id: CertificateId,
    /// The certificate in PEM.
    pub certificate: String,
    /// The name of the issuer. `Stytch` for certificates with which Stytch signs.
    pub issuer: String,
    /// The time at which it was added to the connection.
    pub created_at: Option<Timestamp>,
    /// The end of the certificate's validity.
    pub expires_at: Option<Timestamp>,
    /// The time of the last change.
    pub updated_at: Option<Timestamp>,
}

/// A key that decrypts the assertions of a SAML identity provider.
#[object]
pub struct EncryptionPrivateKey {
    /// The key's id at Stytch.
    pub private_key_id: PrivateKeyId,
    /// The key itself.
    #[sensitive]
    pub private_key: PrivateKey,
    /// The time at which it was added to the connection.
    pub created_at: Option<Timestamp>,
}
