//! Authenticator apps of Users, and their recovery codes.

use crate::{
    Result,
    consumer::{
        sessions::SessionResponse,
        totps::{
            AuthenticateRequest, AuthenticateResponse, CreateRequest, CreateResponse, RecoverRequest,
            RecoveryCodesRequest, RecoveryCodesResponse, Totp, Totps,
        },
        users,
    },
    ids::TotpId,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        clock::after_minutes,
        grants::Subject,
        second_factors::{
            QR_CODE, TotpRegistration, active_totp_exists, is_recovery_code, is_totp_code, no_recovery_codes,
            registration_minutes,
        },
        session_entries::SessionOptions,
        user_sign_in::UserSignIn,
    },
};

/// The lifetime of a registration for which the call names none, in minutes.
const DEFAULT_MINUTES: u32 = 1440;

impl Totps for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<CreateResponse> {
        self.respond(|state, request_id| {
            let end = after_minutes(state.now(), registration_minutes(request.expiration_minutes, DEFAULT_MINUTES)?);
            let user_id = state.user(&request.user_id)?;
            let subject = Subject::from(&user_id);
            let now = state.now();
            match state.totp_of(&subject)? {
                Some((_, registration)) if registration.is_active() => return Err(active_totp_exists()),
                Some((_, registration)) if registration.pending_until > Some(now) => {
                    let message = "The User has an authenticator app that waits for its first code.";
                    return Err(ApiError::bad_request("pending_totp_exists", message));
                }
                _ => {}
            }
            let (secret, codes) = (state.ids.totp_secret(), state.make_recovery_codes());
            let registration = TotpRegistration::new(secret.clone(), Some(end));
            let totp_id = state.register_totp(&subject, registration, codes.clone())?;
            let user = &mut state.users.get_mut(&user_id).ok_or_else(ApiError::user_not_found)?.user;
            user.totps = vec![users::Totp { totp_id: totp_id.clone(), verified: false }];
            Ok(CreateResponse {
                request_id,
                totp_id,
                secret,
                qr_code: format!("data:image/png;base64,{QR_CODE}"),
                recovery_codes: codes,
                user: user.clone(),
                user_id,
                status_code: 200,
            })
        })
    }

    async fn authenticate(&self, request: AuthenticateRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            let user = state.user(&request.user_id)?;
            let code = request.totp_code.expose_secret();
            if !is_totp_code(code) && !is_recovery_code(code) {
                return Err(ApiError::bad_request("invalid_totp_code", "A code has six digits."));
            }
            let subject = Subject::from(&user);
            let proof = state.check_totp(&subject, &request.totp_code)?;
            let sign_in = UserSignIn {
                factors: vec![state.totp_factor(proof.id.clone())],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            let mut signed_in = state.sign_in_user(&user, sign_in, request_id)?;
            state.use_totp(&subject, &proof)?;
            let totps = state.users.get_mut(&user).into_iter().flat_map(|entry| &mut entry.user.totps);
            totps.filter(|totp| totp.totp_id == proof.id).for_each(|totp| totp.verified = true);
            state.show_user(&mut signed_in)?;
            Ok(authenticated(signed_in, proof.id))
        })
    }

    async fn recover(&self, request: RecoverRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            let user = state.user(&request.user_id)?;
            let code = request.recovery_code.expose_secret();
            if !is_totp_code(code) && !is_recovery_code(code) {
                let message = "A recovery code is three groups of four letters and digits.";
                return Err(ApiError::bad_request("invalid_recovery_code", message));
            }
            let subject = Subject::from(&user);
            let totp = state.check_recovery_code(&subject, &request.recovery_code)?;
            let sign_in = UserSignIn {
                factors: vec![state.recovery_code_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            let signed_in = state.sign_in_user(&user, sign_in, request_id)?;
            state.use_recovery_code(&subject, &request.recovery_code)?;
            Ok(authenticated(signed_in, totp))
        })
    }

    async fn recovery_codes(&self, request: RecoveryCodesRequest) -> Result<RecoveryCodesResponse> {
        self.respond(|state, request_id| {
            let user_id = state.user(&request.user_id)?;
            let subject = Subject::from(&user_id);
            let (id, registration) = state.totp_of(&subject)?.ok_or_else(no_recovery_codes)?;
            let totp = Totp {
                totp_id: id.clone(),
                verified: registration.is_active(),
                recovery_codes: state.secrets(&subject)?.recovery_codes.clone(),
            };
            Ok(RecoveryCodesResponse { request_id, user_id, totps: vec![totp], status_code: 200 })
        })
    }
}

fn authenticated(signed_in: SessionResponse, totp_id: TotpId) -> AuthenticateResponse {
    AuthenticateResponse {
        request_id: signed_in.request_id,
        user_id: signed_in.user_id,
        session_token: signed_in.session_token,
        totp_id,
        session_jwt: signed_in.session_jwt,
        user: signed_in.user,
        status_code: 200,
        session: signed_in.session,
        user_device: None,
    }
}
