//! Grants: the apps that Members and Users have authorized, and the tokens issued to these apps.

use std::fmt;

use super::{
    Sandbox,
    error::SandboxError,
    oauth::{Authorization, Holder, TokenKind},
    state::{State, insert},
};
use crate::{
    b2b::organizations::MemberStatus,
    ids::{ConnectedAppId, MemberId, UserId},
};

/// The person who authorizes an app: a Member of an Organization, or a User.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// A Member, by id.
    Member(MemberId),
    /// A User, by id.
    User(UserId),
}

impl From<MemberId> for Subject {
    fn from(id: MemberId) -> Self {
        Self::Member(id)
    }
}

impl From<&MemberId> for Subject {
    fn from(id: &MemberId) -> Self {
        Self::Member(id.clone())
    }
}

impl From<UserId> for Subject {
    fn from(id: UserId) -> Self {
        Self::User(id)
    }
}

impl From<&UserId> for Subject {
    fn from(id: &UserId) -> Self {
        Self::User(id.clone())
    }
}

/// The tokens that an app receives at the end of an authorization flow.
#[derive(Clone)]
#[non_exhaustive]
pub struct Tokens {
    /// The token for calls on the subject's behalf.
    pub access_token: String,
    /// The token for new access tokens.
    pub refresh_token: String,
}

/// Leaves both tokens out.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens([redacted])")
    }
}

/// The state of a token (RFC 7662). Of an inactive token nothing else is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Introspection {
    /// `true` if the token is active; the other fields are empty otherwise.
    pub active: bool,
    /// The person on whose behalf the token was issued; `None` for a token of a machine-to-machine client.
    pub subject: Option<Subject>,
    /// The app to which the token was issued; `None` for a token of a machine-to-machine client.
    pub connected_app_id: Option<ConnectedAppId>,
    /// The scopes of the token.
    pub scopes: Vec<String>,
}

/// A subject, and an app that it has authorized.
pub(super) type Grant = (Subject, ConnectedAppId);

impl Sandbox {
    /// Grants the app these scopes, in place of those granted before, as if the subject had consented on a consent page.
    ///
    /// # Errors
    /// The subject or the app does not exist, or the sandbox is full.
    pub fn authorize<S: Into<String>>(
        &self,
        subject: impl Into<Subject>,
        app: impl Into<ConnectedAppId>,
        scopes: impl IntoIterator<Item = S>,
    ) -> Result<(), SandboxError> {
        let grant = (subject.into(), app.into());
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.state().authorize(grant, scopes)
    }

    /// Issues an access and a refresh token to an app that the subject has authorized, with all granted scopes.
    ///
    /// It stands for a whole authorization-code flow. Both are tokens like those of the flow: they expire, are
    /// refreshed, introspected and revoked alike.
    ///
    /// # Errors
    /// [`SandboxError::NotAuthorized`] if nothing was granted since the last revocation; the subject or the app does not
    /// exist, or the sandbox is full.
    pub fn issue_tokens(
        &self,
        subject: impl Into<Subject>,
        app: impl Into<ConnectedAppId>,
    ) -> Result<Tokens, SandboxError> {
        let grant = (subject.into(), app.into());
        let state = &mut *self.state();
        state.check_grant(&grant)?;
        let Some(scopes) = state.grants.get(&grant).cloned() else { return Err(SandboxError::NotAuthorized) };
        let authorization = Authorization::new(grant, state.ids.token("authorization"), scopes);
        let issuer = state.default_issuer();
        Ok(Tokens {
            access_token: state.issue_access_token(authorization.clone(), &issuer).map_err(full)?,
            refresh_token: state.issue_refresh_token(authorization).map_err(full)?,
        })
    }

    /// Issues a new access token for a refresh token, which stays valid.
    ///
    /// # Errors
    /// The token is not an active refresh token; after a revocation none is. Or the sandbox is full.
    pub fn refresh(&self, refresh_token: &str) -> Result<String, SandboxError> {
        let state = &mut *self.state();
        let issuer = state.default_issuer();
        match state.active_token(refresh_token) {
            Some(token) if token.kind == TokenKind::Refresh => match &token.holder {
                Holder::App(authorization) => {
                    let authorization = authorization.clone().refreshed();
                    state.issue_access_token(authorization, &issuer).map_err(full)
                }
                Holder::M2m { .. } => Err(SandboxError::RefreshToken),
            },
            _ => Err(SandboxError::RefreshToken),
        }
    }

    /// Returns the state of a token.
    #[must_use]
    pub fn introspect(&self, token: &str) -> Introspection {
        match self.state().active_token(token).map(|token| &token.holder) {
            None => Introspection::default(),
            Some(Holder::App(Authorization { grant: (subject, app), scopes, .. })) => Introspection {
                active: true,
                subject: Some(subject.clone()),
                connected_app_id: Some(app.clone()),
                scopes: scopes.clone(),
            },
            Some(Holder::M2m { scopes, .. }) => {
                Introspection { active: true, scopes: scopes.clone(), ..Introspection::default() }
            }
        }
    }
}

fn full<E>(_: E) -> SandboxError {
    SandboxError::Full { kind: "token", limit: Sandbox::MAX_ENTRIES }
}

impl State {
    pub(super) fn check_subject(&self, subject: &Subject) -> Result<(), SandboxError> {
        let (kind, exists) = match subject {
            Subject::Member(id) => {
                ("Member", self.members.get(id).is_some_and(|entry| entry.member.status != MemberStatus::Deleted))
            }
            Subject::User(id) => ("User", self.users.contains_key(id)),
        };
        if exists { Ok(()) } else { Err(SandboxError::Unknown { kind }) }
    }

    fn check_grant(&self, (subject, app): &Grant) -> Result<(), SandboxError> {
        self.check_subject(subject)?;
        match self.app(app) {
            Ok(_) => Ok(()),
            Err(_) => Err(SandboxError::Unknown { kind: "Connected App" }),
        }
    }

    pub(super) fn authorize(&mut self, grant: Grant, scopes: Vec<String>) -> Result<(), SandboxError> {
        self.check_grant(&grant)?;
        if let Some(granted) = self.grants.get_mut(&grant) {
            *granted = scopes;
            return Ok(());
        }
        insert("authorization", &mut self.grants, grant, scopes).map(|_| ())
    }

    /// Revokes the subject's grant to the app, and every code and token issued for it.
    pub(super) fn revoke(&mut self, subject: Subject, app: ConnectedAppId) {
        let grant = (subject, app);
        self.grants.remove(&grant);
        self.oauth.revoke_grants(|known| *known == grant);
    }

    /// Iterates over the apps that the subject has authorized, with the scopes of each.
    pub(super) fn granted_by<'a>(
        &'a self,
        subject: &'a Subject,
    ) -> impl Iterator<Item = (&'a ConnectedAppId, &'a [String])> {
        self.grants
            .iter()
            .filter(move |((owner, _), _)| owner == subject)
            .map(|((_, app), scopes)| (app, scopes.as_slice()))
    }
}
