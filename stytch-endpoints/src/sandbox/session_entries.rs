//! Sessions of Members and Users.

use endpoint_runtime::JsonMap;

use super::{Sandbox, api_error::ApiError, clock::after_minutes, grants::Subject, signed_jwt, state::State};
use crate::{
    factors::AuthenticationFactor,
    ids::SessionId,
    secrets::{SessionJwt, SessionToken},
};

/// The lifetime of a session for which the call names none, in minutes.
const DEFAULT_MINUTES: i32 = 60;
/// The claims that RFC 7519, section 4.1, defines.
const RESERVED_CLAIMS: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];
/// The size of a session's own claims, in bytes.
const MAX_CLAIMS: usize = 4096;

/// A session. Its key is the token.
#[derive(Clone, Debug)]
pub(super) struct SessionEntry {
    pub(super) id: SessionId,
    pub(super) subject: Subject,
    pub(super) started_at: jiff::Timestamp,
    pub(super) last_accessed_at: jiff::Timestamp,
    pub(super) expires_at: jiff::Timestamp,
    pub(super) factors: Vec<AuthenticationFactor>,
    pub(super) custom_claims: JsonMap,
    /// A text that is accepted in place of the session's JWT, so that demonstrations and seed files can name one.
    pub(super) jwt: Option<SessionJwt>,
}

/// The lifetime and the claims that a call asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct SessionOptions {
    pub(super) duration_minutes: Option<i32>,
    pub(super) custom_claims: Option<JsonMap>,
}

impl SessionOptions {
    pub(super) fn new(duration_minutes: Option<i32>, custom_claims: Option<JsonMap>) -> Self {
        Self { duration_minutes, custom_claims }
    }

    /// Returns the lifetime in minutes, if the call names one.
    fn minutes(&self) -> Result<Option<u32>, ApiError> {
        let Some(minutes) = self.duration_minutes else { return Ok(None) };
        match u32::try_from(minutes) {
            Ok(minutes @ 5..=527_040) => Ok(Some(minutes)),
            _ => Err(ApiError::session_duration()),
        }
    }
}

impl State {
    /// Starts a session, and returns its token.
    pub(super) fn start_session(
        &mut self,
        subject: Subject,
        factors: Vec<AuthenticationFactor>,
        options: SessionOptions,
    ) -> Result<SessionToken, ApiError> {
        let minutes = options.minutes()?;
        let now = self.now();
        if self.sessions.len() >= Sandbox::MAX_ENTRIES {
            self.sessions.retain(|_, session| session.expires_at > now);
        }
        if self.sessions.len() >= Sandbox::MAX_ENTRIES {
            return Err(ApiError::full());
        }
        let kind = match subject {
            Subject::Member(_) => "member-session",
            Subject::User(_) => "session",
        };
        let token = self.ids.token("session");
        let mut session = SessionEntry {
            id: self.ids.id(kind).into(),
            subject,
            started_at: now,
            last_accessed_at: now,
            expires_at: after_minutes(now, minutes.unwrap_or(DEFAULT_MINUTES.unsigned_abs())),
            factors: Vec::new(),
            custom_claims: JsonMap::new(),
            jwt: None,
        };
        add_factors(&mut session.factors, factors);
        session.change_claims(options.custom_claims)?;
        self.sessions.insert(token.clone(), session);
        Ok(token.into())
    }

    /// Finds the active session that a call names by its token, its JWT, or both; returns its token.
    pub(super) fn find_session(
        &self,
        token: Option<&SessionToken>,
        jwt: Option<&SessionJwt>,
    ) -> Result<String, ApiError> {
        let by_token = token.map(|token| self.active_session(token.expose_secret())).transpose()?;
        let by_jwt = jwt.map(|jwt| self.active_session_of_jwt(jwt)).transpose()?;
        match (by_token, by_jwt) {
            (Some(token), Some(other)) if token != other => Err(ApiError::different_sessions()),
            (Some(token), _) | (None, Some(token)) => Ok(token.to_owned()),
            (None, None) => Err(ApiError::no_session()),
        }
    }

    /// Finds a session that has not expired. A session whose Member or User is gone was removed with them.
    fn active_session(&self, token: &str) -> Result<&str, ApiError> {
        match self.sessions.get_key_value(token) {
            Some((token, session)) if session.expires_at > self.now() => Ok(token),
            _ => Err(ApiError::session_not_found()),
        }
    }

