//! Discovery: a proved e-mail address, and the Organizations to choose from.

use std::collections::BTreeMap;

use endpoint_runtime::JsonMap;

use super::{
    organizations::{NewNames, settings_of},
    provisioning::may_join,
};
use crate::{
    Result,
    b2b::{
        discovery::{
            DiscoveredOrganization, DiscoveryResponse, Membership,
            intermediate_sessions::{ExchangeRequest, IntermediateSessions},
            organizations::{CreateRequest, ListRequest, ListResponse, Organizations},
        },
        mfa::MfaRequired,
        organizations::{Member, MemberStatus, Organization},
        sessions::AuthenticationResponse,
    },
    factors::{AuthenticationFactor, DeliveryMethod, FactorType},
    ids::MemberId,
    sandbox::{
        Sandbox,
        added_entities::ADMIN_ROLE,
        api_error::ApiError,
        formats::domain_of,
        grants::Subject,
        member_factors::email_factor,
        member_sign_in::{MemberSignIn, MissingFactors, missing_factors, second_factors},
        proofs::IntermediateSession,
        session_entries::SessionOptions,
        state::State,
    },
    secrets::IntermediateSessionToken,
};

impl Organizations for Sandbox {
    async fn list(&self, request: ListRequest) -> Result<ListResponse> {
        self.respond(|state, request_id| {
            let ListRequest { intermediate_session_token, session_token, session_jwt, .. } = &request;
            let arguments = [intermediate_session_token.is_some(), session_token.is_some(), session_jwt.is_some()];
            if arguments.into_iter().filter(|is_given| *is_given).count() > 1 {
                let message = "The call takes one of the intermediate session, the session's token and its JWT.";
                return Err(ApiError::bad_request("too_many_session_arguments", message));
            }
            let (email, factors, hint) = if let Some(token) = intermediate_session_token {
                let session = state.intermediate_session(token)?;
                let hint = session.organization.as_ref().map(ToString::to_string);
                (session.email.clone(), session.factors.clone(), hint)
            } else {
                let token = state.find_session(session_token.as_ref(), session_jwt.as_ref())?;
                let session = state.session(&token)?;
                let Subject::Member(id) = &session.subject else { return Err(ApiError::session_not_found()) };
                (state.member_and_organization(id)?.0.email_address, session.factors.clone(), None)
            };
            Ok(ListResponse {
                request_id,
                status_code: 200,
                discovered_organizations: state.discovered_organizations(&email, &factors),
                email_address: email,
                organization_id_hint: hint,
            })
        })
    }

    async fn create(&self, request: CreateRequest) -> Result<AuthenticationResponse> {
        self.respond(|state, request_id| {
            let token = &request.intermediate_session_token;
            let session = state.intermediate_session(token)?.clone();
            if state.claimant(domain_of(&session.email)).is_some() {
                let message = "The domain of the e-mail address belongs to an Organization, which can be joined.";
                return Err(ApiError::bad_request("action_not_allowed_email_domain_is_claimed", message));
            }
            let names = NewNames {
                name: Some(request.organization_name.unwrap_or_else(|| domain_of(&session.email).to_owned())),
                slug: request.organization_slug,
                external_id: request.organization_external_id,
                logo_url: request.organization_logo_url,
            };
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            let organization = state.create_organization(names, settings_of!(request))?;
            let roles = vec![ADMIN_ROLE.into()];
            let result = state
                .create_member(&organization, &session.email, roles, |_| Ok(()))
                .and_then(|id| state.enter(&id, token, &session, options, request_id));
            if result.is_err() {
                state.remove_organization(&organization);
            }
            result
        })
    }
}

impl IntermediateSessions for Sandbox {
    async fn exchange(&self, request: ExchangeRequest) -> Result<AuthenticationResponse> {
        self.respond(|state, request_id| {
            let token = &request.intermediate_session_token;
            let session = state.intermediate_session(token)?.clone();
            let organization = state.organization(&request.organization_id)?;
            let (id, is_new) = state.find_or_provision(&organization, &session.email).map_err(|error| {
                // Here, Stytch has one error for both reasons.
                let is_domain = error == ApiError::wrong_domain();
                if is_domain { ApiError::no_provisioning() } else { error }
            })?;
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            let result = state.enter(&id, token, &session, options, request_id);
            if result.is_err() && is_new {
                state.remove_member(&id);
            }
            result
        })
    }
}

