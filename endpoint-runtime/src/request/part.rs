//! The types of arguments that are parts of a multipart body.

use std::fmt;

use super::{ArgumentVisitor, TextArgument};
#[cfg(feature = "server")]
use crate::server::PartSource;
use crate::{
    body::FilePart,
    debug::{Redacted, redacted},
    error::{EncodeError, EncodeErrorKind},
    param::{Param, ParamError},
    redact::{REDACTED, is_masked},
    request::Encoder,
};

/// An argument that is a part of a multipart body: a [`FilePart`], or a field of any type that is [`Param`] and `Debug`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a part of a multipart body",
    label = "neither a `FilePart` nor both `Param` and `Debug`",
    note = "write `endpoint_runtime::FilePart` for a file, with its name, media type and content",
    note = "for a newtype or an enum of unit variants: `#[derive(Debug, endpoint_runtime::Param)]`",
    note = "write an optional part as `Option<T>`, and a repeated one as `Vec<T>`"
)]
pub trait PartArgument: Sized {
    /// Visits a required argument.
    fn visit(&self, place: PartPlace<'_, '_, '_>);

    /// Visits an optional argument.
    fn visit_optional(value: &Option<Self>, place: PartPlace<'_, '_, '_>);

    /// Visits an argument with any number of values.
    fn visit_repeated(values: &[Self], place: PartPlace<'_, '_, '_>);

    /// Decodes a required argument, or returns `None` if it is rejected.
    #[cfg(feature = "server")]
    fn decode(source: PartSource<'_, '_>) -> Option<Self>;

    /// Decodes an optional argument, or returns `None` if it is rejected.
    #[cfg(feature = "server")]
    fn decode_optional(source: PartSource<'_, '_>) -> Option<Option<Self>>;

    /// Decodes an argument with any number of values, or returns `None` if one is rejected.
    #[cfg(feature = "server")]
    fn decode_repeated(source: PartSource<'_, '_>) -> Option<Vec<Self>>;
}

/// The place of an argument in a multipart body.
#[derive(Debug)]
pub struct PartPlace<'p, 'v, 'e> {
    pub(super) visitor: &'p mut ArgumentVisitor<'v, 'e>,
    pub(super) name: &'static str,
    pub(super) key: &'static str,
    pub(super) sensitive: bool,
}

impl<'e> PartPlace<'_, '_, 'e> {
    /// Returns the encoder, or shows the value.
    fn begin(&mut self, shown: &dyn fmt::Debug) -> Option<&mut Encoder<'e>> {
        let shown = if self.sensitive { &Redacted } else { shown };
        self.visitor.argument(self.name, shown)
    }

    /// Returns the encoder, or shows an optional value.
    #[expect(clippy::ref_option, reason = "`Debug` shows the `Option`")]
    fn begin_optional<T: fmt::Debug>(&mut self, value: &Option<T>) -> Option<&mut Encoder<'e>> {
        let shown = if self.sensitive { redacted(value) } else { value };
        self.visitor.argument(self.name, shown)
    }
}

/// Adds a field.
fn add_text<T: Param>(value: &T, name: &'static str, key: &str, sensitive: bool, encoder: &mut Encoder<'_>) {
    match value.to_text() {
        Ok(text) => {
            if sensitive {
                encoder.redact(&text);
            }
            let text = if is_masked(sensitive) { REDACTED.into() } else { text };
            encoder.multipart().field(key, text.to_string());
        }
        Err(error) => encoder.fail(EncodeError::new(name, EncodeErrorKind::Value(error))),
    }
}

/// Adds a file.
pub(crate) fn add_file(file: &FilePart, name: &'static str, key: &str, sensitive: bool, encoder: &mut Encoder<'_>) {
    if is_masked(sensitive) {
        encoder.multipart().field(key, REDACTED);
    } else if let Err(expected) = encoder.multipart().file(key, file) {
        encoder.fail(EncodeError::new(name, EncodeErrorKind::Value(ParamError::new(expected))));
    }
}

#[diagnostic::do_not_recommend]
impl<T: TextArgument + Param + fmt::Debug> PartArgument for T {
    fn visit(&self, mut place: PartPlace<'_, '_, '_>) {
        let (name, key, sensitive) = (place.name, place.key, place.sensitive);
        if let Some(encoder) = place.begin(self) {
            add_text(self, name, key, sensitive, encoder);
        }
    }

    fn visit_optional(value: &Option<Self>, mut place: PartPlace<'_, '_, '_>) {
        let (name, key, sensitive) = (place.name, place.key, place.sensitive);
        if let Some(encoder) = place.begin_optional(value)
            && let Some(value) = value
        {
            add_text(value, name, key, sensitive, encoder);
        }
    }

    fn visit_repeated(values: &[Self], mut place: PartPlace<'_, '_, '_>) {
        let (name, key, sensitive) = (place.name, place.key, place.sensitive);
        if let Some(encoder) = place.begin(&values) {
            for value in values {
                add_text(value, name, key, sensitive, encoder);
            }
        }
    }

    #[cfg(feature = "server")]
    fn decode(source: PartSource<'_, '_>) -> Option<Self> {
        source.one_text(T::from_text)
    }

    #[cfg(feature = "server")]
    fn decode_optional(source: PartSource<'_, '_>) -> Option<Option<Self>> {
        source.optional_text(T::from_text)
    }

    #[cfg(feature = "server")]
    fn decode_repeated(source: PartSource<'_, '_>) -> Option<Vec<Self>> {
        source.texts(T::from_text)
    }
}

#[diagnostic::do_not_recommend]
impl PartArgument for FilePart {
    fn visit(&self, mut place: PartPlace<'_, '_, '_>) {
        let (name, key, sensitive) = (place.name, place.key, place.sensitive);
        if let Some(encoder) = place.begin(self) {
            add_file(self, name, key, sensitive, encoder);
        }
    }

    fn visit_optional(value: &Option<Self>, mut place: PartPlace<'_, '_, '_>) {
        let (name, key, sensitive) = (place.name, place.key, place.sensitive);
        if let Some(encoder) = place.begin_optional(value)
            && let Some(file) = value
        {
            add_file(file, name, key, sensitive, encoder);
        }
    }

    fn visit_repeated(values: &[Self], mut place: PartPlace<'_, '_, '_>) {
        let (name, key, sensitive) = (place.name, place.key, place.sensitive);
        if let Some(encoder) = place.begin(&values) {
            for file in values {
                add_file(file, name, key, sensitive, encoder);
            }
        }
    }

    #[cfg(feature = "server")]
    fn decode(source: PartSource<'_, '_>) -> Option<Self> {
        source.one_file()
    }

    #[cfg(feature = "server")]
    fn decode_optional(source: PartSource<'_, '_>) -> Option<Option<Self>> {
        source.optional_file()
    }

    #[cfg(feature = "server")]
    fn decode_repeated(source: PartSource<'_, '_>) -> Option<Vec<Self>> {
        source.files()
    }
}
