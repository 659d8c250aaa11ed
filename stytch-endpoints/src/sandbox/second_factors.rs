//! Authenticator apps and recovery codes of Members and Users.

use super::{
    api_error::ApiError,
    formats::check_minutes,
    grants::Subject,
    state::{Secrets, State},
    totp,
};
use crate::{
    ids::TotpId,
    secrets::{Code, RecoveryCode, TotpSecret},
};

/// The number of recovery codes that a person gets.
const RECOVERY_CODES: usize = 10;
/// A PNG image of one white pixel, in base64, in place of a QR code.
pub(super) const QR_CODE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==";

/// An authenticator app.
pub(super) struct TotpRegistration {
    pub(super) secret: TotpSecret,
    /// The end of the time for the first code; `None` once that was proved.
    pub(super) pending_until: Option<jiff::Timestamp>,
    /// The step of the latest code that was accepted.
    last_step: Option<i64>,
}

/// A code that was right, and counts as used once [`State::use_totp`] takes it.
pub(super) struct TotpProof {
    pub(super) id: TotpId,
    step: i64,
}

impl TotpRegistration {
    pub(super) fn new(secret: TotpSecret, pending_until: Option<jiff::Timestamp>) -> Self {
        Self { secret, pending_until, last_step: None }
    }

    pub(super) fn is_active(&self) -> bool {
        self.pending_until.is_none()
    }
}

impl State {
    /// Registers an app and its recovery codes in place of one that is pending, and returns its id.
    pub(super) fn register_totp(
        &mut self,
        subject: &Subject,
        registration: TotpRegistration,
        codes: Vec<RecoveryCode>,
    ) -> Result<TotpId, ApiError> {
        let kind = match subject {
            Subject::Member(_) => "member-totp",
            Subject::User(_) => "totp",
        };
        let id = TotpId::from(self.ids.id(kind));
        let secrets = self.secrets_mut(subject)?;
        secrets.totps = vec![(id.clone(), registration)];
        secrets.recovery_codes = codes;
        Ok(id)
    }

    /// Returns the person's app, pending or active.
    pub(super) fn totp_of(&self, subject: &Subject) -> Result<Option<&(TotpId, TotpRegistration)>, ApiError> {
        Ok(self.secrets(subject)?.totps.first())
    }

    /// Checks a code of the person's app. A wrong one counts as a failure.
    pub(super) fn check_totp(&mut self, subject: &Subject, code: &Code) -> Result<TotpProof, ApiError> {
        self.check_lock(subject)?;
        let now = self.now();
        let (id, registration) = self.totp_of(subject)?.ok_or_else(|| no_totp(subject))?;
        if is_recovery_code(code.expose_secret()) {
            let message = "This is a recovery code; use the endpoint for these.";
            return Err(ApiError::bad_request("recovery_code_used_as_totp_code", message));
        }
        if registration.pending_until.is_some_and(|end| end <= now) {
            let message = "The first code came too late; register the app again.";
            return Err(ApiError::bad_request("expired_totp", message));
        }
        match totp::matching_step(&registration.secret, code, now) {
            Some(step) if registration.last_step.is_none_or(|last| step > last) => {
                Ok(TotpProof { id: id.clone(), step })
            }
            Some(_) => Err(ApiError::bad_request(
                "totp_code_already_authenticated",
                "The code was used; wait for the next one.",
            )),
            None => {
                self.count_failure(subject);
                Err(ApiError::unauthorized("unable_to_authenticate_totp", "The app does not show this code now."))
            }
        }
    }

    /// Uses a code up. The first one completes the registration.
    pub(super) fn use_totp(&mut self, subject: &Subject, proof: &TotpProof) -> Result<(), ApiError> {
        self.forget_failures(subject);
        let secrets = self.secrets_mut(subject)?;
        if let Some((_, registration)) = secrets.totps.iter_mut().find(|(id, _)| *id == proof.id) {
            registration.last_step = Some(proof.step);
            registration.pending_until = None;
        }
        Ok(())
    }

