//! The second factor that a Member still has to pass.

use crate::prelude::*;

/// The state of multi-factor authentication (MFA) of a Member who has passed the first factor only.
#[object]
pub struct MfaRequired {
    /// The second factors that the Member has already set up; absent if there are none.
    pub member_options: Option<MemberOptions>,
    /// `sms_otp` if a code was sent to the Member's telephone with this call; absent if nothing was sent.
    pub secondary_auth_initiated: Option<String>,
}

/// The second factors of a Member.
#[object]
pub struct MemberOptions {
    /// The telephone number that codes are sent to; empty if the Member has none.
    pub mfa_phone_number: String,
    /// The Member's authenticator app; empty if the Member has none.
    pub totp_registration_id: TotpId,
}
