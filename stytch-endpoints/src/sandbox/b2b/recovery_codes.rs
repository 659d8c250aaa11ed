//! Recovery codes of Members.

use crate::{
    Result,
    b2b::recovery_codes::{
        GetRequest, RecoverRequest, RecoverResponse, RecoveryCodes, RecoveryCodesResponse, RotateRequest,
    },
    ids::MemberId,
    sandbox::{
        Sandbox, api_error::ApiError, grants::Subject, member_sign_in::MemberSignIn, second_factors::no_recovery_codes,
        session_entries::SessionOptions, state::State,
    },
};

use super::second_factor::Proof;

impl RecoveryCodes for Sandbox {
    async fn recover(&self, request: RecoverRequest) -> Result<RecoverResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let member_id = state.member(&organization, &request.member_id)?;
            let first = Proof::new(
                request.intermediate_session_token.as_ref(),
                request.session_token.as_ref(),
                request.session_jwt.as_ref(),
            )?;
            state.check_first_factor(&first, &member_id)?;
            let subject = Subject::from(&member_id);
            state.check_recovery_code(&subject, &request.recovery_code)?;
            let sign_in = MemberSignIn {
                factors: vec![state.recovery_code_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
                intermediate: request.intermediate_session_token.as_ref(),
            };
            let signed_in = state.sign_in_by_second_factor(&member_id, sign_in, |_| Ok(()), request_id)?;
            let left = state.use_recovery_code(&subject, &request.recovery_code)?;
            Ok(RecoverResponse {
                request_id: signed_in.request_id,
                member_id,
                member: signed_in.member,
                organization: signed_in.organization,
                session_token: signed_in.session_token,
                session_jwt: signed_in.session_jwt,
                recovery_codes_remaining: i32::try_from(left).unwrap_or(i32::MAX),
                status_code: 200,
                member_session: signed_in.member_session,
                member_device: None,
            })
        })
    }

    async fn rotate(&self, request: RotateRequest) -> Result<RecoveryCodesResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let member = state.member(&organization, &request.member_id)?;
            let subject = Subject::from(&member);
            let has_app = state.totp_of(&subject)?.is_some_and(|(_, registration)| registration.is_active());
            if !has_app {
                let message = "The Member has no authenticator app that recovery codes could replace.";
                return Err(ApiError::bad_request("no_active_recovery_code_backed_factor", message));
            }
            let codes = state.make_recovery_codes();
            state.secrets_mut(&subject)?.recovery_codes = codes;
            state.show_recovery_codes(member, request_id)
        })
    }

    async fn get(&self, request: GetRequest) -> Result<RecoveryCodesResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let member = state.member(&organization, &request.member_id)?;
            if state.totp_of(&Subject::from(&member))?.is_none() {
                return Err(no_recovery_codes());
            }
            state.show_recovery_codes(member, request_id)
        })
    }
}

impl State {
    fn show_recovery_codes(
        &self,
        member_id: MemberId,
        request_id: String,
    ) -> std::result::Result<RecoveryCodesResponse, ApiError> {
        let recovery_codes = self.secrets(&Subject::from(&member_id))?.recovery_codes.clone();
        let (member, organization) = self.member_and_organization(&member_id)?;
        Ok(RecoveryCodesResponse { request_id, member_id, member, organization, recovery_codes, status_code: 200 })
    }
}
