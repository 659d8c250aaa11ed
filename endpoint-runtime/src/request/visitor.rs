//! The visitor of a request's arguments.

use std::fmt;

use http::HeaderName;

use super::{Encoder, Joined, MapPlace, PartPlace, nested::NestedPairs};
use crate::{
    debug::Redacted,
    error::{EncodeError, EncodeErrorKind},
    header::ascii_json,
    json::Json,
    metadata::ParameterLocation,
    param::{ParamError, ParamText},
    path::PathValue,
    redact::{REDACTED, is_masked},
};

/// A visitor of the arguments of one request, which either encodes or shows them: one emitted function serves calls
/// and `Debug`. Emitted code visits them in the order path, query, headers, body.
pub struct ArgumentVisitor<'v, 'e>(Purpose<'v, 'e>);

enum Purpose<'v, 'e> {
    Encode(&'v mut Encoder<'e>),
    Show(&'v mut dyn FnMut(&'static str, &dyn fmt::Debug)),
}

impl fmt::Debug for ArgumentVisitor<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Purpose::Encode(encoder) => encoder.fmt(f),
            Purpose::Show(_) => f.write_str("ArgumentVisitor"),
        }
    }
}

/// Writes a struct of the arguments that `visit` visits: the emitted `Debug` of a request or of a header group.
///
/// # Errors
/// The formatter fails.
pub fn debug_arguments(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    visit: &dyn Fn(&mut ArgumentVisitor<'_, '_>),
) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    let mut show = |name: &'static str, value: &dyn fmt::Debug| {
        debug.field(name, value);
    };
    visit(&mut ArgumentVisitor(Purpose::Show(&mut show)));
    debug.finish()
}

impl<'v, 'e> ArgumentVisitor<'v, 'e> {
    pub(crate) fn encode(encoder: &'v mut Encoder<'e>) -> Self {
        Self(Purpose::Encode(encoder))
    }

    /// Visits the argument `name`: returns the encoder, or shows the value, which is a placeholder if it is sensitive.
    #[inline]
    pub fn argument(&mut self, name: &'static str, shown: &dyn fmt::Debug) -> Option<&mut Encoder<'e>> {
        match &mut self.0 {
            Purpose::Encode(encoder) => Some(encoder),
            Purpose::Show(show) => {
                show(name, shown);
                None
            }
        }
    }

    /// Visits the argument `name` that is a group: returns `true` if its parameters are to be visited.
    #[inline]
    pub fn group(&mut self, name: &'static str, shown: &dyn fmt::Debug) -> bool {
        self.argument(name, shown).is_some()
    }

    /// Returns the encoder, if the arguments are encoded.
    fn encoder(&mut self) -> Option<&mut Encoder<'e>> {
        if let Purpose::Encode(encoder) = &mut self.0 { Some(encoder) } else { None }
    }

    /// Visits the arguments of the path.
    #[inline]
    pub fn path(&mut self, arguments: &[PathArgument<'_>]) {
        match &mut self.0 {
            Purpose::Encode(encoder) => {
                if is_masked(arguments.iter().any(|argument| argument.shown.is_none())) {
                    encoder.path(arguments.iter().map(PathArgument::masked).collect::<Vec<_>>().iter());
                } else {
                    encoder.path(arguments.iter().map(|argument| &argument.value));
                }
                let sensitive = arguments.iter().filter(|argument| argument.shown.is_none());
                sensitive.for_each(|argument| argument.value.redact(encoder));
            }
            Purpose::Show(show) => {
                for argument in arguments {
                    show(argument.name, argument.shown.unwrap_or(&Redacted));
                }
            }
        }
    }

    /// Appends a fixed query pair, which is already percent-encoded.
    pub fn fixed_query(&mut self, pair: &'static str) {
        if let Some(encoder) = self.encoder() {
            encoder.fixed_query(pair);
        }
    }

    /// Starts a body that is a JSON object.
    pub fn json_object(&mut self) {
        if let Some(encoder) = self.encoder() {
            encoder.begin_json_object();
        }
    }

    /// Starts a body that is a form.
    pub fn form(&mut self) {
        if let Some(encoder) = self.encoder() {
            encoder.begin_form();
        }
    }

    /// Returns the place of the argument `name` that is the URL of the request.
    #[inline]
    pub fn url(&mut self, name: &'static str, sensitive: bool) -> TextPlace<'_, 'v, 'e> {
        TextPlace { visitor: self, part: Part::Url, name, key: "", sensitive }
    }

    /// Starts a multipart body.
    pub fn multipart(&mut self) {
        if let Some(encoder) = self.encoder() {
            encoder.begin_multipart();
        }
    }

    /// Returns the place of the argument `name` in the multipart body, where it is called `key`.
    #[inline]
    pub fn part(&mut self, name: &'static str, key: &'static str, sensitive: bool) -> PartPlace<'_, 'v, 'e> {
        PartPlace { visitor: self, name, key, sensitive }
    }

    /// Returns the place of the argument `name` in the multipart body, as a text in another form.
    #[inline]
    pub fn text_part(&mut self, name: &'static str, key: &'static str, sensitive: bool) -> TextPlace<'_, 'v, 'e> {
        TextPlace { visitor: self, part: Part::Multipart, name, key, sensitive }
    }

