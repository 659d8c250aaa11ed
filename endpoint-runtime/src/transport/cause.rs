//! The reason why a transport received no response, read from the sources of its error.

use std::{error::Error as StdError, io};

use h2::Reason;

use super::TransportErrorKind;

/// Returns the kind of an error that occurred before a response began. The crates of both transports have to be those whose
/// errors are looked for here, which a test for each transport checks.
pub(super) fn kind_of(error: &(dyn StdError + 'static)) -> TransportErrorKind {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(kind) = kind_of_cause(error) {
            return kind;
        }
        cause = error.source();
    }
    TransportErrorKind::Other
}

fn kind_of_cause(error: &(dyn StdError + 'static)) -> Option<TransportErrorKind> {
    if let Some(error) = error.downcast_ref::<h2::Error>() {
        return match error.reason() {
            // h2 reports a GOAWAY to the streams above its last stream id, and only to these.
            Some(Reason::NO_ERROR) if error.is_remote() && error.is_go_away() => Some(TransportErrorKind::NotProcessed),
            Some(Reason::REFUSED_STREAM) if error.is_remote() && error.is_reset() => {
                Some(TransportErrorKind::NotProcessed)
            }
            _ if error.is_io() => error.get_io().map(io::Error::kind).and_then(closed),
            _ => None,
        };
    }
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return error.is_incomplete_message().then_some(TransportErrorKind::Closed);
    }
    closed(error.downcast_ref::<io::Error>()?.kind())
}

fn closed(kind: io::ErrorKind) -> Option<TransportErrorKind> {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, UnexpectedEof};
    matches!(kind, BrokenPipe | ConnectionAborted | ConnectionReset | NotConnected | UnexpectedEof)
        .then_some(TransportErrorKind::Closed)
}
