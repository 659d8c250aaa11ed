//! Deserialization of members that Stytch may set to `null`.

use serde::{Deserialize, Deserializer};

/// Deserializes a value; `null` becomes the default.
pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
