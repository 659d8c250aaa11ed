//! The factors that a Member has proved: an e-mail address, a telephone number.

use aws_lc_rs::digest::{SHA256, digest};

use super::{clock::timestamp, state::State};
use crate::{
    b2b::organizations::Member,
    factors::{AuthenticationFactor, DeliveryMethod, EmailFactor, FactorType, PhoneNumberFactor},
    ids::{EmailId, MemberId},
};

impl State {
    /// Returns the factor of a Member who has used a link that was sent to the e-mail address.
    pub(super) fn link_factor(&self, member: &Member) -> AuthenticationFactor {
        self.email_proof(FactorType::MagicLink, email_factor(&member.member_id, &member.email_address))
    }

    /// Returns the factor of somebody who has proved an e-mail address by a link or a code.
    pub(super) fn email_proof(&self, r#type: FactorType, address: EmailFactor) -> AuthenticationFactor {
        AuthenticationFactor {
            r#type,
            delivery_method: DeliveryMethod::Email,
            email_factor: Some(address),
            ..self.proved_now()
        }
    }

    /// Returns the factor of a Member who has entered a code that was sent to the telephone.
    pub(super) fn sms_factor(&self, member: &Member) -> AuthenticationFactor {
        let number = PhoneNumberFactor {
            phone_id: stable_id("phone-number", &member.member_id, &member.mfa_phone_number).into(),
            phone_number: member.mfa_phone_number.clone(),
        };
        AuthenticationFactor {
            r#type: FactorType::Otp,
            delivery_method: DeliveryMethod::Sms,
            phone_number_factor: Some(number),
            ..self.proved_now()
        }
    }

    pub(super) fn proved_now(&self) -> AuthenticationFactor {
        let now = timestamp(self.now());
        AuthenticationFactor {
            last_authenticated_at: Some(now.clone()),
            created_at: Some(now.clone()),
            updated_at: Some(now),
            ..Default::default()
        }
    }
}

/// Returns a Member's e-mail address with its id, which is the same whenever the Member has this address.
pub(super) fn email_factor(member: &MemberId, address: &str) -> EmailFactor {
    let email_id: EmailId = stable_id("member-email", member, &address.to_ascii_lowercase()).into();
    EmailFactor { email_id, email_address: address.to_owned() }
}

/// Makes an id out of the Member and the address, with a UUID of version 8 (RFC 9562, section 5.8).
fn stable_id(kind: &str, member: &MemberId, address: &str) -> String {
    let hash = digest(&SHA256, format!("{member} {address}").as_bytes());
    let bits = hash.as_ref().iter().take(16).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    format!(
        "{kind}-test-{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}",
        bits >> 96,
        bits >> 80 & 0xffff,
        bits >> 64 & 0x0fff,
        bits >> 48 & 0x3fff | 0x8000,
        bits & 0xffff_ffff_ffff,
    )
}
