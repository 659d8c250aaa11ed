//! Links and codes that sign Users in.

use std::collections::BTreeMap;

use subtle::ConstantTimeEq;

use super::{contacts::Contact, recipients::Recipient};
use crate::{
    attributes::Attributes,
    consumer::magic_links::{AuthenticateResponse, Options},
    factors::{
        AuthenticationFactor, DeliveryMethod, EmailFactor, EmbeddableMagicLinkFactor, FactorType, PhoneNumberFactor,
    },
    ids::UserId,
    sandbox::{
        Sandbox, api_error::ApiError, clock::after_minutes, formats::check_minutes, grants::Subject,
        proofs::check_code_verifier, state::State, user_sign_in::UserSignIn,
    },
    secrets::{Code, CodeVerifier},
};

/// The links and codes of all Users, those that were used included: they are refused with another error than unknown ones.
#[derive(Default)]
pub(in crate::sandbox) struct UserProofs {
    /// By their tokens.
    links: BTreeMap<String, UserProof>,
    /// By the ids of the addresses and numbers to which they were sent.
    codes: BTreeMap<String, (Code, UserProof)>,
}

/// A link or code.
#[derive(Clone)]
pub(super) struct UserProof {
    pub(super) user: UserId,
    /// The id of the address or number; that of the link itself if the application delivers it.
    pub(super) method_id: String,
    pub(super) delivery: DeliveryMethod,
    pub(super) is_invite: bool,
    pub(super) attributes: Option<Attributes>,
    /// The hash of the code verifier that the use needs (RFC 7636).
    pub(super) code_challenge: Option<String>,
    pub(super) expires_at: jiff::Timestamp,
    /// It was used or revoked.
    pub(super) is_spent: bool,
}

impl UserProof {
    pub(super) fn new(recipient: &Recipient, delivery: DeliveryMethod, expires_at: jiff::Timestamp) -> Self {
        Self {
            user: recipient.user.clone(),
            method_id: recipient.method_id.clone(),
            delivery,
            is_invite: false,
            attributes: None,
            code_challenge: None,
            expires_at,
            is_spent: false,
        }
    }

    fn works(&self, now: jiff::Timestamp) -> bool {
        !self.is_spent && self.expires_at > now
    }

    fn check_attributes(&self, given: Option<&Attributes>, options: Option<&Options>) -> Result<(), ApiError> {
        check_attributes(self.attributes.as_ref(), given, options)
    }
}

impl UserProofs {
    pub(super) fn forget_user(&mut self, user: &UserId) {
        self.links.retain(|_, link| link.user != *user);
        self.codes.retain(|_, (_, code)| code.user != *user);
    }

    pub(super) fn forget_method(&mut self, id: &str) {
        self.links.retain(|_, link| link.method_id != id);
        self.codes.remove(id);
    }

    pub(super) fn spend_link(&mut self, token: &str) {
        self.links.get_mut(token).into_iter().for_each(|link| link.is_spent = true);
    }

    pub(super) fn spend_code(&mut self, method_id: &str) {
        self.codes.get_mut(method_id).into_iter().for_each(|(_, code)| code.is_spent = true);
    }

    /// Makes the invitations to an address unusable.
    pub(super) fn revoke_invites(&mut self, email_id: &str) {
        let invites = self.links.values_mut().filter(|link| link.is_invite && link.method_id == email_id);
        invites.for_each(|link| link.is_spent = true);
    }
}

impl State {
    /// Keeps a link, and returns its token.
    pub(super) fn keep_user_link(&mut self, link: UserProof) -> Result<String, ApiError> {
        let (now, token) = (self.now(), self.ids.token("link"));
        make_room(&mut self.user_proofs.links, |link| link.works(now))?;
        self.user_proofs.links.insert(token.clone(), link);
        Ok(token)
    }

    /// Sends a code, which replaces the one before.
    pub(super) fn send_user_code(&mut self, to: &Contact, proof: UserProof) -> Result<(), ApiError> {
        let (now, code) = (self.now(), self.ids.code());
        if !self.user_proofs.codes.contains_key(&proof.method_id) {
            make_room(&mut self.user_proofs.codes, |(_, proof)| proof.works(now))?;
        }
        self.send_code(to.as_str(), proof.delivery.as_str(), &code);
        self.user_proofs.codes.insert(proof.method_id.clone(), (code.into(), proof));
        Ok(())
    }

    /// Finds a link that works.
    pub(super) fn user_link(
        &self,
        token: &str,
        attributes: Option<&Attributes>,
        options: Option<&Options>,
        verifier: Option<&CodeVerifier>,
    ) -> Result<UserProof, ApiError> {
        let link = self.user_proofs.links.get(token);
        let link = link.ok_or_else(|| ApiError::not_found("magic_link_not_found", "There is no such magic link."))?;
        if !link.works(self.now()) {
            let message = "The magic link was used or revoked, or has expired.";
            return Err(ApiError::unauthorized("unable_to_auth_magic_link", message));
        }
        link.check_attributes(attributes, options)?;
        check_code_verifier(link.code_challenge.as_deref(), verifier)?;
        Ok(link.clone())
    }

