//! `/v1/b2b/magic_links/email`

pub mod discovery;

use crate::b2b::organizations::members::MemberResponse;
use crate::b2b::organizations::{Member, Organization};
use crate::prelude::*;

/// E-mails with a link that invites a person to an Organization, signs one up or signs one in.
#[endpoints(
    defaults = crate::api,
    tag = "Magic links (B2B): e-mail",
    path = "/v1/b2b/magic_links/email",
    id = "api_b2b_magic_v1_b2b_magic_links_email_",
)]
pub trait Email {
    /// Invites a person to an Organization by e-mail, and creates the Member.
    ///
    /// The Member has the status `invited` until the link is used; one who was pending becomes invited. To withdraw an
    /// invitation, delete the Member. Each call sends an e-mail.
    ///
    /// With a session, its Member needs the permission `create` on `stytch.member`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `duplicate_member_email`, if the Member is active, `invalid_email_for_invites`,
    /// `invalid_email`, `no_match_for_provided_magic_link_url`, `no_default_invite_redirect_url_set` and
    /// `inactive_email` (400); with a session, `session_not_found` (404), `session_authorization_error` and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(POST "/invite", id = "Invite")]
    async fn invite(
        &self,
        organization_id: OrganizationId,
        /// The person's e-mail address, which becomes the Member's.
        email_address: String,
        /// The URL that the link opens, with the token in its query: one of the project's; its default when left out.
        invite_redirect_url: Option<String>,
        /// The Member who invites; the e-mail's template can name them.
        invited_by_member_id: Option<MemberId>,
        /// The Member's full name.
        name: Option<String>,
        /// Data of the application about the Member, which only the application changes.
        trusted_metadata: Option<JsonMap>,
        /// Data of the application about the Member, which the Member's browser may change.
        untrusted_metadata: Option<JsonMap>,
        /// The id of a template of the kind "Magic Links - Invite"; the project's default when left out.
        invite_template_id: Option<String>,
        /// The e-mail's language; English when left out.
        locale: Option<EmailLocale>,
        /// The roles to give to the Member; none but the implied ones when left out.
        roles: Option<Vec<RoleId>>,
        /// The minutes until the link expires: 5 to 10080, which is a week and the default.
        invite_expiration_minutes: Option<u32>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Sends a sign-in link to a Member, or signs a new one up by a link.
    ///
    /// An active Member gets the sign-in e-mail. A person who is pending, invited or unknown gets the sign-up e-mail;
    /// the unknown one becomes a pending Member, if the Organization provisions Members by e-mail domain.
    ///
    /// # Errors
    /// `organization_not_found` (404); `email_jit_provisioning_not_allowed`, `invalid_email_for_jit_provisioning`,
    /// `invalid_email`, `inactive_email`, `no_match_for_provided_magic_link_url`,
    /// `no_default_login_redirect_url_set` and `no_default_signup_redirect_url_set` (400).
    #[endpoint(POST "/login_or_signup", id = "LoginOrSignup")]
    async fn login_or_signup(
        &self,
        organization_id: OrganizationId,
        /// The address to send the link to.
        email_address: String,
        /// The URL that a sign-in link opens, with the token in its query; the project's default when left out.
        login_redirect_url: Option<String>,
        /// The URL that a sign-up link opens, with the token in its query; the project's default when left out.
        signup_redirect_url: Option<String>,
        /// The SHA-256 hash of a code verifier (RFC 7636), in base64url. Only who has the verifier can use the link.
        pkce_code_challenge: Option<String>,
        /// The id of a template of the kind "Magic Links - Login"; the project's default when left out.
        login_template_id: Option<String>,
        /// The id of a template of the kind "Magic Links - Signup"; the project's default when left out.
        signup_template_id: Option<String>,
        /// The e-mail's language; English when left out.
        locale: Option<EmailLocale>,
        /// The minutes until a sign-in link expires: 5 to 10080, or 60 when left out.
        login_expiration_minutes: Option<u32>,
        /// The minutes until a sign-up link expires: 5 to 10080, or 60 when left out.
        signup_expiration_minutes: Option<u32>,
    ) -> Result<LoginOrSignupResponse>;
}

/// A Member who was found by e-mail address, or created.
#[object]
pub struct LoginOrSignupResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member's id.
    pub member_id: MemberId,
    /// `true` if the call created the Member.
    pub member_created: bool,
    /// The Member, who is not signed in by this.
    pub member: Member,
    /// The Organization.
    pub organization: Organization,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
