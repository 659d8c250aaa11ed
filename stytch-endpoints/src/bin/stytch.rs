//! The command line of Stytch's API.

use std::process::ExitCode;

fn main() -> ExitCode {
    stytch_endpoints::cli().main()
}
