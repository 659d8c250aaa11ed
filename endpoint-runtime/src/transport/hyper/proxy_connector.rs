//! The connector of TCP connections, directly or through a proxy.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use http::{Uri, uri::Scheme};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::{
    client::{
        legacy::connect::{HttpConnector, proxy::Tunnel},
        proxy::matcher::Intercept,
    },
    rt::TokioIo,
};
use rustls::ClientConfig;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::{error::BoxError, transport::proxy_rules::ProxyRules};

/// A connector of TCP connections, directly or through a proxy that is reached over TCP or TLS.
#[derive(Clone)]
pub(super) struct ProxyConnector {
    tcp: HttpConnector,
    /// The connector to the proxy. It speaks HTTP/1.1, in which the tunnel is opened.
    to_proxy: HttpsConnector<HttpConnector>,
    rules: Arc<ProxyRules>,
}

impl ProxyConnector {
    pub(super) fn new(tls: ClientConfig, rules: Arc<ProxyRules>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        let to_proxy = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp.clone());
        Self { tcp, to_proxy, rules }
    }

    fn tunnel(&self, proxy: &Intercept) -> Tunnel<HttpsConnector<HttpConnector>> {
        let tunnel = Tunnel::new(proxy.uri().clone(), self.to_proxy.clone());
        match proxy.basic_auth() {
            Some(credential) => tunnel.with_auth(credential.clone()),
            None => tunnel,
        }
    }
}

type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;

impl Service<Uri> for ProxyConnector {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        // The connector to the proxy is always ready, as this one is.
        self.tcp.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        match self.rules.intercept(&uri) {
            // The proxy forwards plain http.
            Ok(Some(proxy)) if uri.scheme() != Some(&Scheme::HTTPS) => self.to_proxy.call(proxy.uri().clone()),
            Ok(Some(proxy)) => {
                let connecting = self.tunnel(&proxy).call(uri);
                Box::pin(async move { Ok(connecting.await?) })
            }
            Ok(None) => {
                let connecting = self.tcp.call(uri);
                Box::pin(async move { Ok(MaybeHttpsStream::Http(connecting.await?)) })
            }
            Err(error) => Box::pin(std::future::ready(Err(error.into()))),
        }
    }
}
