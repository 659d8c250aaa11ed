//! The state of a sandbox.

use std::collections::BTreeMap;

use super::{
    api_error::ApiError,
    entities::{App, Member, MemberSession, Organization, User},
    grants::{Subject, Token},
    id_generator::IdGenerator,
};
use crate::ids::{ConnectedAppId, MemberId, OrganizationId, UserId};

/// One project's data. Every map is bounded by [`Sandbox::MAX_ENTRIES`](super::Sandbox::MAX_ENTRIES).
pub(super) struct State {
    pub(super) ids: IdGenerator,
    pub(super) organizations: BTreeMap<OrganizationId, Organization>,
    /// Each with the Organization to which it belongs.
    pub(super) members: BTreeMap<MemberId, (OrganizationId, Member)>,
    pub(super) users: BTreeMap<UserId, User>,
    pub(super) apps: BTreeMap<ConnectedAppId, App>,
    /// By their session tokens.
    pub(super) sessions: BTreeMap<String, (MemberId, MemberSession)>,
    /// The granted scopes, from the end of an authorization flow until the revocation.
    pub(super) grants: BTreeMap<(Subject, ConnectedAppId), Vec<String>>,
    /// The active tokens.
    pub(super) tokens: BTreeMap<String, Token>,
}

impl State {
    pub(super) fn new(ids: IdGenerator) -> Self {
        Self {
            ids,
            organizations: BTreeMap::new(),
            members: BTreeMap::new(),
            users: BTreeMap::new(),
            apps: BTreeMap::new(),
            sessions: BTreeMap::new(),
            grants: BTreeMap::new(),
            tokens: BTreeMap::new(),
        }
    }

    /// Finds the Organization with this id, slug or external id.
    pub(super) fn organization(&self, id: &OrganizationId) -> Result<OrganizationId, ApiError> {
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
            .ok_or(ApiError::OrganizationNotFound)
    }

    /// Finds the Member of the Organization with this id or external id.
    pub(super) fn member(&self, organization: &OrganizationId, id: &MemberId) -> Result<MemberId, ApiError> {
        let mut members = self.members_of(organization);
        members
            .find(|(known, member)| *known == id || member.external_id.as_deref() == Some(id.as_str()))
            .map(|(id, _)| id.clone())
            .ok_or(ApiError::MemberNotFound)
    }

    pub(super) fn members_of<'a>(
        &'a self,
        organization: &'a OrganizationId,
    ) -> impl Iterator<Item = (&'a MemberId, &'a Member)> {
        self.members.iter().filter(move |(_, (owner, _))| owner == organization).map(|(id, (_, member))| (id, member))
    }

    pub(super) fn user(&self, id: &UserId) -> Result<UserId, ApiError> {
        match self.users.get_key_value(id) {
            Some((id, _)) => Ok(id.clone()),
            None => Err(ApiError::UserNotFound),
        }
    }

    pub(super) fn app(&self, id: &ConnectedAppId) -> Result<&App, ApiError> {
        self.apps.get(id).ok_or(ApiError::ConnectedAppNotFound)
    }
}
