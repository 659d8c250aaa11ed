//! `/v1/b2b/sso/saml/<organization_id>`

use crate::b2b::sso::{GroupImplicitRoleAssignment, ImplicitRoleAssignment, SamlConnection, SsoIdentityProvider};
use crate::prelude::*;

/// SSO connections that speak SAML.
#[endpoints(
    defaults = crate::api,
    tag = "SSO: SAML",
    path = "/v1/b2b/sso/saml/<organization_id>",
    id = "api_sso_v1_sso_saml_",
)]
pub trait Saml {
    /// Creates a SAML connection, which is pending until an update completes it.
    ///
    /// The response holds the ACS URL and the audience, which are registered at the identity provider.
    ///
    /// With a session, its Member needs the permission `create` on `stytch.sso`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `invalid_sso_idp`, `too_many_sso_connections` and
    /// `too_many_sso_connections_for_billing_tier` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST, id = "CreateConnection")]
    async fn create_connection(
        &self,
        organization_id: OrganizationId,
        /// The name of the connection for people.
        display_name: Option<String>,
        /// Default: `generic`.
        identity_provider: Option<SsoIdentityProvider>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;

    /// Changes settings of a SAML connection; once all are there, the connection is active.
    ///
    /// Settings that are left out stay as they are; null removes one.
    ///
    /// An active connection has an entity id, a sign-in URL, a certificate and an attribute mapping. A certificate or
    /// key in the call is added to the connection, beside those that it has. For this reason, the call is not declared
    /// as repeatable, although it is a PUT.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.sso`, and
    /// `update.settings.implicit-roles` on `stytch.organization` to assign roles.
    ///
    /// # Errors
    /// `organization_not_found` and `saml_connection_not_found` (404); `invalid_x509_certificate`,
    /// `invalid_idp_entity_id`, `saml_connection_idp_sso_url_invalid_format`, `saml_connection_email_mapping_required`,
    /// `saml_connection_name_mapping_required`, `saml_connection_attribute_mapping_missing_groups_key`,
    /// `saml_signing_private_key_invalid`, `too_many_sso_verification_certificates` and
    /// `too_many_encryption_certificates` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(PUT "/connections/<connection_id>", id = "UpdateConnection", idempotent = false)]
    async fn update_connection(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        /// The entity id of the identity provider.
        idp_entity_id: Option<Option<String>>,
        /// The new name for people.
        display_name: Option<Option<String>>,
        /// The sources of a Member's data: from Stytch's key to the name of the SAML attribute. Needs `email`, and
        /// `full_name` or both `first_name` and `last_name`; `groups` for roles by group.
        attribute_mapping: Option<Option<JsonMap>>,
        /// A certificate of the identity provider, in PEM, to be added. A connection has five at most.
        x509_certificate: Option<Option<String>>,
        /// The `https` URL at the identity provider to which Members are sent.
        idp_sso_url: Option<Option<String>>,
        /// The roles of every Member who signs in through the connection, in place of the present ones.
        saml_connection_implicit_role_assignments: Option<Option<Vec<ImplicitRoleAssignment>>>,
        /// The roles of the Members of groups, in place of the present ones. `attribute_mapping` has to have the key
        /// `groups`.
        saml_group_implicit_role_assignments: Option<Option<Vec<GroupImplicitRoleAssignment>>>,
        /// A second audience that is accepted in assertions, as during a migration to Stytch.
        alternative_audience_uri: Option<Option<String>>,
        identity_provider: Option<Option<SsoIdentityProvider>>,
        /// An RSA key in PEM (PKCS #1) with which Stytch signs its requests. Stytch makes the certificate for it.
        #[sensitive]
        signing_private_key: Option<Option<PrivateKey>>,
        /// The URN of the NameID format. Default: `urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress`.
        nameid_format: Option<Option<String>>,
        /// An ACS URL that requests name in place of Stytch's own. The application forwards to Stytch what arrives
        /// there.
        alternative_acs_url: Option<Option<String>>,
        /// `true` refuses sign-ins that start at the identity provider. Default: `false`.
        idp_initiated_auth_disabled: Option<Option<bool>>,
        /// An RSA key in PEM (PKCS #1) that decrypts assertions, to be added. A connection has five at most.
        #[sensitive]
        saml_encryption_private_key: Option<Option<PrivateKey>>,
        /// `true` accepts assertions that arrive through a gateway in front of Stytch.
        allow_gateway_callback: Option<Option<bool>>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;

    /// Deletes a key that decrypts the assertions of a SAML connection.
    ///
    /// This is the last step of a rotation: a connection has five keys at most.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.sso`.
    ///
    /// # Errors
    /// `organization_not_found`, `saml_connection_not_found` and `sso_encryption_private_key_not_found` (404); with a
    /// session, `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error`
    /// (403).
    #[endpoint(DELETE "/connections/<connection_id>/encryption_private_keys/<private_key_id>",
               id = "DeleteEncryptionPrivateKey")]
    async fn delete_encryption_private_key(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        private_key_id: PrivateKeyId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<DeleteEncryptionPrivateKeyResponse>;

    /// Changes a SAML connection to the settings in the identity provider's metadata, which Stytch reads from a URL.
    ///
    /// The entity id, the sign-in URL and the certificate are taken from there. A certificate that the connection has
    /// is not added again. The attribute mapping is not in the metadata: it is set by the other update.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.sso`.
    ///
    /// # Errors
    /// `organization_not_found` and `saml_connection_not_found` (404); `invalid_saml_metadata_url`,
    /// `invalid_xml_from_saml_metadata_url` and `saml_connection_metadata_invalid_format` (400); with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(PUT "/connections/<connection_id>/url", id = "UpdateByURL")]
    async fn update_by_url(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        /// The URL of the metadata, an XML document that the identity provider serves.
        metadata_url: String,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;

    /// Deletes a certificate that verifies the assertions of a SAML connection.
    ///
    /// This is the last step of a rotation: a connection has five certificates at most, and an active one needs at
    /// least one.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.sso`.
    ///
    /// # Errors
    /// `organization_not_found`, `saml_connection_not_found` and `sso_verification_key_not_found` (404);
    /// `cannot_delete_last_sso_verification_key` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/connections/<connection_id>/verification_certificates/<certificate_id>",
               id = "DeleteVerificationCertificate")]
    async fn delete_verification_certificate(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        certificate_id: CertificateId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<DeleteVerificationCertificateResponse>;
}

/// A SAML connection that was created or changed.
#[object]
pub struct ConnectionResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The connection, after the change.
    pub connection: Option<SamlConnection>,
}

/// The response to the deletion of a decryption key.
#[object]
pub struct DeleteEncryptionPrivateKeyResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The key that is gone.
    pub private_key_id: PrivateKeyId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response to the deletion of a certificate.
#[object]
pub struct DeleteVerificationCertificateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The certificate that is gone.
    pub certificate_id: CertificateId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