    fn active_session_of_jwt(&self, jwt: &SessionJwt) -> Result<&str, ApiError> {
        let claims = signed_jwt::verify(jwt.expose_secret());
        let id = claims.as_ref().and_then(|claims| claims.get("https://stytch.com/session")?.get("id")?.as_str());
        let is_same = |session: &SessionEntry| match id {
            Some(id) => session.id.as_str() == id,
            None => session.jwt.as_ref() == Some(jwt),
        };
        let found = self.sessions.iter().find(|(_, session)| is_same(session));
        let (token, _) = found.ok_or_else(ApiError::session_not_found)?;
        self.active_session(token)
    }

    /// Returns a session by its token, which [`find_session`](Self::find_session) has returned.
    pub(super) fn session(&self, token: &str) -> Result<&SessionEntry, ApiError> {
        self.sessions.get(token).ok_or_else(ApiError::session_not_found)
    }

    /// Notes that a session was authenticated: moves its end if the call names a lifetime, and adds factors and claims.
    pub(super) fn touch_session(
        &mut self,
        token: &str,
        factors: Vec<AuthenticationFactor>,
        options: SessionOptions,
    ) -> Result<(), ApiError> {
        let (minutes, now) = (options.minutes()?, self.now());
        let session = self.sessions.get_mut(token).ok_or_else(ApiError::session_not_found)?;
        session.change_claims(options.custom_claims)?;
        session.last_accessed_at = now;
        if let Some(minutes) = minutes {
            session.expires_at = after_minutes(now, minutes);
        }
        add_factors(&mut session.factors, factors);
        Ok(())
    }

    /// Removes the sessions of a Member or User.
    pub(super) fn end_sessions_of(&mut self, subject: &Subject) {
        self.sessions.retain(|_, session| session.subject != *subject);
    }

    /// Removes the sessions of a Member or User but for the one with this token.
    pub(super) fn end_other_sessions(&mut self, subject: &Subject, kept: &SessionToken) {
        self.sessions.retain(|token, session| session.subject != *subject || token == kept.expose_secret());
    }

    /// Lists the active sessions of a Member or User.
    pub(super) fn sessions_of(&self, subject: &Subject) -> impl Iterator<Item = &SessionEntry> {
        let now = self.now();
        self.sessions.values().filter(move |session| session.subject == *subject && session.expires_at > now)
    }
}

impl SessionEntry {
    /// Adds or replaces claims; null removes one.
    fn change_claims(&mut self, claims: Option<JsonMap>) -> Result<(), ApiError> {
        let claims = claims.unwrap_or_default();
        if let Some(name) = claims.keys().find(|name| RESERVED_CLAIMS.contains(name)) {
            let message = format!("The claim `{name}` is one of every JWT (RFC 7519); choose another name.");
            return Err(ApiError::bad_request("reserved_claims_in_custom_claims", message));
        }
        if let Some(name) = claims.keys().find(|name| name.starts_with("https://stytch.com/")) {
            let message = format!("The claim `{name}` is Stytch's own; choose another name.");
            return Err(ApiError::bad_request("stytch_claims_in_custom_claims", message));
        }
        let mut changed = self.custom_claims.clone();
        merge(&mut changed, claims);
        if size_of_json(&changed) > MAX_CLAIMS {
            let message = format!("The custom claims are longer than {MAX_CLAIMS} bytes as JSON.");
            return Err(ApiError::bad_request("custom_claims_too_large", message));
        }
        self.custom_claims = changed;
        Ok(())
    }
}

/// Adds factors to those that are known; one of the same type and channel is proved anew.
pub(super) fn add_factors(known: &mut Vec<AuthenticationFactor>, factors: Vec<AuthenticationFactor>) {
    for mut factor in factors {
        let same = |known: &AuthenticationFactor| {
            known.r#type == factor.r#type && known.delivery_method == factor.delivery_method
        };
        if let Some(known) = known.iter_mut().find(|known| same(known)) {
            factor.created_at.clone_from(&known.created_at);
            *known = factor;
        } else {
            known.push(factor);
        }
    }
}

/// Changes the keys of an object as the API does: null removes a key.
pub(super) fn merge(object: &mut JsonMap, changes: JsonMap) {
    for (name, value) in changes {
        if value.is_null() {
            object.remove(&name);
        } else {
            object.insert(name, value);
        }
    }
}

/// Returns the length of an object as JSON, in bytes.
pub(super) fn size_of_json(object: &JsonMap) -> usize {
    serde_json::to_vec(object).map_or(usize::MAX, |json| json.len())
}
