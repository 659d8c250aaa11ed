//! The stages of a call.

/// The stage at which a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// The request could not be encoded. Nothing was sent.
    Encode,
    /// The credential could not be fetched. Nothing was sent.
    Auth,
    /// No connection could be established. Nothing was sent.
    Connect,
    /// The call timed out.
    Timeout,
    /// The connection failed, and a part of the request may have been sent.
    Transport,
    /// The status of the response is not 2xx.
    Api,
    /// The status of the response is 2xx, and its body could not be decoded.
    Decode,
}

impl Stage {
    /// Returns the name of the stage in traces.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Encode => "encode",
            Self::Auth => "auth",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::Api => "api",
            Self::Decode => "decode",
        }
    }

    /// Returns the beginning of the error message.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Encode => "cannot write the request",
            Self::Auth => "cannot fetch the credential",
            Self::Connect => "cannot connect",
            Self::Timeout => "the call timed out",
            Self::Transport => "the connection failed",
            Self::Api => "the API responded with an error",
            Self::Decode => "cannot read the response",
        }
    }
}
