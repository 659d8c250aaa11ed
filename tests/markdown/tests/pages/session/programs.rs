//! Programs that pages install or run. They are built with the test, and never stale.

use std::{env, io, path::PathBuf};

use endpoint_surface_tests::command_line::PROVIDER;

/// The executable of each program, and a variable that it needs.
pub(crate) fn all() -> io::Result<[(&'static str, PathBuf, &'static str); 2]> {
    Ok([
        ("acme", env!("CARGO_BIN_EXE_acme").into(), ""),
        // The test itself: no other executable has to be linked.
        ("stytch", env::current_exe()?, PROVIDER),
    ])
}
