//! The TLS certificate of the gateway.

use std::{
    fmt,
    fs::File,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    sign::{CertifiedKey, SingleCertAndKey},
};
use secrecy::zeroize::{Zeroize, Zeroizing};

use crate::file_access::{FileAccessError, check_private};
use endpoint_runtime::without_byte_order_mark;

/// The maximum length of a file with certificates or a key.
const MAX_BYTES: usize = 1 << 20;

/// A certificate and its key, from two PEM files that can be read again while the gateway runs. TLS 1.2 and 1.3, HTTP/1.1.
///
/// Clones share everything.
///
/// ```no_run
/// use endpoint_gateway::{Listen, Tls};
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let tls = Tls::from_files("/etc/gateway/chain.pem", "/etc/gateway/key.pem")?;
/// let listener = Listen::tls(([0, 0, 0, 0], 443), tls.clone()).bind().await?;
/// // Once the files have been replaced:
/// tls.reload()?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Tls(Arc<Shared>);

struct Shared {
    certificates: PathBuf,
    key: PathBuf,
    config: RwLock<Arc<ServerConfig>>,
}

/// The error of a certificate or key that is refused. It never contains the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// A file cannot be read.
    #[error("the file {path:?} cannot be read: {kind}")]
    File {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        kind: ErrorKind,
    },
    /// A file is too large.
    #[error("the file {path:?} is above 1 MiB; give a PEM file with this server's certificates only")]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// Other users can read or change the key.
    #[error("the key is not private: {0}")]
    Access(#[from] FileAccessError),
    /// The file holds no certificate in PEM.
    #[error(
        "the file {path:?} does not hold certificates in PEM; give the server's own first, then the intermediate ones"
    )]
    Certificates {
        /// The file.
        path: PathBuf,
    },
    /// The file does not hold exactly one key in PEM.
    #[error("the file {path:?} does not hold one private key in PEM without a passphrase: RSA, ECDSA or Ed25519")]
    Key {
        /// The file.
        path: PathBuf,
    },
    /// The certificate is malformed, or belongs to another key.
    #[error(
        "the first certificate in {certificates:?} does not belong to the key in {key:?}: {reason}; give a matching pair"
    )]
    Pair {
        /// The file of certificates.
        certificates: PathBuf,
        /// The file of the key.
        key: PathBuf,
        /// The error of the TLS library.
        reason: String,
    },
    /// The TLS library refused the configuration.
    #[error("TLS cannot be set up: {0}")]
    Library(String),
}

impl Tls {
    /// Reads a chain of certificates, the server's own first, and its key, whose file only its owner may read.
    ///
    /// # Errors
    /// A file that cannot be read or that other users may read, or a certificate that does not belong to the key.
    pub fn from_files(certificates: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Result<Self, TlsError> {
        let (certificates, key) = (certificates.into(), key.into());
        let config = RwLock::new(Arc::new(read(&certificates, &key)?));
        Ok(Self(Arc::new(Shared { certificates, key, config })))
    }

    /// Reads both files again, for new connections. If they are refused, the old certificate stays.
    ///
    /// # Errors
    /// As [`from_files`](Self::from_files).
    pub fn reload(&self) -> Result<(), TlsError> {
        let config = Arc::new(read(&self.0.certificates, &self.0.key)?);
        *self.0.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }

    /// Returns the configuration of new connections.
    pub(crate) fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.0.config.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Shows the paths of the files.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { certificates, key, .. } = &*self.0;
        f.debug_struct("Tls").field("certificates", certificates).field("key", key).finish_non_exhaustive()
    }
}

fn read(certificates: &Path, key: &Path) -> Result<ServerConfig, TlsError> {
    let refused = || TlsError::Certificates { path: certificates.to_owned() };
    let text = contents(certificates, |_| Ok(()))?;
    let chain: Vec<_> = CertificateDer::pem_slice_iter(without_byte_order_mark(&text))
        .collect::<Result<_, _>>()
        .map_err(|_| refused())?;
    if chain.is_empty() {
        return Err(refused());
    }
    let pair = |error: rustls::Error| {
        let (certificates, key) = (certificates.to_owned(), key.to_owned());
        TlsError::Pair { certificates, key, reason: error.to_string() }
    };
    let pair_of_both = CertifiedKey::new(chain, signing_key(key)?);
    pair_of_both.keys_match().map_err(pair)?;
    let library = |error: rustls::Error| TlsError::Library(error.to_string());
    // Named, since rustls panics when it has to guess between the providers that a program's crates turn on.
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(library)?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(pair_of_both)));
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Reads the private key. The text and the decoded bytes are wiped from memory.
fn signing_key(path: &Path) -> Result<Arc<dyn rustls::sign::SigningKey>, TlsError> {
    let refused = || TlsError::Key { path: path.to_owned() };
    let text = contents(path, |file| {
        let metadata = file.metadata().map_err(|error| failed(path, &error))?;
        Ok(check_private(path, &metadata)?)
    })?;
    let mut keys: Vec<_> = PrivateKeyDer::pem_slice_iter(without_byte_order_mark(&text)).take(2).collect();
    let signing = match keys.as_slice() {
        // The library's error could show a line of the file.
        [Ok(key)] => aws_lc_rs::sign::any_supported_type(key).map_err(|_| refused()),
        _ => Err(refused()),
    };
    keys.iter_mut().flatten().for_each(Zeroize::zeroize);
    signing
}

/// Reads a file that passes a check. The buffer has its full size from the start, so that no copy stays behind when it grows.
fn contents(path: &Path, check: impl FnOnce(&File) -> Result<(), TlsError>) -> Result<Zeroizing<Vec<u8>>, TlsError> {
    let file = File::open(path).map_err(|error| failed(path, &error))?;
    check(&file)?;
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_BYTES + 1));
    match file.take(MAX_BYTES as u64 + 1).read_to_end(&mut text) {
        Ok(length) if length > MAX_BYTES => Err(TlsError::TooLarge { path: path.to_owned() }),
        Ok(_) => Ok(text),
        Err(error) => Err(failed(path, &error)),
    }
}

fn failed(path: &Path, error: &std::io::Error) -> TlsError {
    TlsError::File { path: path.to_owned(), kind: error.kind() }
}
