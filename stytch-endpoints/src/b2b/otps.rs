//! `/v1/b2b/otps`: one-time passcodes.

pub mod email;
pub mod sms;
