//! Exchanges of access tokens for sessions.

use super::{
    super::{api_error::ApiError, clock::timestamp, grants::Subject, session_entries::SessionOptions, state::State},
    scopes::FULL_ACCESS,
};
use crate::{
    b2b, consumer,
    factors::{AuthenticationFactor, DeliveryMethod, FactorType, OAuthAccessTokenExchangeFactor},
    secrets::AccessToken,
};

/// The age up to which an access token can be exchanged, in seconds.
const MAX_AGE: i64 = 5 * 60;

impl State {
    /// Starts a session of the Member who authorized the app.
    pub(in crate::sandbox) fn exchange_access_token_of_member(
        &mut self,
        token: &AccessToken,
        options: SessionOptions,
        request_id: String,
    ) -> Result<b2b::sessions::SessionResponse, ApiError> {
        let (subject, original, factor) = self.exchangeable(token)?;
        let Subject::Member(member_id) = subject else { return Err(not_found()) };
        let mut factors = self.session(&original)?.factors.clone();
        factors.push(factor);
        let session = self.start_session(Subject::from(&member_id), factors, options)?;
        self.note_exchange(token);
        let key = session.expose_secret();
        let (member, organization) = self.member_and_organization(&member_id)?;
        Ok(b2b::sessions::SessionResponse {
            request_id,
            status_code: 200,
            member_id,
            member,
            organization,
            session_jwt: self.session_jwt(key)?,
            member_session: Some(self.member_session(self.session(key)?)?),
            session_token: session,
            ..Default::default()
        })
    }

    /// Returns the session in which the User authorized the app, extended if the call names a lifetime.
    pub(in crate::sandbox) fn exchange_access_token_of_user(
        &mut self,
        token: &AccessToken,
        options: SessionOptions,
        request_id: String,
    ) -> Result<consumer::sessions::SessionResponse, ApiError> {
        let (subject, original, factor) = self.exchangeable(token)?;
        let Subject::User(user_id) = subject else { return Err(not_found()) };
        self.touch_session(&original, vec![factor], options)?;
        self.note_exchange(token);
        let user = self.users.get(&user_id).ok_or_else(ApiError::user_not_found)?.user.clone();
        Ok(consumer::sessions::SessionResponse {
            request_id,
            status_code: 200,
            user_id,
            user,
            session_jwt: self.session_jwt(&original)?,
            session: Some(self.user_session(self.session(&original)?)?),
            session_token: original.into(),
            ..Default::default()
        })
    }

    /// Returns the person, the token of the session of the consent, and the factor of the exchange.
    fn exchangeable(&self, token: &AccessToken) -> Result<(Subject, String, AuthenticationFactor), ApiError> {
        let (token, authorization) = self.person_token(token.expose_secret())?;
        if !authorization.has_scope(FULL_ACCESS) {
            let message = "The access token does not have the scope `full_access`.";
            return Err(ApiError::bad_request("oauth_access_token_exchange_missing_full_access", message));
        }
        if authorization.is_refreshed {
            let message =
                "The access token comes from a refresh token; only that of an authorization code is exchanged.";
            return Err(ApiError::bad_request("oauth_access_token_exchange_token_invalid_grant", message));
        }
        let now = self.now();
        if now.as_second().saturating_sub(token.issued_at.as_second()) > MAX_AGE {
            let message = "The access token is older than five minutes.";
            return Err(ApiError::bad_request("oauth_access_token_exchange_token_too_old", message));
        }
        let (subject, app) = &authorization.grant;
        let is_active = |key: &String| self.sessions.get(key).is_some_and(|session| session.expires_at > now);
        let session = authorization.session.clone().filter(is_active);
        let Some(session) = session.filter(|_| !token.is_used) else {
            let message =
                "The access token was exchanged before, or the app was not authorized in a session that lasts.";
            return Err(ApiError::not_found("idp_access_token_could_not_be_exchanged", message));
        };
        let factor = AuthenticationFactor {
            r#type: FactorType::Oauth,
            delivery_method: DeliveryMethod::OauthAccessTokenExchange,
            last_authenticated_at: Some(timestamp(now)),
            created_at: Some(timestamp(now)),
            oauth_access_token_exchange_factor: Some(OAuthAccessTokenExchangeFactor { client_id: app.clone() }),
            ..AuthenticationFactor::default()
        };
        Ok((subject.clone(), session, factor))
    }

    fn note_exchange(&mut self, token: &AccessToken) {
        let now = self.now();
        if let Some(token) = self.oauth.tokens.get_mut(now, token.expose_secret()) {
            token.is_used = true;
        }
    }
}

fn not_found() -> ApiError {
    ApiError::not_found("idp_access_token_not_found", "The access token belongs to the other kind of person.")
}
