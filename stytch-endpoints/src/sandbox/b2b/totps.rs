//! Authenticator apps of Members.

use crate::{
    Result,
    b2b::{
        sessions::SessionResponse,
        totps::{AuthenticateRequest, CreateRequest, CreateResponse, MigrateRequest, MigrateResponse, Totps},
    },
    ids::{MemberId, TotpId},
    sandbox::{
        Sandbox,
        api_error::ApiError,
        clock::after_minutes,
        grants::Subject,
        member_sign_in::is_second_factor,
        second_factors::{QR_CODE, TotpRegistration, active_totp_exists, registration_minutes},
        session_entries::SessionOptions,
        state::State,
        totp,
    },
};

use super::second_factor::FirstFactor;

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
            let first = FirstFactor {
                intermediate: request.intermediate_session_token.as_ref(),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            state.check_registration(&member_id, first)?;
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
            let is_enrolled = match request.set_mfa_enrollment.as_deref() {
                None => None,
                Some("enroll") => Some(true),
                Some("unenroll") => Some(false),
                Some(_) => {
                    let message = "`set_mfa_enrollment` has to be `enroll` or `unenroll`.";
                    return Err(ApiError::bad_request("invalid_set_mfa_enrollment", message));
                }
            };
            let first = FirstFactor {
                intermediate: request.intermediate_session_token.as_ref(),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            state.check_first_factor(&member_id, first)?;
            let subject = Subject::from(&member_id);
            let proof = state.check_totp(&subject, &request.code)?;
            let factor = state.totp_factor(proof.id.clone());
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            let signed_in = state.add_second_factor(&member_id, factor, first, options, request_id)?;
            state.use_totp(&subject, &proof)?;
            state.enroll_totp(&member_id, proof.id, is_enrolled, request.set_default_mfa == Some(true));
            let (member, organization) = state.member_and_organization(&member_id)?;
            Ok(SessionResponse {
                request_id: signed_in.request_id,
                member_id,
                member,
                organization,
                session_token: signed_in.session_token,
                session_jwt: signed_in.session_jwt,
                status_code: 200,
                member_session: signed_in.member_session,
                member_device: None,
            })
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
            state.enroll_totp(&member_id, totp_registration_id.clone(), None, false);
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
    fn check_registration(&self, id: &MemberId, first: FirstFactor<'_>) -> std::result::Result<(), ApiError> {
        let (member, _) = self.member_and_organization(id)?;
        if member.status != "active" {
            let message = "The Member has not signed in yet.";
            return Err(ApiError::bad_request("action_available_only_for_active_members", message));
        }
        if self.totp_of(&Subject::from(id))?.is_some_and(|(_, registration)| registration.is_active()) {
            return Err(active_totp_exists());
        }
        let factors = self.proved_factors(id, first)?;
        match factors {
            _ if !member.mfa_phone_number_verified => Ok(()),
            None => Err(ApiError::no_session()),
            Some(factors) if factors.iter().any(is_second_factor) => Ok(()),
            Some(_) => Err(ApiError::no_permission()),
        }
    }

    /// Notes that a Member has an app, and changes the Member's preferences.
    fn enroll_totp(&mut self, id: &MemberId, totp: TotpId, is_enrolled: Option<bool>, is_default: bool) {
        let now = self.timestamp();
        let Some(member) = self.members.get_mut(id).map(|entry| &mut entry.member) else { return };
        let organization = self.organizations.get(&member.organization_id);
        let is_required = organization.is_some_and(|organization| organization.mfa_policy == "REQUIRED_FOR_ALL");
        if let Some(is_enrolled) = is_enrolled.filter(|_| !is_required) {
            member.mfa_enrolled = is_enrolled;
        }
        if is_default || member.default_mfa_method.is_empty() {
            METHOD.clone_into(&mut member.default_mfa_method);
        }
        member.totp_registration_id = totp;
        member.updated_at = Some(now);
    }
}
