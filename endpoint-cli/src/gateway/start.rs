//! What is made before a gateway answers.

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
    build::Kept,
    callers::{self, Place},
    limits,
    options::STDIN_SOCKET,
    reload::Running,
    settings::{AuditSettings, Settings},
    upstream::Surrounding,
};
use crate::{
    failure::Failure,
    sandbox::{Hook, RunningSandbox, SandboxOptions, causes},
};

/// The port where none is said, as long as it is free.
pub(super) const PORT: u16 = 8080;

/// Everything that runs.
pub(super) struct Started<'p> {
    pub(super) running: Running<'p>,
    pub(super) sandbox: Option<RunningSandbox>,
    pub(super) admin: Option<(SocketAddr, oneshot::Sender<()>, JoinHandle<()>)>,
    pub(super) readiness: Readiness,
    pub(super) audit: Option<AuditWriter>,
    /// Where requests go.
    pub(super) upstream: String,
    /// Where the credential is from, where there is one.
    pub(super) credential: Option<CredentialOrigin>,
}

impl<'p> Started<'p> {
    pub(super) async fn start(
        provider: &'p Provider,
        sandbox: Option<&Hook>,
        settings: Settings,
        mut surrounding: Surrounding,
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
        let place = Place::of(&listener);
        let callers = callers::callers(provider, &settings, &place, None)?;
        let sandbox = match sandbox {
            Some(start) if is_for_sandbox(&settings, &surrounding, &place) => {
                let options = SandboxOptions::default();
                Some(start(options).await.map_err(|error| Failure::failed(causes(&error)))?)
            }
            _ => None,
        };
        let mut layers = CredentialChain::new();
        if let Some(running) = &sandbox {
            surrounding = Surrounding::of_sandbox(provider, running)?;
        } else {
            layers = match &store {
                Some(store) => layers.then(store.source("default")),
                None => layers.then(MemoryCredentials::new([provider])),
            };
        }
        if let Some(found) = &surrounding.credentials {
            layers = layers.then(found.clone());
        }
        let credential = layers.status(&provider.name).map(|standing| standing.origin);
        let upstream = surrounding.upstream(provider, &settings)?.0.base().to_string();
        let (audit, writer) = settings.audit.as_ref().map(open).transpose()?.unzip();
        let operations = provider.operations().map(|operation| operation.metadata.id);
        let metrics = Arc::new(Metrics::new(operations, audit.clone()).map_err(Failure::failed)?);
        let records = Records::new(Arc::clone(&metrics), audit);
        let kept = Kept { provider, surrounding, is_sandbox: sandbox.is_some(), credentials: layers, records };
        let limits = Arc::new(Limits::new(limits::limits(&settings.limits)));
        let gateway = kept.gateway(&settings, Arc::clone(&callers), Arc::clone(&limits))?;
        let readiness = Readiness::default();
        let admin = match settings.admin {
            Some(address) => Some(serve_admin(address, metrics, readiness.clone()).await?),
            None => None,
        };
        let gateway = gateway.listen(listener).map_err(|error| Failure::usage(causes(&error)))?;
        readiness.set(true);
        let running = Running { kept, place, settings, callers, limits, gateway, tls, store };
        Ok(Self { running, sandbox, admin, readiness, audit: writer, upstream, credential })
    }

    /// Answers what is under way, and ends.
    pub(super) async fn stop(self) {
        self.readiness.set(false);
        self.running.gateway.stop().await;
        if let Some((_, stop, admin)) = self.admin {
            // Both fail when it has ended already.
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

/// A sandbox is for this machine, where nothing says that the real API is meant.
fn is_for_sandbox(settings: &Settings, surrounding: &Surrounding, place: &Place) -> bool {
    surrounding.is_silent()
        && settings.environment.is_none()
        && settings.base_url.is_none()
        && settings.store.is_none()
        && !settings.behind_tls_proxy
        && place.address.ip().is_loopback()
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
        GatewayError::Listen { source, .. } if source.kind() == ErrorKind::AddrInUse => Failure::failed(format_args!(
            "{address} is taken; stop what listens there, or give another --port (0 is one that is free)"
        )),
        _ => Failure::failed(causes(&error)),
    })
}

fn open(settings: &AuditSettings) -> Result<(Audit, AuditWriter), Failure> {
    let mut options = AuditOptions::new(&settings.file);
    options.max_bytes = settings.max_bytes.unwrap_or(options.max_bytes);
    options.keep = settings.keep.unwrap_or(options.keep);
    Audit::open(&options).map_err(|error| Failure::failed(format_args!("{}: {error}", settings.file.display())))
}

async fn serve_admin(
    address: SocketAddr,
    metrics: Arc<Metrics>,
    readiness: Readiness,
) -> Result<(SocketAddr, oneshot::Sender<()>, JoinHandle<()>), Failure> {
    let admin = Admin::bind(address, metrics, readiness).await.map_err(|error| Failure::failed(causes(&error)))?;
    let (stop, stopped) = oneshot::channel();
    let address = admin.address();
    let task = tokio::spawn(admin.serve(async {
        // Also when the sender is gone.
        let _ = stopped.await;
    }));
    Ok((address, stop, task))
}
