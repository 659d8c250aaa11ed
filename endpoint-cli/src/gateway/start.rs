//! Starting a gateway.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use endpoint_gateway::{
    CredentialSource, GatewayError, Listen, Listener, Records, Tls,
    admin::{Admin, Readiness},
    audit::{Audit, AuditOptions, AuditWriter},
    credentials::{CredentialChain, CredentialOrigin, MemoryCredentials},
    limits::Limits,
    metrics::Metrics,
    store::{KeyFile, Store},
};
use endpoint_runtime::provider::Provider;
use tokio::{sync::oneshot, task::JoinHandle};

use super::{
    callers::{self, BindAddress},
    limits,
    options::STDIN_SOCKET,
    parts::GatewayParts,
    reload::ReloadableGateway,
    settings::{AuditSettings, Settings},
    upstream::Discovered,
};
use crate::{
    failure::{Failure, error_chain},
    sandbox::{RunningSandbox, SandboxOptions, StartSandbox},
};

/// The port that is tried first if none is given.
pub(super) const PORT: u16 = 8080;

/// A running gateway, and everything that stops with it.
pub(super) struct StartedGateway<'p> {
    pub(super) reloadable: ReloadableGateway<'p>,
    pub(super) sandbox: Option<RunningSandbox>,
    pub(super) admin: Option<(SocketAddr, oneshot::Sender<()>, JoinHandle<()>)>,
    pub(super) readiness: Readiness,
    pub(super) audit: Option<AuditWriter>,
    /// The URL that requests go to.
    pub(super) upstream: String,
    /// The hosts that have no URL.
    pub(super) missing_hosts: Vec<String>,
    /// The origin of the credential, if there is one.
    pub(super) credential: Option<CredentialOrigin>,
}

impl<'p> StartedGateway<'p> {
    /// Starts everything, and listens.
    pub(super) async fn start(
        provider: &'p Provider,
        sandbox: Option<&StartSandbox>,
        settings: Settings,
        mut discovered: Discovered,
    ) -> Result<Self, Failure> {
        let tls = settings.tls.as_ref().map(|files| Tls::from_files(&files.certificate, &files.key)).transpose();
        let tls = tls.map_err(Failure::usage)?;
        let store = match &settings.store {
            Some(files) => {
                let store = Store::open(&files.file, &KeyFile::new(&files.key), std::slice::from_ref(provider)).await;
                Some(Arc::new(store.map_err(Failure::usage)?))
            }
            None => None,
        };
        let listener = listen(&settings, tls.clone()).await?;
        let bound = BindAddress::of(&listener);
        let callers = callers::load(provider, &settings, &bound, None)?;
        let sandbox = match sandbox {
            Some(start) if wants_sandbox(&settings, &discovered, &bound) => {
                let options = SandboxOptions::default();
                Some(start(options).await.map_err(|error| Failure::from_error(&error))?)
            }
            _ => None,
        };
        let mut chain = CredentialChain::new();
        if let Some(running) = &sandbox {
            discovered = Discovered::of_sandbox(provider, running)?;
        } else {
            chain = match &store {
                Some(store) => chain.then(store.source("default")),
                None => chain.then(MemoryCredentials::new([provider])),
            };
        }
        if let Some(found) = &discovered.credentials {
            chain = chain.then(found.clone());
        }
        let credential = chain.status(&provider.name).map(|status| status.origin);
        let (upstream, _) = discovered.upstream(provider, &settings)?;
        let missing_hosts = upstream.missing_hosts().map(str::to_owned).collect();
        let upstream = upstream.base().to_string();
        let (audit, writer) = settings.audit.as_ref().map(open_audit).transpose()?.unzip();
        let operations = provider.operations().map(|operation| operation.metadata.id);
        let metrics = Arc::new(Metrics::new(operations, audit.clone()).map_err(Failure::local)?);
        let records = Records::new(Arc::clone(&metrics), audit);
        let parts = GatewayParts { provider, discovered, is_sandbox: sandbox.is_some(), credentials: chain, records };
        let limits = Arc::new(Limits::new(limits::limits(&settings.limits)));
        let gateway = parts.gateway(&settings, Arc::clone(&callers), Arc::clone(&limits))?;
        let readiness = Readiness::default();
        let admin = match settings.admin {
            Some(address) => Some(serve_admin(address, metrics, readiness.clone()).await?),
            None => None,
        };
        let gateway = gateway.listen(listener).map_err(|error| Failure::usage(error_chain(&error)))?;
        readiness.set(true);
        let reloadable = ReloadableGateway { parts, bound, settings, callers, limits, gateway, tls, store };
        Ok(Self { reloadable, sandbox, admin, readiness, audit: writer, upstream, missing_hosts, credential })
    }

