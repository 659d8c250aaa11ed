//! `/v1/magic_links`

mod email;

use super::{recipients::Recipient, user_proofs::UserProof};
use crate::{
    Result,
    consumer::magic_links::{AuthenticateRequest, AuthenticateResponse, CreateRequest, CreateResponse, MagicLinks},
    factors::{DeliveryMethod, FactorType},
    sandbox::{Sandbox, session_entries::SessionOptions, user_sign_in::UserSignIn},
};

/// The lifetimes that a link may have, in minutes.
const LINK_MINUTES: std::ops::RangeInclusive<u32> = 5..=10_080;
/// The lifetime of a sign-in link for which the call names none, in minutes.
const SIGN_IN_MINUTES: u32 = 60;

impl MagicLinks for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<CreateResponse> {
        self.respond(|state, request_id| {
            let user = state.user(&request.user_id)?;
            let expires_at =
                state.proof_end(request.expiration_minutes, SIGN_IN_MINUTES, LINK_MINUTES, "invalid_expiration")?;
            let recipient = Recipient { user, method_id: state.ids.id("embedded-magic-link") };
            let token = state.keep_user_link(UserProof {
                attributes: request.attributes,
                ..UserProof::new(&recipient, DeliveryMethod::Embedded, expires_at)
            })?;
            Ok(CreateResponse { request_id, user_id: recipient.user, token: token.into(), status_code: 200 })
        })
    }

    async fn authenticate(&self, request: AuthenticateRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            let AuthenticateRequest { token, attributes, options, code_verifier, .. } = request;
            let token = token.expose_secret();
            let link = state.user_link(token, attributes.as_ref(), options.as_ref(), code_verifier.as_ref())?;
            let sign_in = UserSignIn {
                factors: Vec::new(),
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            let response = state.sign_in_by(&link, FactorType::MagicLink, sign_in, request_id)?;
            state.user_proofs.spend_link(token);
            Ok(response)
        })
    }
}
