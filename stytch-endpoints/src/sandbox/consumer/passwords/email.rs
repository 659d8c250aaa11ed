//! Resets of forgotten passwords by a link in an e-mail.

use crate::{
    Result,
    consumer::{
        magic_links::email::SendResponse,
        passwords::email::{Email, ResetRequest, ResetStartRequest},
        sessions::SessionResponse,
    },
    factors::FactorType,
    sandbox::{
        Sandbox,
        clock::after_minutes,
        consumer::{UserReset, contacts::Contact, user_proofs::check_attributes},
        formats::{check_code_challenge, check_redirect_url},
        passwords::{reset_minutes, reset_token_refused},
        proofs::check_code_verifier,
        session_entries::SessionOptions,
        user_sign_in::UserSignIn,
    },
};

impl Email for Sandbox {
    async fn reset(&self, request: ResetRequest) -> Result<SessionResponse> {
        self.respond(|state, request_id| {
            let token = request.token.expose_secret();
            let reset = state.user_resets.get(state.now(), token).cloned().ok_or_else(reset_token_refused)?;
            check_attributes(reset.attributes.as_ref(), request.attributes.as_ref(), request.options.as_ref())?;
            check_code_verifier(reset.code_challenge.as_deref(), request.code_verifier.as_ref())?;
            let address = state.email_of(&reset.user, &reset.email_id).ok_or_else(reset_token_refused)?;
            let sign_in = UserSignIn {
                factors: vec![state.email_proof(FactorType::MagicLink, address), state.password_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            let mut response = state.reset_user_password(&reset.user, request.password, sign_in, request_id)?;
            state.user_resets.take(state.now(), token);
            state.verify_contact(&reset.user, reset.email_id.as_str());
            state.show_user(&mut response)?;
            Ok(response)
        })
    }

    async fn reset_start(&self, request: ResetStartRequest) -> Result<SendResponse> {
        self.respond(|state, request_id| {
            let email = Contact::email(&request.email)?;
            let redirect = request.reset_password_redirect_url.as_deref();
            check_redirect_url(redirect, "invalid_password_reset_redirect_url")?;
            check_code_challenge(request.code_challenge.as_deref())?;
            let end = after_minutes(state.now(), reset_minutes(request.reset_password_expiration_minutes)?);
            let (user_id, address) = state.user_by_email(&email)?;
            let token = state.ids.token("link");
            let reset = UserReset {
                user: user_id.clone(),
                email_id: address.email_id.clone(),
                attributes: request.attributes,
                code_challenge: request.code_challenge,
            };
            state.user_resets.insert(state.now(), token.clone(), end, reset)?;
            state.send_link(&address.email_address, "password_reset", redirect, "reset_password", &token);
            Ok(SendResponse { request_id, user_id, email_id: address.email_id, status_code: 200 })
        })
    }
}
