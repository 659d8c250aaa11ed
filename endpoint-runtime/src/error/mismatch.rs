//! The mismatch of a JSON document and a type: the path, and what is wrong there.

use std::{borrow::Cow, fmt};

use serde::de::IgnoredAny;

use super::{
    json_location::{JsonKind, Location, locate},
    json_path::JsonPath,
    json_terms::in_json_terms,
};
use crate::json::JsonErrorKind;

/// The mismatch of a JSON document and a type. It does not contain the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    pub(crate) path: JsonPath,
    pub(crate) problem: Problem,
}

/// The problem with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The member is missing.
    Missing,
    /// The member occurs twice.
    Repeated,
    /// The object has no such member. The names that it has are listed as serde writes them.
    Unknown(Option<String>),
    /// Another value is expected.
    Unexpected { expected: Cow<'static, str>, found: Option<&'static str> },
    /// Another value is expected somewhere in the object or list at the path.
    UnexpectedInside { expected: Cow<'static, str>, found: &'static str },
    /// The value is nested too deeply.
    TooDeep,
    /// A value is refused with a message of the type's own, which may quote any value, or an unknown message of serde.
    Refused,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::Repeated => f.write_str("occurs twice"),
            Self::Unknown(Some(known)) => write!(f, "unknown member, expected {known}"),
            Self::Unknown(None) => f.write_str("unknown member, expected none"),
            Self::Unexpected { expected, found: Some(found) } => write!(f, "expected {expected}, found {found}"),
            Self::Unexpected { expected, found: None } => write!(f, "expected {expected}"),
            Self::UnexpectedInside { expected, found } => {
                write!(f, "a value inside: expected {expected}, found {found}")
            }
            Self::TooDeep => f.write_str("expected fewer levels of objects and lists"),
            Self::Refused => f.write_str("a value was refused"),
        }
    }
}

impl Mismatch {
    /// Returns the mismatch that an error of reading `json` describes, or `None` if the document is not valid JSON.
    #[cold]
    pub(crate) fn new(error: &serde_json::Error, json: &[u8]) -> Option<Self> {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        let locate = |refused| locate(json, error.line(), error.column(), refused);
        if error.is_data() {
            let Message { problem, member, found } = Message::read(message);
            let location = locate(found);
            let problem = match problem {
                // The message is about a value that is buffered, so its position is lost.
                Problem::Unexpected { expected, found: Some(name) } if is_inside(&location, found) => {
                    Problem::UnexpectedInside { expected, found: name }
                }
                problem => problem,
            };
            return Some(Self { path: with_member(location, member), problem });
        }
        // Some values of another type are errors of syntax for serde_json.
        if !error.is_syntax() || serde_json::from_slice::<IgnoredAny>(json).is_err() {
            return None;
        }
        let mut location = locate(None);
        // An enum with two members, where `serde_json` stops behind the first one's value.
        let is_scalar = !matches!(location.kind, None | Some(JsonKind::List | JsonKind::Object));
        if message == "expected value" && is_scalar && !location.is_first_byte {
            location = Location { path: location.path.parent(), kind: Some(JsonKind::Object), ..location };
        }
        let problem = syntax_problem(message, &location)?;
        Some(Self { path: location.path, problem })
    }

    /// Returns the mismatch that a message of serde describes, with the member that it names as the path.
    #[cfg(feature = "server")]
    pub(crate) fn of_message(message: &str) -> Self {
        let Message { problem, member, .. } = Message::read(message);
        let path = member.map_or_else(JsonPath::default, |member| JsonPath::default().member(member));
        Self { path, problem }
    }
}

/// Returns whether the value that was found is not the one at the location, but one in it.
fn is_inside(location: &Location, found: Option<JsonKind>) -> bool {
    let is_container = matches!(location.kind, Some(JsonKind::List | JsonKind::Object));
    is_container && found.is_some_and(|found| location.kind != Some(found))
}

/// Returns the path of the member that the problem is about, if it is about one and `serde_json` did not stop at its name.
fn with_member(location: Location, member: Option<&str>) -> JsonPath {
    match member {
        Some(member) if !location.is_name => location.path.member(member),
        _ => location.path,
    }
}

/// A message of serde, which quotes the value that was found. It is read here and nowhere else.
#[derive(Debug, PartialEq)]
struct Message<'a> {
    problem: Problem,
    /// The member that the problem is about.
    member: Option<&'a str>,
    /// The kind of the value that was found, unless the position is in this value.
    found: Option<JsonKind>,
}

impl<'a> Message<'a> {
    fn read(message: &'a str) -> Self {
        let is_too_deep = message == JsonErrorKind::TooDeep.to_string();
        let problem = if is_too_deep { Problem::TooDeep } else { Problem::Refused };
        let unknown = Self { problem, member: None, found: None };
        Self::read_member(message).or_else(|| Self::read_value(message)).unwrap_or(unknown)
    }

