//! The end of every sign-in of a Member: a session, or an intermediate session for the factors that are missing.

use super::{
    api_error::ApiError,
    grants::Subject,
    member_codes::CodeTarget,
    proofs::IntermediateSession,
    session_entries::{SessionOptions, add_factors},
    state::State,
};
use crate::{
    b2b::{
        mfa::{MemberOptions, MfaRequired},
        organizations::{Member, MemberStatus, Organization},
        sessions::{AuthenticationResponse, PrimaryRequired},
    },
    factors::{AuthenticationFactor, DeliveryMethod, FactorType},
    ids::MemberId,
    secrets::{IntermediateSessionToken, SessionJwt, SessionToken},
};

/// The lifetime of the codes that are sent as a second factor, in minutes.
pub(super) const CODE_MINUTES: u32 = 2;

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
    /// Completes a sign-in, as far as the factors suffice. An error leaves the Member as before.
    pub(super) fn sign_in_member(
        &mut self,
        id: &MemberId,
        sign_in: MemberSignIn<'_>,
        request_id: String,
    ) -> Result<AuthenticationResponse, ApiError> {
        let before = self.members.get(id).map(|entry| entry.member.clone());
        let result = self.complete_sign_in(id, sign_in, request_id);
        if let (Err(_), Some(before), Some(entry)) = (&result, before, self.members.get_mut(id)) {
            entry.member = before;
        }
        result
    }

    fn complete_sign_in(
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
        if let Some(token) = intermediate {
            let mut earlier = self.intermediate_session_of(token, id)?.factors.clone();
            add_factors(&mut earlier, factors);
            factors = earlier;
        }
        let (member, organization) = self.member_and_organization(id)?;
        let MissingFactors { primary, needs_second } = missing_factors(&member, &organization, &factors);
        let response = if primary.is_none() && !needs_second {
            let token = self.start_session(Subject::from(id), factors, options)?;
            self.signed_in(id, token.expose_secret(), request_id)?
        } else {
            let mfa = if needs_second { Some(self.request_second_factor(&member)?) } else { None };
            let (token, expires_at) = self.start_intermediate_session(IntermediateSession {
                email: member.email_address.clone(),
                organization: Some(organization.organization_id.clone()),
                factors,
            })?;
            AuthenticationResponse {
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
            }
        };
        if let Some(intermediate) = intermediate {
            self.intermediate_sessions.take(self.now(), intermediate.expose_secret());
        }
        Ok(response)
    }

    /// Finds an intermediate session of the person who is this Member, of discovery or of the Member's Organization.
    pub(super) fn intermediate_session_of(
        &self,
        token: &IntermediateSessionToken,
        id: &MemberId,
    ) -> Result<&IntermediateSession, ApiError> {
        let session = self.intermediate_session(token)?;
        let member = &self.members.get(id).ok_or_else(ApiError::member_not_found)?.member;
        if session.organization.as_ref().is_some_and(|organization| *organization != member.organization_id) {
            return Err(ApiError::wrong_intermediate_session());
        }
        if !session.email.eq_ignore_ascii_case(&member.email_address) {
            return Err(ApiError::intermediate_session_not_found());
        }
        Ok(session)
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

    /// Makes a pending or invited Member active; a factor by e-mail verifies the address, one by telephone the number.
    fn activate(&mut self, id: &MemberId, factors: &[AuthenticationFactor]) -> Result<(), ApiError> {
        self.check_lock(&Subject::from(id))?;
        let member = &mut self.members.get_mut(id).ok_or_else(ApiError::member_not_found)?.member;
        member.status = MemberStatus::Active;
        let has = |method: &DeliveryMethod| factors.iter().any(|factor| factor.delivery_method == *method);
        member.email_address_verified |= has(&DeliveryMethod::Email);
        member.mfa_phone_number_verified |= has(&DeliveryMethod::Sms);
        Ok(())
    }

    /// Sends a code if the Member's second factor is a telephone, and says what the Member can continue with.
    fn request_second_factor(&mut self, member: &Member) -> Result<MfaRequired, ApiError> {
        let has_totp = !member.totp_registration_id.as_str().is_empty();
        let prefers_totp = has_totp && member.default_mfa_method == "totp";
        let sends = !member.mfa_phone_number.is_empty() && !prefers_totp;
        if sends {
            let target = CodeTarget::sms(&member.member_id, &member.mfa_phone_number);
            self.send_member_code(&target, CODE_MINUTES)?;
        }
        let secondary_auth_initiated = sends.then(|| "sms_otp".to_owned());
        Ok(MfaRequired { member_options: second_factors(member), secondary_auth_initiated })
    }

    /// Notes that a Member has used a second factor, as the call that proves it wants. The first one becomes the default.
    pub(super) fn note_second_factor(
        &mut self,
        id: &MemberId,
        method: &str,
        set_enrollment: Option<&str>,
        set_default: Option<bool>,
    ) -> Result<(), ApiError> {
        let is_enrolled = match set_enrollment {
            None => None,
            Some("enroll") => Some(true),
            Some("unenroll") => Some(false),
            Some(_) => {
                let message = "`set_mfa_enrollment` has to be `enroll` or `unenroll`.";
                return Err(ApiError::bad_request("bad_request", message));
            }
        };
        let (_, organization) = self.member_and_organization(id)?;
        let member = &mut self.members.get_mut(id).ok_or_else(ApiError::member_not_found)?.member;
        if organization.mfa_policy != "REQUIRED_FOR_ALL" {
            member.mfa_enrolled = is_enrolled.unwrap_or(member.mfa_enrolled);
        }
        if set_default == Some(true) || member.default_mfa_method.is_empty() {
            method.clone_into(&mut member.default_mfa_method);
        }
        Ok(())
    }
}

/// The factors that a sign-in still needs.
pub(super) struct MissingFactors {
    pub(super) primary: Option<PrimaryRequired>,
    /// A second factor is asked for once the first one is accepted.
    pub(super) needs_second: bool,
}

pub(super) fn missing_factors(
    member: &Member,
    organization: &Organization,
    factors: &[AuthenticationFactor],
) -> MissingFactors {
    let primary = missing_primary(member, organization, factors);
    let needs_second = primary.is_none() && needs_second_factor(member, organization, factors);
    MissingFactors { primary, needs_second }
}

/// Returns the second factors that the Member has set up.
pub(super) fn second_factors(member: &Member) -> Option<MemberOptions> {
    let has_any = !member.mfa_phone_number.is_empty() || !member.totp_registration_id.as_str().is_empty();
    has_any.then(|| MemberOptions {
        mfa_phone_number: member.mfa_phone_number.clone(),
        totp_registration_id: member.totp_registration_id.clone(),
    })
}

/// Returns the methods of which the Member still has to use one, if the Organization accepts none of the factors.
fn missing_primary(
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
