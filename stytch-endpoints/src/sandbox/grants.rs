//! Who has authorised which app, and the tokens that follow from it.

use std::fmt;

use super::{Sandbox, error::SandboxError, seed::insert, state::State};
use crate::ids::{ConnectedAppId, MemberId, UserId};

/// Who authorises an app: a Member of an Organization, or a User.
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

/// The tokens that an app is given at the end of an authorization flow.
#[derive(Clone)]
#[non_exhaustive]
pub struct Tokens {
    /// Good for calls on the subject's behalf.
    pub access_token: String,
    /// Good for another access token.
    pub refresh_token: String,
}

/// Shows neither.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens([redacted])")
    }
}

/// What there is to know of a token. Of an inactive one, as of one that never was, nothing but that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Introspection {
    /// Whether it is good for anything.
    pub active: bool,
    /// On whose behalf it was issued.
    pub subject: Option<Subject>,
    /// The app that it was issued to.
    pub connected_app_id: Option<ConnectedAppId>,
    /// The scopes that it is good for.
    pub scopes: Vec<String>,
}

/// An active token.
pub(super) struct Token {
    grant: (Subject, ConnectedAppId),
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Access,
    Refresh,
}

impl Sandbox {
    /// Completes an authorization flow: the subject grants the app these scopes, in place of what it had granted.
    ///
    /// # Errors
    /// A subject or an app that is not there, or no room.
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

    /// Issues an access and a refresh token to an app that the subject has authorised.
    ///
    /// # Errors
    /// [`SandboxError::NotAuthorized`] where no authorization flow was completed since the last revocation; a subject or
    /// an app that is not there, or no room.
    pub fn issue_tokens(
        &self,
        subject: impl Into<Subject>,
        app: impl Into<ConnectedAppId>,
    ) -> Result<Tokens, SandboxError> {
        let grant = (subject.into(), app.into());
        let state = &mut *self.state();
        Ok(Tokens {
            access_token: state.issue(&grant, Kind::Access)?,
            refresh_token: state.issue(&grant, Kind::Refresh)?,
        })
    }

    /// Issues another access token for a refresh token.
    ///
    /// # Errors
    /// A token that is not an active refresh token, as none is after the app's access was revoked; or no room.
    pub fn refresh(&self, refresh_token: &str) -> Result<String, SandboxError> {
        let state = &mut *self.state();
        let grant = match state.tokens.get(refresh_token) {
            Some(token) if token.kind == Kind::Refresh => token.grant.clone(),
            _ => return Err(SandboxError::RefreshToken),
        };
        state.issue(&grant, Kind::Access)
    }

    /// What there is to know of a token.
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
        let (what, is_there) = match subject {
            Subject::Member(id) => ("Member", self.members.contains_key(id)),
            Subject::User(id) => ("User", self.users.contains_key(id)),
        };
        if is_there { Ok(()) } else { Err(SandboxError::Unknown { what }) }
    }

    fn check(&self, (subject, app): &(Subject, ConnectedAppId)) -> Result<(), SandboxError> {
        self.check_subject(subject)?;
        match self.app(app) {
            Ok(_) => Ok(()),
            Err(_) => Err(SandboxError::Unknown { what: "Connected App" }),
        }
    }

    fn authorize(&mut self, grant: (Subject, ConnectedAppId), scopes: Vec<String>) -> Result<(), SandboxError> {
        self.check(&grant)?;
        if let Some(granted) = self.grants.get_mut(&grant) {
            *granted = scopes;
            return Ok(());
        }
        insert("authorization", &mut self.grants, grant, scopes).map(|_| ())
    }

    fn issue(&mut self, grant: &(Subject, ConnectedAppId), kind: Kind) -> Result<String, SandboxError> {
        self.check(grant)?;
        if !self.grants.contains_key(grant) {
            return Err(SandboxError::NotAuthorized);
        }
        let token = self.names.token(match kind {
            Kind::Access => "access",
            Kind::Refresh => "refresh",
        });
        let grant = grant.clone();
        insert("token", &mut self.tokens, token, Token { grant, kind })
    }

    /// Takes away what the subject had granted to the app, and every token that came of it.
    pub(super) fn revoke(&mut self, subject: Subject, app: ConnectedAppId) {
        let grant = (subject, app);
        self.grants.remove(&grant);
        self.tokens.retain(|_, token| token.grant != grant);
    }

    /// The apps that the subject has authorised, with the scopes of each.
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
