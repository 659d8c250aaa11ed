//! Errors of decoding response bodies.

use std::fmt;

use super::{json_path::JsonPath, mismatch::Mismatch};

/// An error of decoding a response body. It describes the expected value and its position, and does not contain the actual one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The body is empty, and the return type has no value for that.
    #[error("the body is empty; return `()` to ignore it, or `Option<T>` if it may be absent")]
    Empty,
    /// The body is not valid JSON, or is cut off.
    #[error("the body is not complete, valid JSON{}", Position { line: *line, column: *column })]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The body is JSON that does not match the return type.
    #[error(
        "the body does not match the return type: {path}{}{problem}{}",
        if path.is_empty() { "" } else { ": " },
        Position { line: *line, column: *column }
    )]
    Shape {
        /// The path to the value. Its names are those of the body.
        path: JsonPath,
        /// The problem of the value, such as "expected a list, found a string" or "is missing".
        problem: String,
        /// Counted from 1; 0 if it is not known.
        line: usize,
        /// Counted from 1; 0 if it is not known.
        column: usize,
    },
    /// A header that the return type has is missing, or its value does not match its type.
    #[error("the header `{name}` {problem}")]
    Header {
        /// The name in lower case.
        name: &'static str,
        /// The problem of the value.
        problem: String,
    },
    /// The [format](crate::format) of the response cannot read the body.
    #[error("the body cannot be read in its format: {problem}")]
    Format {
        /// The error of the format.
        problem: String,
    },
    /// The result is an enum without a variant for the status.
    #[error("the status {status} is none that the return type has a variant for: {}", Statuses(declared))]
    Status {
        /// The status of the response.
        status: http::StatusCode,
        /// The statuses of the variants.
        declared: Vec<u16>,
    },
    /// The response has another media type than the declared one, so that it is no stream of events.
    #[error("the response is `{given}`, and not a stream of events")]
    MediaType {
        /// The media type of the response, without parameters.
        given: String,
    },
    /// The body is not UTF-8.
    #[error("the body is not UTF-8")]
    Utf8,
    /// The body has a content encoding that the client does not decode. A stream is decoded as gzip, deflate or br, and not with two
    /// encodings at once.
    #[error("the body has the content encoding `{coding}`, which this client does not decode{}", Feature(coding))]
    Encoded {
        /// The name of the encoding in lower case, such as `gzip`.
        coding: String,
    },
    /// The body is not what its content encoding says.
    #[error("the body has the content encoding `{coding}`, and is not complete, valid data of it")]
    Corrupt {
        /// The name of the encoding in lower case, such as `gzip`.
        coding: String,
    },
    /// The body, or an event or a line of a stream, is longer than the client's limit.
    #[error("the body is longer than the client's limit of {limit} bytes; raise `max_response_bytes` to accept it")]
    TooLarge {
        /// The client's limit in bytes.
        limit: usize,
    },
}

impl DecodeError {
    /// Describes the error of `serde_json` for this body, with the path of the value and without the value.
    ///
    /// The path leads to the value that its type refused, or to the nearest object or list around it where `serde_json` does not
    /// know the position: behind `#[serde(flatten)]`, in an untagged or internally tagged enum, and for an error of
    /// `#[serde(try_from)]`.
    ///
    /// ```
    /// use endpoint_runtime::DecodeError;
    ///
    /// let body = br#"{"ids": [1, "s3cret"]}"#;
    /// let error = serde_json::from_slice::<std::collections::BTreeMap<String, Vec<u16>>>(body).unwrap_err();
    /// assert_eq!(
    ///     DecodeError::from_json(&error, body).to_string(),
    ///     "the body does not match the return type: \
    ///      ids[1]: expected a whole number from 0 to 65535, found a string (line 1, column 20)"
    /// );
    /// ```
    #[must_use]
    #[cold]
    pub fn from_json(error: &serde_json::Error, body: &[u8]) -> Self {
        let (line, column) = (error.line(), error.column());
        match Mismatch::new(error, body) {
            Some(Mismatch { path, problem }) => Self::Shape { path, problem: problem.to_string(), line, column },
            // A character that is cut off at the end is one of a body that is cut off.
            None if std::str::from_utf8(body).is_err_and(|error| error.error_len().is_some()) => Self::Utf8,
            None => Self::Syntax { line, column },
        }
    }

    /// Returns the path to the value that does not match its type; `None` for an error of the body as a whole.
    #[must_use]
    pub fn path(&self) -> Option<&JsonPath> {
        match self {
            Self::Shape { path, .. } => Some(path),
            _ => None,
        }
    }
}

/// The feature that decodes a content encoding; nothing if there is none.
struct Feature<'a>(&'a str);

impl fmt::Display for Feature<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let feature = match self.0 {
            "gzip" | "x-gzip" | "deflate" => "gzip",
            "br" => "brotli",
            "zstd" => "zstd",
            _ => return Ok(()),
        };
        write!(f, "; turn on the feature `{feature}` of endpoint-runtime")
    }
}

/// Statuses, separated by commas.
struct Statuses<'a>(&'a [u16]);

impl fmt::Display for Statuses<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, status) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            write!(f, "{status}")?;
        }
        Ok(())
    }
}

/// A position in the body, in parentheses; nothing if it is not known.
struct Position {
    line: usize,
    column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column } = self;
        if *line == 0 { Ok(()) } else { write!(f, " (line {line}, column {column})") }
    }
}
