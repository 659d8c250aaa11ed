//! Links that are sent by e-mail.

use crate::{
    Result,
    b2b::{
        magic_links::email::{
            Email, InviteRequest, LoginOrSignupRequest, LoginOrSignupResponse,
            discovery::{Discovery, SendRequest},
        },
        organizations::{MemberStatus, Organization, members::MemberResponse},
    },
    ids::{MemberId, RoleId},
    response::Acknowledgement,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        b2b::provisioning::assign_roles,
        formats::{change_metadata, check_code_challenge, check_email, check_minutes, check_redirect_url, domain_of},
        grants::Subject,
        permissions::MEMBER,
        proofs::{Link, LinkPurpose},
        search::contains,
        state::State,
    },
};

/// The lifetime of links, in minutes.
const MINUTES: u32 = 60;
/// The lifetime of invitations, in minutes.
const INVITE_MINUTES: u32 = 10_080;
/// The type of the tokens that sign a Member in.
const TOKEN_TYPE: &str = "multi_tenant_magic_links";
const WRONG_URL: &str = "no_match_for_provided_magic_link_url";

impl Email for Sandbox {
    async fn invite(&self, request: InviteRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let id = invite(state, &request)?;
            state.member_response(&id, request_id)
        })
    }

    async fn login_or_signup(&self, request: LoginOrSignupRequest) -> Result<LoginOrSignupResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let email = &request.email_address;
            check_redirect_url(request.login_redirect_url.as_deref(), WRONG_URL)?;
            check_redirect_url(request.signup_redirect_url.as_deref(), WRONG_URL)?;
            check_code_challenge(request.pkce_code_challenge.as_deref())?;
            let login = check_link_minutes(request.login_expiration_minutes, MINUTES)?;
            let signup = check_link_minutes(request.signup_expiration_minutes, MINUTES)?;
            let (member_id, member_created) = state.find_or_provision(&organization, email)?;
            let (member, organization) = state.member_and_organization(&member_id)?;
            let (minutes, redirect) = if member.status == MemberStatus::Active {
                (login, request.login_redirect_url.as_deref())
            } else {
                (signup, request.signup_redirect_url.as_deref())
            };
            let link = Link {
                purpose: LinkPurpose::SignIn,
                email: member.email_address.clone(),
                subject: Some(Subject::from(&member_id)),
                code_challenge: request.pkce_code_challenge.clone(),
            };
            let token = state.make_link(link, minutes)?;
            state.send_link(&member.email_address, "magic_link", redirect, TOKEN_TYPE, &token);
            Ok(LoginOrSignupResponse { request_id, status_code: 200, member_id, member_created, member, organization })
        })
    }
}

impl Discovery for Sandbox {
    async fn send(&self, request: SendRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            let redirect = request.discovery_redirect_url.as_deref();
            check_email(&request.email_address)?;
            check_redirect_url(redirect, WRONG_URL)?;
            check_code_challenge(request.pkce_code_challenge.as_deref())?;
            let minutes = check_link_minutes(request.discovery_expiration_minutes, MINUTES)?;
            let link = Link {
                purpose: LinkPurpose::Discovery,
                email: request.email_address.clone(),
                subject: None,
                code_challenge: request.pkce_code_challenge.clone(),
            };
            let token = state.make_link(link, minutes)?;
            state.send_link(&request.email_address, "discovery", redirect, "discovery", &token);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }
}

/// Creates or changes the Member, sends the invitation, and returns the Member's id.
fn invite(state: &mut State, request: &InviteRequest) -> std::result::Result<MemberId, ApiError> {
    let InviteRequest { organization_id, email_address: email, session, .. } = request;
    let organization = state.check_permission(organization_id, session.as_ref(), MEMBER, "create")?;
    check_email(email)?;
    let settings = state.organizations.get(&organization).ok_or_else(ApiError::organization_not_found)?.clone();
    check_invitable(&settings, email)?;
    let redirect = request.invite_redirect_url.as_deref();
    check_redirect_url(redirect, WRONG_URL)?;
    let minutes = check_link_minutes(request.invite_expiration_minutes, INVITE_MINUTES)?;
    if let Some(inviter) = &request.invited_by_member_id {
        state.member(&organization, inviter)?;
    }
    let roles = request.roles.clone();
    let id = match state.member_by_email(&organization, email).cloned() {
        Some(member) if member.status == MemberStatus::Active => {
            let message = "A Member with this e-mail address is active already.";
            return Err(ApiError::bad_request("duplicate_member_email", message));
        }
        Some(mut member) => {
            state.check_roles(&settings, &roles.iter().flatten().map(RoleId::as_str).collect::<Vec<_>>())?;
            change_metadata(&mut member.trusted_metadata, request.trusted_metadata.clone())?;
            change_metadata(&mut member.untrusted_metadata, request.untrusted_metadata.clone())?;
            member.name = request.name.clone().unwrap_or(member.name);
            assign_roles(&mut member, &settings, roles);
            let id = member.member_id.clone();
            state.change_member(&id, |entry| entry.member = member)?;
            id
        }
        None => state.create_member(&organization, email, roles.unwrap_or_default(), |member| {
            member.name = request.name.clone().unwrap_or_default();
            change_metadata(&mut member.trusted_metadata, request.trusted_metadata.clone())?;
            change_metadata(&mut member.untrusted_metadata, request.untrusted_metadata.clone())
        })?,
    };
    state.change_member(&id, |entry| entry.member.status = MemberStatus::Invited)?;
    let email = state.member_and_organization(&id)?.0.email_address;
    let subject = Some(Subject::from(&id));
    let link = Link { purpose: LinkPurpose::SignIn, email: email.clone(), subject, code_challenge: None };
    let token = state.make_link(link, minutes)?;
    state.send_link(&email, "invite", redirect, TOKEN_TYPE, &token);
    Ok(id)
}

/// Requires that the Organization lets the address be invited.
fn check_invitable(organization: &Organization, email: &str) -> std::result::Result<(), ApiError> {
    let is_allowed = match organization.email_invites.as_str() {
        "RESTRICTED" => contains(&organization.email_allowed_domains, domain_of(email)),
        "NOT_ALLOWED" => false,
        _ => true,
    };
    if is_allowed {
        return Ok(());
    }
    let message = "The Organization's `email_invites` do not allow an invitation of this e-mail address.";
    Err(ApiError::bad_request("invalid_email_for_invites", message))
}

fn check_link_minutes(minutes: Option<u32>, default: u32) -> std::result::Result<u32, ApiError> {
    check_minutes(minutes, default, 5..=10_080, "invalid_expiration")
}
