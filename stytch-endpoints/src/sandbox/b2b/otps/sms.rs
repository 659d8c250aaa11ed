//! Passcodes that are sent to telephones, as second factors.

use crate::{
    Result,
    b2b::{
        organizations::{Member, Organization, members::MemberResponse},
        otps::sms::{AuthenticateRequest, SendRequest, Sms},
        sessions::SessionResponse,
    },
    factors::{AuthenticationFactor, FactorType},
    sandbox::{
        Sandbox,
        api_error::ApiError,
        b2b::{members::set_phone_number, second_factor::Proof},
        member_codes::CodeTarget,
        member_sign_in::{CODE_MINUTES, MemberSignIn},
        session_entries::SessionOptions,
    },
};

impl Sms for Sandbox {
    async fn authenticate(&self, request: AuthenticateRequest) -> Result<SessionResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let id = state.member(&organization, &request.member_id)?;
            let (member, organization) = state.member_and_organization(&id)?;
            check_allowed(&member, &organization)?;
            let proof = Proof::new(
                request.intermediate_session_token.as_ref(),
                request.session_token.as_ref(),
                request.session_jwt.as_ref(),
            )?;
            state.check_first_factor(&proof, &id)?;
            let target = CodeTarget::sms(&id, &member.mfa_phone_number);
            state.check_member_code(&target, &request.code)?;
            let sign_in = MemberSignIn {
                factors: vec![state.sms_factor(&member)],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
                intermediate: request.intermediate_session_token.as_ref(),
            };
            let enrollment = request.set_mfa_enrollment.as_deref();
            let response = state.sign_in_by_second_factor(
                &id,
                sign_in,
                |state| state.note_second_factor(&id, "sms_otp", enrollment, request.set_default_mfa),
                request_id,
            )?;
            state.use_member_code(&target);
            Ok(response)
        })
    }

    async fn send(&self, request: SendRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let id = state.member(&organization, &request.member_id)?;
            let (member, organization) = state.member_and_organization(&id)?;
            check_allowed(&member, &organization)?;
            let proof = Proof::of_any(
                request.intermediate_session_token.as_ref(),
                request.session_token.as_ref(),
                request.session_jwt.as_ref(),
            )?;
            let factors = proof.map(|proof| state.factors_of(&proof, &id)).transpose()?.unwrap_or_default();
            let is_totp =
                |factor: &AuthenticationFactor| matches!(factor.r#type, FactorType::Totp | FactorType::RecoveryCodes);
            let has_totp = !member.totp_registration_id.as_str().is_empty();
            if member.mfa_phone_number.is_empty() && has_totp && !factors.iter().any(is_totp) {
                let message = "The Member has another second factor; pass a session with it.";
                return Err(ApiError::bad_request("no_session_arguments", message));
            }
            let mut number = member.mfa_phone_number;
            if let Some(given) = request.mfa_phone_number {
                set_phone_number(&mut number, given)?;
            }
            if number.is_empty() {
                let message = "The Member has no telephone number; pass one.";
                return Err(ApiError::not_found("member_phone_number_not_found", message));
            }
            state.send_member_code(&CodeTarget::sms(&id, &number), CODE_MINUTES)?;
            state.change_member(&id, |entry| entry.member.mfa_phone_number = number)?;
            state.member_response(&id, request_id)
        })
    }
}

/// Requires that the Organization lets the Member use text messages.
fn check_allowed(member: &Member, organization: &Organization) -> std::result::Result<(), ApiError> {
    let is_allowed = organization.mfa_methods != "RESTRICTED"
        || member.is_breakglass
        || organization.allowed_mfa_methods.iter().any(|method| method == "sms_otp");
    if is_allowed {
        return Ok(());
    }
    let message = "The Organization's `allowed_mfa_methods` do not contain `sms_otp`.";
    Err(ApiError::bad_request("operation_restricted_by_organization_mfa_methods", message))
}
