//! `/v1/sessions`

use crate::{
    Result,
    consumer::sessions::{
        AuthenticateRequest, AuthenticateResponse, AuthorizationCheck, ExchangeAccessTokenRequest, GetJwksRequest,
        GetRequest, GetResponse, RevokeRequest, SessionResponse, Sessions,
    },
    ids::UserId,
    jwks::JwksResponse,
    rbac::AuthorizationVerdict,
    response::Acknowledgement,
    sandbox::{
        Sandbox, api_error::ApiError, grants::Subject, permissions::permit, session_entries::SessionOptions,
        state::State,
    },
};

impl Sessions for Sandbox {
    async fn exchange_access_token(&self, request: ExchangeAccessTokenRequest) -> Result<SessionResponse> {
        self.respond(|state, request_id| {
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            state.exchange_access_token_of_user(&request.access_token, options, request_id)
        })
    }

    async fn get(&self, request: GetRequest) -> Result<GetResponse> {
        self.respond(|state, request_id| {
            let user = Subject::User(state.user(&request.user_id)?);
            let sessions = state.sessions_of(&user).map(|session| state.user_session(session));
            Ok(GetResponse { request_id, sessions: sessions.collect::<std::result::Result<_, _>>()?, status_code: 200 })
        })
    }

    async fn authenticate(&self, request: AuthenticateRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            let AuthenticateRequest { session_token, session_jwt, authorization_check, .. } = &request;
            if session_jwt.as_ref().is_some_and(|jwt| jwt.expose_secret().split('.').count() != 3) {
                let message = "A JWT has three parts, separated by `.`.";
                return Err(ApiError::bad_request("unable_to_parse_session_jwt", message));
            }
            let token = state.find_session(session_token.as_ref(), session_jwt.as_ref())?;
            let user = state.session_user(&token)?;
            let verdict = authorization_check.as_ref().map(|check| state.authorize_user(&user, check)).transpose()?;
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            state.touch_session(&token, Vec::new(), options)?;
            Ok(AuthenticateResponse {
                request_id,
                session: state.user_session(state.session(&token)?)?,
                session_jwt: state.session_jwt(&token)?,
                session_token: token.into(),
                user: state.users.get(&user).ok_or_else(ApiError::user_not_found)?.user.clone(),
                status_code: 200,
                verdict,
            })
        })
    }

    async fn get_jwks(&self, request: GetJwksRequest) -> Result<JwksResponse> {
        self.respond(|state, request_id| state.jwks(&request.project_id, request_id))
    }

    async fn revoke(&self, request: RevokeRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            let RevokeRequest { session_id, session_token, session_jwt, .. } = &request;
            let given = [session_id.is_some(), session_token.is_some(), session_jwt.is_some()];
            let token = match given.into_iter().filter(|is_given| *is_given).count() {
                0 => {
                    let message = "The call needs the id, the token or a JWT of the session.";
                    return Err(ApiError::bad_request("no_session_revoke_arguments", message));
                }
                1 => match session_id {
                    Some(id) => {
                        let mut sessions = state.sessions.iter();
                        let found = sessions.find(|(_, session)| session.id == *id);
                        found.map(|(token, _)| token.clone()).ok_or_else(ApiError::session_not_found)?
                    }
                    None => state.find_session(session_token.as_ref(), session_jwt.as_ref())?,
                },
                _ => {
                    let message = "The session is named by its id, its token or a JWT; send one of them.";
                    return Err(ApiError::bad_request("too_many_session_revoke_arguments", message));
                }
            };
            state.session_user(&token)?;
            state.sessions.remove(&token);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }
}

impl State {
    /// Returns the User of a session; a Member's session is not found here.
    fn session_user(&self, token: &str) -> std::result::Result<UserId, ApiError> {
        match &self.session(token)?.subject {
            Subject::User(id) => Ok(id.clone()),
            Subject::Member(_) => Err(ApiError::session_not_found()),
        }
    }

    /// Requires that a role of the User permits an action.
    fn authorize_user(
        &self,
        user: &UserId,
        check: &AuthorizationCheck,
    ) -> std::result::Result<AuthorizationVerdict, ApiError> {
        let user = &self.users.get(user).ok_or_else(ApiError::user_not_found)?.user;
        let roles = self.consumer_policy.roles.iter();
        let roles = roles.filter(|role| permit(&role.permissions, &check.resource_id, &check.action));
        let roles = roles.map(|role| &role.role_id).filter(|id| user.roles.contains(id));
        let granting_roles: Vec<_> = roles.cloned().collect();
        if granting_roles.is_empty() {
            let message = "No role of the User permits this action.";
            return Err(ApiError::forbidden("consumer_session_authorization_error", message));
        }
        Ok(AuthorizationVerdict { authorized: true, granting_roles })
    }
}
