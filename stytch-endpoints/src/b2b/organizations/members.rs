//! `/v1/b2b/organizations/<organization_id>/members`

pub mod connected_apps;
pub mod oauth_providers;
mod responses;
mod search_query;

pub use responses::*;
pub use search_query::*;

use crate::{b2b::organizations::Member, prelude::*};

/// Members, the people of an Organization.
#[endpoints(
    defaults = crate::api,
    tag = "Members",
    path = "/v1/b2b/organizations",
    id = "api_organization_v1_organizations_members_",
)]
pub trait Members {
    /// Shows a Member by the Member's id alone, in whatever Organization.
    ///
    /// The call does not check that the Member belongs to the Organization that a program has in mind; where that is
    /// known, `get` does.
    ///
    /// # Errors
    /// `member_not_found` (404).
    #[endpoint(GET "/members/dangerously_get/<member_id>?<include_deleted>", id = "DangerouslyGet")]
    async fn dangerously_get(
        &self,
        /// The id that Stytch gave to the Member. An external id is not accepted here.
        member_id: MemberId,
        /// `true` to find deleted Members as well; `false` when left out.
        include_deleted: Option<bool>,
    ) -> Result<MemberResponse>;

    /// Finds Members of one or more Organizations, page by page.
    ///
    /// Without a query, all Members of these Organizations are found.
    ///
    /// With a session, its Member needs the permission `search` on `stytch.member`, and the Member's own Organization
    /// is the only one that can be searched.
    ///
    /// # Errors
    /// `organization_not_found` (404); `member_search_organization_ids_empty`,
    /// `member_search_filter_name_not_recognized`, `member_search_missing_filter_value`,
    /// `member_search_expected_array_of_strings`, `member_search_member_email_fuzzy_too_short` and
    /// `member_search_cannot_mix_internal_and_external_member_ids` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(
        POST "/members/search",
        id = "Search",
        idempotent,
        paginate(cursor = cursor, next = results_metadata.next_cursor, items = members: Vec<Member>, limit = limit)
    )]
    async fn search(
        &self,
        /// The Organizations whose Members are searched; at least one.
        organization_ids: Vec<OrganizationId>,
        /// The `next_cursor` of the previous page; left out for the first one.
        cursor: Option<String>,
        /// The number of Members on a page: 1 to 1000, or 100 when left out.
        limit: Option<u32>,
        query: Option<SearchQuery>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<SearchResponse>;

    /// Shows a Member of an Organization, by id or by e-mail address.
    ///
    /// Exactly one of the two is needed.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `invalid_member_get_fields` (400).
    #[endpoint(GET "/<organization_id>/member?<member_id>&<email_address>", id = "Get")]
    async fn get(
        &self,
        organization_id: OrganizationId,
        member_id: Option<MemberId>,
        /// The Member's current e-mail address.
        email_address: Option<String>,
    ) -> Result<MemberResponse>;

    /// Adds a Member to an Organization, without a message to the person.
    ///
    /// With a session, its Member needs the permission `create` on `stytch.member`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `duplicate_member_email`, `duplicate_member_external_id`, `invalid_email`,
    /// `invalid_phone_number`, `invalid_rbac_role_assignment` and `cannot_assign_default_rbac_role_id` (400); with a
    /// session, `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error`
    /// (403).
    #[endpoint(POST "/<organization_id>/members", id = "Create")]
    async fn create(
        &self,
        organization_id: OrganizationId,
        /// The Member's address, unique in the Organization.
        email_address: String,
        /// The name, for people.
        name: Option<String>,
        /// An object of the application's own, which the Member cannot change.
        trusted_metadata: Option<JsonMap>,
        /// An object of the application's own, which the Member can change from a browser.
        untrusted_metadata: Option<JsonMap>,
        /// `true` for a Member who is `pending` until the first login; `false` when left out: `active` at once.
        create_member_as_pending: Option<bool>,
        /// `true` to exempt the Member from the Organization's `auth_methods` and `mfa_methods`, for emergencies.
        is_breakglass: Option<bool>,
        /// The telephone number of the second factor in the format E.164, such as `+12025550162`.
        mfa_phone_number: Option<String>,
        /// `true` to ask the Member for a second factor even where the Organization's policy is `OPTIONAL`.
        mfa_enrolled: Option<bool>,
        /// The ids of roles to assign directly. `stytch_member`, which everybody has, is refused.
        roles: Option<Vec<RoleId>>,
        /// The application's own id of the Member, unique in the Organization: up to 128 letters, digits, `.`, `_`, `-`
        /// and `|`.
        external_id: Option<String>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Removes the telephone number of a Member's second factor, so that another one can be set.
    ///
    /// Sessions stay active; the Member is asked for a second factor at the next login.
    ///
    /// With a session, its Member needs the permission `update.info.delete.mfa-phone`: on `stytch.self` for the
    /// Member's own number, on `stytch.member` for those of other Members.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `member_phone_number_not_found` (404); with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/<organization_id>/members/mfa_phone_numbers/<member_id>", id = "DeleteMFAPhoneNumber")]
    async fn delete_mfa_phone_number(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Removes a Member's password.
    ///
    /// The Member can still sign in in other ways, and can set a new password by a reset.
    ///
    /// With a session, its Member needs the permission `update.info.delete.password`: on `stytch.self` for the Member's
    /// own password, on `stytch.member` for those of other Members.
    ///
    /// # Errors
    /// `organization_not_found` and `member_password_not_found` (404); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/<organization_id>/members/passwords/<member_password_id>", id = "DeletePassword")]
    async fn delete_password(
        &self,
        organization_id: OrganizationId,
        member_password_id: PasswordId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Deletes a Member from an Organization, and ends the Member's sessions.
    ///
    /// The e-mail address is free for another Member. `reactivate` brings the Member back.
    ///
    /// With a session, its Member needs the permission `delete`: on `stytch.self` to delete the Member itself, on
    /// `stytch.member` for other Members.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/<organization_id>/members/<member_id>", id = "Delete")]
    async fn delete(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<DeleteResponse>;

    /// Changes a Member's data, second factor and roles.
    ///
    /// A field that is left out stays as it is.
    ///
    /// With a session, its Member needs a permission for each field that is sent: `update.info.` with `name`,
    /// `untrusted-metadata` or `mfa-phone`, `update.settings.mfa-enrolled` or `update.settings.default-mfa-method`, on
    /// `stytch.self` for the Member itself or on `stytch.member` for other Members; and on `stytch.member` in any case,
    /// `update.info.email`, `update.settings.is-breakglass` and `update.settings.roles`. With a session,
    /// `trusted_metadata` and the Member's own e-mail address are refused.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `duplicate_member_email`, `duplicate_member_external_id`,
    /// `duplicate_member_phone_number_for_member`, `invalid_phone_number`, `default_mfa_member_missing_factor`,
    /// `invalid_rbac_role_assignment`, `member_cannot_update_their_email_address` and `cannot_update_trusted_metadata`
    /// (400); with a session, `session_not_found` (404), `session_authorization_tenancy_error` and
    /// `session_authorization_error` (403).
    #[endpoint(PUT "/<organization_id>/members/<member_id>", id = "Update")]
    async fn update(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// The new name, for people; null removes it.
        name: Option<Option<String>>,
        /// The keys to change in the object that the Member cannot change; null as a value removes a key.
        trusted_metadata: Option<Option<JsonMap>>,
        /// The keys to change in the object that the Member can change; null as a value removes a key.
        untrusted_metadata: Option<Option<JsonMap>>,
        /// `true` to exempt the Member from the Organization's `auth_methods` and `mfa_methods`, for emergencies.
        is_breakglass: Option<Option<bool>>,
        /// The telephone number of the second factor in the format E.164. A number that the Member has already is not
        /// replaced: remove it first, by `delete_mfa_phone_number`.
        mfa_phone_number: Option<Option<String>>,
        /// `true` to ask the Member for a second factor even where the Organization's policy is `OPTIONAL`.
        mfa_enrolled: Option<Option<bool>>,
        /// The ids of all directly assigned roles, in place of the former ones; the list may be empty.
        roles: Option<Option<Vec<RoleId>>>,
        /// `true` to keep the Member's SSO sessions when a role is taken away that SSO would give as well; they are
        /// revoked when left out.
        preserve_existing_sessions: Option<Option<bool>>,
        /// The second factor that is asked for first: `sms_otp` or `totp`. The Member has to have it.
        default_mfa_method: Option<Option<String>>,
        /// The Member's new e-mail address, which takes effect at once, is unverified, and ends the Member's password.
        email_address: Option<Option<String>>,
        /// The application's own id of the Member: up to 128 letters, digits, `.`, `_`, `-` and `|`. It is removed by
        /// `delete_external_id`.
        external_id: Option<Option<String>>,
        /// `true` to free the former e-mail address for other Members; `false` when left out: it is retired.
        unlink_email: Option<Option<bool>>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Lists the Connected Apps that a Member has authorized, with the scopes of each.
    ///
    /// An app whose access was revoked, or that the Organization's policy no longer allows, is not listed.
    ///
    /// With a session, its Member needs the permission `get.connected-apps`: on `stytch.self` for the
    /// Member's own apps, on `stytch.member` for those of other Members.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(GET "/<organization_id>/members/<member_id>/connected_apps", id = "GetConnectedApps")]
    async fn get_connected_apps(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<GetConnectedAppsResponse>;

    /// Removes the application's own id from a Member.
    ///
    /// The Member keeps the id that Stytch gave. Another Member can have the removed id from then on.
    ///
    /// With a session, its Member has to belong to the same Organization.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/<organization_id>/members/<member_id>/external_id", id = "DeleteExternalId")]
    async fn delete_external_id(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Shows the tokens of a Member's logins through OpenID Connect connections.
    ///
    /// Stytch renews an access token that has expired.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `member_oidc_token_not_found` (404);
    /// `missing_oidc_refresh_token` and `unable_to_refresh_oidc_token` (400).
    #[endpoint(GET "/<organization_id>/members/<member_id>/oidc_providers?<include_refresh_token>",
               id = "OIDCProviders")]
    async fn oidc_providers(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// `true` to return the refresh tokens as well; `false` when left out. Once the application has redeemed one,
        /// Stytch may be unable to renew access tokens.
        include_refresh_token: Option<bool>,
    ) -> Result<OidcProvidersResponse>;

    /// Brings a deleted Member of an Organization back.
    ///
    /// The Member is `active` again, with the former e-mail address, unless another Member has it now.
    ///
    /// With a session, its Member needs the permission `create` on `stytch.member`.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `no_deleted_member_found_for_reactivation`,
    /// `reactivation_email_belongs_to_another_member` and `email_unverified_for_reactivation` (400); with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(PUT "/<organization_id>/members/<member_id>/reactivate", id = "Reactivate")]
    async fn reactivate(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Sends a link or a code to a Member's new e-mail address, which replaces the former one once it is proved.
    ///
    /// The address changes when the link or the code is authenticated, as at a login. The former one is then retired:
    /// no other Member can have it until it is unlinked.
    ///
    /// With a session, its Member needs the permission `update.info.email`: on `stytch.self` for the Member's own
    /// address, on `stytch.member` for those of other Members.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `duplicate_member_email`, `invalid_email`,
    /// `email_updates_available_only_for_active_members`, `desired_email_updating_for_different_member`,
    /// `desired_email_deactivated_by_different_member`, `invalid_login_redirect_url` and
    /// `no_default_login_redirect_url_set` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST "/<organization_id>/members/<member_id>/start_email_update", id = "StartEmailUpdate")]
    async fn start_email_update(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// The Member's new e-mail address.
        email_address: String,
        /// The URL that the link leads to, with the token in its query; it has to be listed in the dashboard. When left
        /// out, the default login URL there.
        login_redirect_url: Option<String>,
        /// The language of the message; English when left out.
        locale: Option<EmailLocale>,
        /// The id of a template of the dashboard for login messages; when left out, the default template.
        login_template_id: Option<String>,
        /// A link when left out.
        delivery_method: Option<EmailUpdateDelivery>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Removes a Member's authenticator app, so that another one can be registered.
    ///
    /// Sessions stay active; the Member is asked for a second factor at the next login.
    ///
    /// With a session, its Member needs the permission `update.info.delete.mfa-totp`: on `stytch.self` for the Member's
    /// own app, on `stytch.member` for those of other Members.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `totp_not_found` (404); with a session, `session_not_found`
    /// (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/<organization_id>/members/<member_id>/totp", id = "DeleteTOTP")]
    async fn delete_totp(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<MemberResponse>;

    /// Frees a retired e-mail address of a Member, so that other Members of the Organization can have it.
    ///
    /// The address is named by its id, by itself, or by both.
    ///
    /// With a session, its Member needs the permission `update.info.unlink.retired-email`: on `stytch.self` for the
    /// Member's own addresses, on `stytch.member` for those of other Members.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `email_not_found` (404);
    /// `retired_email_missing_email_identifiers` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST "/<organization_id>/members/<member_id>/unlink_retired_email", id = "UnlinkRetiredEmail",
               idempotent, destructive)]
    async fn unlink_retired_email(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// One of the Member's `retired_email_addresses`.
        email_id: Option<EmailId>,
        /// The retired address itself.
        email_address: Option<String>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<UnlinkRetiredEmailResponse>;
}

/// The proof of a Member's new e-mail address.
#[open_enum]
pub enum EmailUpdateDelivery {
    /// A link, which is authenticated as a magic link.
    #[text("EMAIL_MAGIC_LINK")]
    EmailMagicLink,
    /// A code, which is authenticated as a one-time passcode by e-mail.
    #[text("EMAIL_OTP")]
    EmailOtp,
}
