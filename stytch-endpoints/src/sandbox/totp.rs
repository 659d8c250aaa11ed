//! Codes of authenticator apps (RFC 6238): six digits, HMAC-SHA-1, 30 seconds.

use aws_lc_rs::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};
use data_encoding::BASE32_NOPAD;
use subtle::ConstantTimeEq;

use super::Sandbox;
use crate::secrets::{Code, TotpSecret};

/// The time for which a code is shown, in seconds.
const STEP: i64 = 30;

impl Sandbox {
    /// Returns the code that an authenticator app with this key shows now; `None` if the key is not base32.
    #[must_use]
    pub fn totp_code(&self, secret: &TotpSecret) -> Option<Code> {
        code(secret, self.now()).map(Into::into)
    }
}

/// Makes a key of 160 bits, in base32.
pub(super) fn secret(bytes: [u8; 20]) -> TotpSecret {
    BASE32_NOPAD.encode(&bytes).into()
}

/// Returns whether a text is a key that codes can be made of.
pub(super) fn is_secret(secret: &TotpSecret) -> bool {
    !secret.expose_secret().is_empty() && BASE32_NOPAD.decode(secret.expose_secret().as_bytes()).is_ok()
}

/// Returns the step in which an app with this key shows the code: the present one, or the one before.
pub(super) fn matching_step(secret: &TotpSecret, given: &Code, now: jiff::Timestamp) -> Option<i64> {
    let matches = |step: &i64| {
        code_of_step(secret, *step).is_some_and(|code| code.as_bytes().ct_eq(given.expose_secret().as_bytes()).into())
    };
    let step = step_of(now);
    [step, step - 1].into_iter().find(matches)
}

fn code(secret: &TotpSecret, now: jiff::Timestamp) -> Option<String> {
    code_of_step(secret, step_of(now))
}

fn step_of(now: jiff::Timestamp) -> i64 {
    now.as_second().div_euclid(STEP)
}

fn code_of_step(secret: &TotpSecret, step: i64) -> Option<String> {
    let key = BASE32_NOPAD.decode(secret.expose_secret().as_bytes()).ok()?;
    let step = u64::try_from(step).ok()?;
    let hash = sign(&Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key), &step.to_be_bytes());
    // RFC 4226, section 5.3: the last four bits say where the number begins.
    let hash = hash.as_ref();
    let start = usize::from(hash.last()? & 0xf);
    let number = u32::from_be_bytes(hash.get(start..start + 4)?.try_into().ok()?) & 0x7fff_ffff;
    Some(format!("{:06}", number % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last six digits of the vectors in RFC 6238, appendix B.
    #[test]
    fn codes_are_those_of_the_rfc() {
        let secret = secret(*b"12345678901234567890");
        for (second, expected) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            let now = jiff::Timestamp::from_second(second).unwrap();
            assert_eq!(code(&secret, now).unwrap(), expected);
            assert_eq!(matching_step(&secret, &expected.into(), now), Some(second / 30));
            assert_eq!(matching_step(&secret, &"000000".into(), now), None);
        }
        let later = |seconds: i64| jiff::Timestamp::from_second(1_234_567_890 + seconds).unwrap();
        let step = matching_step(&secret, &"005924".into(), later(0));
        assert_eq!(matching_step(&secret, &"005924".into(), later(30)), step, "of the step before");
        assert_eq!(matching_step(&secret, &"005924".into(), later(60)), None);
        assert!(code(&TotpSecret::from("not base32!"), later(0)).is_none());
    }
}
