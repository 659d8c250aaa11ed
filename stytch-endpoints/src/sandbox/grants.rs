//! Grants: the apps that Members and Users have authorized, and the tokens issued to these apps.

use std::fmt;

use super::{
    Sandbox,
    error::SandboxError,
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
    /// The person on whose behalf the token was issued.
    pub subject: Option<Subject>,
    /// The app to which the token was issued.
    pub connected_app_id: Option<ConnectedAppId>,
    /// The scopes of the token.
    pub scopes: Vec<String>,
}

/// An active token.
pub(super) struct Token {
    grant: (Subject, ConnectedAppId),
    kind: TokenKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    Access,
    Refresh,
}

impl Sandbox {
    /// Completes an authorization flow: the subject grants the app these scopes, in place of those granted before.
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

    /// Issues an access and a refresh token to an app that the subject has authorized.
    ///
    /// # Errors
    /// [`SandboxError::NotAuthorized`] if no authorization flow was completed since the last revocation; the subject or
    /// the app does not exist, or the sandbox is full.
    pub fn issue_tokens(
        &self,
        subject: impl Into<Subject>,
        app: impl Into<ConnectedAppId>,
    ) -> Result<Tokens, SandboxError> {
        let grant = (subject.into(), app.into());
        let state = &mut *self.state();
        Ok(Tokens {
            access_token: state.issue(&grant, TokenKind::Access)?,
            refresh_token: state.issue(&grant, TokenKind::Refresh)?,
        })
    }

    /// Issues a new access token for a refresh token.
    ///
    /// # Errors
    /// The token is not an active refresh token; after a revocation none is. Or the sandbox is full.
    pub fn refresh(&self, refresh_token: &str) -> Result<String, SandboxError> {
        let state = &mut *self.state();
        let grant = match state.tokens.get(refresh_token) {
            Some(token) if token.kind == TokenKind::Refresh => token.grant.clone(),
            _ => return Err(SandboxError::RefreshToken),
        };
        state.issue(&grant, TokenKind::Access)
    }

    /// Returns the state of a token.
    #[must_use]
    pub fn introspect(&self, token: &str) -> Introspection {
        let state = self.state();
        let Some(Token { grant, .. }) = state.tokens.get(token) else {
            return Introspection::default();
        };
        let (subject, app) = grant;
        Introspection {
            active: true,
            subject: Some(subject.clone()),
            connected_app_id: Some(app.clone()),
            scopes: state.grants.get(grant).cloned().unwrap_or_default(),
        }
    }
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

    fn check_grant(&self, (subject, app): &(Subject, ConnectedAppId)) -> Result<(), SandboxError> {
        self.check_subject(subject)?;
        match self.app(app) {
            Ok(_) => Ok(()),
            Err(_) => Err(SandboxError::Unknown { kind: "Connected App" }),
        }
    }

    fn authorize(&mut self, grant: (Subject, ConnectedAppId), scopes: Vec<String>) -> Result<(), SandboxError> {
        self.check_grant(&grant)?;
        if let Some(granted) = self.grants.get_mut(&grant) {
            *granted = scopes;
            return Ok(());
        }
        insert("authorization", &mut self.grants, grant, scopes).map(|_| ())
    }

    fn issue(&mut self, grant: &(Subject, ConnectedAppId), kind: TokenKind) -> Result<String, SandboxError> {
        self.check_grant(grant)?;
        if !self.grants.contains_key(grant) {
            return Err(SandboxError::NotAuthorized);
        }
        let token = self.ids.token(match kind {
            TokenKind::Access => "access",
            TokenKind::Refresh => "refresh",
        });
        let grant = grant.clone();
        insert("token", &mut self.tokens, token, Token { grant, kind })
    }

    /// Revokes the subject's grant to the app, and every token issued for it.
    pub(super) fn revoke(&mut self, subject: Subject, app: ConnectedAppId) {
        let grant = (subject, app);
        self.grants.remove(&grant);
        self.tokens.retain(|_, token| token.grant != grant);
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
