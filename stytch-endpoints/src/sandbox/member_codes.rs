//! One-time codes of the B2B endpoints. Each belongs to one Member or to discovery, so that it works nowhere else.

use subtle::ConstantTimeEq;

use super::{api_error::ApiError, clock::after_minutes, state::State};
use crate::{ids::MemberId, secrets::Code};

/// The owner of a code, which is the Member or, in discovery, nobody yet, and the address to which it is sent.
pub(super) struct CodeTarget<'a> {
    owner: &'a str,
    channel: &'static str,
    to: &'a str,
}

impl<'a> CodeTarget<'a> {
    pub(super) fn email(member: &'a MemberId, address: &'a str) -> Self {
        Self { owner: member.as_str(), channel: "email", to: address }
    }

    pub(super) fn sms(member: &'a MemberId, number: &'a str) -> Self {
        Self { owner: member.as_str(), channel: "sms", to: number }
    }

    pub(super) fn discovery(address: &'a str) -> Self {
        Self { owner: "", channel: "email", to: address }
    }

    fn key(&self) -> String {
        let Self { owner, channel, to } = self;
        format!("{owner} {channel}:{}", to.to_ascii_lowercase())
    }
}

impl State {
    /// Sends a code, which replaces the one before.
    pub(super) fn send_member_code(&mut self, target: &CodeTarget<'_>, minutes: u32) -> Result<(), ApiError> {
        let (now, code) = (self.now(), self.ids.code());
        self.codes.insert(now, target.key(), after_minutes(now, minutes), code.clone())?;
        self.send_code(target.to, target.channel, &code);
        Ok(())
    }

    /// Checks a code, which [`use_member_code`](Self::use_member_code) uses up once everything else was checked.
    pub(super) fn check_member_code(&self, target: &CodeTarget<'_>, code: &Code) -> Result<(), ApiError> {
        let (now, key) = (self.now(), target.key());
        let is_given = |sent: &&String| sent.as_bytes().ct_eq(code.expose_secret().as_bytes()).into();
        if self.codes.get(now, &key).is_some_and(|sent| is_given(&sent)) {
            return Ok(());
        }
        Err(match self.codes.get_over(now, &key).filter(is_given) {
            Some(_) => ApiError::unauthorized("unable_to_auth_otp_code", "The passcode was used, or has expired."),
            None => ApiError::not_found("otp_code_not_found", "The passcode is wrong."),
        })
    }

    pub(super) fn use_member_code(&mut self, target: &CodeTarget<'_>) {
        self.codes.take(self.now(), &target.key());
    }

    /// Forgets the codes of a Member.
    pub(super) fn forget_member_codes(&mut self, member: &MemberId) {
        let prefix = format!("{member} ");
        self.codes.retain(|key, _| !key.starts_with(&prefix));
    }
}
