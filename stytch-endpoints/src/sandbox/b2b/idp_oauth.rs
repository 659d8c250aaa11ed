//! Authorizations of Connected Apps by Members.

use super::super::{
    Sandbox,
    api_error::ApiError,
    grants::Subject,
    oauth::{AuthorizationRequest, Decision},
    state::State,
};
use crate::{
    Result,
    b2b::idp::oauth::{AuthorizeRequest, AuthorizeStartRequest, AuthorizeStartResponse, Oauth},
    ids::{MemberId, OrganizationId},
    oauth::AuthorizeResponse,
    secrets::{SessionJwt, SessionToken},
};

impl Oauth for Sandbox {
    async fn authorize(&self, request: AuthorizeRequest) -> Result<AuthorizeResponse> {
        self.respond(|state, request_id| {
            let (member, session) = state.asked_member(
                request.organization_id.as_ref(),
                request.member_id.as_ref(),
                request.session_token.as_ref(),
                request.session_jwt.as_ref(),
            )?;
            let decision = Decision {
                consent_granted: request.consent_granted,
                state: request.state,
                nonce: request.nonce,
                code_challenge: request.code_challenge,
                resources: request.resources,
            };
            let request = AuthorizationRequest {
                subject: member.into(),
                session,
                client_id: request.client_id,
                redirect_uri: request.redirect_uri,
                response_type: request.response_type,
                scopes: request.scopes,
                prompt: request.prompt,
            };
            state.complete_authorization(request, decision, request_id)
        })
    }

    async fn authorize_start(&self, request: AuthorizeStartRequest) -> Result<AuthorizeStartResponse> {
        self.respond(|state, request_id| {
            let (member_id, session) = state.asked_member(
                request.organization_id.as_ref(),
                request.member_id.as_ref(),
                request.session_token.as_ref(),
                request.session_jwt.as_ref(),
            )?;
            let page = state.start_authorization(&AuthorizationRequest {
                subject: (&member_id).into(),
                session,
                client_id: request.client_id,
                redirect_uri: request.redirect_uri,
                response_type: request.response_type,
                scopes: request.scopes,
                prompt: request.prompt,
            })?;
            let (member, organization) = state.member_and_organization(&member_id)?;
            Ok(AuthorizeStartResponse {
                request_id,
                status_code: 200,
                member_id,
                member,
                organization,
                client: page.client,
                consent_required: page.consent_required,
                scope_results: page.scope_results,
            })
        })
    }
}

impl State {
    /// Finds the Member whom a call names by a session or by ids, and the session's token.
    fn asked_member(
        &self,
        organization: Option<&OrganizationId>,
        member: Option<&MemberId>,
        token: Option<&SessionToken>,
        jwt: Option<&SessionJwt>,
    ) -> std::result::Result<(MemberId, Option<String>), ApiError> {
        if token.is_some() || jwt.is_some() {
            let token = self.find_session(token, jwt)?;
            return match &self.session(&token)?.subject {
                Subject::Member(member) => Ok((member.clone(), Some(token))),
                Subject::User(_) => Err(ApiError::session_not_found()),
            };
        }
        let (Some(organization), Some(member)) = (organization, member) else {
            let message = "The call needs a session, or the ids of the Organization and the Member.";
            return Err(ApiError::bad_request("no_oauth_authorize_member_selector", message));
        };
        Ok((self.member(&self.organization(organization)?, member)?, None))
    }
}
