//! The gateway with its full policy, in a child process with one thread.

use std::{
    fs,
    io::Write as _,
    num::NonZeroU32,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::SystemTime,
};

use endpoint_gateway::{
    Bounds, CallerAdmission, Gateway, Records, Upstream,
    audit::{Audit, AuditOptions},
    callers::{CallerKeys, Callers, NewKey},
    limits::{LimitOptions, Limits},
    metrics::Metrics,
    store::{KeyFile, Store},
    upstream::EgressPolicy,
};
use secrecy::{ExposeSecret, SecretString};

use crate::measure::{Folder, Server, free_port};

/// The argument with which the process runs the gateway.
pub(crate) const ROLE: &str = "--gateway";

/// Starts the gateway as a child process. The caller's key is generated here, so that the gateway knows only its hash.
pub(crate) fn start(folder: &Folder, upstream: &Server) -> Server {
    let address = free_port();
    let key = NewKey::generate("bench").unwrap();
    let entry = format!(
        r#"{{"version": 1, "keys": [{{"id": "bench", "sha256": "{}", "expires": "2099-01-01T00:00:00Z", "providers": ["stytch"]}}]}}"#,
        key.sha256
    );
    folder.write("keys.json", &entry);
    let child = Command::new(std::env::current_exe().unwrap())
        .arg(ROLE)
        .args([address.to_string(), format!("http://{}", upstream.address())])
        .arg(folder.path())
        .stdin(Stdio::null())
        .spawn();
    Server::new(child.unwrap(), address, Some(format!("Authorization: Bearer {}", key.key.expose_secret())))
}

/// Runs the gateway. The arguments are its address, the upstream and the folder.
pub(crate) fn run(arguments: &[String]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(serve(&arguments[0], &arguments[1], Path::new(&arguments[2])));
}

async fn serve(address: &str, upstream: &str, folder: &Path) {
    let provider = stytch_endpoints::provider().unwrap();
    let providers = [provider.clone()];
    let keys = CallerKeys::parse(&fs::read_to_string(folder.join("keys.json")).unwrap(), &providers).unwrap();
    let callers = Arc::new(Callers::keys(keys, &[address], &["https://docs.example.com"]).unwrap());
    // High enough that no request is limited; the limits are checked all the same.
    let mut limits = LimitOptions::default();
    (limits.per_second, limits.burst) = (NonZeroU32::MAX, NonZeroU32::MAX);
    (limits.concurrent, limits.concurrent_per_caller) = (4096, 4096);
    let mut bounds = Bounds::default();
    bounds.connections = 4096;
    let (audit, _writer) = Audit::open(&AuditOptions::new(folder.join("audit.log"))).unwrap();
    let ids = provider.operations().map(|operation| operation.metadata.id);
    let metrics = Arc::new(Metrics::new(ids, Some(audit.clone())).unwrap());
    let gateway = Gateway::builder()
        .admission(CallerAdmission::new(callers, Limits::new(limits)))
        .credentials(Arc::new(store(folder, &providers).await).source("default"))
        .observe(Records::new(metrics, Some(audit)))
        .upstream(Upstream::new(provider, upstream.parse().unwrap()))
        .egress(EgressPolicy::public().range("127.0.0.0/8".parse().unwrap()))
        .bounds(bounds)
        .build()
        .unwrap();
    let address: std::net::SocketAddr = address.parse().unwrap();
    let running = gateway.serve(address).await.unwrap();
    std::future::pending::<()>().await;
    running.stop().await;
}

/// Returns the credential from an encrypted store.
async fn store(folder: &Path, providers: &[endpoint_runtime::provider::Provider]) -> Store {
    let path = folder.join("store.key");
    let mut options = fs::OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.write(true).create(true).truncate(true).open(&path).unwrap();
    file.write_all(b"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").unwrap();
    let store = Store::open(folder.join("store.json"), &KeyFile::new(path), providers).await.unwrap();
    let parts = [("project_id", SecretString::from("project-test-1")), ("secret", SecretString::from("secret"))];
    store.set("stytch", "default", &parts, SystemTime::now()).unwrap();
    store
}
