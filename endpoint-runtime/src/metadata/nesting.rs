//! The keys of values that are nested in a query or a form: `#[encode(brackets)]`, `#[encode(dots)]`.

use super::{Encoding, Metadata, Parameter, ParameterLocation};
use crate::percent::encode_into;

/// The form of the keys of a nested value: those of the members of an object, and of the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Nesting {
    /// `true` for `name.member`, `false` for `name[member]`.
    pub dots: bool,
    /// The text between the key of a list and the index of an item: `[`, `.` or `.member.`.
    pub before_index: &'static str,
    /// The index of the first item; `None` for items without an index, whose key is repeated.
    pub first: Option<u64>,
    /// The text behind the index: `]`, or nothing.
    pub after_index: &'static str,
}

/// The most objects and lists in each other.
pub(crate) const MAX_LEVELS: usize = 32;

impl Nesting {
    /// `name[member]`, `name[0]`: `#[encode(brackets)]`.
    pub const BRACKETS: Self = Self { dots: false, before_index: "[", first: Some(0), after_index: "]" };
    /// `name[member]`, `name[1]`: `#[encode(brackets, list = "[1]")]`.
    pub const BRACKETS_FROM_ONE: Self = Self { first: Some(1), ..Self::BRACKETS };
    /// `name[member]`, `name[]`: `#[encode(brackets, list = "[]")]`.
    pub const EMPTY_BRACKETS: Self = Self { first: None, ..Self::BRACKETS };
    /// `name.member`, `name.1`: `#[encode(dots)]`.
    pub const DOTS: Self = Self { dots: true, before_index: ".", first: Some(1), after_index: "" };
    /// `name.member`, `name.0`: `#[encode(dots, list = ".0")]`.
    pub const DOTS_FROM_ZERO: Self = Self { first: Some(0), ..Self::DOTS };
    /// `name.member`, `name.member.1`: `#[encode(dots, list = ".member.1")]`.
    pub const DOTS_MEMBER: Self = Self { before_index: ".member.", ..Self::DOTS };
    /// `name.member`, `name[0]`: `#[encode(dots, list = "[0]")]`.
    pub const DOTS_AND_BRACKETS: Self = Self { dots: true, ..Self::BRACKETS };

    /// All forms. The flag of one in [`ParameterTexts`](super::ParameterTexts) is its index here.
    const ALL: [Self; 7] = [
        Self::BRACKETS,
        Self::BRACKETS_FROM_ONE,
        Self::EMPTY_BRACKETS,
        Self::DOTS,
        Self::DOTS_FROM_ZERO,
        Self::DOTS_MEMBER,
        Self::DOTS_AND_BRACKETS,
    ];

    /// Returns the text behind the key of a list for its first item: `[0]`, `[]`, `.1`.
    #[must_use]
    pub fn first_item(self) -> String {
        let first = self.first.map(|first| first.to_string()).unwrap_or_default();
        format!("{}{first}{}", self.before_index, self.after_index)
    }

    /// Returns the form of a flag.
    pub(super) const fn of_flag(flag: u8) -> Option<Self> {
        let mut index = 0;
        while index < Self::ALL.len() {
            if flag as usize == b'0' as usize + index {
                #[expect(clippy::indexing_slicing, reason = "the index is below the length, and `get` is not const")]
                return Some(Self::ALL[index]);
            }
            index += 1;
        }
        None
    }

    /// Appends the name of a member to a key, percent-encoded. Returns `false` for a name that would be read as another key.
    pub(crate) fn push_member(self, name: &str, encoded_key: &mut String) -> bool {
        if name.is_empty() || name.contains(['[', ']']) || self.dots && name.contains('.') {
            return false;
        }
        if encoded_key.is_empty() {
            encode_into(name, encoded_key);
        } else if self.dots {
            encoded_key.push('.');
            encode_into(name, encoded_key);
        } else {
            encoded_key.push_str("%5B");
            encode_into(name, encoded_key);
            encoded_key.push_str("%5D");
        }
        true
    }

    /// Appends the index of an item, which is counted from 0, to a key, percent-encoded.
    pub(crate) fn push_item(self, index: usize, encoded_key: &mut String) {
        encode_into(self.before_index, encoded_key);
        if let Some(first) = self.first {
            encoded_key.push_str(&(first + index as u64).to_string());
        }
        encode_into(self.after_index, encoded_key);
    }
}

/// The parts of a sent key behind the name of the argument.
impl Nesting {
    /// Returns whether a sent key is that of the argument `name`, or of a value in it.
    pub(crate) fn takes(self, name: &str, sent: &str) -> bool {
        sent.strip_prefix(name).is_some_and(|rest| self.steps(rest).is_some())
    }

