//! A caller key as the gateway stores it: hashed.

use std::{fmt::Write, sync::Arc, time::SystemTime};

use sha2::{Digest, Sha256};

use crate::callers::scopes::Scopes;

/// The SHA-256 hash of a whole key, its id included, so that a hash fits no other id. A slow hash is for passwords, which can
/// be guessed. A key has 256 random bits, and a slow hash would let unauthenticated requests keep the gateway busy.
pub(super) type KeyHash = [u8; 32];

/// The hash that a key with an unknown id is compared with, so that the check takes as long as for a known id.
pub(super) const UNKNOWN_KEY: KeyHash = [0; 32];

/// A key of a key file.
pub(super) struct HashedKey {
    pub(super) hash: KeyHash,
    pub(super) expires: SystemTime,
    pub(super) id: Arc<str>,
    pub(super) scopes: Arc<Scopes>,
}

/// Hashes a whole key.
pub(super) fn hash(key: &str) -> KeyHash {
    Sha256::digest(key.as_bytes()).into()
}

/// Formats a hash in hexadecimal digits.
pub(super) fn hex(hash: &KeyHash) -> String {
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Parses a hash in lowercase hexadecimal digits.
pub(super) fn parse_hex(text: &str) -> Option<KeyHash> {
    let is_hex = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let mut hash = KeyHash::default();
    for (index, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    is_hex.then_some(hash)
}
