//! Certificate authorities of upstreams, beside those that the platform trusts.

use std::{
    fmt,
    fs::File,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, pem::PemObject},
};
use rustls_platform_verifier::Verifier;

/// The largest file of authorities that is read.
const MAX_BYTES: u64 = 1 << 20;

/// Private certificate authorities, for upstreams within an organisation. They vouch for any upstream of the gateway.
///
/// ```no_run
/// use endpoint_gateway::{Gateway, upstream::Authorities};
///
/// let builder = Gateway::builder().trust(Authorities::read("/etc/gateway/internal-ca.pem")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Authorities(Vec<CertificateDer<'static>>);

/// Authorities that are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthoritiesError {
    /// A file cannot be read, or is above 1 MiB.
    #[error("the file of authorities {path:?} cannot be read: {kind}")]
    File {
        /// Which file.
        path: PathBuf,
        /// The error of the operating system.
        kind: ErrorKind,
    },
    /// No certificate in PEM, or one that is no authority's.
    #[error(
        "these are not certificates of authorities in PEM; give the root certificates that sign the upstreams' own"
    )]
    Certificates,
}

impl Authorities {
    /// The authorities in a PEM file.
    ///
    /// # Errors
    /// A file that cannot be read or that holds something else.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, AuthoritiesError> {
        let path = path.as_ref();
        let failed = |kind| AuthoritiesError::File { path: path.to_owned(), kind };
        let mut pem = Vec::new();
        let file = File::open(path).map_err(|error| failed(error.kind()))?;
        match file.take(MAX_BYTES + 1).read_to_end(&mut pem) {
            Ok(length) if length as u64 > MAX_BYTES => Err(failed(ErrorKind::FileTooLarge)),
            Ok(_) => Self::parse(&pem),
            Err(error) => Err(failed(error.kind())),
        }
    }

    /// The authorities in PEM.
    ///
    /// # Errors
    /// Text that holds something else.
    pub fn parse(pem: &[u8]) -> Result<Self, AuthoritiesError> {
        let certificates = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        let certificates = certificates.map_err(|_| AuthoritiesError::Certificates)?;
        let mut store = RootCertStore::empty();
        for certificate in &certificates {
            store.add(certificate.clone()).map_err(|_| AuthoritiesError::Certificates)?;
        }
        if certificates.is_empty() { Err(AuthoritiesError::Certificates) } else { Ok(Self(certificates)) }
    }

    /// TLS with upstreams for which these or the platform's authorities vouch.
    pub(super) fn config(self) -> Result<ClientConfig, rustls::Error> {
        // Named, since rustls panics when it has to guess between the providers that a program's crates turn on.
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier = Verifier::new_with_extra_roots(self.0, Arc::clone(&provider))?;
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        // Its own word for a verifier that is not the library's; this one checks as the platform does.
        Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
    }
}

/// Shows how many there are.
impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Authorities").field(&self.0.len()).finish()
    }
}
