//! A provider's command line, from arguments to an exit code.

use std::{
    ffi::OsString,
    fmt,
    io::{self, BufWriter, IsTerminal},
    process::ExitCode,
};

use clap::{ArgMatches, Command, error::ErrorKind};
use endpoint_runtime::provider::{Provider, ProviderError};

use crate::{
    call, completions, describe,
    exit::Exit,
    failure::Failure,
    gateway, list, man, openapi,
    operation_commands::CommandUse,
    root_command::root_command,
    sandbox::{self, Hook, RunningSandbox, SandboxError, SandboxOptions},
    sdk, signals, snippet,
    surroundings::Surroundings,
};

/// The command line of a provider.
///
/// ```
/// use endpoint_cli::{Cli, Exit, Surroundings};
/// # use endpoint_runtime::provider::{Environment, Provider};
/// # let provider = Provider::builder("acme").environment(Environment::new("live", "https://api.acme.example")).build();
///
/// let (mut stdin, mut stdout, mut stderr) = (std::io::empty(), Vec::new(), Vec::new());
/// let surroundings = Surroundings::new(&mut stdin, &mut stdout, &mut stderr);
/// assert_eq!(Cli::new(provider).run(["--version"], surroundings), Exit::Done);
/// assert!(stdout.starts_with(b"acme "));
/// ```
#[must_use]
pub struct Cli {
    provider: Result<Provider, ProviderError>,
    sandbox: Option<Hook>,
}

impl Cli {
    /// The command line of this provider; of one that cannot be built, every command says so.
    pub fn new(provider: Result<Provider, ProviderError>) -> Self {
        Self { provider, sandbox: None }
    }

    /// Adds the command `sandbox`, which runs until it is interrupted what `start` starts on a loopback port. The command
    /// `gateway` starts it, too, where it finds no credential.
    pub fn sandbox<F, R>(mut self, start: F) -> Self
    where
        F: Fn(SandboxOptions) -> R + Send + Sync + 'static,
        R: Future<Output = Result<RunningSandbox, SandboxError>> + 'static,
    {
        self.sandbox = Some(Box::new(move |options| Box::pin(start(options))));
        self
    }

    /// Runs on this process's arguments, variables, streams and signals.
    #[must_use]
    pub fn main(&self) -> ExitCode {
        // Not locked: a gateway's threads write their log there.
        let (mut stdin, mut stderr) = (io::stdin().lock(), io::stderr());
        let stdout = io::stdout();
        let width =
            terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| stdout.is_terminal());
        let mut stdout = BufWriter::new(stdout.lock());
        let surroundings = Surroundings::new(&mut stdin, &mut stdout, &mut stderr)
            .variables(|name| std::env::var_os(name))
            .width(width)
            .interrupt(signals::shutdown_requested());
        self.run(std::env::args_os().skip(1), surroundings).into()
    }

    /// Runs on these arguments, without the program's name, and on these surroundings. It blocks, so it cannot be run
    /// within an async runtime.
    pub fn run<I>(&self, args: I, mut surroundings: Surroundings<'_>) -> Exit
    where
        I: IntoIterator<Item: Into<OsString>>,
    {
        let args = args.into_iter().map(Into::into).collect();
        match self.attempt(args, &mut surroundings) {
            Ok(exit) => exit,
            Err(Failure { exit, message }) => {
                surroundings.say(&format!("error: {message}\n"));
                exit
            }
        }
    }

    fn attempt(&self, args: Vec<OsString>, surroundings: &mut Surroundings<'_>) -> Result<Exit, Failure> {
        let provider = self.provider.as_ref().map_err(Failure::failed)?;
        let command = root_command(provider, self.sandbox.is_some(), CommandUse::Parse, surroundings.width);
        match command.try_get_matches_from(args) {
            Ok(matches) => self.dispatch(provider, &matches, surroundings),
            Err(told) => tell(&told, surroundings),
        }
    }

    fn dispatch(
        &self,
        provider: &Provider,
        matches: &ArgMatches,
        surroundings: &mut Surroundings<'_>,
    ) -> Result<Exit, Failure> {
        match (matches.subcommand(), &self.sandbox) {
            (Some(("call", matches)), _) => return call::run(provider, matches, surroundings),
            (Some(("gateway", matches)), sandbox) => {
                return gateway::run(provider, sandbox.as_ref(), matches, surroundings);
            }
            (Some(("list", matches)), _) => list::run(provider, matches, surroundings),
            (Some(("describe", matches)), _) => describe::run(provider, matches, surroundings),
            (Some(("snippet", matches)), _) => snippet::run(provider, matches, surroundings),
            (Some(("openapi", _)), _) => openapi::run(provider, surroundings),
            (Some(("sdk", matches)), _) => sdk::run(provider, matches, surroundings),
            (Some(("sandbox", matches)), Some(start)) => sandbox::run(provider, start, matches, surroundings),
            (Some(("completions", matches)), _) => completions::run(self.documented(provider), matches, surroundings),
            (Some(("man", matches)), _) => man::run(self.documented(provider), matches, surroundings),
            // clap has asked for a command, and knows no other one.
            _ => Err(Failure::usage("no command is given")),
        }
        .map(|()| Exit::Done)
    }

    /// Makes the command for completions and man pages.
    fn documented(&self, provider: &Provider) -> Command {
        root_command(provider, self.sandbox.is_some(), CommandUse::Document, None)
    }
}

/// Prints help where it was asked for, and says what clap finds wrong.
fn tell(told: &clap::Error, surroundings: &mut Surroundings<'_>) -> Result<Exit, Failure> {
    let text = told.render().to_string();
    match told.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            surroundings.print(text.as_bytes())?;
            Ok(Exit::Done)
        }
        _ => {
            surroundings.say(&text);
            Ok(Exit::Usage)
        }
    }
}

impl fmt::Debug for Cli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.provider.as_ref().map(|provider| &provider.name);
        f.debug_struct("Cli").field("provider", &name).field("sandbox", &self.sandbox.is_some()).finish()
    }
}
