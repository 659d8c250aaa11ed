//! The error of a call that a language cannot express.

use endpoint_runtime::JsonPath;

use super::Language;

/// A call with a number that the language would send as another number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{language} would round the number `{path}`; give it as it can be held, or choose {}", senders())]
pub struct SnippetError {
    language: Language,
    path: JsonPath,
}

impl SnippetError {
    pub(super) fn new(language: Language, path: JsonPath) -> Self {
        Self { language, path }
    }

    /// Returns the language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the path of the number, which begins with the name of its argument.
    #[must_use]
    pub fn path(&self) -> &JsonPath {
        &self.path
    }
}

/// Lists the languages that send a number as text.
fn senders() -> String {
    let ids = Language::ALL.into_iter().filter(|language| *language != Language::TypeScript).map(Language::id);
    ids.collect::<Vec<_>>().join(", ")
}
