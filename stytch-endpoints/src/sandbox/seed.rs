//! Filling a sandbox.

use std::collections::BTreeMap;

use super::{Sandbox, error::SandboxError, grants::Subject, state::State};
use crate::{
    connected_apps::ClientType,
    ids::{ConnectedAppId, MemberId, OrganizationId, UserId},
    session::{SessionJwt, SessionToken},
};

/// An Organization to be added.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Organization {
    pub(super) id: Option<OrganizationId>,
    pub(super) slug: Option<String>,
    pub(super) external_id: Option<String>,
}

impl Organization {
    /// An Organization with an id of the sandbox's choice.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives it this id.
    pub fn id(mut self, id: impl Into<OrganizationId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// A name for URLs, good for its id in requests.
    pub fn slug(mut self, slug: impl Into<String>) -> Self {
        self.slug = Some(slug.into());
        self
    }

    /// Its id in another system, good for its id in requests.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }
}

/// A Member to be added, with the role `stytch_member`.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Member {
    pub(super) id: Option<MemberId>,
    pub(super) external_id: Option<String>,
    pub(super) is_admin: bool,
}

impl Member {
    /// A Member with an id of the sandbox's choice.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives them this id.
    pub fn id(mut self, id: impl Into<MemberId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Their id in another system, good for their id in requests.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// Gives them the role `stytch_admin` too, with which their sessions may manage the apps of other Members.
    pub fn admin(mut self) -> Self {
        self.is_admin = true;
        self
    }
}

/// A User of the consumer product to be added.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct User {
    id: Option<UserId>,
}

impl User {
    /// A User with an id of the sandbox's choice.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives them this id.
    pub fn id(mut self, id: impl Into<UserId>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// A Connected App to be added to the project.
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
    /// An app with an id of the sandbox's choice.
    pub fn new(name: impl Into<String>, client_type: ClientType) -> Self {
        Self { id: None, name: name.into(), description: String::new(), client_type, logo_url: None }
    }

    /// Gives it this id.
    pub fn id(mut self, id: impl Into<ConnectedAppId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// What it is for.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = text.into();
        self
    }

    /// Where its logo is.
    pub fn logo_url(mut self, url: impl Into<String>) -> Self {
        self.logo_url = Some(url.into());
        self
    }
}

/// The proofs of a Member's session; either is enough.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MemberSession {
    /// The opaque token.
    pub token: SessionToken,
    /// The same session as a JWT, signed by nobody.
    pub jwt: SessionJwt,
}

impl Sandbox {
    /// Adds an Organization.
    ///
    /// # Errors
    /// An id, slug or external id that another one has, or no room.
    pub fn add_organization(&self, organization: Organization) -> Result<OrganizationId, SandboxError> {
        let state = &mut *self.state();
        let is_taken = |name: &Option<String>| match name {
            Some(name) => state.organization(&name.as_str().into()).is_ok(),
            None => false,
        };
        if is_taken(&organization.slug) || is_taken(&organization.external_id) {
            return Err(SandboxError::Taken { what: "Organization" });
        }
        let id = match &organization.id {
            Some(id) => id.clone(),
            None => state.names.id("organization").into(),
        };
        insert("Organization", &mut state.organizations, id, organization)
    }

    /// Adds a Member to an Organization.
    ///
    /// # Errors
    /// An Organization that is not there, an id or external id that another Member has, or no room.
    pub fn add_member(
        &self,
        organization: impl Into<OrganizationId>,
        member: Member,
    ) -> Result<MemberId, SandboxError> {
        let state = &mut *self.state();
        let owner =
            state.organization(&organization.into()).map_err(|_| SandboxError::Unknown { what: "Organization" })?;
        let same = |name: &String| state.member(&owner, &name.as_str().into()).is_ok();
        if member.external_id.as_ref().is_some_and(same) {
            return Err(SandboxError::Taken { what: "Member" });
        }
        let id = match &member.id {
            Some(id) => id.clone(),
            None => state.names.id("member").into(),
        };
        insert("Member", &mut state.members, id, (owner, member))
    }

    /// Adds a User.
    ///
    /// # Errors
    /// An id that another User has, or no room.
    pub fn add_user(&self, user: User) -> Result<UserId, SandboxError> {
        let state = &mut *self.state();
        let id = match &user.id {
            Some(id) => id.clone(),
            None => state.names.id("user").into(),
        };
        insert("User", &mut state.users, id, user)
    }

    /// Adds a Connected App to the project. Nobody has authorised it yet.
    ///
    /// # Errors
    /// An id that another app has, or no room.
    pub fn add_app(&self, app: App) -> Result<ConnectedAppId, SandboxError> {
        let state = &mut *self.state();
        let id = match &app.id {
            Some(id) => id.clone(),
            None => state.names.id("connected-app").into(),
        };
        insert("Connected App", &mut state.apps, id, app)
    }

    /// Starts a session of a Member, with the permissions of the Member's roles.
    ///
    /// # Errors
    /// A Member that is not there, or no room.
    pub fn start_session(&self, member: impl Into<MemberId>) -> Result<MemberSession, SandboxError> {
        let state = &mut *self.state();
        let session = MemberSession { token: state.names.token("session").into(), jwt: state.names.jwt().into() };
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

/// Adds an entry where there is room and nothing else of this name.
pub(super) fn insert<K, V>(
    what: &'static str,
    entries: &mut BTreeMap<K, V>,
    key: K,
    value: V,
) -> Result<K, SandboxError>
where
    K: Clone + Ord,
{
    let limit = Sandbox::MAX_ENTRIES;
    if entries.contains_key(&key) {
        return Err(SandboxError::Taken { what });
    }
    if entries.len() >= limit {
        return Err(SandboxError::Full { what, limit });
    }
    entries.insert(key.clone(), value);
    Ok(key)
}
