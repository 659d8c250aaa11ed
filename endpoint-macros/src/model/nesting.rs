//! The keys of values that are nested in a query or a form.

/// The form of the keys, as `#[encode(brackets)]` and `#[encode(dots)]` declare it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Nesting {
    /// `brackets` or `dots`, by which the members of objects are named.
    pub(crate) word: &'static str,
    /// The text behind the key of a list for its first item.
    pub(crate) list: &'static str,
    /// The constant of the runtime's `Nesting`.
    pub(crate) constant: &'static str,
    /// The flag in the metadata.
    pub(crate) flag: char,
}

impl Nesting {
    /// All forms. The first one of a word is its default.
    pub(crate) const ALL: [Self; 7] = [
        Self { word: "brackets", list: "[0]", constant: "BRACKETS", flag: '0' },
        Self { word: "brackets", list: "[1]", constant: "BRACKETS_FROM_ONE", flag: '1' },
        Self { word: "brackets", list: "[]", constant: "EMPTY_BRACKETS", flag: '2' },
        Self { word: "dots", list: ".1", constant: "DOTS", flag: '3' },
        Self { word: "dots", list: ".0", constant: "DOTS_FROM_ZERO", flag: '4' },
        Self { word: "dots", list: ".member.1", constant: "DOTS_MEMBER", flag: '5' },
        Self { word: "dots", list: "[0]", constant: "DOTS_AND_BRACKETS", flag: '6' },
    ];

    /// Returns whether a key may be one of the value with the key `name`.
    pub(crate) fn takes(self, name: &str, key: &str) -> bool {
        let begins = |rest: &str| {
            rest.is_empty()
                || rest.starts_with('[') && (self.word == "brackets" || self.list == "[0]")
                || rest.starts_with('.') && self.word == "dots"
        };
        key.strip_prefix(name).is_some_and(begins)
    }
}