    /// Returns the place of the argument `name` in the query. `key` is already percent-encoded.
    #[inline]
    pub fn query(&mut self, name: &'static str, key: &'static str, sensitive: bool) -> TextPlace<'_, 'v, 'e> {
        TextPlace { visitor: self, part: Part::Query, name, key, sensitive }
    }

    /// Returns the place of the map `name` in the query. `key` ends in `[]` if its keys are in brackets.
    #[inline]
    pub fn query_map(&mut self, name: &'static str, key: &'static str, sensitive: bool) -> MapPlace<'_, 'v, 'e> {
        MapPlace { visitor: self, location: ParameterLocation::Query, name, key, sensitive }
    }

    /// Returns the place of the map `name` in the form or the multipart body. Its keys are in the brackets at the end of `key`, or behind
    /// it as a prefix.
    #[inline]
    pub fn form_map(&mut self, name: &'static str, key: &'static str, sensitive: bool) -> MapPlace<'_, 'v, 'e> {
        MapPlace { visitor: self, location: ParameterLocation::Field, name, key, sensitive }
    }

    /// Returns the place of the map `name` whose headers begin with `prefix`.
    #[inline]
    pub fn header_map(&mut self, name: &'static str, prefix: &'static str, sensitive: bool) -> MapPlace<'_, 'v, 'e> {
        MapPlace { visitor: self, location: ParameterLocation::Header, name, key: prefix, sensitive }
    }

    /// Returns the place of the argument `name` in a header. The compiler checks the header's name, so that calls do not have to.
    #[inline]
    pub fn header(&mut self, name: &'static str, header: HeaderName, sensitive: bool) -> TextPlace<'_, 'v, 'e> {
        TextPlace { visitor: self, part: Part::Header(header), name, key: "", sensitive }
    }

    /// Returns the place of the argument `name` in the cookie of the name `key`.
    #[inline]
    pub fn cookie(&mut self, name: &'static str, key: &'static str, sensitive: bool) -> TextPlace<'_, 'v, 'e> {
        TextPlace { visitor: self, part: Part::Cookie, name, key, sensitive }
    }

    /// Returns the place of the argument `name` in the form. `key` is already percent-encoded.
    #[inline]
    pub fn form_field(&mut self, name: &'static str, key: &'static str, sensitive: bool) -> TextPlace<'_, 'v, 'e> {
        TextPlace { visitor: self, part: Part::Form, name, key, sensitive }
    }
}

/// The place of an argument that is sent as text.
#[derive(Debug)]
pub struct TextPlace<'p, 'v, 'e> {
    visitor: &'p mut ArgumentVisitor<'v, 'e>,
    part: Part,
    name: &'static str,
    key: &'static str,
    sensitive: bool,
}

/// The part of a request that holds a text.
#[derive(Clone, Debug)]
enum Part {
    Url,
    Query,
    Header(HeaderName),
    Cookie,
    Form,
    Multipart,
}

