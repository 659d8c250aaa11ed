//! Permissions of the session that a call carries.

use super::{api_error::ApiError, grants::Subject, state::State};
use crate::{
    ids::{MemberId, OrganizationId},
    secrets::{SessionJwt, SessionToken},
    session::MemberSession,
};

impl State {
    /// Looks the Organization up, and requires that the session, if there is one, belongs to it.
    pub(super) fn check_organization(
        &self,
        id: &OrganizationId,
        session: Option<&MemberSession>,
    ) -> Result<OrganizationId, ApiError> {
        let organization = self.organization(id)?;
        self.find_session_member(&organization, session)?;
        Ok(organization)
    }

    /// Looks the Member up, and requires that the session, if there is one, may see and revoke the Member's apps.
    pub(super) fn check_member(
        &self,
        organization: &OrganizationId,
        member: &MemberId,
        session: Option<&MemberSession>,
    ) -> Result<Subject, ApiError> {
        let organization = self.organization(organization)?;
        let actor = self.find_session_member(&organization, session)?;
        let member = self.member(&organization, member);
        if let Some(actor) = actor {
            let is_self = member.as_ref() == Ok(actor);
            let is_admin = self.members.get(actor).is_some_and(|(_, member)| member.is_admin);
            if !is_self && !is_admin {
                return Err(ApiError::NoPermission);
            }
        }
        member.map(Subject::Member)
    }

    /// Finds the Member of the session, who has to belong to the Organization; `None` without a session.
    fn find_session_member(
        &self,
        organization: &OrganizationId,
        session: Option<&MemberSession>,
    ) -> Result<Option<&MemberId>, ApiError> {
        let Some(MemberSession { session_token, session_jwt }) = session else { return Ok(None) };
        let by_token = session_token.as_ref().map(|token| self.find_session(token)).transpose()?;
        let by_jwt = session_jwt.as_ref().map(|jwt| self.find_session_by_jwt(jwt)).transpose()?;
        let session = match (by_token, by_jwt) {
            (Some((token, _)), Some((other, _))) if token != other => return Err(ApiError::DifferentSessions),
            (Some(session), _) | (None, Some(session)) => session,
            (None, None) => return Ok(None),
        };
        let (_, member) = session;
        match self.members.get(member) {
            Some((owner, _)) if owner == organization => Ok(Some(member)),
            _ => Err(ApiError::OtherOrganization),
        }
    }

    /// Finds a session's token, which is its key, and its Member.
    fn find_session(&self, token: &SessionToken) -> Result<(&str, &MemberId), ApiError> {
        match self.sessions.get_key_value(token.expose_secret()) {
            Some((token, (member, _))) => Ok((token, member)),
            None => Err(ApiError::SessionNotFound),
        }
    }

    fn find_session_by_jwt(&self, jwt: &SessionJwt) -> Result<(&str, &MemberId), ApiError> {
        self.sessions
            .iter()
            .find(|(_, (_, session))| session.jwt.expose_secret() == jwt.expose_secret())
            .map(|(token, (member, _))| (token.as_str(), member))
            .ok_or(ApiError::SessionNotFound)
    }
}
