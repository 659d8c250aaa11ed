//! The types of errors that programs handle.

use std::fmt;

/// The type of an error: a name that Stytch keeps. The constants are those that programs handle; Stytch has more, and adds
/// some, so that every `match` needs an arm for the rest.
///
/// ```
/// use stytch_endpoints::{Error, ErrorKind, StytchError};
///
/// /// Returns whether the person has to sign in again.
/// fn is_signed_out(error: &Error) -> bool {
///     match error.as_api().map(StytchError::kind) {
///         Some(ErrorKind::SESSION_NOT_FOUND | ErrorKind::INTERMEDIATE_SESSION_NOT_FOUND) => true,
///         // One without a constant.
///         Some(kind) => kind.as_str() == "jwt_invalid_claims",
///         None => false,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ErrorKind<'a>(&'a str);

impl<'a> ErrorKind<'a> {
    /// Returns the kind of this name, such as `member_not_found`.
    #[must_use]
    pub const fn new(name: &'a str) -> Self {
        Self(name)
    }

    /// Returns the name; empty for an error whose body has none.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

impl fmt::Display for ErrorKind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl From<ErrorKind<'_>> for String {
    fn from(kind: ErrorKind<'_>) -> Self {
        kind.0.to_owned()
    }
}

macro_rules! kinds {
    ($($(#[$docs:meta])+ $name:ident = $text:literal;)+) => {
        impl ErrorKind<'static> {
            $($(#[$docs])+ pub const $name: Self = Self($text);)+
        }

        /// The constants and their names.
        #[cfg(test)]
        const KINDS: &[(&str, ErrorKind<'static>)] = &[$((stringify!($name), ErrorKind::$name)),+];
    };
}

kinds! {
    /// The project's id or secret is wrong.
    UNAUTHORIZED_CREDENTIALS = "unauthorized_credentials";
    /// Too many calls: wait before the next.
    TOO_MANY_REQUESTS = "too_many_requests";
    /// The request is not one of this endpoint.
    BAD_REQUEST = "bad_request";
    /// Stytch failed.
    INTERNAL_SERVER_ERROR = "internal_server_error";
    /// There is no such project.
    PROJECT_NOT_FOUND = "project_not_found";

    // Organizations, Members and Users.

    /// There is no such Organization.
    ORGANIZATION_NOT_FOUND = "organization_not_found";
    /// Another Organization has this slug.
    ORGANIZATION_SLUG_ALREADY_USED = "organization_slug_already_used";
    /// Another Organization has this external id.
    ORGANIZATION_EXTERNAL_ID_ALREADY_USED = "organization_external_id_already_used";
    /// There is no such Member in the Organization.
    MEMBER_NOT_FOUND = "member_not_found";
    /// Another Member of the Organization has this e-mail address.
    DUPLICATE_MEMBER_EMAIL = "duplicate_member_email";
    /// Another Member of the Organization has this external id.
    DUPLICATE_MEMBER_EXTERNAL_ID = "duplicate_member_external_id";
    /// The Organization does not let a person with this e-mail address in.
    EMAIL_JIT_PROVISIONING_NOT_ALLOWED = "email_jit_provisioning_not_allowed";
    /// There is no such User.
    USER_NOT_FOUND = "user_not_found";
    /// Another User has this external id.
    DUPLICATE_USER_EXTERNAL_ID = "duplicate_user_external_id";
    /// The person failed too often, and is locked out for some time.
    USER_LOCK_LIMIT_REACHED = "user_lock_limit_reached";
    /// The last way in which the User can sign in would be deleted.
    CANNOT_DELETE_LAST_PRIMARY_FACTOR = "cannot_delete_last_primary_factor";

    // E-mail addresses and telephone numbers.

    /// The text is no e-mail address.
    INVALID_EMAIL = "invalid_email";
    /// Mail to the address came back, so that none is sent any more.
    INACTIVE_EMAIL = "inactive_email";
    /// Somebody else has this e-mail address.
    DUPLICATE_EMAIL = "duplicate_email";
    /// Nobody has this e-mail address.
    EMAIL_NOT_FOUND = "email_not_found";
    /// The text is no telephone number.
    INVALID_PHONE_NUMBER = "invalid_phone_number";
    /// The project sends no messages to this country.
    INVALID_PHONE_NUMBER_COUNTRY_CODE = "invalid_phone_number_country_code";
    /// Somebody else has this telephone number.
    DUPLICATE_PHONE_NUMBER = "duplicate_phone_number";
    /// Nobody has this telephone number.
    PHONE_NUMBER_NOT_FOUND = "phone_number_not_found";
    /// The owner of the telephone number refuses messages.
    UNSUBSCRIBED_PHONE_NUMBER = "unsubscribed_phone_number";
    /// The carrier did not take the message.
    DOWNSTREAM_CARRIER_ERROR = "downstream_carrier_error";

    // Sessions and permissions.

    /// The session is unknown, revoked or expired.
    SESSION_NOT_FOUND = "session_not_found";
    /// The intermediate session is unknown, used up or expired.
    INTERMEDIATE_SESSION_NOT_FOUND = "intermediate_session_not_found";
    /// The text is no JWT of a session.
    UNABLE_TO_PARSE_SESSION_JWT = "unable_to_parse_session_jwt";
    /// More than one session is given.
    TOO_MANY_SESSION_ARGUMENTS = "too_many_session_arguments";
    /// More than one selection of the User is given, such as an id and a session.
    TOO_MANY_USER_SELECTION_ARGUMENTS = "too_many_user_selection_arguments";
    /// No session is given.
    NO_SESSION_ARGUMENTS = "no_session_arguments";
    /// The length of the session is out of range.
    INVALID_SESSION_DURATION_MINUTES = "invalid_session_duration_minutes";
    /// The session's roles lack the permission.
    SESSION_AUTHORIZATION_ERROR = "session_authorization_error";
    /// The session is one of another Organization.
    SESSION_AUTHORIZATION_TENANCY_ERROR = "session_authorization_tenancy_error";
    /// The roles of the User's session lack the permission.
    CONSUMER_SESSION_AUTHORIZATION_ERROR = "consumer_session_authorization_error";
    /// The device or the network of the person differs from that of the start of the flow.
    ATTRIBUTE_MISMATCH = "attribute_mismatch";

    // Links, passcodes and passwords.

    /// The link is used or expired.
    UNABLE_TO_AUTH_MAGIC_LINK = "unable_to_auth_magic_link";
    /// There is no such link.
    MAGIC_LINK_NOT_FOUND = "magic_link_not_found";
    /// The link's URL is not one that the project allows.
    NO_MATCH_FOR_PROVIDED_MAGIC_LINK_URL = "no_match_for_provided_magic_link_url";
    /// The passcode is wrong, used or expired.
    UNABLE_TO_AUTH_OTP_CODE = "unable_to_auth_otp_code";
    /// No passcode was sent to this address or number.
    OTP_CODE_NOT_FOUND = "otp_code_not_found";
    /// The flow began with PKCE, and its verifier is missing.
    PKCE_EXPECTED_CODE_VERIFIER = "pkce_expected_code_verifier";
    /// The flow began without PKCE, and a verifier is given.
    PKCE_DID_NOT_EXPECT_CODE_VERIFIER = "pkce_did_not_expect_code_verifier";
    /// The verifier is not that of the flow.
    PKCE_MISMATCH = "pkce_mismatch";
    /// The password is too easy to guess.
    WEAK_PASSWORD = "weak_password";
    /// The password is in a published list of stolen ones.
    BREACHED_PASSWORD = "breached_password";
    /// The Member has no password.
    MEMBER_PASSWORD_NOT_FOUND = "member_password_not_found";
    /// The User has no password.
    NO_USER_PASSWORD = "no_user_password";
    /// The person has a password already.
    PASSWORD_ALREADY_EXISTS = "password_already_exists";
    /// The User has to set a new password.
    RESET_PASSWORD = "reset_password";
    /// The Member has to set a new password.
    MEMBER_RESET_PASSWORD = "member_reset_password";
    /// The link to set a new password is used or expired.
    UNABLE_TO_AUTH_PASSWORD_RESET_TOKEN = "unable_to_auth_password_reset_token";

    // Authenticator apps and passkeys.

    /// The authenticator app is unknown.
    TOTP_NOT_FOUND = "totp_not_found";
    /// The person has an authenticator app already.
    ACTIVE_TOTP_EXISTS = "active_totp_exists";
    /// The code of the authenticator app is wrong.
    UNABLE_TO_AUTHENTICATE_TOTP = "unable_to_authenticate_totp";
    /// The code of the authenticator app was used before.
    TOTP_CODE_ALREADY_AUTHENTICATED = "totp_code_already_authenticated";
    /// The person has no recovery codes.
    RECOVERY_CODES_NOT_FOUND = "recovery_codes_not_found";
    /// The recovery code is wrong or used.
    UNABLE_TO_AUTHENTICATE_RECOVERY_CODE = "unable_to_authenticate_recovery_code";
    /// The person has too many factors that nobody has confirmed.
    TOO_MANY_UNVERIFIED_FACTORS = "too_many_unverified_factors";
    /// There is no such passkey or security key.
    WEBAUTHN_REGISTRATION_NOT_FOUND = "webauthn_registration_not_found";

    // OAuth, SSO and SCIM.

    /// The token of the OAuth login is unknown, used or expired.
    OAUTH_TOKEN_NOT_FOUND = "oauth_token_not_found";
    /// Stytch has no token of the provider for this Member.
    MEMBER_OAUTH_TOKEN_NOT_FOUND = "member_oauth_token_not_found";
    /// The provider gave no refresh token.
    MISSING_OAUTH_REFRESH_TOKEN = "missing_oauth_refresh_token";
    /// The provider refused to refresh the token.
    UNABLE_TO_REFRESH_OAUTH_TOKEN = "unable_to_refresh_oauth_token";
    /// The token of the SSO login is unknown, used or expired.
    SSO_TOKEN_NOT_FOUND = "sso_token_not_found";
    /// There is no such connection to an identity provider.
    SSO_CONNECTION_NOT_FOUND = "sso_connection_not_found";
    /// There is no such SAML connection.
    SAML_CONNECTION_NOT_FOUND = "saml_connection_not_found";
    /// The Organization has no active SCIM connection.
    NO_ACTIVE_SCIM_CONNECTION = "no_active_scim_connection";

    // Connected Apps and machine-to-machine clients.

    /// There is no such Connected App.
    CONNECTED_APP_NOT_FOUND = "connected_app_not_found";
    /// The person has revoked the app's access: it has to be authorized again.
    CONNECTED_APP_CONSENT_REVOKED = "connected_app_consent_revoked";
    /// The Organization does not allow the app.
    CONNECTED_APP_NOT_ALLOWED_FOR_ORG = "connected_app_not_allowed_for_org";
    /// The redirect URL is not one of the app's.
    CONNECTED_APP_SUPPLIED_REDIRECT_URL_NOT_FOUND_IN_CLIENT = "connected_app_supplied_redirect_url_not_found_in_client";
    /// The app asks for a scope that does not exist.
    OAUTH_INVALID_SCOPE_REQUESTED = "oauth_invalid_scope_requested";
    /// The authorization code is unknown or used.
    IDP_AUTH_CODE_NOT_FOUND = "idp_auth_code_not_found";
    /// The authorization code is expired.
    IDP_AUTH_CODE_EXPIRED = "idp_auth_code_expired";
    /// The access token is unknown.
    IDP_ACCESS_TOKEN_NOT_FOUND = "idp_access_token_not_found";
    /// The access token is expired.
    IDP_ACCESS_TOKEN_EXPIRED = "idp_access_token_expired";
    /// The refresh token is unknown.
    IDP_REFRESH_TOKEN_NOT_FOUND = "idp_refresh_token_not_found";
    /// The refresh token is expired.
    IDP_REFRESH_TOKEN_EXPIRED = "idp_refresh_token_expired";
    /// The refresh token was used before.
    IDP_REFRESH_TOKEN_ALREADY_USED = "idp_refresh_token_already_used";
    /// There is no such machine-to-machine client.
    M2M_CLIENT_NOT_FOUND = "m2m_client_not_found";

    // Fraud.

    /// The observation of the device is unknown: treat the person as blocked.
    TELEMETRY_ID_NOT_FOUND = "telemetry_id_not_found";
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Returns the error types that the endpoints' documentation names, and how many endpoints name each.
    fn documented() -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for endpoint in crate::endpoints() {
            let errors = endpoint.docs.split_once("# Errors").map_or("", |(_, errors)| errors);
            let names: BTreeSet<_> = errors.split('`').skip(1).step_by(2).collect();
            for name in names {
                *counts.entry(name).or_default() += 1;
            }
        }
        counts
    }

    #[test]
    fn a_constant_is_called_after_its_error_type() {
        for (name, kind) in KINDS {
            assert_eq!(name.to_lowercase(), kind.as_str());
        }
        assert_eq!(KINDS.iter().map(|(_, kind)| kind.as_str()).collect::<BTreeSet<_>>().len(), KINDS.len());
    }

    #[test]
    fn every_constant_is_an_error_of_an_endpoint() {
        let documented = documented();
        let unknown = KINDS.iter().filter(|(_, kind)| !documented.contains_key(kind.as_str()));
        // Any call can fail with this one.
        assert_eq!(unknown.map(|(_, kind)| *kind).collect::<Vec<_>>(), [ErrorKind::INTERNAL_SERVER_ERROR]);
    }

    #[test]
    fn an_error_of_five_endpoints_has_a_constant() {
        let documented = documented();
        let frequent = documented.iter().filter(|(_, endpoints)| **endpoints >= 5).map(|(name, _)| *name);
        let missing = frequent.filter(|name| KINDS.iter().all(|(_, kind)| kind.as_str() != *name));
        assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
