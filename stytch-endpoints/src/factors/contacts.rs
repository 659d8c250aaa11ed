//! Factors that reach somebody at an address: e-mail, telephone, links of the application's own.

use crate::prelude::*;

/// An e-mail address that received a link or a code, or that belongs to a password.
#[object]
pub struct EmailFactor {
    /// The id of the address, as the Member or User lists it.
    pub email_id: EmailId,
    /// The address as text.
    pub email_address: String,
}

/// A telephone number that received a code.
#[object]
pub struct PhoneNumberFactor {
    /// The id of the number, as the Member or User lists it.
    pub phone_id: PhoneId,
    /// The number in E.164 format, such as `+12025550123`.
    pub phone_number: String,
}

/// A magic link that the application embedded in a message of its own.
#[object]
pub struct EmbeddableMagicLinkFactor {
    /// The id of the link.
    pub embedded_id: String,
}
