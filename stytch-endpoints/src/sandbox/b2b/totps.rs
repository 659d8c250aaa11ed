//! Authenticator apps of Members.

use crate::{
    Result,
    b2b::{
        organizations::MemberStatus,
        sessions::SessionResponse,
        totps::{AuthenticateRequest, CreateRequest, CreateResponse, MigrateRequest, MigrateResponse, Totps},
    },
    ids::MemberId,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        clock::after_minutes,
        grants::Subject,
        member_sign_in::{MemberSignIn, is_second_factor},
        second_factors::{QR_CODE, TotpRegistration, active_totp_exists, registration_minutes},
        session_entries::SessionOptions,
        state::State,
        totp,
    },
};

use super::second_factor::Proof;

/// The lifetime of a registration for which the call names none, in minutes.
const DEFAULT_MINUTES: u32 = 60;
/// The name of the method in `default_mfa_method`.
const METHOD: &str = "totp";

impl Totps for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<CreateResponse> {
        self.respond(|state, request_id| {
            let minutes = registration_minutes(request.expiration_minutes, DEFAULT_MINUTES)?;
            let organization = state.organization(&request.organization_id)?;
            let member_id = state.member(&organization, &request.member_id)?;
            let proof = Proof::of_any(
                request.intermediate_session_token.as_ref(),
                request.session_token.as_ref(),
                request.session_jwt.as_ref(),
            )?;
            state.check_registration(&member_id, proof.as_ref())?;
            let secret = state.ids.totp_secret();
            let registration = TotpRegistration::new(secret.clone(), Some(after_minutes(state.now(), minutes)));
            let codes = state.make_recovery_codes();
            let subject = Subject::from(&member_id);
            let totp_registration_id = state.register_totp(&subject, registration, codes.clone())?;
            let (mut member, organization) = state.member_and_organization(&member_id)?;
            // The Member has the app once its first code is proved.
            member.totp_registration_id = totp_registration_id.clone();
            Ok(CreateResponse {
                request_id,
                member_id,
                totp_registration_id,
                secret,
                qr_code: QR_CODE.to_owned(),
                recovery_codes: codes,
                member,
                organization,
                status_code: 200,
            })
        })
    }

    async fn authenticate(&self, request: AuthenticateRequest) -> Result<SessionResponse> {
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
            let proof = state.check_totp(&subject, &request.code)?;
            let sign_in = MemberSignIn {
                factors: vec![state.totp_factor(proof.id.clone())],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
                intermediate: request.intermediate_session_token.as_ref(),
            };
            let (enrollment, is_default) = (request.set_mfa_enrollment.as_deref(), request.set_default_mfa);
            let response = state.sign_in_by_second_factor(
                &member_id,
                sign_in,
                |state| {
                    state.change_member(&member_id, |entry| entry.member.totp_registration_id = proof.id.clone())?;
                    state.note_second_factor(&member_id, METHOD, enrollment, is_default)
                },
                request_id,
            )?;
            state.use_totp(&subject, &proof)?;
            Ok(response)
        })
    }

    async fn migrate(&self, request: MigrateRequest) -> Result<MigrateResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let member_id = state.member(&organization, &request.member_id)?;
            let subject = Subject::from(&member_id);
            if state.totp_of(&subject)?.is_some_and(|(_, registration)| registration.is_active()) {
                return Err(active_totp_exists());
            }
            if !totp::is_secret(&request.secret) {
                return Err(ApiError::bad_request("invalid_totp_secret", "The key is not base32."));
            }
            let had_codes = state.totp_of(&subject)?.is_none() && !state.secrets(&subject)?.recovery_codes.is_empty();
            if had_codes {
                let message = "The Member has recovery codes already.";
                return Err(ApiError::bad_request("recovery_codes_already_exist", message));
            }
            let codes =
                if request.recovery_codes.is_empty() { state.make_recovery_codes() } else { request.recovery_codes };
            let registration = TotpRegistration::new(request.secret, None);
            let totp_registration_id = state.register_totp(&subject, registration, codes.clone())?;
            state
                .change_member(&member_id, |entry| entry.member.totp_registration_id = totp_registration_id.clone())?;
            state.note_second_factor(&member_id, METHOD, None, None)?;
            let (member, organization) = state.member_and_organization(&member_id)?;
            Ok(MigrateResponse {
                request_id,
                member_id,
                member,
                organization,
                totp_registration_id,
                recovery_codes: codes,
                status_code: 200,
            })
        })
    }
}

impl State {
    /// Refuses the registration of an app by a Member who has one, or has not proved another second factor.
    fn check_registration(&self, id: &MemberId, proof: Option<&Proof<'_>>) -> std::result::Result<(), ApiError> {
        let (member, _) = self.member_and_organization(id)?;
        if member.status != MemberStatus::Active {
            let message = "The Member has not signed in yet.";
            return Err(ApiError::bad_request("action_available_only_for_active_members", message));
        }
        if self.totp_of(&Subject::from(id))?.is_some_and(|(_, registration)| registration.is_active()) {
            return Err(active_totp_exists());
        }
        let factors = proof.map(|proof| self.factors_of(proof, id)).transpose()?;
        match factors {
            _ if !member.mfa_phone_number_verified => Ok(()),
            None => Err(ApiError::no_session()),
            Some(factors) if factors.iter().any(is_second_factor) => Ok(()),
            Some(_) => Err(ApiError::no_permission()),
        }
    }
}
