//! The errors of an input: what is wrong with which value.

use std::{fmt, ops::Deref};

/// All that is wrong with the input of a call by data: one error for each value, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputErrors(pub(super) Vec<InputError>);

impl Deref for InputErrors {
    type Target = [InputError];

    fn deref(&self) -> &[InputError] {
        &self.0
    }
}

impl fmt::Display for InputErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if at == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for InputErrors {}

/// One value that is wrong. It never holds the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` {problem}")]
pub struct InputError {
    name: String,
    problem: InputProblem,
}

impl InputError {
    pub(super) fn new(name: impl Into<String>, problem: InputProblem) -> Self {
        Self { name: name.into(), problem }
    }

    /// The argument, or the name that is none; `input` for the input as a whole.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is wrong with it.
    #[must_use]
    pub fn problem(&self) -> &InputProblem {
        &self.problem
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InputProblem {
    /// The input is no JSON object.
    #[error("is no JSON object; it holds every value by its argument name")]
    NotAnObject,
    /// The input is nested deeper than 128 objects and lists.
    #[error("is nested too deep; 128 objects and lists within each other are allowed")]
    Deep,
    /// More problems than are told one by one.
    #[error("has {more} more mistakes")]
    More {
        /// How many more.
        more: usize,
    },
    /// The operation has no such argument.
    #[error("is no argument; {}", suggestion(.known.as_deref()))]
    Unknown {
        /// The argument that is most like it.
        known: Option<String>,
    },
    /// A header that is given by its own name and by its argument's.
    #[error("is given twice: a header goes by its name or by its argument's, not by both")]
    Twice,
    /// A required value that is not there.
    #[error("is missing")]
    Missing,
    /// A value that the schema does not allow.
    #[error("is refused{}: {reason}", place(.pointer))]
    Schema {
        /// Where in the value, as a JSON Pointer (RFC 6901); empty for the value itself.
        pointer: String,
        /// What is expected.
        reason: String,
    },
    /// A value that cannot stand where it has to.
    #[error("{0}")]
    Place(String),
}

fn suggestion(known: Option<&str>) -> String {
    match known {
        Some(name) => format!("did you mean `{name}`?"),
        None => "the operation's description lists them".to_owned(),
    }
}

fn place(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!(" at `{pointer}`") }
}
