//! Client certificates.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A client certificate with its key, for APIs that authenticate their callers by TLS (mutual TLS; RFC 8446, section 4.4.2).
///
/// ```no_run
/// use endpoint_runtime::{Client, transport::Identity};
///
/// let identity = Identity::from_pem(std::fs::read_to_string("client.pem")?, std::fs::read_to_string("client.key")?)?;
/// let client = Client::builder().base_url("https://api.example.com").identity(identity).build()?;
/// # let _ = client;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[cfg_attr(
    not(any(feature = "hyper", feature = "reqwest")),
    expect(dead_code, reason = "only the transports of these features present it")
)]
pub struct Identity {
    certificates: String,
    key: SecretString,
}

impl Identity {
    /// Creates an identity of a certificate, followed by those of its issuers up to one that the server knows, and its private key; both
    /// in PEM (RFC 7468). The key is not encrypted, and is of the format PKCS#8, PKCS#1 or SEC1.
    ///
    /// # Errors
    /// A text has no such part. Its content is checked when the transport is created.
    pub fn from_pem(certificates: impl Into<String>, key: impl Into<SecretString>) -> Result<Self, IdentityError> {
        let (certificates, key) = (certificates.into(), key.into());
        let text = key.expose_secret();
        if !certificates.contains("-----BEGIN CERTIFICATE-----") {
            return Err(IdentityError::NoCertificate);
        }
        if text.contains("ENCRYPTED") {
            return Err(IdentityError::EncryptedKey);
        }
        if !text.contains("PRIVATE KEY-----") {
            return Err(IdentityError::NoKey);
        }
        Ok(Self { certificates, key })
    }

    #[cfg(any(feature = "hyper", feature = "reqwest"))]
    pub(super) fn certificates(&self) -> &str {
        &self.certificates
    }

    #[cfg(any(feature = "hyper", feature = "reqwest"))]
    pub(super) fn key(&self) -> &str {
        self.key.expose_secret()
    }
}

/// Shows neither the certificate, which names its holder, nor the key.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}

/// An [`Identity`] that cannot be read. The error contains no part of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityError {
    /// There is no certificate.
    #[error("the client certificate has no `-----BEGIN CERTIFICATE-----`; pass the content of its PEM file")]
    NoCertificate,
    /// There is no private key.
    #[error("the key of the client certificate has no `-----BEGIN PRIVATE KEY-----`; pass the content of its PEM file")]
    NoKey,
    /// The private key is encrypted.
    #[error("the key of the client certificate is encrypted; decrypt it, for example with `openssl pkey`")]
    EncryptedKey,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_and_a_plain_key_are_needed() {
        use IdentityError::{EncryptedKey, NoCertificate, NoKey};

        let certificate = "-----BEGIN CERTIFICATE-----";
        let refused = [
            Identity::from_pem("", "-----BEGIN PRIVATE KEY-----").unwrap_err(),
            Identity::from_pem(certificate, "").unwrap_err(),
            Identity::from_pem(certificate, "-----BEGIN ENCRYPTED PRIVATE KEY-----").unwrap_err(),
            Identity::from_pem(certificate, "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED").unwrap_err(),
        ];
        assert_eq!(refused, [NoCertificate, NoKey, EncryptedKey, EncryptedKey]);
        let identity = Identity::from_pem(certificate, "-----BEGIN EC PRIVATE KEY-----").unwrap();
        assert_eq!(format!("{identity:?}"), "Identity { .. }");
    }
}
