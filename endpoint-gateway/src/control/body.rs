//! The body of a request that sets a credential.

use std::{collections::BTreeMap, fmt};

use endpoint_runtime::{http::request::Parts, without_byte_order_mark};
use hyper::body::Incoming;
use secrecy::SecretString;
use serde::{Deserialize, Deserializer};
use tokio::time::Instant;

use crate::{Problem, json_body};

/// The maximum length of the body.
const MAX_BYTES: usize = 16 << 10;

/// The values of a credential's parts, by the parts' names.
pub(super) type PartValues = BTreeMap<String, SecretString>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    parts: BTreeMap<String, PartValue>,
}

struct PartValue(SecretString);

impl<'de> Deserialize<'de> for PartValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.into()))
    }
}

impl fmt::Debug for PartValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

pub(super) async fn read(head: &Parts, body: Incoming, until: Instant) -> Result<PartValues, Problem> {
    let text = json_body::read(head, body, MAX_BYTES, until).await?;
    // The message of `serde_json` could hold a value.
    let wrong =
        |_| Problem::bad_request("body", r#"the body must be {"parts": {"…": "…"}}, with a text for each part"#);
    let document: Document = serde_json::from_slice(without_byte_order_mark(&text)).map_err(wrong)?;
    Ok(document.parts.into_iter().map(|(name, PartValue(text))| (name, text)).collect())
}
