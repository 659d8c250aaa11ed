//! The response of calls that return nothing of their own.

use crate::prelude::*;

/// The response to a call that succeeded and has nothing else to say.
#[object]
pub struct Acknowledgement {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
