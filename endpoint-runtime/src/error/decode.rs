//! Errors of decoding response bodies.

/// An error of decoding a response body. It describes the expected value and its position, and does not contain the actual one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The body is empty, and the return type has no value for that.
    #[error("the body is empty; return `()` to ignore it, or `Option<T>` if it may be absent")]
    Empty,
    /// The body is not valid JSON, or is cut off.
    #[error("the body is not complete, valid JSON (line {line}, column {column})")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The body is JSON that does not match the return type.
    #[error("the body does not match the return type: {expected} (line {line}, column {column})")]
    Shape {
        /// The expectation, such as "expected a string".
        expected: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The body is not UTF-8.
    #[error("the body is not UTF-8")]
    Utf8,
    /// The body is longer than the client's limit.
    #[error("the body is longer than the client's limit of {limit} bytes; raise `max_response_bytes` to accept it")]
    TooLarge {
        /// The client's limit in bytes.
        limit: usize,
    },
}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        if !error.is_data() {
            return Self::Syntax { line, column };
        }
        // serde's messages quote the value that was found, so only the expectation is kept.
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        let begins = |with: &[&str]| with.iter().any(|beginning| message.starts_with(beginning));
        let expected = match message.rsplit_once(", expected ") {
            Some((_, expected)) if begins(&["invalid ", "unknown ", "refused, ", "repeated, "]) => {
                format!("expected {expected}")
            }
            None if begins(&["missing field `", "duplicate field `"]) => message.to_owned(),
            // A message of the type's own, which may quote any value.
            _ => "a value was refused".to_owned(),
        };
        Self::Shape { expected, line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decode_error_has_the_expectation_and_not_the_value() {
        let error = serde_json::from_str::<u32>("\"s3cret, expected\"").unwrap_err();
        let error = DecodeError::from(error).to_string();
        assert!(error.contains("expected u32"), "{error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
}
