//! The key of a store, and its sources.

use std::{
    fmt,
    fs::File,
    future::Future,
    io::{ErrorKind, Read},
    path::PathBuf,
    pin::Pin,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret, SecretBox, zeroize::Zeroizing};
use sha2::{Digest, Sha256};

use crate::file_access::{FileAccessError, check_private};
use endpoint_runtime::without_byte_order_mark;

/// The 256-bit key of a store.
pub struct StoreKey(SecretBox<[u8; 32]>);

impl StoreKey {
    /// Creates the key from 32 random bytes, as a key service gives them.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(SecretBox::init_with_mut(|key: &mut [u8; 32]| key.copy_from_slice(bytes)))
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }

    /// Returns a fingerprint, which is written to the store's file to recognize a wrong key. The key cannot be derived from it.
    pub(super) fn fingerprint(&self) -> String {
        let digest = Sha256::new().chain_update(b"endpoint-gateway store key").chain_update(self.bytes()).finalize();
        STANDARD.encode(digest.get(..12).unwrap_or_default())
    }
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey([redacted])")
    }
}

/// A source of a store's key: a file, or a key service of the operator's.
pub trait KeySource: Send + Sync {
    /// Returns the key. It is called once, when the store is opened.
    fn key(&self) -> Pin<Box<dyn Future<Output = Result<StoreKey, KeyError>> + Send + '_>>;
}

/// The failure to get a key. The error never contains the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The file cannot be read.
    #[error("the key file {path:?} cannot be read: {kind}")]
    File {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        kind: ErrorKind,
    },
    /// Other users can read or change the file.
    #[error("the key is not private: {0}, and replace the key")]
    Access(#[from] FileAccessError),
    /// The file does not hold 32 bytes in base64.
    #[error("the key file {path:?} does not hold 32 bytes in base64; make one with `openssl rand -base64 32`")]
    Text {
        /// The file.
        path: PathBuf,
    },
    /// The key service failed.
    #[error("the key service returned no key: {0}")]
    Service(String),
}

/// A file that holds the key in base64, on one line, and that only its owner may use.
#[derive(Clone, Debug)]
pub struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    /// Creates the source for this file.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn read(&self) -> Result<StoreKey, KeyError> {
        let unreadable = |error: std::io::Error| KeyError::File { path: self.path.clone(), kind: error.kind() };
        let wrong = || KeyError::Text { path: self.path.clone() };
        let file = File::open(&self.path).map_err(unreadable)?;
        check_private(&self.path, &file.metadata().map_err(unreadable)?)?;
        let mut text = Zeroizing::new(Vec::with_capacity(128));
        file.take(128).read_to_end(&mut text).map_err(unreadable)?;
        let mut key = Zeroizing::new([0; 64]);
        match STANDARD.decode_slice(without_byte_order_mark(&text).trim_ascii_end(), key.as_mut_slice()) {
            Ok(32) => key.first_chunk().map(StoreKey::new).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }
}

impl KeySource for KeyFile {
    fn key(&self) -> Pin<Box<dyn Future<Output = Result<StoreKey, KeyError>> + Send + '_>> {
        Box::pin(std::future::ready(self.read()))
    }
}
