//! The Organizations of an e-mail address.

use crate::{
    b2b::discovery::{DiscoveredOrganization, Membership},
    factors::AuthenticationFactor,
    sandbox::state::State,
};

impl State {
    pub(super) fn discovered_organizations(
        &self,
        email: &str,
        _factors: &[AuthenticationFactor],
    ) -> Vec<DiscoveredOrganization> {
        let members = self.members_with_email(email).into_iter();
        let found = members.filter_map(|id| {
            let (member, organization) = self.member_and_organization(&id).ok()?;
            Some(DiscoveredOrganization {
                member_authenticated: true,
                organization: Some(organization),
                membership: Some(Membership {
                    r#type: format!("{}_member", member.status),
                    details: None,
                    member: Some(member),
                }),
                ..Default::default()
            })
        });
        found.collect()
    }
}
