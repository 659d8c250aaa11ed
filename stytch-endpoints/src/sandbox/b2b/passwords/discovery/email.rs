//! Resets by e-mail of passwords that the Organizations share.

use crate::{
    Result,
    b2b::{
        discovery::DiscoveryResponse,
        passwords::discovery::email::{Email, ResetRequest, ResetStartRequest},
    },
    factors::FactorType,
    response::Acknowledgement,
    sandbox::{
        Sandbox,
        b2b::member_passwords::passwords_are_not_shared,
        formats::{check_code_challenge, check_email, check_redirect_url},
        grants::Subject,
        passwords::{StoredPassword, reset_minutes, reset_token_refused, strength::check_new_password},
        proofs::{Link, LinkPurpose},
    },
};

impl Email for Sandbox {
    async fn reset(&self, request: ResetRequest) -> Result<DiscoveryResponse> {
        self.respond(|state, request_id| {
            let token = request.password_reset_token.expose_secret();
            let verifier = request.pkce_code_verifier.as_ref();
            let link = state.find_link(token, LinkPurpose::DiscoveryPasswordReset, verifier)?;
            let Link { email, .. } = link.ok_or_else(reset_token_refused)?;
            check_new_password(&request.password)?;
            state.set_shared_password(&email, StoredPassword::new(request.password))?;
            state.links.take(state.now(), token);
            for member in state.members_with_email(&email) {
                state.end_sessions_of(&Subject::from(member));
            }
            let link = state.discovery_factor(&email, FactorType::MagicLink);
            let factors = vec![link, state.password_factor()];
            state.discover_by(&email, factors, request_id)
        })
    }

    async fn reset_start(&self, request: ResetStartRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            check_email(&request.email_address)?;
            if state.shared_passwords.is_none() {
                return Err(passwords_are_not_shared());
            }
            let redirect = request.reset_password_redirect_url.as_deref();
            check_redirect_url(redirect, "invalid_password_reset_redirect_url")?;
            check_redirect_url(request.discovery_redirect_url.as_deref(), "invalid_discovery_redirect_url")?;
            check_code_challenge(request.pkce_code_challenge.as_deref())?;
            let minutes = reset_minutes(request.reset_password_expiration_minutes)?;
            let link = Link {
                purpose: LinkPurpose::DiscoveryPasswordReset,
                email: request.email_address.clone(),
                subject: None,
                code_challenge: request.pkce_code_challenge,
            };
            let token = state.make_link(link, minutes)?;
            state.send_link(&request.email_address, "password_reset", redirect, "multi_tenant_passwords", &token);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }
}