impl State {
    /// Begins discovery for somebody who has proved an e-mail address by a link or a code.
    pub(super) fn discover(
        &mut self,
        email: &str,
        r#type: FactorType,
        request_id: String,
    ) -> std::result::Result<DiscoveryResponse, ApiError> {
        let factor = self.discovery_factor(email, r#type);
        self.discover_by(email, vec![factor], request_id)
    }

    /// Returns the proof of an e-mail address, which has no id of its own before there is a Member.
    pub(super) fn discovery_factor(&self, email: &str, r#type: FactorType) -> AuthenticationFactor {
        self.email_proof(r#type, email_factor(&MemberId::default(), email))
    }

    /// Begins discovery for somebody who has proved these factors of an e-mail address.
    pub(super) fn discover_by(
        &mut self,
        email: &str,
        factors: Vec<AuthenticationFactor>,
        request_id: String,
    ) -> std::result::Result<DiscoveryResponse, ApiError> {
        let discovered_organizations = self.discovered_organizations(email, &factors);
        let session = IntermediateSession { email: email.to_owned(), organization: None, factors };
        let (intermediate_session_token, expires_at) = self.start_intermediate_session(session)?;
        Ok(DiscoveryResponse {
            request_id,
            status_code: 200,
            intermediate_session_token,
            email_address: email.to_owned(),
            discovered_organizations,
            intermediate_session_token_expires_at: Some(expires_at),
        })
    }

    /// Signs somebody in to an Organization who was not signed in to it before.
    fn enter(
        &mut self,
        id: &MemberId,
        token: &IntermediateSessionToken,
        session: &IntermediateSession,
        options: SessionOptions,
        request_id: String,
    ) -> std::result::Result<AuthenticationResponse, ApiError> {
        let there = self.member_and_organization(id)?.0;
        let here = session.organization.as_ref().and_then(|here| self.member_by_email(here, &session.email));
        let factors = portable_factors(&session.factors, here, &there);
        if factors.is_empty() {
            return Err(ApiError::wrong_intermediate_session());
        }
        let response = self.sign_in_member(id, MemberSignIn { factors, options, ..Default::default() }, request_id)?;
        self.intermediate_sessions.take(self.now(), token.expose_secret());
        Ok(response)
    }

    /// Lists the Organizations that somebody is a Member of, is invited to, or may join.
    fn discovered_organizations(&self, email: &str, factors: &[AuthenticationFactor]) -> Vec<DiscoveredOrganization> {
        let has_address = |member: &&Member| {
            member.status != MemberStatus::Deleted && member.email_address.eq_ignore_ascii_case(email)
        };
        let members = self.members.values().map(|entry| &entry.member).filter(has_address);
        let members: BTreeMap<_, _> = members.map(|member| (&member.organization_id, member)).collect();
        let found = self.organizations.iter().filter_map(|(id, organization)| {
            let membership = membership(members.get(id).copied(), organization, email)?;
            let nobody = self.default_member(MemberId::default(), id.clone(), email.to_owned());
            let member = membership.member.as_ref().unwrap_or(&nobody);
            let MissingFactors { primary, needs_second } = missing_factors(member, organization, factors);
            let mfa = MfaRequired { member_options: second_factors(member), ..Default::default() };
            Some(DiscoveredOrganization {
                member_authenticated: primary.is_none() && !needs_second,
                organization: Some(organization.clone()),
                primary_required: primary,
                mfa_required: needs_second.then_some(mfa),
                membership: Some(membership),
            })
        });
        found.collect()
    }
}

/// Returns the relation of an address to an Organization, of which it may be a Member; `None` if there is none.
fn membership(member: Option<&Member>, organization: &Organization, email: &str) -> Option<Membership> {
    if let Some(member) = member {
        let r#type = format!("{}_member", member.status);
        return Some(Membership { r#type, details: None, member: Some(member.clone()) });
    }
    may_join(organization, email).then(|| Membership {
        r#type: "eligible_to_join_by_email_domain".to_owned(),
        details: Some(JsonMap::from_iter([("domain", domain_of(email))])),
        member: None,
    })
}

/// Returns the factors that prove something to another Organization: an e-mail address does, which both Members have, and a
/// telephone number if both have it. Passwords, authenticator apps and recovery codes belong to one Member.
///
/// `here` is the Member who has proved the factors; `None` in discovery, whose factors belong to no Organization.
pub(super) fn portable_factors(
    factors: &[AuthenticationFactor],
    here: Option<&Member>,
    there: &Member,
) -> Vec<AuthenticationFactor> {
    let is_portable = |factor: &&AuthenticationFactor| match here {
        Some(here) if here.member_id != there.member_id => match factor.delivery_method {
            DeliveryMethod::Email => true,
            DeliveryMethod::Sms => here.mfa_phone_number == there.mfa_phone_number,
            _ => false,
        },
        _ => true,
    };
    let factors = factors.iter().filter(is_portable).cloned().map(|mut factor| {
        if factor.email_factor.is_some() {
            factor.email_factor = Some(email_factor(&there.member_id, &there.email_address));
        }
        factor
    });
    factors.collect()
}