    /// Answers the requests in flight, and stops everything.
    pub(super) async fn stop(self) {
        self.readiness.set(false);
        self.reloadable.gateway.stop().await;
        if let Some((_, stop, admin)) = self.admin {
            // Both fail if it has already ended.
            let _ = stop.send(());
            let _ = admin.await;
        }
        if let Some(writer) = self.audit {
            writer.finish();
        }
        if let Some(sandbox) = self.sandbox {
            sandbox.stop.await;
        }
    }
}

/// Returns whether a sandbox stands in for the API: only on loopback, and only if neither the settings nor the environment
/// refer to the API.
fn wants_sandbox(settings: &Settings, discovered: &Discovered, bound: &BindAddress) -> bool {
    discovered.is_empty()
        && !settings.names_api()
        && settings.store.is_none()
        && !settings.behind_tls_proxy
        && bound.address.ip().is_loopback()
}

async fn listen(settings: &Settings, tls: Option<Tls>) -> Result<Listener, Failure> {
    let address = settings.listen.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, PORT).into());
    let listen = |address: SocketAddr| match &tls {
        Some(tls) => Listen::tls(address, tls.clone()),
        None if settings.behind_tls_proxy => Listen::behind_tls_proxy(address),
        None => Listen::loopback(address),
    };
    let is_chosen = settings.listen.is_some() || settings.stdin_socket;
    let mut listen_first = listen(address);
    if settings.stdin_socket {
        let refused = |error| Failure::usage(format_args!("--{STDIN_SOCKET}: {error}"));
        listen_first = listen_first.inherit().map_err(refused)?;
    }
    let bound = match listen_first.bind().await {
        Err(GatewayError::Listen { source, .. }) if !is_chosen && source.kind() == ErrorKind::AddrInUse => {
            listen((Ipv4Addr::LOCALHOST, 0).into()).bind().await
        }
        bound => bound,
    };
    bound.map_err(|error| match &error {
        GatewayError::Listen { source, .. } if source.kind() == ErrorKind::AddrInUse => Failure::local(format_args!(
            "{address} is in use; stop the program that listens there, or give another --port (0 chooses a free one)"
        )),
        _ => Failure::from_error(&error),
    })
}

fn open_audit(settings: &AuditSettings) -> Result<(Audit, AuditWriter), Failure> {
    let mut options = AuditOptions::new(&settings.file);
    options.max_bytes = settings.max_bytes.unwrap_or(options.max_bytes);
    options.keep = settings.keep.unwrap_or(options.keep);
    Audit::open(&options).map_err(|error| Failure::local(format_args!("{}: {error}", settings.file.display())))
}

async fn serve_admin(
    address: SocketAddr,
    metrics: Arc<Metrics>,
    readiness: Readiness,
) -> Result<(SocketAddr, oneshot::Sender<()>, JoinHandle<()>), Failure> {
    let admin = Admin::bind(address, metrics, readiness).await.map_err(|error| Failure::from_error(&error))?;
    let (stop, stopped) = oneshot::channel();
    let address = admin.address();
    let task = tokio::spawn(admin.serve(async {
        // Also ends if the sender is dropped.
        let _ = stopped.await;
    }));
    Ok((address, stop, task))
}
