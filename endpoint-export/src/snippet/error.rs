//! The error of a call that a language cannot express.

use endpoint_runtime::{JsonPath, metadata::Method};

use super::Language;

/// A call that a language would not send as it is: with a number that it would round, or with a body that it does not send.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct SnippetError {
    language: Language,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum Problem {
    #[error("{language} would round the number `{path}`; give it as it can be held, or choose {}", others(*.language, &[]))]
    Number { language: Language, path: JsonPath },
    #[error("{language} sends no body with {method}; choose {}", others(*.language, &[Language::TypeScript, Language::Fetch]))]
    Body { language: Language, method: Method },
}

impl SnippetError {
    pub(super) fn number(language: Language, path: JsonPath) -> Self {
        Self { language, problem: Problem::Number { language, path } }
    }

    pub(super) fn body(language: Language, method: Method) -> Self {
        Self { language, problem: Problem::Body { language, method } }
    }

    /// Returns the language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the path of the number that would be rounded, which begins with the name of its argument.
    #[must_use]
    pub fn path(&self) -> Option<&JsonPath> {
        if let Problem::Number { path, .. } = &self.problem { Some(path) } else { None }
    }
}

/// Lists the languages that send the call.
fn others(language: Language, more: &[Language]) -> String {
    let is_other = |other: &Language| *other != language && !more.contains(other);
    Language::ALL.into_iter().filter(is_other).map(Language::id).collect::<Vec<_>>().join(", ")
}
