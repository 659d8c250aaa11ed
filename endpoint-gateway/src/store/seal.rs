//! Authenticated encryption of a store's content: XChaCha20-Poly1305 with a random nonce, bound to a context.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, AeadInOut, Payload},
};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};

use super::{error::StoreError, key::StoreKey};

const NONCE: usize = 24;

/// The maximum length of a credential's part.
const MAX_PART: usize = 16 << 10;

/// Encodes the context that a sealed text is bound to: each part with its length, so that different lists stay different.
pub(super) fn context(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| 8 + part.len()).sum());
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

/// Encrypts a text. Returns the nonce, the encrypted text and the tag.
pub(super) fn seal(key: &StoreKey, plain: &[u8], context: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut nonce = XNonce::default();
    getrandom::fill(&mut nonce).map_err(|_| StoreError::Random)?;
    let payload = Payload { msg: plain, aad: context };
    let sealed = cipher(key).encrypt(&nonce, payload).map_err(|_| StoreError::Full)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Decrypts a text that was sealed with this key in this context.
pub(super) fn open(key: &StoreKey, sealed: &[u8], context: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
    let mut plain = Zeroizing::new(sealed.to_vec());
    let nonce = XNonce::try_from(nonce).ok()?;
    cipher(key).decrypt_in_place(&nonce, context, &mut *plain).ok()?;
    Some(plain)
}

fn cipher(key: &StoreKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

/// Encodes the parts of a credential: each name and text with its length. The buffer has its full size from the start, so that
/// no copy is left in memory.
pub(super) fn pack(parts: &[(&str, SecretString)]) -> Option<Zeroizing<Vec<u8>>> {
    let texts = || parts.iter().flat_map(|(name, part)| [*name, part.expose_secret()]);
    let mut bytes = Zeroizing::new(Vec::with_capacity(texts().map(|text| 4 + text.len()).sum()));
    for text in texts() {
        let length = u32::try_from(text.len()).ok().filter(|_| text.len() <= MAX_PART)?;
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    Some(bytes)
}

/// Decodes the parts that were packed.
pub(super) fn unpack(mut bytes: &[u8]) -> Option<Vec<(String, SecretString)>> {
    let mut text = || {
        let (length, rest) = bytes.split_first_chunk()?;
        let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length).try_into().ok()?)?;
        bytes = rest;
        std::str::from_utf8(text).ok()
    };
    let mut parts = Vec::new();
    while let Some(name) = text() {
        parts.push((name.to_owned(), text()?.into()));
    }
    bytes.is_empty().then_some(parts)
}
