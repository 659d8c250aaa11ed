//! Members.

use crate::b2b::scim::ScimAttributes;
use crate::factors::EmailFactor;
use crate::prelude::*;

/// A Member: somebody with an e-mail address, in one Organization.
#[object]
#[expect(clippy::struct_excessive_bools, reason = "they are the API's own")]
pub struct Member {
    /// The Organization that the Member belongs to.
    pub organization_id: OrganizationId,
    /// The id that Stytch gave to the Member.
    pub member_id: MemberId,
    /// The e-mail address, unique in the Organization.
    pub email_address: String,
    /// The state.
    pub status: MemberStatus,
    /// The name, for people; may be empty.
    pub name: String,
    /// The identities with which the Member signs in by SSO.
    pub sso_registrations: Vec<SsoRegistration>,
    /// `true` if the Organization's `auth_methods` and `mfa_methods` do not apply to the Member, for emergencies.
    pub is_breakglass: bool,
    /// The Member's password; empty if the Member has none.
    pub member_password_id: PasswordId,
    /// The logins at other providers that the Member has linked.
    pub oauth_registrations: Vec<OAuthRegistration>,
    /// `true` once the Member has proved the e-mail address.
    pub email_address_verified: bool,
    /// `true` once the Member has entered a code that was sent to the telephone.
    pub mfa_phone_number_verified: bool,
    /// `true` if the Member has the role `stytch_admin`.
    pub is_admin: bool,
    /// The Member's authenticator app; empty if the Member has none.
    pub totp_registration_id: TotpId,
    /// The earlier e-mail addresses, which other Members cannot have until they are unlinked.
    pub retired_email_addresses: Vec<EmailFactor>,
    /// `true` while the Member cannot sign in after too many failed attempts.
    pub is_locked: bool,
    /// `true` if the Member needs a second factor even where the Organization's policy is `OPTIONAL`.
    pub mfa_enrolled: bool,
    /// The telephone number of the second factor in the format E.164, such as `+12025550162`; empty if there is none.
    pub mfa_phone_number: String,
    /// The second factor that is asked for first: `sms_otp` or `totp`; empty if there is no preference.
    pub default_mfa_method: String,
    /// The roles, with the reasons why the Member has each.
    pub roles: Vec<MemberRole>,
    /// The application's own object, which the Member cannot change.
    pub trusted_metadata: Option<JsonMap>,
    /// The application's own object, which the Member can change from a browser.
    pub untrusted_metadata: Option<JsonMap>,
    /// The time of the Member's creation.
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    pub updated_at: Option<Timestamp>,
    /// The identity at the provider that manages the Member by SCIM; absent for other Members.
    pub scim_registration: Option<ScimRegistration>,
    /// The application's own id of the Member, unique in the Organization.
    pub external_id: Option<String>,
    /// The time since which the Member is locked; absent if the Member is not.
    pub lock_created_at: Option<Timestamp>,
    /// The time at which the lock ends by itself; absent if the Member is not locked.
    pub lock_expires_at: Option<Timestamp>,
}

/// A role of a Member, and the reasons why the Member has it.
#[object]
pub struct MemberRole {
    /// The role's id.
    pub role_id: RoleId,
    /// The reasons. The Member keeps the role as long as one of them applies.
    pub sources: Vec<MemberRoleSource>,
}

/// A reason why a Member has a role.
#[object]
pub struct MemberRoleSource {
    /// `direct_assignment`, `email_assignment`, `sso_connection`, `sso_connection_group` or `scim_connection_group`.
    pub r#type: String,
    /// The domain, the connection or the group that the role follows from; absent for a direct assignment.
    pub details: Option<JsonMap>,
}

/// A login at another provider that a Member has linked.
#[object]
pub struct OAuthRegistration {
    /// The provider, such as `Google`.
    pub provider_type: String,
    /// The provider's id of the person.
    pub provider_subject: String,
    /// Stytch's id of this login.
    pub member_oauth_registration_id: OAuthRegistrationId,
    /// The URL of the person's picture, if the provider has told one.
    pub profile_picture_url: Option<String>,
    /// The person's language as the provider knows it, such as `en`.
    pub locale: Option<String>,
}

/// The identity of a Member at a provider that manages the Organization's Members by SCIM.
#[object]
pub struct ScimRegistration {
    /// The SCIM connection.
    pub connection_id: ConnectionId,
    /// Stytch's id of this identity: `scim-member-registration-…`.
    pub registration_id: String,
    /// The provider's id of the person.
    pub external_id: Option<String>,
    /// The person's data, as the provider sent them last.
    pub scim_attributes: Option<ScimAttributes>,
}

/// An identity with which a Member signs in by SSO.
#[object]
pub struct SsoRegistration {
    /// The SSO connection.
    pub connection_id: ConnectionId,
    /// The provider's id of the person.
    pub external_id: String,
    /// Stytch's id of this identity: `member-sso-registration-…`.
    pub registration_id: String,
    /// The attributes of the person that the provider sent at the last login.
    pub sso_attributes: Option<JsonMap>,
}

/// The state of a Member.
#[open_enum(rename_all = "lowercase")]
pub enum MemberStatus {
    /// Can sign in.
    Active,
    /// Has not signed in yet.
    Pending,
    /// Has not accepted the invitation yet.
    Invited,
    /// Was deleted.
    Deleted,
}
