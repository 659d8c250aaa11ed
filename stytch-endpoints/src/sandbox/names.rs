//! Ids and tokens in the form of Stytch's.

use fastrand::Rng;

/// Makes names that do not repeat within a sandbox.
pub(super) struct Names(Rng);

impl Names {
    /// The names are the same for the same seed.
    pub(super) fn new(seed: Option<u64>) -> Self {
        Self(seed.map_or_else(Rng::new, Rng::with_seed))
    }

    /// `<kind>-test-<uuid>`.
    pub(super) fn id(&mut self, kind: &str) -> String {
        format!("{kind}-test-{}", self.uuid())
    }

    pub(super) fn request(&mut self) -> String {
        self.id("request-id")
    }

    /// As long as a session token of Stytch's, and as opaque.
    pub(super) fn token(&mut self, kind: &str) -> String {
        format!("{kind}_{:032x}{:032x}", self.0.u128(..), self.0.u128(..))
    }

    /// In the form of a JWT, signed by nobody.
    pub(super) fn jwt(&mut self) -> String {
        format!("eyJhbGciOiJub25lIn0.{:032x}.{:032x}", self.0.u128(..), self.0.u128(..))
    }

    /// Version 4 (RFC 9562, section 5.4).
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
