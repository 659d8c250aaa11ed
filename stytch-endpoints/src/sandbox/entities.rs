//! The entities of a sandbox, and the methods that add them.

use std::collections::BTreeMap;

use super::{Sandbox, error::SandboxError, grants::Subject, state::State};
use crate::{
    connected_apps::ClientType,
    ids::{ConnectedAppId, MemberId, OrganizationId, UserId},
    secrets::{SessionJwt, SessionToken},
};

/// An Organization to add.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Organization {
    pub(super) id: Option<OrganizationId>,
    pub(super) slug: Option<String>,
    pub(super) external_id: Option<String>,
}

impl Organization {
    /// Prepares an Organization with a generated id.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<OrganizationId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the slug, which requests accept in place of the id.
    pub fn slug(mut self, slug: impl Into<String>) -> Self {
        self.slug = Some(slug.into());
        self
    }

    /// Sets the id in another system, which requests accept in place of the id.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }
}

/// A Member to add, with the role `stytch_member`.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Member {
    pub(super) id: Option<MemberId>,
    pub(super) external_id: Option<String>,
    pub(super) is_admin: bool,
}

impl Member {
    /// Prepares a Member with a generated id.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<MemberId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the id in another system, which requests accept in place of the id.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// Adds the role `stytch_admin`: sessions of this Member may manage the apps of other Members.
    pub fn admin(mut self) -> Self {
        self.is_admin = true;
        self
    }
}

/// A User to add.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct User {
    id: Option<UserId>,
}

impl User {
    /// Prepares a User with a generated id.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<UserId>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// A Connected App to add.
#[derive(Clone, Debug)]
#[must_use]
pub struct App {
    id: Option<ConnectedAppId>,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) client_type: ClientType,
    pub(super) logo_url: Option<String>,
}

impl App {
    /// Prepares an app with a generated id.
    pub fn new(name: impl Into<String>, client_type: ClientType) -> Self {
        Self { id: None, name: name.into(), description: String::new(), client_type, logo_url: None }
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<ConnectedAppId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the description.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = text.into();
        self
    }

    /// Sets the URL of the logo.
    pub fn logo_url(mut self, url: impl Into<String>) -> Self {
        self.logo_url = Some(url.into());
        self
    }
}

/// The credentials of a Member's session; either is enough.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MemberSession {
    /// The opaque token.
    pub token: SessionToken,
    /// The same session as a JWT, without a valid signature.
    pub jwt: SessionJwt,
}

impl Sandbox {
    /// Adds an Organization.
    ///
    /// # Errors
    /// Another Organization has the id, slug or external id, or the sandbox is full.
    pub fn add_organization(&self, organization: Organization) -> Result<OrganizationId, SandboxError> {
        let state = &mut *self.state();
        let is_taken = |name: &Option<String>| match name {
            Some(name) => state.organization(&name.as_str().into()).is_ok(),
            None => false,
        };
        if is_taken(&organization.slug) || is_taken(&organization.external_id) {
            return Err(SandboxError::Taken { kind: "Organization" });
        }
        let id = match &organization.id {
            Some(id) => id.clone(),
            None => state.ids.id("organization").into(),
        };
        insert("Organization", &mut state.organizations, id, organization)
    }

    /// Adds a Member to an Organization.
    ///
    /// # Errors
    /// The Organization does not exist, another Member has the id or external id, or the sandbox is full.
    pub fn add_member(
        &self,
        organization: impl Into<OrganizationId>,
        member: Member,
    ) -> Result<MemberId, SandboxError> {
        let state = &mut *self.state();
        let owner =
            state.organization(&organization.into()).map_err(|_| SandboxError::Unknown { kind: "Organization" })?;
        let same = |name: &String| state.member(&owner, &name.as_str().into()).is_ok();
        if member.external_id.as_ref().is_some_and(same) {
            return Err(SandboxError::Taken { kind: "Member" });
        }
        let id = match &member.id {
            Some(id) => id.clone(),
            None => state.ids.id("member").into(),
        };
        insert("Member", &mut state.members, id, (owner, member))
    }

    /// Adds a User.
    ///
    /// # Errors
    /// Another User has the id, or the sandbox is full.
    pub fn add_user(&self, user: User) -> Result<UserId, SandboxError> {
        let state = &mut *self.state();
        let id = match &user.id {
            Some(id) => id.clone(),
            None => state.ids.id("user").into(),
        };
        insert("User", &mut state.users, id, user)
    }

    /// Adds a Connected App, which nobody has authorized yet.
    ///
    /// # Errors
    /// Another app has the id, or the sandbox is full.
    pub fn add_app(&self, app: App) -> Result<ConnectedAppId, SandboxError> {
        let state = &mut *self.state();
        let id = match &app.id {
            Some(id) => id.clone(),
            None => state.ids.id("connected-app").into(),
        };
        insert("Connected App", &mut state.apps, id, app)
    }

    /// Starts a session of a Member, with the permissions of the Member's roles.
    ///
    /// # Errors
    /// The Member does not exist, or the sandbox is full.
    pub fn start_session(&self, member: impl Into<MemberId>) -> Result<MemberSession, SandboxError> {
        let state = &mut *self.state();
        let session = MemberSession { token: state.ids.token("session").into(), jwt: state.ids.jwt().into() };
        state.insert_session(member.into(), session)
    }
}

impl State {
    pub(super) fn insert_session(
        &mut self,
        member: MemberId,
        session: MemberSession,
    ) -> Result<MemberSession, SandboxError> {
        self.check_subject(&Subject::Member(member.clone()))?;
        let token = session.token.expose_secret().to_owned();
        insert("session", &mut self.sessions, token, (member, session.clone()))?;
        Ok(session)
    }
}

/// Adds an entry, unless the key is taken or the sandbox is full.
pub(super) fn insert<K, V>(
    kind: &'static str,
    entries: &mut BTreeMap<K, V>,
    key: K,
    value: V,
) -> Result<K, SandboxError>
where
    K: Clone + Ord,
{
    let limit = Sandbox::MAX_ENTRIES;
    if entries.contains_key(&key) {
        return Err(SandboxError::Taken { kind });
    }
    if entries.len() >= limit {
        return Err(SandboxError::Full { kind, limit });
    }
    entries.insert(key.clone(), value);
    Ok(key)
}
