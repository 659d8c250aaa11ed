//! The error of reading a form, and the events that are noted while a form is read.

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use serde::de::{Error, Expected, Unexpected};

use crate::error::{JsonPath, Mismatch, Problem};

/// The name of an empty value in errors.
pub(crate) const BLANK: &str = "a blank value";

/// The error of a form: the path of the field, and the problem without the value.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", .mismatch.path, .mismatch.problem)]
pub(crate) struct FormError {
    pub(crate) mismatch: Mismatch,
    /// The address of the refused text.
    pub(super) address: Option<usize>,
}

/// The refusals of one reading of a form. Serde drops some errors, such as those of an untagged enum's variants, so each is noted
/// when it is made.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    /// The number of all refusals.
    pub(super) count: usize,
    pub(super) texts: Vec<RefusedText>,
    /// The fields without a value.
    pub(super) missing: Vec<MissingField>,
}

/// A field without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct MissingField {
    /// The object of a nested value, or 0 for a form that is not nested.
    pub(super) object: u64,
    pub(super) name: &'static str,
}

/// A text that was refused.
#[derive(Clone, Copy, Debug)]
pub(super) struct RefusedText {
    pub(super) address: usize,
    pub(super) is_blank: bool,
    pub(super) expects_list: bool,
}

thread_local! {
    static REFUSALS: RefCell<Refusals> = RefCell::default();
    /// The object that is read, since an error of serde does not name it.
    static OBJECT: Cell<u64> = const { Cell::new(0) };
}

/// Reads an object of a nested value. A field that it misses is noted as one of it.
pub(super) fn within_object<T>(object: u64, read: impl FnOnce() -> T) -> T {
    let outer = OBJECT.replace(object);
    let value = read();
    OBJECT.set(outer);
    value
}

/// Takes the refusals that were noted since the last call.
pub(super) fn take_refusals() -> Refusals {
    REFUSALS.take()
}

impl FormError {
    fn new(mismatch: Mismatch) -> Self {
        REFUSALS.with_borrow_mut(|refusals| refusals.count += 1);
        Self { mismatch, address: None }
    }

    /// Returns the error of a value that is refused for a reason that is unknown.
    pub(super) fn refused() -> Self {
        Self::new(Mismatch { path: JsonPath::default(), problem: Problem::Refused })
    }

    pub(super) fn expected(expected: String) -> Self {
        let problem = Problem::Unexpected { expected: expected.into(), found: None };
        Self::new(Mismatch { path: JsonPath::default(), problem })
    }

    /// Adds the text that was refused.
    pub(super) fn of_text(mut self, text: &str, expects_list: bool) -> Self {
        let (address, is_blank) = (text.as_ptr().addr(), text.is_empty());
        let refused = RefusedText { address, is_blank, expects_list };
        REFUSALS.with_borrow_mut(|refusals| refusals.texts.push(refused));
        self.address = Some(address);
        if let Problem::Unexpected { found, .. } = &mut self.mismatch.problem {
            *found = is_blank.then_some(BLANK);
        }
        self
    }

    /// Adds the key of the field whose value is invalid.
    pub(super) fn of_field(self, key: &str) -> Self {
        self.at(JsonPath::default().member(key))
    }

    /// Adds the path of the value that is invalid.
    pub(super) fn at(mut self, path: JsonPath) -> Self {
        self.mismatch.path = path;
        self
    }

    /// Adds the member that holds the value.
    pub(super) fn in_member(mut self, name: &str) -> Self {
        self.mismatch.path = self.mismatch.path.in_member(name);
        self
    }

    /// Adds the item that holds the value.
    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.mismatch.path = self.mismatch.path.in_item(index);
        self
    }
}

impl Error for FormError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Mismatch::of_message(&message.to_string()))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let error = Self::custom(format_args!("invalid type: {unexpected}, expected {expected}"));
        of_unexpected(error, unexpected, expected)
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let error = Self::custom(format_args!("invalid value: {unexpected}, expected {expected}"));
        of_unexpected(error, unexpected, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        // As serde's own.
        let error = match expected {
            [] => Self::custom(format_args!("unknown variant `{variant}`, there are no variants")),
            [one] => Self::custom(format_args!("unknown variant `{variant}`, expected `{one}`")),
            [one, other] => Self::custom(format_args!("unknown variant `{variant}`, expected `{one}` or `{other}`")),
            all => {
                let all: Vec<String> = all.iter().map(|name| format!("`{name}`")).collect();
                Self::custom(format_args!("unknown variant `{variant}`, expected one of {}", all.join(", ")))
            }
        };
        if variant.is_empty() { error.of_text(variant, false) } else { error }
    }

    fn missing_field(field: &'static str) -> Self {
        let missing = MissingField { object: OBJECT.get(), name: field };
        REFUSALS.with_borrow_mut(|refusals| refusals.missing.push(missing));
        Self::custom(format_args!("missing field `{field}`"))
    }
}

fn of_unexpected(error: FormError, unexpected: Unexpected<'_>, expected: &dyn Expected) -> FormError {
    let Unexpected::Str(text) = unexpected else { return error };
    let expected = expected.to_string();
    let lists = ["sequence", "array", "list", "tuple"];
    error.of_text(text, lists.iter().any(|list| expected.contains(list)))
}
