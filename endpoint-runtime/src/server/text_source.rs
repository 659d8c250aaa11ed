//! The texts of an argument that is sent as text.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use crate::{
    metadata::ParameterLocation,
    param::ParamError,
    server::{decoder::Decoder, form::BLANK, json, pairs::Pairs, rejection::Rejection},
};

/// A parser of a path segment, a query value, a header or a form field, usually
/// [`Param::from_text`](crate::Param::from_text).
type FromText<T> = fn(&str) -> Result<T, ParamError>;

/// The texts of an argument that is sent as text.
#[derive(Debug)]
pub struct TextSource<'s, 'a> {
    pub(super) decoder: &'s mut Decoder<'a>,
    pub(super) part: Part,
    pub(super) key: &'static str,
}

/// The part of a request that holds a text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Path,
    Query,
    Header,
    Cookie,
    Form,
    Multipart,
}

impl Part {
    fn location(self) -> ParameterLocation {
        match self {
            Self::Path => ParameterLocation::Path,
            Self::Query => ParameterLocation::Query,
            Self::Header => ParameterLocation::Header,
            Self::Cookie => ParameterLocation::Cookie,
            Self::Form | Self::Multipart => ParameterLocation::Field,
        }
    }
}

impl TextSource<'_, '_> {
    /// Parses the text. A rejection has the status 400, and 422 for a field of a form that is missing or cannot be parsed.
    pub(crate) fn one<T>(self, from_text: FromText<T>) -> Option<T> {
        let Self { decoder, part, key } = self;
        let value = decoder.text(part, key).and_then(|text| match text {
            Some(text) => parse(part, key, text, from_text),
            None => Err(Rejection::missing(part.location(), key)),
        });
        decoder.keep(value)
    }

    /// Parses the text, if there is one. A blank text that the type does not accept is none.
    #[expect(clippy::option_option, reason = "absent and rejected are different outcomes")]
    pub(crate) fn optional<T>(self, from_text: FromText<T>) -> Option<Option<T>> {
        let Self { decoder, part, key } = self;
        let value = decoder.text(part, key);
        let value = value.and_then(|text| match text {
            Some(text) => parse_unless_blank(part, key, text, from_text),
            None => Ok(None),
        });
        decoder.keep(value)
    }

    /// Parses the items of a list that is one text; there are none without it. Blank items that the type does not accept are left out,
    /// and in a header all of them are, as are the blanks around others (RFC 9110, section 5.6.1).
    pub(crate) fn joined<T>(self, separator: char, from_text: FromText<T>) -> Option<Vec<T>> {
        let Self { decoder, part, key } = self;
        let text = match part {
            Part::Header => decoder.header_list(key, separator),
            _ => decoder.text(part, key).map(|text| text.map(|text| Cow::Owned(text.to_owned()))),
        };
        let is_header = matches!(part, Part::Header);
        let values = text.and_then(|text| {
            let items = text.iter().flat_map(|text| text.split(separator));
            let items = items.map(|item| if is_header { item.trim_matches([' ', '\t']) } else { item });
            let items = items.filter(|item| !is_header || !item.is_empty());
            items.filter_map(|item| parse_unless_blank(part, key, item, from_text).transpose()).collect()
        });
        decoder.keep(values)
    }

    /// Reads the JSON text.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Option<T> {
        let Self { decoder, part, key } = self;
        let value = decoder.text(part, key).and_then(|text| match text {
            Some(text) => json::read_text(text, part.location(), key),
            None => Err(Rejection::missing(part.location(), key)),
        });
        decoder.keep(value)
    }

    /// Reads the JSON text, if there is one. An empty text is none.
    #[expect(clippy::option_option, reason = "absent and rejected are different outcomes")]
    pub(crate) fn optional_json<T: DeserializeOwned>(self) -> Option<Option<T>> {
        let Self { decoder, part, key } = self;
        let value = decoder.text(part, key).and_then(|text| match text {
            None | Some("") => Ok(None),
            Some(text) => json::read_text(text, part.location(), key).map(Some),
        });
        decoder.keep(value)
    }

    /// Parses all texts of a query key or a field of the form, without blank ones that the type does not accept.
    pub(crate) fn repeated<T>(self, from_text: FromText<T>) -> Option<Vec<T>> {
        let Self { decoder, part, key } = self;
        let pairs = if let Part::Form = part { decoder.form_pairs() } else { decoder.query_pairs() };
        let parse = |text| parse_unless_blank(part, key, text, from_text).transpose();
        let values = pairs.and_then(|pairs| pairs.all(key).filter_map(parse).collect());
        decoder.keep(values)
    }

    /// Reads a value of several pairs of the query or the form.
    pub(crate) fn of_pairs<T>(
        self,
        read: impl FnOnce(&Pairs<'_>, &'static str, ParameterLocation) -> Result<T, Rejection>,
    ) -> Option<T> {
        let Self { decoder, part, key } = self;
        let pairs = if let Part::Form = part { decoder.form_pairs() } else { decoder.query_pairs() };
        let value = pairs.and_then(|pairs| read(pairs, key, part.location()));
        decoder.keep(value)
    }
}

fn parse<T>(part: Part, key: &'static str, text: &str, from_text: FromText<T>) -> Result<T, Rejection> {
    from_text(text).map_err(|error| {
        let found = if text.is_empty() { format!(", found {BLANK}") } else { String::new() };
        Rejection::unexpected(part.location(), key, &format_args!("{error}{found}"))
    })
}

/// Parses a text. A blank one is `None` if the type has no empty text.
fn parse_unless_blank<T>(
    part: Part,
    key: &'static str,
    text: &str,
    from_text: FromText<T>,
) -> Result<Option<T>, Rejection> {
    if text.is_empty() { Ok(from_text(text).ok()) } else { parse(part, key, text, from_text).map(Some) }
}
