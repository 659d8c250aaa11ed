//! Passcodes that are sent to telephones, as second factors.

use crate::{
    Result,
    b2b::{
        organizations::{Member, Organization, members::MemberResponse},
        otps::sms::{AuthenticateRequest, SendRequest, Sms},
        sessions::SessionResponse,
    },
    factors::{AuthenticationFactor, FactorType},
    ids::MemberId,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        b2b::members::set_phone_number,
        grants::Subject,
        member_codes::CodeTarget,
        member_sign_in::{CODE_MINUTES, MemberSignIn, missing_factors},
        session_entries::SessionOptions,
        state::State,
    },
    secrets::{IntermediateSessionToken, SessionJwt, SessionToken},
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
            let earlier = state.factors_of(&proof, &id)?;
            if missing_factors(&member, &organization, &earlier).primary.is_some() {
                let message = "The Organization accepts no first factor of the intermediate session.";
                let error_type = "action_available_only_once_primary_authentication_is_met";
                return Err(ApiError::bad_request(error_type, message));
            }
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

/// The proof of a first factor, which a call with a second factor continues.
enum Proof<'a> {
    Intermediate(&'a IntermediateSessionToken),
    Session(Option<&'a SessionToken>, Option<&'a SessionJwt>),
}

impl<'a> Proof<'a> {
    /// Requires an intermediate session or a session.
    fn new(
        intermediate: Option<&'a IntermediateSessionToken>,
        token: Option<&'a SessionToken>,
        jwt: Option<&'a SessionJwt>,
    ) -> std::result::Result<Self, ApiError> {
        Self::of_any(intermediate, token, jwt)?.ok_or_else(ApiError::no_session)
    }

    fn of_any(
        intermediate: Option<&'a IntermediateSessionToken>,
        token: Option<&'a SessionToken>,
        jwt: Option<&'a SessionJwt>,
    ) -> std::result::Result<Option<Self>, ApiError> {
        let has_session = token.is_some() || jwt.is_some();
        match intermediate {
            Some(_) if has_session => Err(ApiError::bad_request(
                "too_many_session_arguments",
                "The call takes an intermediate session or a session, not both.",
            )),
            Some(intermediate) => Ok(Some(Self::Intermediate(intermediate))),
            None if has_session => Ok(Some(Self::Session(token, jwt))),
            None => Ok(None),
        }
    }
}

impl State {
    /// Returns the factors that the Member has proved before.
    fn factors_of(&self, proof: &Proof<'_>, id: &MemberId) -> std::result::Result<Vec<AuthenticationFactor>, ApiError> {
        match *proof {
            Proof::Intermediate(token) => Ok(self.intermediate_session_of(token, id)?.factors.clone()),
            Proof::Session(token, jwt) => {
                let session = self.session(&self.find_session(token, jwt)?)?;
                if session.subject != Subject::from(id) {
                    return Err(ApiError::session_not_found());
                }
                Ok(session.factors.clone())
            }
        }
    }

    /// Completes a sign-in by a second factor. An error leaves the Member as before.
    fn sign_in_by_second_factor(
        &mut self,
        id: &MemberId,
        sign_in: MemberSignIn<'_>,
        note: impl FnOnce(&mut Self) -> std::result::Result<(), ApiError>,
        request_id: String,
    ) -> std::result::Result<SessionResponse, ApiError> {
        let before = self.members.get(id).ok_or_else(ApiError::member_not_found)?.member.clone();
        let response = note(self).and_then(|()| self.sign_in_member(id, sign_in, request_id));
        let response = match response {
            Ok(response) => response,
            Err(error) => {
                self.change_member(id, |entry| entry.member = before)?;
                return Err(error);
            }
        };
        Ok(SessionResponse {
            request_id: response.request_id,
            status_code: response.status_code,
            member_id: response.member_id,
            member: response.member,
            organization: response.organization,
            session_token: response.session_token,
            session_jwt: response.session_jwt,
            member_session: response.member_session,
            member_device: None,
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
