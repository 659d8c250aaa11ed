//! Changes of Members' passwords by a recent sign-in.

use crate::{
    Result,
    b2b::passwords::session::{ResetRequest, ResetResponse, Session},
    sandbox::{
        Sandbox, api_error::ApiError, grants::Subject, member_sign_in::MemberSignIn, session_entries::SessionOptions,
    },
};

impl Session for Sandbox {
    async fn reset(&self, request: ResetRequest) -> Result<ResetResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let token = state.find_session(request.session_token.as_ref(), request.session_jwt.as_ref())?;
            let session = state.session(&token)?;
            let Subject::Member(member) = session.subject.clone() else { return Err(ApiError::session_not_found()) };
            if state.members.get(&member).is_none_or(|entry| entry.member.organization_id != organization) {
                return Err(ApiError::session_not_found());
            }
            state.check_recent(session.factors.iter())?;
            let sign_in = MemberSignIn {
                factors: vec![state.password_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
                intermediate: None,
            };
            let signed_in = state.reset_member_password(&member, request.password, sign_in, request_id)?;
            Ok(ResetResponse {
                request_id: signed_in.request_id,
                member_id: signed_in.member_id,
                member: signed_in.member,
                organization: signed_in.organization,
                session_token: signed_in.session_token,
                session_jwt: signed_in.session_jwt,
                intermediate_session_token: signed_in.intermediate_session_token,
                member_authenticated: signed_in.member_authenticated,
                status_code: signed_in.status_code,
                member_session: signed_in.member_session,
                mfa_required: signed_in.mfa_required,
                member_device: None,
                intermediate_session_token_expires_at: signed_in.intermediate_session_token_expires_at,
            })
        })
    }
}