    /// Finds the code that was sent to an address or number, if it works and is the given one. Another one counts as a failure.
    pub(super) fn user_code(
        &mut self,
        method_id: &str,
        code: &Code,
        attributes: Option<&Attributes>,
        options: Option<&Options>,
    ) -> Result<UserProof, ApiError> {
        let owner = self.users.keys().find(|user| self.contact(user, method_id).is_some());
        let owner = Subject::from(owner.ok_or_else(|| {
            ApiError::bad_request("invalid_method_id", "No User has an address or number with this `method_id`.")
        })?);
        self.check_lock(&owner)?;
        let given = code.expose_secret().as_bytes();
        if given.len() != 6 || !given.iter().all(u8::is_ascii_digit) {
            return Err(ApiError::bad_request("invalid_code", "A code has six digits."));
        }
        let (sent, proof) =
            self.user_proofs.codes.get(method_id).ok_or_else(|| {
                ApiError::not_found("otp_code_not_found", "No code was sent to this address or number.")
            })?;
        let is_right: bool = sent.expose_secret().as_bytes().ct_eq(given).into();
        if !is_right || !proof.works(self.now()) {
            self.count_failure(&owner);
            let message = "The code is wrong, was used, or has expired.";
            return Err(ApiError::unauthorized("unable_to_auth_otp_code", message));
        }
        proof.check_attributes(attributes, options)?;
        let proof = proof.clone();
        self.forget_failures(&owner);
        Ok(proof)
    }

    /// Signs a User in by a link or code.
    pub(super) fn sign_in_by(
        &mut self,
        proof: &UserProof,
        factor: FactorType,
        sign_in: UserSignIn<'_>,
        request_id: String,
    ) -> Result<AuthenticateResponse, ApiError> {
        let factors = vec![self.factor(proof, factor)];
        let signed_in = self.sign_in_user(&proof.user, UserSignIn { factors, ..sign_in }, request_id)?;
        let is_newly_verified = self.verify_contact(&proof.user, &proof.method_id);
        // A stranger may have signed up with the address before.
        let reset_sessions = is_newly_verified && {
            let before = self.sessions.len();
            self.end_other_sessions(&Subject::from(&proof.user), &signed_in.session_token);
            before != self.sessions.len()
        };
        let user = self.users.get(&proof.user).ok_or_else(ApiError::user_not_found)?.user.clone();
        Ok(AuthenticateResponse {
            request_id: signed_in.request_id,
            user_id: signed_in.user_id,
            method_id: proof.method_id.clone().into(),
            session_token: signed_in.session_token,
            session_jwt: signed_in.session_jwt,
            user,
            reset_sessions,
            status_code: 200,
            session: signed_in.session,
            user_device: None,
        })
    }

    fn factor(&self, proof: &UserProof, r#type: FactorType) -> AuthenticationFactor {
        let id = proof.method_id.as_str();
        let mut factor = AuthenticationFactor { r#type, delivery_method: proof.delivery.clone(), ..self.proved_now() };
        match self.contact(&proof.user, id) {
            Some(Contact::Email(email_address)) => {
                factor.email_factor = Some(EmailFactor { email_id: id.into(), email_address });
            }
            Some(Contact::PhoneNumber(phone_number)) => {
                factor.phone_number_factor = Some(PhoneNumberFactor { phone_id: id.into(), phone_number });
            }
            None => {
                let embedded_id = id.to_owned();
                factor.embeddable_magic_link_factor = Some(EmbeddableMagicLinkFactor { embedded_id });
            }
        }
        factor
    }

    /// Returns the end of a link's or code's lifetime, which has to be within limits.
    pub(super) fn proof_end(
        &self,
        minutes: Option<i32>,
        default: u32,
        limits: std::ops::RangeInclusive<u32>,
        error_type: &'static str,
    ) -> Result<jiff::Timestamp, ApiError> {
        // A negative number is none that any limits allow.
        let minutes = minutes.map(|minutes| u32::try_from(minutes).unwrap_or_default());
        let minutes = check_minutes(minutes, default, limits, error_type)?;
        Ok(after_minutes(self.now(), minutes))
    }
}

/// Compares the attributes of the calls that sent and that use a link or code, as far as the options ask for it.
pub(super) fn check_attributes(
    sent: Option<&Attributes>,
    given: Option<&Attributes>,
    options: Option<&Options>,
) -> Result<(), ApiError> {
    let Some(options) = options else { return Ok(()) };
    let is_same = |part: fn(&Attributes) -> Option<&String>| {
        let sent = sent.and_then(part);
        sent.is_some() && sent == given.and_then(part)
    };
    let ip_matches = !options.ip_match_required || is_same(|attributes| attributes.ip_address.as_ref());
    let agent_matches = !options.user_agent_match_required || is_same(|attributes| attributes.user_agent.as_ref());
    if ip_matches && agent_matches {
        return Ok(());
    }
    let message = "The IP address or the browser is another than that of the call which sent the link or code.";
    Err(ApiError::unauthorized("attribute_mismatch", message))
}

/// Forgets the links or codes that do not work any more if there are too many, and refuses one more otherwise.
fn make_room<V>(proofs: &mut BTreeMap<String, V>, works: impl Fn(&V) -> bool) -> Result<(), ApiError> {
    if proofs.len() >= Sandbox::MAX_ENTRIES {
        proofs.retain(|_, proof| works(proof));
    }
    if proofs.len() >= Sandbox::MAX_ENTRIES { Err(ApiError::full()) } else { Ok(()) }
}
