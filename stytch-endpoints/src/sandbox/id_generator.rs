//! Ids and tokens in Stytch's format.

use fastrand::Rng;

use super::totp;
use crate::secrets::{RecoveryCode, TotpSecret};

/// A generator of ids and tokens that do not repeat within a sandbox.
pub(super) struct IdGenerator(Rng);

impl IdGenerator {
    /// Makes a generator. The same seed gives the same ids and tokens.
    pub(super) fn new(seed: Option<u64>) -> Self {
        Self(seed.map_or_else(Rng::new, Rng::with_seed))
    }

    /// Makes an id, `<kind>-test-<uuid>`.
    pub(super) fn id(&mut self, kind: &str) -> String {
        format!("{kind}-test-{}", self.uuid())
    }

    /// Makes the id of a call.
    pub(super) fn request_id(&mut self) -> String {
        self.id("request-id")
    }

    /// Makes an opaque token.
    pub(super) fn token(&mut self, kind: &str) -> String {
        format!("{kind}_{:032x}{:032x}", self.0.u128(..), self.0.u128(..))
    }

    /// Makes the key of an authenticator app.
    pub(super) fn totp_secret(&mut self) -> TotpSecret {
        let mut bytes = [0; 20];
        self.0.fill(&mut bytes);
        totp::secret(bytes)
    }

    /// Makes a recovery code: three groups of four small letters and digits.
    pub(super) fn recovery_code(&mut self) -> RecoveryCode {
        let mut group = || -> String {
            let digits = (0..4).map(|_| self.0.u32(..36));
            digits.filter_map(|digit| char::from_digit(digit, 36)).collect()
        };
        format!("{}-{}-{}", group(), group(), group()).into()
    }

    /// Makes a one-time code of six digits.
    pub(super) fn code(&mut self) -> String {
        format!("{:06}", self.0.u32(..1_000_000))
    }

    /// Makes a UUID of version 4 (RFC 9562, section 5.4).
    fn uuid(&mut self) -> String {
        let bits = self.0.u128(..);
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            bits >> 96,
            bits >> 80 & 0xffff,
            bits >> 64 & 0x0fff,
            bits >> 48 & 0x3fff | 0x8000,
            bits & 0xffff_ffff_ffff,
        )
    }
}
