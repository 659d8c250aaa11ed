//! The state of a sandbox.

use std::collections::BTreeMap;

use super::{
    Sandbox,
    api_error::ApiError,
    clock::Clock,
    consumer::{UserProofs, UserReset},
    error::SandboxError,
    expiring::Expiring,
    grants::Grant,
    id_generator::IdGenerator,
    messages::Outbox,
    oauth::OauthState,
    passwords::StoredPassword,
    permissions,
    proofs::{IntermediateSession, Link},
    second_factors::TotpRegistration,
    session_entries::SessionEntry,
};
use crate::{
    b2b::{
        self,
        organizations::{Member, MemberStatus, Organization},
    },
    connected_apps::clients::ConnectedAppClient,
    consumer::{self, users::User},
    ids::{ConnectedAppId, MemberId, OrganizationId, TotpId, UserId},
    secrets::{ClientSecret, RecoveryCode},
};

/// One project's data. Every map is bounded by [`Sandbox::MAX_ENTRIES`].
pub(super) struct State {
    pub(super) project_id: String,
    pub(super) ids: IdGenerator,
    pub(super) clock: Clock,
    pub(super) organizations: BTreeMap<OrganizationId, Organization>,
    pub(super) members: BTreeMap<MemberId, MemberEntry>,
    pub(super) users: BTreeMap<UserId, UserEntry>,
    pub(super) apps: BTreeMap<ConnectedAppId, AppEntry>,
    /// By their session tokens.
    pub(super) sessions: BTreeMap<String, SessionEntry>,
    /// The granted scopes, from the end of an authorization flow until the revocation.
    pub(super) grants: BTreeMap<Grant, Vec<String>>,
    pub(super) oauth: OauthState,
    pub(super) user_proofs: UserProofs,
    pub(super) links: Expiring<Link>,
    /// The one-time codes that were sent.
    pub(super) codes: Expiring<String>,
    pub(super) intermediate_sessions: Expiring<IntermediateSession>,
    /// The Members whose new e-mail addresses are not proved yet, by Organization and address.
    pub(super) email_updates: Expiring<MemberId>,
    pub(super) outbox: Outbox,
    pub(super) user_resets: Expiring<UserReset>,
    /// By their e-mail addresses, if the Organizations share passwords; otherwise each Member has one.
    pub(super) shared_passwords: Option<BTreeMap<String, StoredPassword>>,
    pub(super) b2b_policy: b2b::rbac::Policy,
    pub(super) consumer_policy: consumer::rbac::Policy,
}

/// A Member, and the secrets that no response shows.
pub(super) struct MemberEntry {
    pub(super) member: Member,
    pub(super) secrets: Secrets,
}

/// A User, and the secrets that no response shows.
pub(super) struct UserEntry {
    pub(super) user: User,
    pub(super) secrets: Secrets,
}

/// The secrets with which a Member or User signs in.
#[derive(Default)]
pub(super) struct Secrets {
    pub(super) password: Option<StoredPassword>,
    pub(super) totps: Vec<(TotpId, TotpRegistration)>,
    pub(super) recovery_codes: Vec<RecoveryCode>,
    /// The number of wrong passwords and codes since the last right one.
    pub(super) failures: u32,
}

/// A Connected App, and its secrets.
pub(super) struct AppEntry {
    pub(super) client: ConnectedAppClient,
    /// Public apps have none.
    pub(super) secret: Option<ClientSecret>,
    /// The secret that takes the place of the present one at the end of a rotation.
    pub(super) next_secret: Option<ClientSecret>,
}

impl AppEntry {
    pub(super) fn new(client: ConnectedAppClient, secret: Option<ClientSecret>) -> Self {
        let mut entry = Self { client, secret: None, next_secret: None };
        entry.set_secrets(secret, None);
        entry
    }
}

impl State {
    pub(super) fn new(project_id: String, ids: IdGenerator, clock: Clock) -> Self {
        Self {
            project_id,
            ids,
            clock,
            organizations: BTreeMap::new(),
            members: BTreeMap::new(),
            users: BTreeMap::new(),
            apps: BTreeMap::new(),
            sessions: BTreeMap::new(),
            grants: BTreeMap::new(),
            oauth: OauthState::default(),
            user_proofs: UserProofs::default(),
            links: Expiring::default(),
            codes: Expiring::default(),
            intermediate_sessions: Expiring::default(),
            email_updates: Expiring::default(),
            outbox: Outbox::default(),
            user_resets: Expiring::default(),
            shared_passwords: None,
            b2b_policy: permissions::default_b2b_policy(),
            consumer_policy: permissions::default_consumer_policy(),
        }
    }

    pub(super) fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// Finds the Organization with this id, slug or external id.
    pub(super) fn organization(&self, id: &OrganizationId) -> Result<OrganizationId, ApiError> {
        if self.organizations.contains_key(id) {
            return Ok(id.clone());
        }
        let text = id.as_str();
        self.organizations
            .iter()
            .find(|(_, organization)| {
                organization.organization_slug == text || organization.organization_external_id.as_deref() == Some(text)
            })
            .map(|(id, _)| id.clone())
            .ok_or_else(ApiError::organization_not_found)
    }

    /// Finds the Member of the Organization with this id or external id.
    pub(super) fn member(&self, organization: &OrganizationId, id: &MemberId) -> Result<MemberId, ApiError> {
        let mut members = self.members_of(organization);
        members
            .find(|(known, member)| *known == id || member.external_id.as_deref() == Some(id.as_str()))
            .map(|(id, _)| id.clone())
            .ok_or_else(ApiError::member_not_found)
    }

    /// Iterates over the Organization's Members who are not deleted.
    pub(super) fn members_of<'a>(
        &'a self,
        organization: &'a OrganizationId,
    ) -> impl Iterator<Item = (&'a MemberId, &'a Member)> {
        let members = self.members.iter().map(|(id, entry)| (id, &entry.member));
        members.filter(move |(_, member)| {
            member.organization_id == *organization && member.status != MemberStatus::Deleted
        })
    }

    /// Finds the User with this id or external id.
    pub(super) fn user(&self, id: &UserId) -> Result<UserId, ApiError> {
        if self.users.contains_key(id) {
            return Ok(id.clone());
        }
        let mut users = self.users.iter();
        let found = users.find(|(_, entry)| entry.user.external_id.as_deref() == Some(id.as_str()));
        found.map(|(id, _)| id.clone()).ok_or_else(ApiError::user_not_found)
    }

    /// Adds an app under its client id.
    pub(super) fn insert_app_entry(&mut self, app: AppEntry) -> Result<ConnectedAppId, SandboxError> {
        insert("Connected App", &mut self.apps, app.client.client_id.clone(), app)
    }

    pub(super) fn app(&self, id: &ConnectedAppId) -> Result<&AppEntry, ApiError> {
        self.apps.get(id).ok_or_else(ApiError::connected_app_not_found)
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
