//! Measurements of one server under load, from the kernel's counters.

use std::{
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{PATH, RESPONSE};

/// The ticks per second of `/proc/PID/stat`, the same on every Linux.
const TICKS: f64 = 100.0;

/// A folder that is removed on drop.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("endpoint-gateway-bench-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A server and the process that does its work.
pub(crate) struct Server {
    child: Child,
    pid: u32,
    address: SocketAddr,
    /// The header of each request.
    authorization: Option<String>,
}

impl Server {
    /// Waits until the server listens.
    pub(crate) fn new(child: Child, address: SocketAddr, authorization: Option<String>) -> Self {
        let end = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(address).is_err() {
            assert!(Instant::now() < end, "nothing listens on {address}");
            std::thread::sleep(Duration::from_millis(20));
        }
        let pid = worker(child.id()).unwrap_or(child.id());
        Self { child, pid, address, authorization }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    fn url(&self) -> String {
        format!("http://{}{PATH}", self.address)
    }

    /// Sends one request, and checks that the response is the upstream's.
    pub(crate) fn check(&self) {
        let mut curl = Command::new("curl");
        curl.args(["--silent", "--fail-with-body", &self.url()]);
        if let Some(authorization) = &self.authorization {
            curl.args(["-H", authorization]);
        }
        let response = curl.output().expect("curl");
        assert_eq!(String::from_utf8_lossy(&response.stdout), RESPONSE);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // nginx's main process stops its worker on SIGTERM.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

/// Checks that the audit log has no gaps.
pub(crate) fn audit(folder: &Folder) {
    let lines = fs::read_to_string(folder.path().join("audit.log")).unwrap();
    assert!(!lines.contains("dropped"), "the audit log has gaps");
    println!("\naudit log: {} lines in its last file, none dropped", lines.lines().count());
}

/// Returns the only child of a process, which is nginx's worker.
fn worker(pid: u32) -> Option<u32> {
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).ok()?;
    children.split_whitespace().next()?.parse().ok()
}

#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) connections: u32,
    pub(crate) seconds: u32,
}

/// The measurements of one run. The CPU time is for one request.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) cpu: f64,
    pub(crate) kernel: f64,
    pub(crate) rate: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    /// True if a status was not 200, or a connection failed.
    pub(crate) is_failed: bool,
    pub(crate) resident: f64,
}

/// Puts load on a server.
pub(crate) fn sample(server: &Server, load: Load) -> Sample {
    let before = ticks(server.pid);
    let mut wrk = Command::new("wrk");
    wrk.args(["--latency", "-t1", &format!("-c{}", load.connections), &format!("-d{}s", load.seconds), &server.url()]);
    if let Some(authorization) = &server.authorization {
        wrk.args(["-H", authorization]);
    }
    let child = wrk.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("wrk");
    std::thread::sleep(Duration::from_millis(u64::from(load.seconds) * 1000 - 300));
    let resident = resident(server.pid);
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let after = ticks(server.pid);
    let requests = field(&output, "requests in").expect("wrk's requests");
    let (user, kernel) = (after.0 - before.0, after.1 - before.1);
    let is_failed = output.contains("Non-2xx") || output.contains("Socket errors");
    Sample {
        cpu: (user + kernel) / TICKS / requests,
        kernel: kernel / TICKS / requests,
        rate: number(&output, "Requests/sec:"),
        p50: milliseconds(&output, "50%"),
        p99: milliseconds(&output, "99%"),
        is_failed,
        resident,
    }
}

/// Returns the user and kernel ticks of all threads.
fn ticks(pid: u32) -> (f64, f64) {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    (fields[11].parse().unwrap(), fields[12].parse().unwrap())
}

/// Returns the resident memory, in MiB.
fn resident(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1024.0
}

/// Returns the number before some words.
fn field(output: &str, words: &str) -> Option<f64> {
    output.lines().find(|line| line.contains(words))?.split_whitespace().next()?.parse().ok()
}

fn number(output: &str, name: &str) -> f64 {
    let line = output.lines().find_map(|line| line.trim().strip_prefix(name)).unwrap();
    line.trim().parse().unwrap()
}

fn milliseconds(output: &str, name: &str) -> f64 {
    let text = output.lines().find_map(|line| line.trim().strip_prefix(name)).unwrap().trim();
    let (digits, scale) = [("us", 1e-3), ("ms", 1.0), ("s", 1e3)]
        .into_iter()
        .find_map(|(unit, scale)| Some((text.strip_suffix(unit)?, scale)))
        .unwrap();
    digits.parse::<f64>().unwrap() * scale
}

pub(crate) fn free_port() -> SocketAddr {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap()
}

pub(crate) fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
