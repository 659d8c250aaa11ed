//! One entry of a key file, as it is written.

use std::fmt::Write;

use serde::Deserialize;

use super::KeyHash;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) version: u32,
    pub(super) keys: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) sha256: String,
    pub(super) expires: String,
    #[serde(default)]
    pub(super) providers: Vec<String>,
    #[serde(default)]
    pub(super) groups: Vec<String>,
    #[serde(default)]
    pub(super) operations: Vec<String>,
    #[serde(default)]
    pub(super) admin: bool,
}

/// Whether this can be a key's id: nothing in it could end it, or be unclear in a log, where `local` is who has the token.
pub(super) fn is_id(id: &str) -> bool {
    (1..=32).contains(&id.len())
        && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && id != "local"
}

pub(super) fn hex(hash: &KeyHash) -> String {
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(super) fn unhex(text: &str) -> Option<KeyHash> {
    let is_hex = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let mut hash = KeyHash::default();
    for (index, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    is_hex.then_some(hash)
}
