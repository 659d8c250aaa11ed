//! The socket that a service manager hands over.

use std::net::TcpListener;

use crate::failure::Failure;

/// The listening socket that is the standard input.
#[cfg(unix)]
pub(super) fn of_stdin() -> Result<TcpListener, Failure> {
    use std::os::fd::AsFd;

    let refused = |why: std::io::Error| {
        Failure::usage(format_args!("--stdin-socket: the standard input is no socket that listens: {why}"))
    };
    let socket = std::io::stdin().as_fd().try_clone_to_owned().map(TcpListener::from).map_err(refused)?;
    socket.local_addr().map_err(refused)?;
    Ok(socket)
}

/// There is none.
#[cfg(not(unix))]
pub(super) fn of_stdin() -> Result<TcpListener, Failure> {
    Err(Failure::usage("--stdin-socket is for systems whose sockets are files"))
}