impl TextPlace<'_, '_, '_> {
    pub(super) fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// Returns `true` if the texts are to be added, or shows the value.
    #[inline]
    pub(super) fn begin(&mut self, shown: &dyn fmt::Debug) -> bool {
        self.visitor.argument(self.name, shown).is_some()
    }

    /// Adds a text.
    pub(super) fn add(&mut self, text: Result<ParamText<'_>, ParamError>) {
        let Purpose::Encode(encoder) = &mut self.visitor.0 else { return };
        if self.sensitive
            && !matches!(self.part, Part::Header(_))
            && let Ok(text) = &text
        {
            encoder.redact(text);
        }
        let text = if is_masked(self.sensitive) { text.map(|_| REDACTED.into()) } else { text };
        match &self.part {
            Part::Url => match text {
                Ok(text) => encoder.locate(self.name, &text),
                Err(error) => encoder.fail(EncodeError::new(self.name, EncodeErrorKind::Value(error))),
            },
            Part::Query => encoder.query(self.key, text),
            Part::Header(header) => encoder.header(self.name, header.clone(), self.sensitive, text),
            Part::Cookie => encoder.cookie(self.name, self.key, text),
            Part::Form => encoder.form_field(self.key, text),
            Part::Multipart => match text {
                Ok(text) => encoder.multipart().field(self.key, text.to_string()),
                Err(error) => encoder.fail(EncodeError::new(self.name, EncodeErrorKind::Value(error))),
            },
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the key, which is percent-encoded.
    pub(super) fn key(&self) -> &'static str {
        self.key
    }

    /// Adds the pairs of a nested value.
    pub(super) fn add_pairs(&mut self, pairs: Result<NestedPairs, EncodeError>) {
        let Purpose::Encode(encoder) = &mut self.visitor.0 else { return };
        let location = match self.part {
            Part::Query => ParameterLocation::Query,
            _ => ParameterLocation::Field,
        };
        encoder.nested_pairs(location, pairs, self.sensitive);
    }

    /// Adds a JSON text.
    pub(super) fn add_json(&mut self, json: Result<String, EncodeError>) {
        let json = match json {
            Ok(json) => json,
            Err(error) => {
                if let Some(encoder) = self.visitor.encoder() {
                    encoder.fail(error);
                }
                return;
            }
        };
        if self.sensitive
            && let Some(encoder) = self.visitor.encoder()
        {
            encoder.redact_json(&json);
        }
        if let (Part::Multipart, Purpose::Encode(encoder)) = (&self.part, &mut self.visitor.0) {
            let json = if is_masked(self.sensitive) { Json::from(REDACTED).to_string() } else { json };
            encoder.multipart().json(self.key, json);
            return;
        }
        let json = if let Part::Header(_) = self.part { ascii_json(&json) } else { json };
        self.add(Ok(json.into()));
    }

    /// Adds the texts of a list as one.
    pub(super) fn add_joined<'t>(
        &mut self,
        items: impl Iterator<Item = Result<ParamText<'t>, ParamError>>,
        separator: char,
    ) {
        let Purpose::Encode(encoder) = &mut self.visitor.0 else { return };
        let (location, field) = match &self.part {
            Part::Url => (ParameterLocation::Url, self.name),
            Part::Query => (ParameterLocation::Query, self.key),
            Part::Header(_) => (ParameterLocation::Header, self.name),
            Part::Cookie => (ParameterLocation::Cookie, self.name),
            Part::Form | Part::Multipart => (ParameterLocation::Field, self.key),
        };
        match Joined::new(items, separator, location) {
            Ok(None) => {}
            Ok(Some(joined)) => match self.part {
                Part::Query if !is_masked(self.sensitive) => {
                    if self.sensitive {
                        encoder.redact(joined.text());
                    }
                    encoder.query_joined(self.key, &joined);
                }
                _ => {
                    self.add(Ok(joined.text().into()));
                }
            },
            Err(reason) => encoder.fail(EncodeError::new(field, reason)),
        }
    }
}

/// An argument of the path.
#[derive(Debug)]
pub struct PathArgument<'a> {
    pub(super) name: &'static str,
    /// `None` for a sensitive value.
    pub(super) shown: Option<&'a dyn fmt::Debug>,
    pub(super) value: PathValue<'a>,
}

impl PathArgument<'_> {
    /// Returns the value, or a placeholder if it is sensitive.
    fn masked(&self) -> PathValue<'_> {
        match self.shown {
            Some(_) => self.value.borrowed(),
            None => self.value.borrowed().masked(),
        }
    }

    /// Makes the value one or more segments of the path.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.value = self.value.several();
        self
    }
}
