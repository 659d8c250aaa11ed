//! Certificates for tests.

use std::{io, net::SocketAddr, sync::Arc};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio::net::TcpStream;
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, RootCertStore, ServerConfig, SupportedProtocolVersion,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
        server::WebPkiClientVerifier,
        version::{TLS12, TLS13},
    },
};

/// A certificate authority.
#[derive(Debug)]
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, in PEM.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The certificate, without its authority's.
    pub pem: String,
    /// The private key.
    pub key: String,
}

impl Authority {
    /// Makes an authority with a new key.
    ///
    /// # Panics
    /// If no key can be generated.
    #[must_use]
    pub fn new() -> Self {
        let mut params = CertificateParams::new([]).expect("no name is a good list of names");
        // A name of its own, so that no other certificate seems to be its issuer's.
        params.distinguished_name.push(DnType::CommonName, "authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, new_key()).expect("a certificate"))
    }

    /// The authority's own certificate, in PEM.
    #[must_use]
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// Issues a certificate for a name or an address.
    ///
    /// # Panics
    /// If the name is none.
    #[must_use]
    pub fn issue(&self, name: &str) -> Certificate {
        let (key, params) = (new_key(), CertificateParams::new([name.to_owned()]).expect("a DNS name or an address"));
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        Certificate { pem: certificate.pem(), key: key.serialize_pem() }
    }

    /// Connects to the server at this port of 127.0.0.1, whose certificate this authority has issued.
    ///
    /// # Errors
    /// The connection or the handshake fails.
    pub async fn connect(&self, address: SocketAddr) -> io::Result<TlsStream<TcpStream>> {
        self.connect_with(address, &[&TLS13, &TLS12]).await
    }

    /// Connects with these versions of TLS only.
    ///
    /// # Errors
    /// The connection or the handshake fails.
    ///
    /// # Panics
    /// If a version is unknown to rustls.
    pub async fn connect_with(
        &self,
        address: SocketAddr,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).expect("an authority's certificate");
        let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let builder = builder.with_protocol_versions(versions).expect("versions of TLS");
        let mut config = builder.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let name = ServerName::try_from("127.0.0.1").expect("an address");
        let address = SocketAddr::from(([127, 0, 0, 1], address.port()));
        TlsConnector::from(Arc::new(config)).connect(name, TcpStream::connect(address).await?).await
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

impl Certificate {
    /// The certificate in DER, as it is sent.
    ///
    /// # Panics
    /// If `pem` holds none.
    #[must_use]
    pub fn der(&self) -> CertificateDer<'static> {
        CertificateDer::from_pem_slice(self.pem.as_bytes()).expect("a certificate")
    }

    /// The configuration of a server with this certificate.
    ///
    /// # Panics
    /// If `pem` or `key` is broken.
    #[must_use]
    pub fn server_config(&self) -> Arc<ServerConfig> {
        let builder = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().expect("versions of TLS").with_no_client_auth();
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes()).expect("a key");
        Arc::new(builder.with_single_cert(vec![self.der()], key).expect("a certificate and its key"))
    }

    /// The configuration of a server with this certificate, which requires that of a client that the authority has issued.
    ///
    /// # Panics
    /// If `pem` or `key` is broken.
    #[must_use]
    pub fn server_config_for_clients_of(&self, authority: &Authority) -> Arc<ServerConfig> {
        let mut roots = RootCertStore::empty();
        roots.add(authority.0.der().clone()).expect("an authority's certificate");
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
        let builder = ServerConfig::builder_with_provider(provider);
        let builder = builder.with_safe_default_protocol_versions().expect("versions of TLS");
        let builder = builder.with_client_cert_verifier(verifier.expect("a verifier"));
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes()).expect("a key");
        Arc::new(builder.with_single_cert(vec![self.der()], key).expect("a certificate and its key"))
    }
}

fn new_key() -> KeyPair {
    KeyPair::generate().expect("a key")
}
