//! Authorizations of Connected Apps by Users.

use super::super::{
    Sandbox,
    api_error::ApiError,
    grants::Subject,
    oauth::{AuthorizationRequest, Decision},
    state::State,
};
use crate::{
    Result,
    consumer::idp::oauth::{AuthorizeRequest, AuthorizeStartRequest, AuthorizeStartResponse, Oauth},
    ids::UserId,
    oauth::AuthorizeResponse,
    secrets::{SessionJwt, SessionToken},
};

impl Oauth for Sandbox {
    async fn authorize(&self, request: AuthorizeRequest) -> Result<AuthorizeResponse> {
        self.respond(|state, request_id| {
            let (user, session) = state.asked_user(
                request.user_id.as_ref(),
                request.session_token.as_ref(),
                request.session_jwt.as_ref(),
            )?;
            let decision = Decision {
                consent_granted: request.consent_granted,
                state: request.state,
                nonce: request.nonce,
                code_challenge: request.code_challenge,
                resources: request.resources,
            };
            let request = AuthorizationRequest {
                subject: user.into(),
                session,
                client_id: request.client_id,
                redirect_uri: request.redirect_uri,
                response_type: request.response_type,
                scopes: request.scopes,
                prompt: request.prompt,
            };
            state.complete_authorization(request, decision, request_id)
        })
    }

    async fn authorize_start(&self, request: AuthorizeStartRequest) -> Result<AuthorizeStartResponse> {
        self.respond(|state, request_id| {
            let (user_id, session) = state.asked_user(
                request.user_id.as_ref(),
                request.session_token.as_ref(),
                request.session_jwt.as_ref(),
            )?;
            let page = state.start_authorization(&AuthorizationRequest {
                subject: (&user_id).into(),
                session,
                client_id: request.client_id,
                redirect_uri: request.redirect_uri,
                response_type: request.response_type,
                scopes: request.scopes,
                prompt: request.prompt,
            })?;
            let user = state.users.get(&user_id).ok_or_else(ApiError::user_not_found)?.user.clone();
            Ok(AuthorizeStartResponse {
                request_id,
                status_code: 200,
                user_id,
                user,
                client: page.client,
                consent_required: page.consent_required,
                scope_results: page.scope_results,
            })
        })
    }
}

impl State {
    /// Finds the User whom a call names by a session or by the id, and the session's token.
    fn asked_user(
        &self,
        user: Option<&UserId>,
        token: Option<&SessionToken>,
        jwt: Option<&SessionJwt>,
    ) -> std::result::Result<(UserId, Option<String>), ApiError> {
        if token.is_some() || jwt.is_some() {
            let token = self.find_session(token, jwt)?;
            return match &self.session(&token)?.subject {
                Subject::User(user) => Ok((user.clone(), Some(token))),
                Subject::Member(_) => Err(ApiError::session_not_found()),
            };
        }
        let Some(user) = user else {
            let message = "The call needs a session or the id of the User.";
            return Err(ApiError::bad_request("no_oauth_authorize_user_selector", message));
        };
        Ok((self.user(user)?, None))
    }
}
