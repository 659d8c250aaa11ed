//! The strength of a password.

use crate::passwords::LudsFeedback;
use crate::prelude::*;

/// The strength of a password, by the project's policy.
#[object]
pub struct StrengthCheckResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// `true` if the password would be accepted.
    pub valid_password: bool,
    /// The score of zxcvbn, from 0 (guessed at once) to 4; 3 is needed.
    pub score: i32,
    /// `true` if the password has appeared in a breach that Have I Been Pwned knows.
    pub breached_password: bool,
    /// The project's policy: `zxcvbn` or `luds`.
    pub strength_policy: String,
    /// `false` if the project does not look for breaches; `breached_password` is then `false` as well.
    pub breach_detection_on_create: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The requirements of the policy LUDS; absent by the other policy.
    pub luds_feedback: Option<LudsFeedback>,
    /// The advice of the policy zxcvbn; absent by the other policy.
    pub zxcvbn_feedback: Option<ZxcvbnFeedback>,
}

/// The advice of zxcvbn to the person who chooses a password.
#[object]
pub struct ZxcvbnFeedback {
    /// The weakness of the password, as a sentence in English; empty if it is strong.
    pub warning: String,
    /// Sentences in English that say how to improve it.
    pub suggestions: Vec<String>,
}
