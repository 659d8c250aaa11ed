//! The gateway from its start to its end.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use clap::ArgMatches;
use endpoint_gateway::{
    GatewayError, Listen, Listener, Records, Tls,
    admin::{Admin, Readiness},
    audit::{Audit, AuditOptions, AuditWriter},
    credentials::{Layers, MemoryCredentials},
    limits::Limits,
    metrics::Metrics,
    store::{KeyFile, Store},
};
use endpoint_runtime::provider::Provider;
use secrecy::ExposeSecret;
use tokio::{sync::oneshot, task::JoinHandle};

use super::{
    build::Kept,
    callers::{self, Place},
    limits, options,
    reload::Running,
    settings::{AuditSettings, Settings},
    signals::Hangup,
    upstream::Surrounding,
};
use crate::{
    credentials, escape,
    failure::Failure,
    runtime,
    sandbox::{Hook, RunningSandbox, SandboxOptions, causes},
    surroundings::Surroundings,
};

/// The port where none is said, as long as it is free.
const PORT: u16 = 8080;

pub(super) fn run(
    provider: &Provider,
    sandbox: Option<&Hook>,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    let settings = Settings::read(matches)?;
    check(provider, &settings)?;
    log(matches);
    let surrounding = Surrounding::find(provider, matches, surroundings)?;
    runtime::block_on_workers(settings.workers, async {
        let mut interrupt = surroundings.take_interrupt();
        let mut hangup = Hangup::new();
        // Polled once, so that signals are caught before anybody can know that there is something to be stopped.
        let early = std::future::poll_fn(|context| std::task::Poll::Ready(interrupt.as_mut().poll(context))).await;
        let mut started = Started::start(provider, sandbox, settings, surrounding).await?;
        let shown = started.tell(provider, surroundings);
        let end = match (shown, early) {
            (Err(failure), _) => Err(failure),
            (Ok(()), std::task::Poll::Ready(end)) => end.map_err(unheard),
            (Ok(()), std::task::Poll::Pending) => loop {
                tokio::select! {
                    end = &mut interrupt => break end.map_err(unheard),
                    () = hangup.next() => {
                        let told: String = started.running.reload(matches).iter().map(|line| format!("{line}\n")).collect();
                        surroundings.say(&told);
                    }
                }
            },
        };
        started.stop().await;
        end
    })?
}

fn unheard(error: std::io::Error) -> Failure {
    Failure::failed(format_args!("signals cannot be waited for: {error}"))
}

/// Refuses what would be open to strangers, before anything is bound.
fn check(provider: &Provider, settings: &Settings) -> Result<(), Failure> {
    let Settings { listen, callers, tls, behind_tls_proxy, .. } = settings;
    let is_elsewhere = listen.is_some_and(|address| !address.ip().is_loopback());
    let name = &provider.name;
    if callers.is_none() && (is_elsewhere || *behind_tls_proxy) {
        return Err(Failure::usage(format_args!(
            "other machines would reach the gateway; give --callers FILE with the keys of those that may call \
             (`{name} gateway key new ID` makes one), or listen on 127.0.0.1"
        )));
    }
    if is_elsewhere && tls.is_none() && !behind_tls_proxy {
        return Err(Failure::usage(
            "other machines would reach the gateway without TLS; give --tls-certificate and --tls-key, or \
             --behind-tls-proxy where a proxy speaks TLS for it",
        ));
    }
    Ok(())
}

fn log(matches: &ArgMatches) {
    let level = matches.get_one::<String>(options::LOG_LEVEL).and_then(|level| level.parse().ok());
    let level = level.unwrap_or(tracing_subscriber::filter::LevelFilter::WARN);
    // Fails where the program has set up its own.
    let _ = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false).try_init();
}

/// Everything that runs.
struct Started<'p> {
    running: Running<'p>,
    sandbox: Option<RunningSandbox>,
    admin: Option<(SocketAddr, oneshot::Sender<()>, JoinHandle<()>)>,
    readiness: Readiness,
    audit: Option<AuditWriter>,
    /// Whether requests that need a credential go through.
    has_credential: bool,
}

impl<'p> Started<'p> {
    async fn start(
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
        let mut layers = Layers::new();
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
        let has_credential = endpoint_gateway::CredentialSource::credential(&layers, &provider.name).is_some();
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
        Ok(Self { running, sandbox, admin, readiness, audit: writer, has_credential })
    }

    /// The URL on the standard output, with the token in its fragment, and what is going on on the standard error.
    fn tell(&self, provider: &Provider, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
        let Running { place, settings, callers, .. } = &self.running;
        let title = &provider.title;
        let mut told = format!("{title} gateway on {}; Ctrl-C stops it\n", place.url);
        if settings.listen.is_none() && place.address.port() != PORT {
            told += &format!("Port {PORT} is taken, so it is on one that was free; --port says another\n");
        }
        match &self.sandbox {
            Some(sandbox) => {
                told += &format!(
                    "A sandbox plays {title}, since no credential was found: nothing goes to the real API. For that, set \
                     {}, or give --environment {} and set the credential on a page\n",
                    credentials::variables(provider),
                    provider.environments.first().map_or("NAME", |first| first.name.as_str())
                );
                // The calls behind the blank line are for the sandbox itself.
                let inventory = sandbox.notes.iter().take_while(|line| !line.is_empty());
                told.extend(inventory.map(|line| format!("  {}\n", escape::line(line))));
            }
            None if !self.has_credential => {
                told += "No credential is set: callers are answered with 503 until an administrator sets it on a page, or \
                         it is started with one\n";
            }
            None => {}
        }
        if let Some((address, ..)) = &self.admin {
            told += &format!("Metrics and health on http://{address}\n");
        }
        if settings.callers.is_some() && settings.hosts.is_empty() && !place.address.ip().is_loopback() {
            told += "Its own pages cannot call it until --host says by which name browsers know it\n";
        }
        let url = match callers.token() {
            Some(token) => {
                told += "The URL holds a token that lasts until the end; whoever has it may call\n";
                token.url_at(&place.url)
            }
            None => place.url.clone().into(),
        };
        surroundings.say(&told);
        surroundings.print(format!("{}\n", url.expose_secret()).as_bytes())
    }

    /// Answers what is under way, and ends.
    async fn stop(self) {
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
    let bound = match listen(address).bind().await {
        Err(GatewayError::Listen { source, .. })
            if settings.listen.is_none() && source.kind() == ErrorKind::AddrInUse =>
        {
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
