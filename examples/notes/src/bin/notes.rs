//! The command line of the API.

use std::process::ExitCode;

fn main() -> ExitCode {
    endpoint_cli::main(example_notes::notes::provider())
}
