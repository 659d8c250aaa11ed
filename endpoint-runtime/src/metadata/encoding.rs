//! The way in which a value becomes text.

use std::borrow::Cow;

use super::{Nesting, Parameter, ParameterLocation};
use crate::percent::{encode, encode_into};

/// The way in which the value of a parameter becomes text, where it is sent as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// The text of its [`Param`](trait@crate::Param), or a member of a JSON body.
    Plain,
    /// The texts of a list with this character between them: `#[join(",")]`. No item holds the character.
    Joined(char),
    /// The JSON text of the value: `#[encode(json)]`.
    Json,
    /// The texts of the scalars in the value, each with a key of its own: `#[encode(brackets)]`, `#[encode(dots)]`.
    Nested(Nesting),
}

impl Encoding {
    /// Returns the encoding of a flag in [`ParameterTexts`](super::ParameterTexts).
    pub(super) const fn of_flag(flag: u8) -> Option<Self> {
        Some(match flag {
            b'{' => Self::Json,
            b'_' => Self::Joined(' '),
            b',' | b';' | b'|' | b':' | b'+' | b'-' | b'.' => Self::Joined(flag as char),
            flag => match Nesting::of_flag(flag) {
                Some(nesting) => Self::Nested(nesting),
                None => return None,
            },
        })
    }
}

impl Parameter {
    /// Returns whether the value is a list of the parameter's type: its key is repeated, or its items are joined.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        self.repeated || matches!(self.encoding, Encoding::Joined(_))
    }

    /// Returns the separator of a joined list.
    #[must_use]
    pub const fn separator(&self) -> Option<char> {
        match self.encoding {
            Encoding::Joined(separator) => Some(separator),
            Encoding::Plain | Encoding::Json | Encoding::Nested(_) => None,
        }
    }

    /// Returns the separator of a joined list as it is sent, percent-encoded where it has to be.
    #[must_use]
    pub fn written_separator(&self) -> Option<Cow<'static, str>> {
        self.separator().map(|separator| written_separator(separator, self.location))
    }

    /// Percent-encodes a text of the value, except the separators of a joined list that are sent as they are.
    #[must_use]
    pub fn percent_encode(&self, text: &str) -> String {
        let Some(separator) = self.separator() else { return encode(text) };
        let mut encoded = String::with_capacity(text.len());
        encode_joined_into(text, separator, self.location, &mut encoded);
        encoded
    }
}

/// Returns a separator as it is sent. In a URL it stays as it is where it separates nothing else: RFC 3986 leaves these characters to
/// the schemes, but old servers split a query at `;` and read a blank for `+`.
fn written_separator(separator: char, location: ParameterLocation) -> Cow<'static, str> {
    let kept = match location {
        ParameterLocation::Header => return Cow::Owned(separator.to_string()),
        ParameterLocation::Path => ",;:+",
        ParameterLocation::Query => ",:",
        ParameterLocation::Url | ParameterLocation::Cookie | ParameterLocation::Field | ParameterLocation::Body => "",
    };
    let separator = separator.to_string();
    Cow::Owned(if kept.contains(&separator) { separator } else { encode(&separator) })
}

/// Appends the percent-encoded text of a list.
pub(crate) fn encode_joined_into(text: &str, separator: char, location: ParameterLocation, out: &mut String) {
    let written = written_separator(separator, location);
    for (index, item) in text.split(separator).enumerate() {
        if index > 0 {
            out.push_str(&written);
        }
        encode_into(item, out);
    }
}
