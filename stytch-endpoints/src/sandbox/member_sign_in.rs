//! The end of every sign-in of a Member: a session, or an intermediate session for the factors that are missing.

use super::{
    api_error::ApiError, grants::Subject, proofs::IntermediateSession, session_entries::SessionOptions, state::State,
};
use crate::{
    b2b::{
        mfa::{MemberOptions, MfaRequired},
        organizations::{Member, Organization},
        sessions::{AuthenticationResponse, PrimaryRequired},
    },
    factors::{AuthenticationFactor, DeliveryMethod, FactorType},
    ids::MemberId,
    secrets::{IntermediateSessionToken, SessionJwt, SessionToken},
};

/// The lifetime of the codes that are sent as a second factor, in minutes.
const CODE_MINUTES: u32 = 2;

/// A sign-in of a Member.
#[derive(Default)]
pub(super) struct MemberSignIn<'a> {
    /// The factors that were just proved.
    pub(super) factors: Vec<AuthenticationFactor>,
    pub(super) options: SessionOptions,
    /// The session to which the factors are added, if the call names one.
    pub(super) session_token: Option<&'a SessionToken>,
    pub(super) session_jwt: Option<&'a SessionJwt>,
    /// The intermediate session that this continues, if the call names one.
    pub(super) intermediate: Option<&'a IntermediateSessionToken>,
}

impl State {
    /// Completes a sign-in, as far as the factors suffice.
    pub(super) fn sign_in_member(
        &mut self,
        id: &MemberId,
        sign_in: MemberSignIn<'_>,
        request_id: String,
    ) -> Result<AuthenticationResponse, ApiError> {
        let MemberSignIn { mut factors, options, session_token, session_jwt, intermediate } = sign_in;
        self.activate(id, &factors)?;
        if session_token.is_some() || session_jwt.is_some() {
            let token = self.find_session(session_token, session_jwt)?;
            if self.session(&token)?.subject != Subject::from(id) {
                let message = "The session belongs to another Member.";
                return Err(ApiError::bad_request("member_session_member_id_mismatch", message));
            }
            self.touch_session(&token, factors, options)?;
            return self.signed_in(id, &token, request_id);
        }
        let (member, organization) = self.member_and_organization(id)?;
        if let Some(token) = intermediate {
            factors.splice(0..0, self.intermediate_factors(&member, token)?);
        }
        let primary = missing_primary(&member, &organization, &factors);
        let needs_second = primary.is_none() && needs_second_factor(&member, &organization, &factors);
        if primary.is_none() && !needs_second {
            let token = self.start_session(Subject::from(id), factors, options)?;
            self.end_intermediate_session(intermediate);
            return self.signed_in(id, token.expose_secret(), request_id);
        }
        let mfa = if needs_second { Some(self.request_second_factor(&member)?) } else { None };
        let (token, expires_at) = self.start_intermediate_session(IntermediateSession {
            email: member.email_address.clone(),
            organization: Some(organization.organization_id.clone()),
            factors,
        })?;
        self.end_intermediate_session(intermediate);
        Ok(AuthenticationResponse {
            request_id,
            status_code: 200,
            member_id: id.clone(),
            member,
            organization,
            intermediate_session_token: token,
            intermediate_session_token_expires_at: Some(expires_at),
            primary_required: primary,
            mfa_required: mfa,
            ..Default::default()
        })
    }

    fn signed_in(&self, id: &MemberId, token: &str, request_id: String) -> Result<AuthenticationResponse, ApiError> {
        let (member, organization) = self.member_and_organization(id)?;
        Ok(AuthenticationResponse {
            request_id,
            status_code: 200,
            member_id: id.clone(),
            session_token: token.into(),
            session_jwt: self.session_jwt(token)?,
            member,
            organization,
            member_authenticated: true,
            member_session: Some(self.member_session(self.session(token)?)?),
            ..Default::default()
        })
    }

    /// Returns a Member and the Member's Organization, as responses show them.
    pub(super) fn member_and_organization(&self, id: &MemberId) -> Result<(Member, Organization), ApiError> {
        let member = self.members.get(id).ok_or_else(ApiError::member_not_found)?.member.clone();
        let organization = self.organizations.get(&member.organization_id);
        let organization = organization.ok_or_else(ApiError::organization_not_found)?.clone();
        Ok((member, organization))
    }

