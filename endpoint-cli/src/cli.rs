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
    gateway,
    io::Io,
    list, man, openapi,
    operation_commands::CommandUse,
    root_command::root_command,
    sandbox::{self, RunningSandbox, SandboxError, SandboxOptions, StartSandbox},
    sdk, signals, snippet,
};

/// The command line of a provider.
///
/// ```
/// use endpoint_cli::{Cli, Exit, Io};
/// # use endpoint_runtime::provider::{Environment, Provider};
/// # let provider = Provider::builder("acme").environment(Environment::new("live", "https://api.acme.example")).build();
///
/// let (mut stdin, mut stdout, mut stderr) = (std::io::empty(), Vec::new(), Vec::new());
/// let io = Io::new(&mut stdin, &mut stdout, &mut stderr);
/// assert_eq!(Cli::new(provider).run(["--version"], io), Exit::Success);
/// assert!(stdout.starts_with(b"acme "));
/// ```
#[must_use]
pub struct Cli {
    provider: Result<Provider, ProviderError>,
    sandbox: Option<StartSandbox>,
}

impl Cli {
    /// Creates the command line of this provider. If the provider cannot be built, every command fails with its error.
    pub fn new(provider: Result<Provider, ProviderError>) -> Self {
        Self { provider, sandbox: None }
    }

    /// Adds the command `sandbox`, which runs the server that `start` starts until it is interrupted. The command `gateway`
    /// starts the same server when it finds no credential.
    pub fn sandbox<F, R>(mut self, start: F) -> Self
    where
        F: Fn(SandboxOptions) -> R + Send + Sync + 'static,
        R: Future<Output = Result<RunningSandbox, SandboxError>> + 'static,
    {
        self.sandbox = Some(Box::new(move |options| Box::pin(start(options))));
        self
    }

    /// Runs with this process's arguments, environment variables, streams and signals.
    #[must_use]
    pub fn main(&self) -> ExitCode {
        // The standard error is not locked: a gateway's threads write their log there.
        let (mut stdin, mut stderr) = (io::stdin(), io::stderr());
        let stdout = io::stdout();
        let width =
            terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| stdout.is_terminal());
        let mut stdout = BufWriter::new(stdout.lock());
        let io = Io::new(&mut stdin, &mut stdout, &mut stderr)
            .process_stdin()
            .variables(|name| std::env::var_os(name))
            .width(width)
            .interrupt(signals::shutdown_requested());
        self.run(std::env::args_os().skip(1), io).into()
    }

    /// Runs with these arguments, which do not hold the program's name. It blocks, so it fails within an async runtime.
    pub fn run<I>(&self, args: I, mut io: Io<'_>) -> Exit
    where
        I: IntoIterator<Item: Into<OsString>>,
    {
        let args = args.into_iter().map(Into::into).collect();
        match self.attempt(args, &mut io) {
            Ok(exit) => exit,
            Err(Failure { exit, message }) => {
                io.eprint(&format!("error: {message}\n"));
                exit
            }
        }
    }

    fn attempt(&self, args: Vec<OsString>, io: &mut Io<'_>) -> Result<Exit, Failure> {
        let provider = self.provider.as_ref().map_err(Failure::local)?;
        let command = root_command(provider, self.sandbox.is_some(), CommandUse::Parse(&args), io.width);
        match command.try_get_matches_from(args) {
            Ok(matches) => self.dispatch(provider, &matches, io),
            Err(error) => report(&error, io),
        }
    }

    fn dispatch(&self, provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<Exit, Failure> {
        match (matches.subcommand(), &self.sandbox) {
            (Some(("call", matches)), _) => return call::run(provider, matches, io),
            (Some(("gateway", matches)), sandbox) => {
                return gateway::run(provider, sandbox.as_ref(), matches, io);
            }
            (Some(("list", matches)), _) => list::run(provider, matches, io),
            (Some(("describe", matches)), _) => describe::run(provider, matches, io),
            (Some(("snippet", matches)), _) => snippet::run(provider, matches, io),
            (Some(("openapi", _)), _) => openapi::run(provider, io),
            (Some(("sdk", matches)), _) => sdk::run(provider, matches, io),
            (Some(("sandbox", matches)), Some(start)) => sandbox::run(provider, start, matches, io),
            (Some(("completions", matches)), _) => {
                let command = |used_for| move || root_command(provider, self.sandbox.is_some(), used_for, None);
                let (outline, documented) = (command(CommandUse::Outline), command(CommandUse::Document));
                completions::run(provider, outline, documented, matches, io)
            }
            (Some(("man", matches)), _) => man::run(self.documented(provider), matches, io),
            // clap requires one of the commands above.
            _ => Err(Failure::usage("no command is given")),
        }
        .map(|()| Exit::Success)
    }

    /// Returns the command as completions and man pages show it.
    fn documented(&self, provider: &Provider) -> Command {
        root_command(provider, self.sandbox.is_some(), CommandUse::Document, None)
    }
}

/// Prints the help or the version that was asked for, or clap's error.
fn report(error: &clap::Error, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            io.print(text.as_bytes())?;
            Ok(Exit::Success)
        }
        _ => {
            io.eprint(&text);
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
