//! Whether the session that a call carries permits it.

use super::{grants::Subject, refusal::Refusal, state::State};
use crate::{
    ids::{MemberId, OrganizationId},
    session::{SessionJwt, SessionToken},
};

/// The two session headers of a call.
pub(super) struct Presented<'a> {
    pub(super) token: Option<&'a SessionToken>,
    pub(super) jwt: Option<&'a SessionJwt>,
}

impl State {
    /// The Organization, if a session that was presented belongs to it.
    pub(super) fn permitted_organization(
        &self,
        id: &OrganizationId,
        presented: &Presented<'_>,
    ) -> Result<OrganizationId, Refusal> {
        let organization = self.organization(id)?;
        self.session_member(&organization, presented)?;
        Ok(organization)
    }

    /// The Member, if a session that was presented permits to see and change what the Member has authorised.
    pub(super) fn permitted_member(
        &self,
        organization: &OrganizationId,
        member: &MemberId,
        presented: &Presented<'_>,
    ) -> Result<Subject, Refusal> {
        let organization = self.organization(organization)?;
        let actor = self.session_member(&organization, presented)?;
        let member = self.member(&organization, member);
        if let Some(actor) = actor {
            let is_self = member.as_ref() == Ok(actor);
            let is_admin = self.members.get(actor).is_some_and(|(_, member)| member.is_admin);
            if !is_self && !is_admin {
                return Err(Refusal::NoPermission);
            }
        }
        member.map(Subject::Member)
    }

    /// The Member whose session was presented, who has to belong to the Organization; `None` where none was.
    fn session_member(
        &self,
        organization: &OrganizationId,
        presented: &Presented<'_>,
    ) -> Result<Option<&MemberId>, Refusal> {
        let by_token = presented.token.map(|token| self.by_token(token)).transpose()?;
        let by_jwt = presented.jwt.map(|jwt| self.by_jwt(jwt)).transpose()?;
        let session = match (by_token, by_jwt) {
            (Some((token, _)), Some((other, _))) if token != other => return Err(Refusal::SessionsDiffer),
            (Some(session), _) | (None, Some(session)) => session,
            (None, None) => return Ok(None),
        };
        let (_, member) = session;
        match self.members.get(member) {
            Some((owner, _)) if owner == organization => Ok(Some(member)),
            _ => Err(Refusal::OtherOrganization),
        }
    }

    /// The session's token, which names it, and its Member.
    fn by_token(&self, token: &SessionToken) -> Result<(&str, &MemberId), Refusal> {
        match self.sessions.get_key_value(token.expose_secret()) {
            Some((token, (member, _))) => Ok((token, member)),
            None => Err(Refusal::SessionNotFound),
        }
    }

    fn by_jwt(&self, jwt: &SessionJwt) -> Result<(&str, &MemberId), Refusal> {
        self.sessions
            .iter()
            .find(|(_, (_, session))| session.jwt.expose_secret() == jwt.expose_secret())
            .map(|(token, (member, _))| (token.as_str(), member))
            .ok_or(Refusal::SessionNotFound)
    }
}