    /// Returns the factors of an intermediate session, which has to be one of the Member's e-mail address and Organization.
    pub(super) fn intermediate_factors(
        &self,
        member: &Member,
        token: &IntermediateSessionToken,
    ) -> Result<Vec<AuthenticationFactor>, ApiError> {
        let session = self.intermediate_session(token)?;
        let is_of_member = session.email.eq_ignore_ascii_case(&member.email_address)
            && session.organization.as_ref().is_none_or(|organization| *organization == member.organization_id);
        if is_of_member { Ok(session.factors.clone()) } else { Err(ApiError::intermediate_session_not_found()) }
    }

    fn end_intermediate_session(&mut self, token: Option<&IntermediateSessionToken>) {
        if let Some(token) = token {
            self.intermediate_sessions.take(self.now(), token.expose_secret());
        }
    }

    /// Makes a pending or invited Member active; a factor by e-mail verifies the address, one by telephone the number.
    fn activate(&mut self, id: &MemberId, factors: &[AuthenticationFactor]) -> Result<(), ApiError> {
        self.check_lock(&Subject::from(id))?;
        let member = &mut self.members.get_mut(id).ok_or_else(ApiError::member_not_found)?.member;
        "active".clone_into(&mut member.status);
        let has = |method: &DeliveryMethod| factors.iter().any(|factor| factor.delivery_method == *method);
        member.email_address_verified |= has(&DeliveryMethod::Email);
        member.mfa_phone_number_verified |= has(&DeliveryMethod::Sms);
        Ok(())
    }

    /// Sends a code if the Member's second factor is a telephone, and says what the Member can continue with.
    fn request_second_factor(&mut self, member: &Member) -> Result<MfaRequired, ApiError> {
        let has_phone = !member.mfa_phone_number.is_empty();
        let has_totp = !member.totp_registration_id.as_str().is_empty();
        let sends = has_phone && !(has_totp && member.default_mfa_method == "totp");
        if sends {
            self.send_one_time_code("sms", &member.mfa_phone_number, CODE_MINUTES)?;
        }
        let options = MemberOptions {
            mfa_phone_number: member.mfa_phone_number.clone(),
            totp_registration_id: member.totp_registration_id.clone(),
        };
        Ok(MfaRequired {
            member_options: (has_phone || has_totp).then_some(options),
            secondary_auth_initiated: sends.then(|| "sms_otp".to_owned()),
        })
    }
}

/// Returns the methods of which the Member still has to use one, if the Organization accepts none of the factors.
pub(super) fn missing_primary(
    member: &Member,
    organization: &Organization,
    factors: &[AuthenticationFactor],
) -> Option<PrimaryRequired> {
    let is_restricted = organization.auth_methods == "RESTRICTED" && !member.is_breakglass;
    let allowed = &organization.allowed_auth_methods;
    let is_accepted = |factor| primary_method(factor).is_some_and(|method| allowed.iter().any(|name| name == method));
    (is_restricted && !factors.iter().any(is_accepted))
        .then(|| PrimaryRequired { allowed_auth_methods: allowed.clone() })
}

/// Returns the name of a first factor in `allowed_auth_methods`; `None` for second factors.
fn primary_method(factor: &AuthenticationFactor) -> Option<&'static str> {
    match (&factor.r#type, &factor.delivery_method) {
        (FactorType::MagicLink, _) => Some("magic_link"),
        (FactorType::EmailOtp, _) => Some("email_otp"),
        (FactorType::Password, _) => Some("password"),
        (FactorType::Sso, _) => Some("sso"),
        (FactorType::Oauth, DeliveryMethod::OauthGoogle) => Some("google_oauth"),
        (FactorType::Oauth, DeliveryMethod::OauthMicrosoft) => Some("microsoft_oauth"),
        (FactorType::Oauth, DeliveryMethod::OauthSlack) => Some("slack_oauth"),
        (FactorType::Oauth, DeliveryMethod::OauthGithub) => Some("github_oauth"),
        (FactorType::Oauth, DeliveryMethod::OauthHubspot) => Some("hubspot_oauth"),
        _ => None,
    }
}

fn needs_second_factor(member: &Member, organization: &Organization, factors: &[AuthenticationFactor]) -> bool {
    let is_required = organization.mfa_policy == "REQUIRED_FOR_ALL" || member.mfa_enrolled;
    is_required && !member.is_breakglass && !factors.iter().any(is_second_factor)
}

/// Returns whether a factor counts as a second one.
pub(super) fn is_second_factor(factor: &AuthenticationFactor) -> bool {
    matches!(factor.r#type, FactorType::Totp | FactorType::RecoveryCodes)
        || matches!(factor.delivery_method, DeliveryMethod::Sms)
}
