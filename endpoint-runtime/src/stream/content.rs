//! Decoding of content encodings while a body arrives.

use bytes::{Buf as _, Bytes};

use crate::error::DecodeError;

/// The number of encoded bytes that are decoded at a time, which bounds what they become.
const STEP: usize = 4096;

/// A decoder of one content encoding (RFC 9110, section 8.4.1).
pub(crate) struct ContentDecoder {
    coding: String,
    state: State,
    /// The encoded bytes that have arrived.
    rest: Bytes,
}

enum State {
    #[cfg(feature = "gzip")]
    Gzip(Box<flate2::write::MultiGzDecoder<Vec<u8>>>),
    #[cfg(feature = "gzip")]
    Zlib(Box<flate2::write::ZlibDecoder<Vec<u8>>>),
    #[cfg(feature = "brotli")]
    Brotli(Box<brotli_decompressor::DecompressorWriter<Vec<u8>>>),
}

impl ContentDecoder {
    /// Creates the decoder of these encodings; `None` if there are none.
    ///
    /// # Errors
    /// There are several, or one that is not decoded while it arrives.
    pub(crate) fn new(mut codings: Vec<String>) -> Result<Option<Self>, DecodeError> {
        let Some(coding) = codings.pop() else { return Ok(None) };
        let state = match &*coding {
            _ if !codings.is_empty() => None,
            #[cfg(feature = "gzip")]
            "gzip" | "x-gzip" => Some(State::Gzip(Box::new(flate2::write::MultiGzDecoder::new(Vec::new())))),
            #[cfg(feature = "gzip")]
            "deflate" => Some(State::Zlib(Box::new(flate2::write::ZlibDecoder::new(Vec::new())))),
            #[cfg(feature = "brotli")]
            "br" => Some(State::Brotli(Box::new(brotli_decompressor::DecompressorWriter::new(Vec::new(), STEP)))),
            _ => None,
        };
        match state {
            Some(state) => Ok(Some(Self { coding, state, rest: Bytes::new() })),
            None => Err(DecodeError::Encoded { coding }),
        }
    }

    /// Adds encoded bytes, once [`next`](Self::next) has returned `None`.
    pub(crate) fn push(&mut self, chunk: Bytes) {
        self.rest = chunk;
    }

    /// Decodes the next bytes; `None` if there are none left.
    pub(crate) fn next(&mut self) -> Option<Result<Bytes, DecodeError>> {
        while !self.rest.is_empty() {
            let step = self.rest.split_to(STEP.min(self.rest.len()));
            match self.state.decode(&step) {
                Ok(content) if content.is_empty() => {}
                Ok(content) => return Some(Ok(content.into())),
                Err(_) => {
                    self.rest.advance(self.rest.len());
                    return Some(Err(self.corrupt()));
                }
            }
        }
        None
    }

    /// Checks that the content is complete.
    pub(crate) fn finish(&mut self) -> Result<(), DecodeError> {
        self.state.finish().map_err(|_| self.corrupt())
    }

    fn corrupt(&self) -> DecodeError {
        DecodeError::Corrupt { coding: self.coding.clone() }
    }
}

impl State {
    fn decode(&mut self, step: &[u8]) -> std::io::Result<Vec<u8>> {
        #[cfg(any(feature = "gzip", feature = "brotli"))]
        use std::io::Write as _;
        let _ = step;
        match *self {
            #[cfg(feature = "gzip")]
            Self::Gzip(ref mut decoder) => {
                decoder.write_all(step)?;
                decoder.flush()?;
                Ok(std::mem::take(decoder.get_mut()))
            }
            #[cfg(feature = "gzip")]
            Self::Zlib(ref mut decoder) => {
                decoder.write_all(step)?;
                decoder.flush()?;
                Ok(std::mem::take(decoder.get_mut()))
            }
            #[cfg(feature = "brotli")]
            Self::Brotli(ref mut decoder) => {
                decoder.write_all(step)?;
                decoder.flush()?;
                Ok(std::mem::take(decoder.get_mut()))
            }
        }
    }

    fn finish(&mut self) -> std::io::Result<()> {
        match *self {
            #[cfg(feature = "gzip")]
            Self::Gzip(ref mut decoder) => decoder.try_finish(),
            #[cfg(feature = "gzip")]
            Self::Zlib(ref mut decoder) => decoder.try_finish(),
            #[cfg(feature = "brotli")]
            Self::Brotli(ref mut decoder) => decoder.close(),
        }
    }
}
