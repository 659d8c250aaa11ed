//! `sandbox`: a server on loopback that stands in for the provider's API until it is interrupted.

use std::{fmt, path::PathBuf, pin::Pin};

use clap::{ArgMatches, Command, value_parser};
use endpoint_runtime::provider::Provider;

use crate::{common_args, escape, failure::Failure, files, io::Io, runtime, shell, signals};

type SandboxFuture = Pin<Box<dyn Future<Output = Result<RunningSandbox, SandboxError>>>>;
pub(crate) type StartSandbox = Box<dyn Fn(SandboxOptions) -> SandboxFuture + Send + Sync>;
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The options of the command `sandbox`.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SandboxOptions {
    /// The loopback port to listen on; 0 chooses a free one.
    pub port: u16,
    /// The text of the data that it starts with, in place of the demonstration data.
    pub seed: Option<String>,
}

/// The reason why a sandbox does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// The data that it is to start with is invalid.
    #[error("{0}")]
    Seed(BoxError),
    /// It cannot listen, or cannot take the data.
    #[error("{0}")]
    Start(BoxError),
}

impl SandboxError {
    /// Creates the error of invalid data.
    pub fn seed(error: impl Into<BoxError>) -> Self {
        Self::Seed(error.into())
    }

    /// Creates the error of a sandbox that cannot listen, or cannot take the data.
    pub fn start(error: impl Into<BoxError>) -> Self {
        Self::Start(error.into())
    }
}

/// A sandbox that has started, with the variables and notes that its user needs.
#[must_use]
pub struct RunningSandbox {
    pub(crate) url: String,
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) notes: Vec<String>,
    pub(crate) stop: Pin<Box<dyn Future<Output = ()>>>,
}

impl RunningSandbox {
    /// Describes a sandbox at this URL, which stands in for all hosts of the API. The future `stop` ends it.
    pub fn new(url: impl Into<String>, stop: impl Future<Output = ()> + 'static) -> Self {
        Self { url: url.into(), variables: Vec::new(), notes: Vec::new(), stop: Box::pin(stop) }
    }

    /// Adds an environment variable that callers need besides those of the base URL and of the provider's hosts.
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Adds a line about its data, such as ids to try.
    pub fn note(mut self, line: impl Into<String>) -> Self {
        self.notes.push(line.into());
        self
    }

    /// Writes a shell script that exports the variables, with the notes as comments.
    fn text(&self, provider: &Provider) -> String {
        let hosts = provider.hosts.iter().map(|host| provider.host_variable(host));
        let urls = std::iter::once(provider.variable("base_url")).chain(hosts);
        let urls: Vec<_> = urls.map(|variable| (variable, self.url.clone())).collect();
        let variables = urls.iter().chain(&self.variables);
        let exports = variables.map(|(name, value)| format!("export {name}={}\n", shell::quote(value)));
        let notes = self.notes.iter().map(|line| format!("# {}\n", escape::line(line)));
        exports.chain(notes.map(|line| if line == "# \n" { "#\n".to_owned() } else { line })).collect()
    }
}

/// Shows no values of variables.
impl fmt::Debug for RunningSandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunningSandbox").field("url", &self.url).finish_non_exhaustive()
    }
}

pub(crate) fn command(name: &str) -> Command {
    Command::new("sandbox")
        .about("Runs a local stand-in for the API until it is interrupted")
        .long_about(
            "Runs a local stand-in for the API on a loopback port until it is interrupted (Ctrl-C, SIGTERM). It prints the \
             variables to export so that calls go there, and ids to try.",
        )
        .arg(
            common_args::option("port", "PORT")
                .value_parser(value_parser!(u16))
                .default_value("0")
                .help("The port; 0 chooses a free one"),
        )
        .arg(common_args::file("seed").help("Start with the data of this JSON file in place of the demonstration data"))
        .after_long_help(format!(
            "Example:\n  {name} sandbox --port 8080\n\n\
             Paste the lines that begin with `export` into another shell, and make calls there."
        ))
}

pub(crate) fn run(
    provider: &Provider,
    start: &StartSandbox,
    matches: &ArgMatches,
    io: &mut Io<'_>,
) -> Result<(), Failure> {
    let port = matches.get_one::<u16>("port").copied().unwrap_or_default();
    let path = matches.get_one::<PathBuf>("seed");
    let invalid_seed =
        |path: &PathBuf, error: &dyn fmt::Display| Failure::usage(format_args!("{}: {error}", path.display()));
    let seed = path.map(|path| files::read_text(path).map_err(|error| invalid_seed(path, &error))).transpose()?;
    runtime::block_on(async {
        let running = start(SandboxOptions { port, seed }).await.map_err(|error| match (error, path) {
            (SandboxError::Seed(error), Some(path)) => invalid_seed(path, &error),
            (SandboxError::Seed(error), None) => Failure::local(error),
            (SandboxError::Start(error), _) => Failure::from_error(&*error),
        })?;
        let interrupted = signals::listen(io.take_interrupt()).await;
        io.print(running.text(provider).as_bytes())?;
        io.eprint(&format!("{} sandbox on {}; Ctrl-C stops it\n", provider.title, running.url));
        let end = interrupted.await;
        running.stop.await;
        end
    })?
}
