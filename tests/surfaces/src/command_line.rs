//! The command line of a provider as a program.
//!
//! It is the executable of the test itself, run once more with a variable set. So it is built with the tests and never
//! stale, and a provider that only the tests have gets one too. `main` of such a test begins with a look at
//! [`requested_provider`].

use std::io;

use endpoint_test_support::process::Command;

/// The environment variable that names the provider whose command line the process has to be.
pub const PROVIDER: &str = "TEST_AS_COMMAND_LINE_OF";

/// Prepares the command line of a provider.
///
/// # Errors
/// The system does not know the path of this test.
pub fn command_line(provider: &str) -> io::Result<Command> {
    Ok(Command::current_exe()?.env(PROVIDER, provider))
}

/// The provider whose command line this process has to be, instead of a test.
#[must_use]
pub fn requested_provider() -> Option<String> {
    std::env::var(PROVIDER).ok()
}
