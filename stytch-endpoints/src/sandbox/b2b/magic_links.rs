//! Links that sign Members in.

mod email;

use super::email_sign_in::email_response;
use crate::{
    Result,
    b2b::{
        discovery::DiscoveryResponse,
        magic_links::{
            AuthenticateRequest, AuthenticateResponse, MagicLinks,
            discovery::{self, Discovery},
        },
    },
    factors::FactorType,
    sandbox::{
        Sandbox, api_error::ApiError, grants::Subject, member_sign_in::MemberSignIn, proofs::LinkPurpose,
        session_entries::SessionOptions,
    },
};

impl MagicLinks for Sandbox {
    async fn authenticate(&self, request: AuthenticateRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            let token = request.magic_links_token.expose_secret();
            let purposes = [LinkPurpose::SignIn, LinkPurpose::EmailUpdate];
            let link = state.magic_link(token, &purposes, request.pkce_code_verifier.as_ref())?;
            let Some(Subject::Member(id)) = link.subject else {
                return Err(ApiError::not_found("magic_link_not_found", "There is no such link."));
            };
            // The Member may have another address by now.
            let is_current = state.members.get(&id).is_some_and(|entry| entry.member.email_address == link.email);
            if link.purpose == LinkPurpose::SignIn && !is_current {
                let message = "The Member does not have the e-mail address any more that the link was sent to.";
                return Err(ApiError::unauthorized("unable_to_auth_magic_link", message));
            }
            let sign_in = MemberSignIn {
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
                intermediate: request.intermediate_session_token.as_ref(),
                ..Default::default()
            };
            let sign_in = state.sign_in_by_email(&id, &link.email, FactorType::MagicLink, sign_in, request_id)?;
            state.links.take(state.now(), token);
            Ok(email_response!(AuthenticateResponse, sign_in))
        })
    }
}

impl Discovery for Sandbox {
    async fn authenticate(&self, request: discovery::AuthenticateRequest) -> Result<DiscoveryResponse> {
        self.respond(|state, request_id| {
            let token = request.discovery_magic_links_token.expose_secret();
            let link = state.magic_link(token, &[LinkPurpose::Discovery], request.pkce_code_verifier.as_ref())?;
            let response = state.discover(&link.email, FactorType::MagicLink, request_id)?;
            state.links.take(state.now(), token);
            Ok(response)
        })
    }
}
