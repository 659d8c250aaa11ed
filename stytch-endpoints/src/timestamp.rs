//! Points in time.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A point in time, as the API writes it: RFC 3339, such as `2026-02-05T09:30:00Z`.
///
/// A text that is none survives: [`instant`](Self::instant) returns `None`, and the text is kept.
///
/// ```
/// use stytch_endpoints::timestamp::Timestamp;
///
/// let created: Timestamp = serde_json::from_str(r#""2026-02-05T09:30:00Z""#)?;
/// assert_eq!(created.instant().map(|instant| instant.as_second()), Some(1_770_283_800));
/// assert_eq!(Timestamp::from("soon").instant(), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("format" = "date-time")))]
#[serde(transparent)]
pub struct Timestamp(String);

impl Timestamp {
    /// Returns the point in time, unless the text is none.
    #[must_use]
    pub fn instant(&self) -> Option<jiff::Timestamp> {
        self.0.parse().ok()
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self(instant.to_string())
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Timestamp {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
