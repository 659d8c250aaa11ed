//! The errors of an input: the name and the problem of each invalid value.

use std::{fmt, ops::Deref};

use crate::error::JsonPath;

/// The errors of the input of a call by data. There is at least one.
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
        for (index, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for InputErrors {}

/// The error of one value. It never contains the value itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` {problem}", problem.path().within(name))]
pub struct InputError {
    name: String,
    problem: InputProblem,
}

impl InputError {
    pub(super) fn new(name: impl Into<String>, problem: InputProblem) -> Self {
        Self { name: name.into(), problem }
    }

    /// Returns the name of the argument, or the unknown name; `input` if the input as a whole is invalid. `Display` shows the
    /// path of the value after it: `metadata.tags[2]`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the problem of the value.
    #[must_use]
    pub fn problem(&self) -> &InputProblem {
        &self.problem
    }
}

/// The problem of a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InputProblem {
    /// The input is not a JSON object.
    #[error("is not a JSON object; give an object with each value under its argument's name")]
    NotAnObject,
    /// The input is nested deeper than 128 objects and lists.
    #[error("is nested too deep; at most 128 levels of objects and lists are allowed")]
    TooDeep,
    /// There are more errors than are listed.
    #[error("has {more} more errors")]
    More {
        /// The number of errors that are not listed.
        more: usize,
    },
    /// The operation has no such argument.
    #[error("is not an argument; {}", suggestion(.known.as_deref()))]
    Unknown {
        /// The argument with the most similar name.
        known: Option<String>,
    },
    /// A header is given both under its own name and under its argument's.
    #[error("is given twice; give the header under its own name or under its argument's, not under both")]
    Duplicate,
    /// A file or a content is given for an argument that is neither.
    #[error("takes no file; give its value in the JSON object")]
    NotAFile,
    /// Several files are given for an argument that takes one.
    #[error("takes one file, and more are given")]
    SeveralFiles,
    /// A required value is missing.
    #[error("is missing")]
    Missing,
    /// A required member of an object within the value is missing.
    #[error("is missing")]
    MissingMember {
        /// The path of the member within the value.
        path: JsonPath,
    },
    /// The schema does not allow the value.
    #[error("is refused: {reason}")]
    Schema {
        /// The path within the value; empty for the value itself.
        path: JsonPath,
        /// The reason, such as the expected type.
        reason: String,
    },
    /// The location of the argument, such as the path or a header, does not allow the value.
    #[error("{0}")]
    ParameterLocation(String),
}

fn suggestion(known: Option<&str>) -> String {
    match known {
        Some(name) => format!("did you mean `{name}`?"),
        None => "the operation's description lists them".to_owned(),
    }
}

impl InputProblem {
    /// Returns the path within the argument's value.
    fn path(&self) -> &JsonPath {
        const WHOLE: &JsonPath = &JsonPath::EMPTY;
        match self {
            Self::MissingMember { path } | Self::Schema { path, .. } => path,
            _ => WHOLE,
        }
    }
}
