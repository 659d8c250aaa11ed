//! Why a response's body could not be read.

/// Why a response's body could not be read. It shows what was expected and where, never what stood there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The body is empty, and the result is none that may be absent.
    #[error("the body is empty; return `()` to ignore it, or `Option<T>` where it may be absent")]
    Empty,
    /// The body is no JSON, or is not complete.
    #[error("the body is no complete JSON (line {line}, column {column})")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The body is JSON of another shape.
    #[error("the body has another shape: {expected} (line {line}, column {column})")]
    Shape {
        /// What was expected.
        expected: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The body is not UTF-8.
    #[error("the body is not UTF-8")]
    Utf8,
    /// The body is longer than the client takes.
    #[error("the body is longer than the {limit} bytes that the client takes; raise `max_response_bytes` if it may be")]
    TooLarge {
        /// The client's cap in bytes.
        limit: usize,
    },
}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        if !error.is_data() {
            return Self::Syntax { line, column };
        }
        // serde's messages quote the value that was found; only what was expected may be shown.
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        let begins = |with: &[&str]| with.iter().any(|beginning| message.starts_with(beginning));
        let expected = match message.rsplit_once(", expected ") {
            Some((_, expected)) if begins(&["invalid ", "unknown ", "refused, ", "repeated, "]) => {
                format!("expected {expected}")
            }
            None if begins(&["missing field `", "duplicate field `"]) => message.to_owned(),
            // Words of a type's own, which may quote anything.
            _ => "a value was refused".to_owned(),
        };
        Self::Shape { expected, line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decode_error_says_what_was_expected_but_not_what_was_there() {
        let error = serde_json::from_str::<u32>("\"s3cret, expected\"").unwrap_err();
        let error = DecodeError::from(error).to_string();
        assert!(error.contains("expected u32"), "{error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
}
