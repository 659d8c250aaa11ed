//! `/v1/magic_links/email`

use crate::consumer::users::Name;
use crate::prelude::*;

/// Magic links that are sent by e-mail.
#[endpoints(
    defaults = crate::api,
    tag = "Magic links: e-mail (consumer)",
    path = "/v1/magic_links/email",
    id = "api_magic_v1_magic_links_email_",
)]
pub trait Email {
    /// Creates a User who is pending, and sends an invitation with a magic link.
    ///
    /// The User becomes active by the link. An invitation to an address that is still pending is sent again.
    ///
    /// # Errors
    /// `invalid_email`, `invalid_email_for_invites`, `duplicate_email` (the address is an active User's),
    /// `no_invite_redirect_url`, `invalid_template_id` and, if messages to the address bounced, `inactive_email` (400).
    #[endpoint(POST "/invite", id = "Invite")]
    async fn invite(
        &self,
        /// The address to which the invitation is sent.
        email: String,
        /// The e-mail template of the dashboard, of the kind invitation. The default is the project's.
        invite_template_id: Option<String>,
        attributes: Option<Attributes>,
        name: Option<Name>,
        /// The URL in the e-mail, to which the token is added. The default is the project's redirect URL for
        /// invitations.
        invite_magic_link_url: Option<String>,
        /// The lifetime of the link in minutes: 5 to 10080, which is a week. The default is 60.
        invite_expiration_minutes: Option<i32>,
        locale: Option<EmailLocale>,
        /// The application's own data of the User, which only the backend can change.
        trusted_metadata: Option<JsonMap>,
        /// The application's own data of the User, which the User can change by the frontend SDKs.
        untrusted_metadata: Option<JsonMap>,
    ) -> Result<SendResponse>;

    /// Sends a sign-in link to the User of an e-mail address, or creates the User and sends a sign-up link.
    ///
    /// A pending User gets the sign-up link, too. Behind a login form, the same call serves both cases, so that the
    /// form does not disclose who has an account.
    ///
    /// # Errors
    /// `invalid_email`, `no_login_redirect_url`, `no_signup_redirect_url`, `no_match_for_provided_magic_link_url` (the
    /// URL is not registered), `invalid_expiration` and `inactive_email` (400).
    #[endpoint(POST "/login_or_create", id = "LoginOrCreate")]
    async fn login_or_create(
        &self,
        /// The address to which the link is sent.
        email: String,
        /// The URL in a sign-in e-mail, to which the token is added. The default is the project's redirect URL for
        /// logins.
        login_magic_link_url: Option<String>,
        /// The URL in a sign-up e-mail, to which the token is added. The default is the project's redirect URL for
        /// sign-ups.
        signup_magic_link_url: Option<String>,
        /// The lifetime of a sign-in link in minutes: 5 to 10080. The default is 60.
        login_expiration_minutes: Option<i32>,
        /// The lifetime of a sign-up link in minutes: 5 to 10080, which is a week and the default.
        signup_expiration_minutes: Option<i32>,
        /// The e-mail template of the dashboard for sign-ins. The default is the project's.
        login_template_id: Option<String>,
        /// The e-mail template of the dashboard for sign-ups. The default is the project's.
        signup_template_id: Option<String>,
        attributes: Option<Attributes>,
        /// `true` to create the User as pending until the link is used. The default is `false`: active at once.
        create_user_as_pending: Option<bool>,
        /// The PKCE challenge (RFC 7636): the SHA-256 hash of the code verifier, in base64url.
        code_challenge: Option<String>,
        locale: Option<EmailLocale>,
    ) -> Result<LoginOrCreateResponse>;

    /// Revokes the pending invitation to an e-mail address, so that its link no longer works.
    ///
    /// The User remains pending.
    ///
    /// # Errors
    /// `email_not_found` (404).
    #[endpoint(POST "/revoke_invite", id = "RevokeInvite", idempotent, destructive)]
    async fn revoke_invite(
        &self,
        /// The address that was invited.
        email: String,
    ) -> Result<Acknowledgement>;

    /// Sends a magic link to a User who exists, or adds an e-mail address to one by it.
    ///
    /// Without `user_id` and session, the address has to be a User's. With one of `user_id`, `session_token` and
    /// `session_jwt`, it is added to that User, and counts as verified once the link is used. An active User gets a
    /// sign-in link, a pending one a sign-up link.
    ///
    /// # Errors
    /// `email_not_found`, `user_not_found` and `session_not_found` (404); `invalid_email`, `duplicate_email` (the
    /// address is another User's), `no_login_redirect_url`, `no_match_for_provided_magic_link_url`,
    /// `too_many_unverified_factors`, `too_many_user_selection_arguments` and `inactive_email` (400).
    #[endpoint(POST "/send", id = "Send")]
    async fn send(
        &self,
        /// The address to which the link is sent.
        email: String,
        /// The e-mail template of the dashboard for sign-ins. The default is the project's.
        login_template_id: Option<String>,
        attributes: Option<Attributes>,
        /// The URL in a sign-in e-mail, to which the token is added. The default is the project's redirect URL for
        /// logins.
        login_magic_link_url: Option<String>,
        /// The URL in a sign-up e-mail, to which the token is added. The default is the project's redirect URL for
        /// sign-ups.
        signup_magic_link_url: Option<String>,
        /// The lifetime of a sign-in link in minutes: 5 to 10080. The default is 60.
        login_expiration_minutes: Option<i32>,
        /// The lifetime of a sign-up link in minutes: 5 to 10080, which is a week and the default.
        signup_expiration_minutes: Option<i32>,
        /// The PKCE challenge (RFC 7636): the SHA-256 hash of the code verifier, in base64url.
        code_challenge: Option<String>,
        /// The User to whom the address is added.
        user_id: Option<UserId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        locale: Option<EmailLocale>,
        /// The e-mail template of the dashboard for sign-ups. The default is the project's.
        signup_template_id: Option<String>,
    ) -> Result<SendResponse>;
}

/// The response after an e-mail was sent to a User.
#[object]
pub struct SendResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who gets the e-mail.
    pub user_id: UserId,
    /// The address to which it was sent. For a one-time passcode, it is the `method_id` of the authenticate call.
    pub email_id: EmailId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response after an e-mail was sent to a User, who may be new.
#[object]
pub struct LoginOrCreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who gets the e-mail.
    pub user_id: UserId,
    /// The address to which it was sent. For a one-time passcode, it is the `method_id` of the authenticate call.
    pub email_id: EmailId,
    /// `true` if this call created the User.
    pub user_created: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
