//! Deletions of Members and Organizations.

use super::{api_error::ApiError, clock::timestamp, grants::Subject, state::State};
use crate::{
    b2b::organizations::MemberStatus,
    ids::{MemberId, OrganizationId},
};

impl State {
    /// Ends everything that a Member or User has under way: sessions, links, and the access of apps with its tokens.
    pub(super) fn end_access(&mut self, subject: &Subject) {
        self.end_sessions_of(subject);
        self.links.retain(|_, link| link.subject.as_ref() != Some(subject));
        let apps: Vec<_> = self.granted_by(subject).map(|(app, _)| app.clone()).collect();
        for app in apps {
            self.revoke(subject.clone(), app);
        }
    }

    /// Deletes a Member, who can be reactivated.
    pub(super) fn delete_member(&mut self, id: &MemberId) -> Result<(), ApiError> {
        let now = timestamp(self.now());
        let member = &mut self.members.get_mut(id).ok_or_else(ApiError::member_not_found)?.member;
        member.status = MemberStatus::Deleted;
        member.updated_at = Some(now);
        self.end_access_of_member(id);
        Ok(())
    }

    /// Removes a Member for good.
    pub(super) fn remove_member(&mut self, id: &MemberId) {
        self.members.remove(id);
        self.end_access_of_member(id);
    }

    /// Removes an Organization with its Members for good.
    pub(super) fn remove_organization(&mut self, id: &OrganizationId) {
        let members = self.members.iter().filter(|(_, entry)| entry.member.organization_id == *id);
        let members: Vec<MemberId> = members.map(|(id, _)| id.clone()).collect();
        for member in members {
            self.remove_member(&member);
        }
        self.organizations.remove(id);
        self.intermediate_sessions.retain(|_, session| session.organization.as_ref() != Some(id));
    }

    fn end_access_of_member(&mut self, id: &MemberId) {
        self.end_access(&Subject::from(id));
        self.forget_member_codes(id);
        self.email_updates.retain(|_, member| member != id);
    }
}