    /// Checks a recovery code in place of a code of the person's app. A wrong one counts as a failure.
    pub(super) fn check_recovery_code(&mut self, subject: &Subject, code: &RecoveryCode) -> Result<TotpId, ApiError> {
        self.check_lock(subject)?;
        if is_totp_code(code.expose_secret()) {
            let message = "This is a code of an authenticator app; use the endpoint for these.";
            return Err(ApiError::bad_request("totp_code_used_as_recovery_code", message));
        }
        let secrets = self.secrets(subject)?;
        let active = secrets.totps.iter().find(|(_, registration)| registration.is_active());
        let (id, _) = active.ok_or_else(|| match subject {
            Subject::Member(_) => no_recovery_codes(),
            Subject::User(_) => no_totp(subject),
        })?;
        // All are compared, so that the time does not tell which is right.
        if secrets.recovery_codes.iter().filter(|known| *known == code).count() > 0 {
            return Ok(id.clone());
        }
        self.count_failure(subject);
        let message = "The recovery code is wrong or was used.";
        Err(ApiError::unauthorized("unable_to_authenticate_recovery_code", message))
    }

    /// Uses a recovery code up, and returns the number of those that are left.
    pub(super) fn use_recovery_code(&mut self, subject: &Subject, code: &RecoveryCode) -> Result<usize, ApiError> {
        self.forget_failures(subject);
        let codes = &mut self.secrets_mut(subject)?.recovery_codes;
        codes.retain(|known| known != code);
        Ok(codes.len())
    }

    pub(super) fn make_recovery_codes(&mut self) -> Vec<RecoveryCode> {
        (0..RECOVERY_CODES).map(|_| self.ids.recovery_code()).collect()
    }

    pub(super) fn secrets(&self, subject: &Subject) -> Result<&Secrets, ApiError> {
        match subject {
            Subject::Member(id) => {
                self.members.get(id).map(|entry| &entry.secrets).ok_or_else(ApiError::member_not_found)
            }
            Subject::User(id) => self.users.get(id).map(|entry| &entry.secrets).ok_or_else(ApiError::user_not_found),
        }
    }

    pub(super) fn secrets_mut(&mut self, subject: &Subject) -> Result<&mut Secrets, ApiError> {
        match subject {
            Subject::Member(id) => {
                self.members.get_mut(id).map(|entry| &mut entry.secrets).ok_or_else(ApiError::member_not_found)
            }
            Subject::User(id) => {
                self.users.get_mut(id).map(|entry| &mut entry.secrets).ok_or_else(ApiError::user_not_found)
            }
        }
    }
}

/// Returns the lifetime of a registration without a first code, in minutes.
pub(super) fn registration_minutes(minutes: Option<i32>, default: u32) -> Result<u32, ApiError> {
    // A negative number is out of the range as well.
    let minutes = minutes.map(|minutes| u32::try_from(minutes).unwrap_or(0));
    check_minutes(minutes, default, 5..=1440, "invalid_expiration")
}

pub(super) fn active_totp_exists() -> ApiError {
    ApiError::bad_request("active_totp_exists", "The person has an authenticator app; delete it first.")
}

pub(super) fn no_recovery_codes() -> ApiError {
    ApiError::not_found("recovery_codes_not_found", "The person has no recovery codes; register an authenticator app.")
}

fn no_totp(subject: &Subject) -> ApiError {
    let error_type = match subject {
        Subject::Member(_) => "totp_not_found",
        Subject::User(_) => "totps_not_found_for_user",
    };
    ApiError::not_found(error_type, "The person has no authenticator app; register one.")
}

/// Returns whether a text has the form of an app's code: six digits.
pub(super) fn is_totp_code(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a text has the form of a recovery code: three groups of four letters and digits.
pub(super) fn is_recovery_code(text: &str) -> bool {
    let mut groups = text.split('-');
    let is_group = |group: &str| group.len() == 4 && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
    groups.by_ref().filter(|group| is_group(group)).count() == 3 && text.len() == 14
}