    /// Returns the steps from the argument to a value in it: names of members and indexes. There are at most twice [`MAX_LEVELS`] and
    /// one more, since the separator of a list may be a step of its own. `None` for the rest of another key.
    pub(crate) fn steps(self, mut rest: &str) -> Option<Vec<&str>> {
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let (step, others) = self.step(rest)?;
            if steps.len() <= 2 * MAX_LEVELS {
                steps.push(step);
            }
            rest = others;
        }
        Some(steps)
    }

    /// Returns the first step, and what follows it.
    fn step(self, rest: &str) -> Option<(&str, &str)> {
        if let Some(inner) = rest.strip_prefix('[').filter(|_| !self.dots || self.before_index == "[") {
            let (step, others) = inner.split_once(']')?;
            let is_name = !step.is_empty() && !step.contains('[') && !self.dots;
            let is_index = self.first.is_some() && !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
            let is_item = self.first.is_none() && step.is_empty() && others.is_empty();
            return (is_name || is_index || is_item).then_some((step, others));
        }
        let inner = rest.strip_prefix('.').filter(|_| self.dots)?;
        let (step, others) = inner.split_at(inner.find(['.', '[', ']']).unwrap_or(inner.len()));
        (!step.is_empty()).then_some((step, others))
    }

    /// Returns the steps of a key of a whole form: the name of its first member, then those in it.
    #[cfg(feature = "server")]
    pub(crate) fn steps_of_form(self, sent: &str) -> Option<Vec<&str>> {
        let ends: &[char] = if self.dots { &['.', '[', ']'] } else { &['[', ']'] };
        let (name, rest) = sent.split_at(sent.find(ends).unwrap_or(sent.len()));
        let mut steps = self.steps(rest).filter(|_| !name.is_empty())?;
        steps.insert(0, name);
        Some(steps)
    }
}

impl Parameter {
    /// Returns the pairs that a nested value is sent as, percent-encoded keys and texts: `None` for another parameter, and for a value
    /// that cannot be sent. The keys of a whole body begin with the names of its members.
    #[cfg(feature = "schema")]
    #[must_use]
    pub fn nested_pairs(&self, value: &crate::Json) -> Option<Vec<(String, String)>> {
        let key = if self.location == ParameterLocation::Body { String::new() } else { self.written_key() };
        crate::request::nested_pairs(&key, &value.to_string(), self.nesting()?).ok()
    }

    /// Returns whether a sent key is that of the nested value or of one in it.
    #[cfg(any(feature = "server", feature = "schema"))]
    #[must_use]
    pub fn takes_nested_key(&self, sent: &str) -> bool {
        self.nesting().is_some_and(|nesting| nesting.takes(self.wire_name, sent))
    }

    /// Returns the form of the keys, if the value is nested in the query or the form.
    #[must_use]
    pub const fn nesting(&self) -> Option<Nesting> {
        if let Encoding::Nested(nesting) = self.encoding { Some(nesting) } else { None }
    }
}

impl Metadata {
    /// Returns the form of the keys, if the whole body is a form of nested values.
    pub(crate) fn whole_body_nesting(&self) -> Option<Nesting> {
        let body = self.parameters().find(|parameter| parameter.location == ParameterLocation::Body)?;
        body.nesting()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_of_a_key_are_those_that_were_written() {
        for nesting in Nesting::ALL {
            let mut key = String::new();
            assert!(nesting.push_member("filter", &mut key));
            if nesting.first.is_some() {
                nesting.push_item(0, &mut key);
                assert!(nesting.push_member("a b", &mut key));
            }
            nesting.push_item(1, &mut key);
            let key = crate::percent::decode(&key).unwrap().into_owned();
            let steps = nesting.steps(key.strip_prefix("filter").unwrap()).unwrap();
            let expected: Vec<String> = match nesting.first {
                None => vec![String::new()],
                Some(first) => {
                    let between = nesting.before_index.trim_matches(['.', '[']).to_owned();
                    let item = |index: u64| [between.clone(), (first + index).to_string()];
                    let steps = item(0).into_iter().chain(["a b".to_owned()]).chain(item(1));
                    steps.filter(|step| !step.is_empty()).collect()
                }
            };
            assert_eq!(steps, expected, "{key}");
            assert!(nesting.takes("filter", &key) && nesting.takes("filter", "filter"));
        }
    }

    #[test]
    fn other_keys_have_no_steps() {
        for key in ["filters", "filter[a", "filter[a]b", "filter[]", "filter[a[b]]", "filter.a", "filter]"] {
            assert!(!Nesting::BRACKETS.takes("filter", key), "{key}");
        }
        for key in ["filters", "filter.", "filter..a", "filter[0]", "filter.a]"] {
            assert!(!Nesting::DOTS.takes("filter", key), "{key}");
        }
        assert!(Nesting::EMPTY_BRACKETS.takes("filter", "filter[a][]"));
        assert!(!Nesting::EMPTY_BRACKETS.takes("filter", "filter[][a]"));
        assert!(!Nesting::DOTS_AND_BRACKETS.takes("filter", "filter[a]"));
    }

    #[test]
    fn names_that_would_be_read_as_other_keys_are_refused() {
        for name in ["", "a[", "a]"] {
            assert!(!Nesting::BRACKETS.push_member(name, &mut String::new()), "{name}");
        }
        assert!(Nesting::BRACKETS.push_member("a.b", &mut String::new()));
        assert!(!Nesting::DOTS.push_member("a.b", &mut String::new()));
    }
}
