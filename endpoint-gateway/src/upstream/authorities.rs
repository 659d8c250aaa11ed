//! Certificate authorities for upstreams, in addition to those that the platform trusts.

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

use endpoint_runtime::without_byte_order_mark;

/// The largest file of authorities that is read.
const MAX_BYTES: u64 = 1 << 20;

/// Private certificate authorities, for upstreams within an organization. Every upstream of the gateway may use them.
///
/// ```no_run
/// use endpoint_gateway::{Gateway, upstream::Authorities};
///
/// let builder = Gateway::builder().trust(Authorities::read("/etc/gateway/internal-ca.pem")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Authorities(Vec<CertificateDer<'static>>);

/// The error of a file or a text that does not hold certificate authorities.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthoritiesError {
    /// A file cannot be read, or is above 1 MiB.
    #[error("the file of authorities {path:?} cannot be read: {kind}")]
    File {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        kind: ErrorKind,
    },
    /// No certificate in PEM, or one that is not an authority's.
    #[error(
        "the text does not hold certificates of authorities in PEM; give the root certificates that sign those of the upstreams"
    )]
    Certificates,
}

impl Authorities {
    /// Reads authorities from a PEM file.
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

    /// Parses authorities in PEM.
    ///
    /// # Errors
    /// Text that holds something else.
    pub fn parse(pem: &[u8]) -> Result<Self, AuthoritiesError> {
        let certificates = CertificateDer::pem_slice_iter(without_byte_order_mark(pem)).collect::<Result<Vec<_>, _>>();
        let certificates = certificates.map_err(|_| AuthoritiesError::Certificates)?;
        let mut store = RootCertStore::empty();
        for certificate in &certificates {
            store.add(certificate.clone()).map_err(|_| AuthoritiesError::Certificates)?;
        }
        if certificates.is_empty() { Err(AuthoritiesError::Certificates) } else { Ok(Self(certificates)) }
    }

    /// Returns the TLS configuration that trusts these and the platform's authorities.
    pub(super) fn config(self) -> Result<ClientConfig, rustls::Error> {
        // Named, since rustls panics when it has to guess between the providers that a program's crates turn on.
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier = Verifier::new_with_extra_roots(self.0, Arc::clone(&provider))?;
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        // rustls calls every verifier of another crate dangerous; this one checks as the platform does.
        Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
    }
}

/// Shows the number of authorities.
impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Authorities").field(&self.0.len()).finish()
    }
}
