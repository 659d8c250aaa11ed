//! One-time passcodes of Members.

mod email;
mod sms;
