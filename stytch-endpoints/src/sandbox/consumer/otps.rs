//! `/v1/otps/authenticate`

mod email;
mod sms;
mod whatsapp;

use super::{
    contacts::Contact,
    recipients::{Recipient, Selection},
    user_proofs::UserProof,
};
use crate::{
    Result,
    attributes::Attributes,
    consumer::{
        magic_links::AuthenticateResponse,
        otps::{AuthenticateRequest, Otps},
    },
    factors::{DeliveryMethod, FactorType},
    sandbox::{Sandbox, api_error::ApiError, session_entries::SessionOptions, state::State, user_sign_in::UserSignIn},
};

/// The lifetimes that a code may have, in minutes.
const CODE_MINUTES: std::ops::RangeInclusive<u32> = 1..=10;
/// The lifetime of a code for which the call names none, in minutes.
const DEFAULT_MINUTES: u32 = 2;

impl Otps for Sandbox {
    async fn authenticate(&self, request: AuthenticateRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            let AuthenticateRequest { method_id, code, attributes, options, .. } = request;
            let proof = state.user_code(method_id.as_str(), &code, attributes.as_ref(), options.as_ref())?;
            let sign_in = UserSignIn {
                factors: Vec::new(),
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            let response = state.sign_in_by(&proof, FactorType::Otp, sign_in, request_id)?;
            state.user_proofs.spend_code(method_id.as_str());
            Ok(response)
        })
    }
}

/// A code to send: what the calls of all channels have in common.
struct CodeToSend {
    channel: DeliveryMethod,
    to: Contact,
    minutes: Option<i32>,
    attributes: Option<Attributes>,
}

impl CodeToSend {
    /// Sends the code to the User of the address or number, or to the one whom the call selects.
    fn send(self, state: &mut State, selection: &Selection<'_>) -> std::result::Result<Recipient, ApiError> {
        let expires_at = self.end(state)?;
        let recipient = state.recipient(&self.to, selection)?;
        self.send_to(state, recipient, expires_at)
    }

    /// Sends the code to the User of the address or number, who is created if there is none; returns whether that was so.
    fn login_or_create(
        self,
        state: &mut State,
        as_pending: Option<bool>,
    ) -> std::result::Result<(Recipient, bool), ApiError> {
        let expires_at = self.end(state)?;
        let (recipient, is_new) = state.recipient_or_new(&self.to, as_pending == Some(true))?;
        Ok((self.send_to(state, recipient, expires_at)?, is_new))
    }

    fn end(&self, state: &State) -> std::result::Result<jiff::Timestamp, ApiError> {
        state.proof_end(self.minutes, DEFAULT_MINUTES, CODE_MINUTES, "invalid_expiration_otp")
    }

    fn send_to(
        self,
        state: &mut State,
        recipient: Recipient,
        expires_at: jiff::Timestamp,
    ) -> std::result::Result<Recipient, ApiError> {
        let Self { channel, to, attributes, .. } = self;
        let code = UserProof { attributes, ..UserProof::new(&recipient, channel, expires_at) };
        state.send_user_code(&to, code)?;
        Ok(recipient)
    }
}
