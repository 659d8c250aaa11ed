//! What a sandbox holds.

use std::collections::BTreeMap;

use super::{
    grants::{Subject, Token},
    names::Names,
    refusal::Refusal,
    seed::{App, Member, MemberSession, Organization, User},
};
use crate::ids::{ConnectedAppId, MemberId, OrganizationId, UserId};

/// One project's data. Every map is bounded by [`Sandbox::MAX_ENTRIES`](super::Sandbox::MAX_ENTRIES).
pub(super) struct State {
    pub(super) names: Names,
    pub(super) organizations: BTreeMap<OrganizationId, Organization>,
    /// With the Organization that each belongs to.
    pub(super) members: BTreeMap<MemberId, (OrganizationId, Member)>,
    pub(super) users: BTreeMap<UserId, User>,
    pub(super) apps: BTreeMap<ConnectedAppId, App>,
    /// By their tokens.
    pub(super) sessions: BTreeMap<String, (MemberId, MemberSession)>,
    /// The scopes that were granted: there is an entry from the end of an authorization flow to its revocation.
    pub(super) grants: BTreeMap<(Subject, ConnectedAppId), Vec<String>>,
    /// The active ones.
    pub(super) tokens: BTreeMap<String, Token>,
}

impl State {
    pub(super) fn new(names: Names) -> Self {
        Self {
            names,
            organizations: BTreeMap::new(),
            members: BTreeMap::new(),
            users: BTreeMap::new(),
            apps: BTreeMap::new(),
            sessions: BTreeMap::new(),
            grants: BTreeMap::new(),
            tokens: BTreeMap::new(),
        }
    }

    /// The Organization with this id, slug or external id.
    pub(super) fn organization(&self, id: &OrganizationId) -> Result<OrganizationId, Refusal> {
        if self.organizations.contains_key(id) {
            return Ok(id.clone());
        }
        let text = Some(id.as_str());
        self.organizations
            .iter()
            .find(|(_, organization)| {
                organization.slug.as_deref() == text || organization.external_id.as_deref() == text
            })
            .map(|(id, _)| id.clone())
            .ok_or(Refusal::OrganizationNotFound)
    }

    /// The Member of the Organization with this id or external id.
    pub(super) fn member(&self, organization: &OrganizationId, id: &MemberId) -> Result<MemberId, Refusal> {
        let mut members = self.members_of(organization);
        members
            .find(|(known, member)| *known == id || member.external_id.as_deref() == Some(id.as_str()))
            .map(|(id, _)| id.clone())
            .ok_or(Refusal::MemberNotFound)
    }

    pub(super) fn members_of<'a>(
        &'a self,
        organization: &'a OrganizationId,
    ) -> impl Iterator<Item = (&'a MemberId, &'a Member)> {
        self.members.iter().filter(move |(_, (owner, _))| owner == organization).map(|(id, (_, member))| (id, member))
    }

    pub(super) fn user(&self, id: &UserId) -> Result<UserId, Refusal> {
        match self.users.get_key_value(id) {
            Some((id, _)) => Ok(id.clone()),
            None => Err(Refusal::UserNotFound),
        }
    }

    pub(super) fn app(&self, id: &ConnectedAppId) -> Result<&App, Refusal> {
        self.apps.get(id).ok_or(Refusal::ConnectedAppNotFound)
    }
}
