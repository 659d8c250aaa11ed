//! `/v1/webauthn`

use crate::consumer::sessions::Session;
use crate::consumer::users::{User, WebAuthnRegistration};
use crate::prelude::*;

/// Passkeys and security keys of Users (WebAuthn).
#[endpoints(
    defaults = crate::api,
    tag = "Passkeys and security keys",
    path = "/v1/webauthn",
    id = "api_webauthn_v1_",
)]
pub trait Webauthn {
    /// Signs a User in by a passkey or security key, with the browser's answer to the challenge of the start call.
    ///
    /// With `session_token` or `session_jwt`, the key becomes a factor of that session; a session is started if
    /// `session_duration_minutes` is given. A challenge is good for one answer.
    ///
    /// # Errors
    /// `unable_to_auth_webauthn_registration` (401) if the answer does not fit the challenge;
    /// `invalid_public_key_credential` and its variants, which name the part that is wrong (400);
    /// `webauthn_registration_not_found` (404); with a session, `session_not_found` (404).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The result of the browser's `navigator.credentials.get()`, as JSON text.
        public_key_credential: String,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;

    /// Creates the challenge for a sign-in by a passkey or security key.
    ///
    /// Without `user_id`, the browser offers every passkey that it has for the domain; this is how a sign-in without a
    /// user name begins.
    ///
    /// # Errors
    /// `user_not_found` (404); `no_active_webauthn_registrations` (400) if the User has no key for the domain;
    /// `invalid_domain` (400).
    #[endpoint(POST "/authenticate/start", id = "AuthenticateStart")]
    async fn authenticate_start(
        &self,
        /// The domain for which the keys were registered, such as `example.com`.
        domain: String,
        user_id: Option<UserId>,
        /// `true` for options that suit passkeys: the device should verify the person. The default is `false`.
        return_passkey_credential_options: Option<bool>,
        /// `true` for binary values in base64url, as browsers themselves parse them. The default is `false`: base64.
        use_base64_url_encoding: Option<bool>,
    ) -> Result<AuthenticateStartResponse>;

    /// Lists the public keys of a User's passkeys and security keys for a domain.
    ///
    /// # Errors
    /// `user_not_found` (404).
    #[endpoint(GET "/credentials/<user_id>/<domain>", id = "ListCredentials")]
    async fn list_credentials(
        &self,
        user_id: UserId,
        /// The domain for which the keys were registered, such as `example.com`.
        domain: String,
    ) -> Result<ListCredentialsResponse>;

    /// Registers a passkey or security key, with the browser's answer to the challenge of the start call.
    ///
    /// With `session_token` or `session_jwt`, the key becomes a factor of that session; a session is started if
    /// `session_duration_minutes` is given.
    ///
    /// # Errors
    /// `unable_to_register_webauthn_registration` (401) if the answer does not fit the challenge;
    /// `invalid_public_key_credential` and its variants, `no_pending_webauthn_registration` and
    /// `duplicate_webauthn_registration` (400); `user_not_found` (404); with a session, `session_not_found` (404).
    #[endpoint(POST "/register", id = "Register")]
    async fn register(
        &self,
        user_id: UserId,
        /// The result of the browser's `navigator.credentials.create()`, as JSON text.
        public_key_credential: String,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;

    /// Creates the challenge for the registration of a passkey or security key.
    ///
    /// The User has to be active. The registration is pending until the register call.
    ///
    /// # Errors
    /// `user_not_found` (404); `cannot_use_webauthn_with_pending_user`, `invalid_domain`, `invalid_authenticator_type`
    /// and `too_many_user_registrations_for_domain` (400).
    #[endpoint(POST "/register/start", id = "RegisterStart")]
    async fn register_start(
        &self,
        user_id: UserId,
        /// The domain for which the key is registered, such as `example.com`; its subdomains can use it, too.
        domain: String,
        /// The `User-Agent` of the browser, which is stored with the registration.
        user_agent: Option<String>,
        /// `platform` for the device's own authenticator, `cross-platform` for security keys. The default is both.
        authenticator_type: Option<String>,
        /// `true` for options that suit passkeys: the key is stored with the name of the User, and the device should
        /// verify the person. The default is `false`.
        return_passkey_credential_options: Option<bool>,
        /// The `user.id` of the passkey. The default is the User's id.
        override_id: Option<String>,
        /// The `user.name` of the passkey, under which devices list it. The default is the User's e-mail address or
        /// telephone number.
        override_name: Option<String>,
        /// The `user.displayName` of the passkey. The default is the User's name.
        override_display_name: Option<String>,
        /// `true` for binary values in base64url, as browsers themselves parse them. The default is `false`: base64.
        use_base64_url_encoding: Option<bool>,
    ) -> Result<RegisterStartResponse>;

    /// Renames a passkey or security key.
    ///
    /// # Errors
    /// `webauthn_registration_not_found` (404); `empty_webauthn_registration_name` (400).
    #[endpoint(PUT "/<webauthn_registration_id>", id = "Update")]
    async fn update(
        &self,
        webauthn_registration_id: WebAuthnRegistrationId,
        /// The name by which the User knows the key, such as `Office laptop`.
        name: String,
    ) -> Result<UpdateResponse>;
}

/// The response to a valid answer of a passkey or security key.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User to whom the key belongs.
    pub user_id: UserId,
    /// The registration of the key.
    pub webauthn_registration_id: WebAuthnRegistrationId,
    /// The session's token; empty without a session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The session's JWT; empty without a session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The User after this call.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if none was started or given.
    pub session: Option<Session>,
    /// The device and its history, if the call had a telemetry id.
    pub user_device: Option<DeviceInfo>,
}

/// A challenge for a sign-in.
#[object]
pub struct AuthenticateStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who is to sign in; empty if the call named none.
    pub user_id: UserId,
    /// The argument of the browser's `navigator.credentials.get()`, as JSON text.
    pub public_key_credential_request_options: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The public keys of a User for a domain.
#[object]
pub struct ListCredentialsResponse {
    /// The keys; empty if the User has none for the domain.
    pub credentials: Vec<WebAuthnCredential>,
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A challenge for a registration.
#[object]
pub struct RegisterStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who registers the key.
    pub user_id: UserId,
    /// The argument of the browser's `navigator.credentials.create()`, as JSON text.
    pub public_key_credential_creation_options: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response after a passkey or security key was renamed.
#[object]
pub struct UpdateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The registration with its new name.
    pub webauthn_registration: Option<WebAuthnRegistration>,
}

/// The public key of a passkey or security key.
#[object]
pub struct WebAuthnCredential {
    /// The credential's id, which the authenticator chose.
    pub credential_id: String,
    /// The registration at Stytch.
    pub webauthn_registration_id: WebAuthnRegistrationId,
    /// The credential's type by WebAuthn; always `public-key`.
    pub r#type: String,
    /// The public key in COSE format, in base64.
    pub public_key: String,
}
