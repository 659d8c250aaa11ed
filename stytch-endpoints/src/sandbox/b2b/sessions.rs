//! Sessions of Members.

use super::discovery::portable_factors;
use crate::{
    Result,
    b2b::sessions::{
        AuthenticateRequest, AuthenticateResponse, AuthenticationResponse, AuthorizationCheck,
        ExchangeAccessTokenRequest, ExchangeRequest, GetJwksRequest, GetRequest, GetResponse, RevokeRequest,
        SessionResponse, Sessions,
    },
    ids::MemberId,
    jwks::JwksResponse,
    rbac::AuthorizationVerdict,
    response::Acknowledgement,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        grants::Subject,
        member_sign_in::MemberSignIn,
        session_entries::{SessionEntry, SessionOptions},
        state::State,
    },
    secrets::SessionJwt,
};

/// The action that a Member's session needs for revoking sessions.
const REVOKE: &str = "revoke.sessions";

impl Sessions for Sandbox {
    async fn exchange_access_token(&self, request: ExchangeAccessTokenRequest) -> Result<SessionResponse> {
        self.respond(|state, request_id| {
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            state.exchange_access_token_of_member(&request.access_token, options, request_id)
        })
    }

    async fn get(&self, request: GetRequest) -> Result<GetResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let subject = Subject::Member(state.member(&organization, &request.member_id)?);
            let sessions = state.sessions_of(&subject).map(|session| state.member_session(session));
            let member_sessions = sessions.collect::<std::result::Result<_, _>>()?;
            Ok(GetResponse { request_id, status_code: 200, member_sessions })
        })
    }

    async fn authenticate(&self, request: AuthenticateRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            if request.session_jwt.as_ref().is_some_and(|jwt| !state.is_jwt(jwt)) {
                let message = "The session JWT is no JWT.";
                return Err(ApiError::bad_request("unable_to_parse_session_jwt", message));
            }
            let token = state.find_session(request.session_token.as_ref(), request.session_jwt.as_ref())?;
            let member = member_of(state.session(&token)?)?;
            let check = request.authorization_check.as_ref();
            let verdict = check.map(|check| state.check_authorization(&member, check)).transpose()?;
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            state.touch_session(&token, Vec::new(), options)?;
            let (member, organization) = state.member_and_organization(&member)?;
            Ok(AuthenticateResponse {
                request_id,
                status_code: 200,
                member_session: state.member_session(state.session(&token)?)?,
                session_jwt: state.session_jwt(&token)?,
                session_token: token.into(),
                member,
                organization,
                verdict,
            })
        })
    }

    async fn exchange(&self, request: ExchangeRequest) -> Result<AuthenticationResponse> {
        self.respond(|state, request_id| {
            let token = state.find_session(request.session_token.as_ref(), request.session_jwt.as_ref())?;
            let session = state.session(&token)?.clone();
            let (here, _) = state.member_and_organization(&member_of(&session)?)?;
            let organization = state.organization(&request.organization_id)?;
            let there = state.member_by_email(&organization, &here.email_address);
            let there = there.ok_or_else(ApiError::member_not_found)?.clone();
            let factors = portable_factors(&session.factors, Some(&here), &there);
            if factors.is_empty() {
                let message = "No factor of the session proves anything to the other Organization.";
                return Err(ApiError::bad_request("insufficient_factors_for_session_exchange", message));
            }
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            let sign_in = MemberSignIn { factors, options, ..Default::default() };
            state.sign_in_member(&there.member_id, sign_in, request_id)
        })
    }

    async fn get_jwks(&self, request: GetJwksRequest) -> Result<JwksResponse> {
        self.respond(|state, request_id| state.jwks(&request.project_id, request_id))
    }

    async fn revoke(&self, request: RevokeRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            let RevokeRequest { member_session_id, session_token, session_jwt, member_id, session, .. } = &request;
            let arguments =
                [member_session_id.is_some(), session_token.is_some(), session_jwt.is_some(), member_id.is_some()];
            let message = "Exactly one of the session's id, token and JWT and the Member's id is needed.";
            match arguments.into_iter().filter(|is_given| *is_given).count() {
                0 => return Err(ApiError::bad_request("no_session_revoke_arguments", message)),
                1 => {}
                _ => return Err(ApiError::bad_request("too_many_session_revoke_arguments", message)),
            }
            let (member, token) = if let Some(id) = member_id {
                (id.clone(), None)
            } else {
                let token = if let Some(id) = member_session_id {
                    let now = state.now();
                    let is_meant = |session: &SessionEntry| session.id == *id && session.expires_at > now;
                    let mut sessions = state.sessions.iter();
                    let found = sessions.find(|(_, session)| is_meant(session)).map(|(token, _)| token.clone());
                    found.ok_or_else(ApiError::session_not_found)?
                } else {
                    state.find_session(session_token.as_ref(), session_jwt.as_ref())?
                };
                (member_of(state.session(&token)?)?, Some(token))
            };
            let organization = state.members.get(&member).map(|entry| entry.member.organization_id.clone());
            let organization = organization.ok_or_else(ApiError::member_not_found)?;
            let member = state.check_member(&organization, &member, session.as_ref(), REVOKE)?;
            match token {
                Some(token) => {
                    state.sessions.remove(&token);
                }
                None => state.end_sessions_of(&Subject::from(member)),
            }
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }
}

impl State {
    /// Requires that one of the Member's roles permits an action in the Member's own Organization.
    fn check_authorization(
        &self,
        member: &MemberId,
        check: &AuthorizationCheck,
    ) -> std::result::Result<AuthorizationVerdict, ApiError> {
        let (_, own) = self.member_and_organization(member)?;
        if self.organization(&check.organization_id).as_ref() != Ok(&own.organization_id) {
            return Err(ApiError::other_organization());
        }
        let granting_roles = self.granting_roles(member, &check.resource_id, &check.action);
        if granting_roles.is_empty() {
            return Err(ApiError::no_permission());
        }
        Ok(AuthorizationVerdict { authorized: true, granting_roles })
    }

    /// Returns whether a text has the three parts of a JWT, or is the text of a seed that stands for one.
    fn is_jwt(&self, jwt: &SessionJwt) -> bool {
        let parts: Vec<_> = jwt.expose_secret().split('.').collect();
        let is_seeded = || self.sessions.values().any(|session| session.jwt.as_ref() == Some(jwt));
        parts.len() == 3 && parts.iter().all(|part| !part.is_empty()) || is_seeded()
    }
}

/// Returns the Member of a session; a User's session is not found here.
fn member_of(session: &SessionEntry) -> std::result::Result<MemberId, ApiError> {
    match &session.subject {
        Subject::Member(id) => Ok(id.clone()),
        Subject::User(_) => Err(ApiError::session_not_found()),
    }
}
