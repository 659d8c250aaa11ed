//! Attributes of an end user's device.

use crate::prelude::*;

/// The address and the browser of an end user, as the application's backend sees them.
#[object(sent)]
pub struct Attributes {
    /// The end user's IP address.
    pub ip_address: Option<String>,
    /// The `User-Agent` header of the end user's browser.
    pub user_agent: Option<String>,
}
