//! The languages of snippets.

use std::{fmt, str::FromStr};

/// A language of snippets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// TypeScript with the generated SDK.
    TypeScript,
    /// Rust with the provider's crate.
    Rust,
    /// curl, in any POSIX shell.
    Curl,
    /// PowerShell: Windows PowerShell 5.1, or PowerShell 7.
    PowerShell,
    /// JavaScript with `fetch`, as a module for Node.
    Fetch,
    /// Python with `requests`.
    Python,
    /// Go with its standard library.
    Go,
}

impl Language {
    /// All languages, in the order in which tools offer them.
    pub const ALL: [Self; 7] =
        [Self::TypeScript, Self::Rust, Self::Curl, Self::PowerShell, Self::Fetch, Self::Python, Self::Go];

    /// Returns the name for humans, with the shell of a command.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TypeScript => "TypeScript",
            Self::Rust => "Rust",
            Self::Curl => "curl (POSIX shell)",
            Self::PowerShell => "PowerShell",
            Self::Fetch => "JavaScript",
            Self::Python => "Python",
            Self::Go => "Go",
        }
    }

    /// Returns the name in commands.
    ///
    /// ```
    /// # use endpoint_export::snippet::Language;
    /// assert_eq!(Language::PowerShell.id(), "powershell");
    /// assert_eq!(Language::Fetch.id(), "fetch");
    /// ```
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::TypeScript => "typescript",
            Self::Rust => "rust",
            Self::Curl => "curl",
            Self::PowerShell => "powershell",
            Self::Fetch => "fetch",
            Self::Python => "python",
            Self::Go => "go",
        }
    }
}

/// Shows the [name](Language::name).
impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads an [id](Language::id) or a [name](Language::name), in any case.
///
/// ```
/// use endpoint_export::snippet::Language;
///
/// assert_eq!("fetch".parse(), Ok(Language::Fetch));
/// assert_eq!("JavaScript".parse(), Ok(Language::Fetch));
/// assert!("ruby".parse::<Language>().is_err());
/// ```
impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let is_meant =
            |language: &Self| [language.id(), language.name()].iter().any(|known| known.eq_ignore_ascii_case(text));
        Self::ALL.into_iter().find(is_meant).ok_or_else(|| LanguageError { given: text.to_owned() })
    }
}

/// A name of a language that has no snippets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are no snippets in `{given}`; the languages are {}", Language::ALL.map(Language::id).join(", "))]
pub struct LanguageError {
    given: String,
}

impl LanguageError {
    /// Returns the unknown name.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }
}