    /// Reads a message about a member.
    fn read_member(message: &'a str) -> Option<Self> {
        let quoted = |start: &str| message.strip_prefix(start)?.strip_suffix('`');
        let (problem, member) = if let Some(member) = quoted("missing field `") {
            (Problem::Missing, member)
        } else if let Some(member) = quoted("duplicate field `") {
            (Problem::Repeated, member)
        } else {
            let rest = message.strip_prefix("unknown field `")?;
            match rest.strip_suffix("`, there are no fields") {
                Some(member) => (Problem::Unknown(None), member),
                None => {
                    let (member, known) = rest.rsplit_once("`, expected ")?;
                    (Problem::Unknown(Some(in_json_terms(known).into_owned())), member)
                }
            }
        };
        Some(Self { problem, member: Some(member), found: None })
    }

    /// Reads a message about a value. The last `, expected ` is serde's, since the value stands before it.
    fn read_value(message: &str) -> Option<Self> {
        let unexpected = |expected: Cow<'static, str>, found| Problem::Unexpected { expected, found };
        if message.starts_with("unknown variant `") {
            let problem = match message.rsplit_once("`, expected ") {
                _ if message.ends_with("`, there are no variants") => unexpected("no value".into(), None),
                Some((_, expected)) => unexpected(in_json_terms(expected), Some("another string")),
                None => return None,
            };
            return Some(Self { problem, member: None, found: Some(JsonKind::String) });
        }
        if message.starts_with("data did not match any variant of untagged enum ") {
            let problem = unexpected("one of several forms".into(), Some("none of them"));
            return Some(Self { problem, member: None, found: None });
        }
        let (found, expected) = message.rsplit_once(", expected ")?;
        let expected = in_json_terms(expected);
        if found.strip_prefix("invalid length ").is_some_and(|length| length.parse::<usize>().is_ok()) {
            return Some(Self { problem: unexpected(expected, Some("another length")), member: None, found: None });
        }
        let (value, is_type) = match found.strip_prefix("invalid type: ") {
            Some(value) => (value, true),
            None => (found.strip_prefix("invalid value: ")?, false),
        };
        let found = kind_of(value);
        // The reader of objects refuses a list when `serde_json` is in it already.
        let found_before = found.filter(|_| value != "a list");
        let found_name = found.map(|kind| match kind {
            JsonKind::Number if !is_type || is_number(&expected) => "another number",
            JsonKind::String if !is_type || expected == "one character" => "another string",
            kind => kind.name(),
        });
        Some(Self { problem: unexpected(expected, found_name), member: None, found: found_before })
    }
}

fn is_number(expected: &str) -> bool {
    expected.starts_with("a whole number") || expected == "a number"
}

/// Returns the kind of a value that serde's message describes.
fn kind_of(value: &str) -> Option<JsonKind> {
    [
        ("null", JsonKind::Null),
        ("a boolean", JsonKind::Bool),
        ("a number", JsonKind::Number),
        ("a string", JsonKind::String),
        ("a list", JsonKind::List),
        ("unit value", JsonKind::Null),
        ("boolean `", JsonKind::Bool),
        ("integer `", JsonKind::Number),
        ("floating point `", JsonKind::Number),
        ("number", JsonKind::Number),
        ("character `", JsonKind::String),
        ("string \"", JsonKind::String),
        ("unit variant", JsonKind::String),
        ("byte array", JsonKind::String),
        ("sequence", JsonKind::List),
        ("map", JsonKind::Object),
        ("newtype variant", JsonKind::Object),
        ("tuple variant", JsonKind::Object),
        ("struct variant", JsonKind::Object),
    ]
    .iter()
    .find_map(|(start, kind)| value.starts_with(start).then_some(*kind))
}

/// Returns the problem of valid JSON for which `serde_json` reports an error of syntax; `None` if it is none of the type.
fn syntax_problem(message: &str, location: &Location) -> Option<Problem> {
    let found = location.kind.map(JsonKind::name);
    let unexpected = |expected: &'static str, found| Some(Problem::Unexpected { expected: expected.into(), found });
    let whole_number = || {
        let is_number = location.kind == Some(JsonKind::Number);
        unexpected("a whole number", if is_number { Some("another number") } else { found })
    };
    match message {
        "recursion limit exceeded" => Some(Problem::TooDeep),
        // An enum.
        "expected value" if location.kind == Some(JsonKind::Object) => {
            unexpected("an object with one member", Some("another object"))
        }
        "expected value" => unexpected("a string or an object", found),
        // An integer of 128 bits, which ends before a fraction or an exponent.
        "invalid number" | "expected `,` or `}`" | "expected `,` or `]`" => whole_number(),
        "trailing characters" if location.path.is_empty() => whole_number(),
        // A tuple.
        "trailing characters" => unexpected("the end of the list", found),
        "number out of range" => unexpected("a number in the range of its type", Some("another number")),
        // The key of a map.
        "invalid value: expected key to be a number in quotes" | "expected `\"`" => {
            unexpected("a number as the member's name", Some("another name"))
        }
        _ => None,
    }
}
