//! Reading what Stytch leaves out.

use serde::{Deserialize, Deserializer};

/// The value, or its default where Stytch says `null`.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
