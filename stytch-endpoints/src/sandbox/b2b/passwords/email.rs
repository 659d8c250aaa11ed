//! Resets of Members' passwords by e-mail.

use crate::{
    Result,
    b2b::passwords::email::{
        Email, RequireResetRequest, RequireResetResponse, ResetRequest, ResetResponse, ResetStartRequest,
        ResetStartResponse,
    },
    sandbox::{
        Sandbox,
        api_error::ApiError,
        b2b::member_passwords::passwords_are_not_shared,
        formats::{check_code_challenge, check_email, check_redirect_url},
        grants::Subject,
        member_factors::email_factor,
        member_sign_in::MemberSignIn,
        passwords::{reset_minutes, reset_token_refused},
        proofs::{Link, LinkPurpose},
        session_entries::SessionOptions,
    },
};

impl Email for Sandbox {
    async fn require_reset(&self, request: RequireResetRequest) -> Result<RequireResetResponse> {
        self.respond(|state, request_id| {
            check_email(&request.email_address)?;
            if state.shared_passwords.is_none() {
                return Err(passwords_are_not_shared());
            }
            let mut response = RequireResetResponse { request_id, status_code: 200, ..Default::default() };
            let session = request.session.as_ref();
            if let Some(organization) = &request.organization_id {
                let organization = state.check_organization(organization, session)?;
                let member = state.member_id_by_email(&organization, &request.email_address)?;
                state.check_member(&organization, &member, session, "update.info.delete.password")?;
                let is_another = |id| state.member(&organization, id).as_ref() != Ok(&member);
                if request.member_id.as_ref().is_some_and(is_another) {
                    return Err(ApiError::member_not_found());
                }
                state.require_shared_reset(&request.email_address)?;
                let (shown, organization) = state.member_and_organization(&member)?;
                response.member_id = Some(member);
                response.member = Some(shown);
                response.organization = Some(organization);
            } else {
                if let Some(session) = session {
                    // A session has permissions in its Organization only, which the call has to name.
                    state.find_session(session.session_token.as_ref(), session.session_jwt.as_ref())?;
                    return Err(ApiError::no_permission());
                }
                state.require_shared_reset(&request.email_address)?;
            }
            Ok(response)
        })
    }

    async fn reset(&self, request: ResetRequest) -> Result<ResetResponse> {
        self.respond(|state, request_id| {
            let token = request.password_reset_token.expose_secret();
            let link = state.find_link(token, LinkPurpose::PasswordReset, request.code_verifier.as_ref())?;
            let Some(Link { subject: Some(Subject::Member(member)), email, .. }) = link else {
                return Err(reset_token_refused());
            };
            let (mut session_token, mut session_jwt) = (request.session_token.as_ref(), request.session_jwt.as_ref());
            if session_token.is_some() || session_jwt.is_some() {
                let session = state.find_session(session_token, session_jwt)?;
                if state.session(&session)?.subject != Subject::from(&member) {
                    (session_token, session_jwt) = (None, None);
                }
            }
            let address = email_factor(&member, &email);
            let member_email_id = address.email_id.clone();
            let sign_in = MemberSignIn {
                factors: vec![
                    state.email_proof(crate::factors::FactorType::MagicLink, address),
                    state.password_factor(),
                ],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token,
                session_jwt,
                intermediate: request.intermediate_session_token.as_ref(),
            };
            let signed_in = state.reset_member_password(&member, request.password, sign_in, request_id)?;
            state.links.take(state.now(), token);
            Ok(ResetResponse {
                request_id: signed_in.request_id,
                member_id: signed_in.member_id,
                member_email_id,
                organization_id: signed_in.organization.organization_id.clone(),
                member: signed_in.member,
                session_token: signed_in.session_token,
                session_jwt: signed_in.session_jwt,
                organization: signed_in.organization,
                intermediate_session_token: signed_in.intermediate_session_token,
                member_authenticated: signed_in.member_authenticated,
                status_code: signed_in.status_code,
                member_session: signed_in.member_session,
                mfa_required: signed_in.mfa_required,
                primary_required: signed_in.primary_required,
                member_device: None,
                intermediate_session_token_expires_at: signed_in.intermediate_session_token_expires_at,
            })
        })
    }

    async fn reset_start(&self, request: ResetStartRequest) -> Result<ResetStartResponse> {
        self.respond(|state, request_id| {
            check_email(&request.email_address)?;
            let redirect = request.reset_password_redirect_url.as_deref();
            check_redirect_url(redirect, "invalid_password_reset_redirect_url")?;
            check_redirect_url(request.login_redirect_url.as_deref(), "no_login_redirect_url")?;
            check_code_challenge(request.code_challenge.as_deref())?;
            let minutes = reset_minutes(request.reset_password_expiration_minutes)?;
            let organization = state.organization(&request.organization_id)?;
            let member_id = state.member_id_by_email(&organization, &request.email_address)?;
            let (member, _) = state.member_and_organization(&member_id)?;
            let link = Link {
                purpose: LinkPurpose::PasswordReset,
                email: member.email_address.clone(),
                subject: Some(Subject::from(&member_id)),
                code_challenge: request.code_challenge,
            };
            let token = state.make_link(link, minutes)?;
            state.send_link(&member.email_address, "password_reset", redirect, "multi_tenant_passwords", &token);
            let member_email_id = email_factor(&member_id, &member.email_address).email_id;
            Ok(ResetStartResponse { request_id, member_id, member_email_id, member, status_code: 200 })
        })
    }
}
