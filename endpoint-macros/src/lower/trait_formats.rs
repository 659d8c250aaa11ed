//! The formats of bodies and responses that a trait declares for its methods: the options `body` and `response` of `#[endpoints]`.

use proc_macro2::TokenStream;
use syn::Type;

use super::{
    media_type::{TypeForm, WrittenFormat, WrittenMediaType, read_format},
    options::Options,
    response_format::{self, WrittenResponse},
};
use crate::{
    model::{BodyFormat, ResponseFormat},
    syntax::types,
};

/// The format of the bodies of a trait.
#[derive(Default)]
pub(super) struct TraitBody {
    /// The format of the fields of POST, PUT and PATCH; `None` for JSON that is sent if there are fields.
    pub(super) format: Option<BodyFormat>,
    /// The media type of the bodies in this format.
    media_type: Option<String>,
}

const BODY_FORMATS: [(&str, BodyFormat); 2] = [("json", BodyFormat::Json), ("form", BodyFormat::Form)];

const TYPED_FORM: &str = "`body(json, type = \"application/vnd.api+json\")`";

impl TraitBody {
    /// Reads `body = json`, `body = form` or `body(json, type = "…")`.
    pub(super) fn read(options: &mut Options<'_>) -> Self {
        if !options.is_list("body") {
            return Self { format: options.word("body", &BODY_FORMATS), media_type: None };
        }
        let Some(tokens) = options.list("body", TYPED_FORM) else { return Self::default() };
        Self::read_typed(tokens, options).unwrap_or_default()
    }

    fn read_typed(tokens: TokenStream, options: &mut Options<'_>) -> Option<Self> {
        let diagnostics = options.diagnostics();
        let written = read_format(tokens.clone(), TypeForm::Text, diagnostics);
        let format = written.as_ref().filter(|written| written.marker.is_none()).and_then(|written| {
            let Some(name) = &written.name else { return Some(BodyFormat::Json) };
            BODY_FORMATS.iter().find(|(known, _)| name == known).map(|(_, format)| *format)
        });
        let Some((format, WrittenFormat { media_type, .. })) = format.zip(written) else {
            let problem = "invalid value for the option `body`";
            diagnostics.report(tokens, problem, format!("write {TYPED_FORM}, or `form` in place of `json`"));
            return None;
        };
        Some(Self { format: Some(format), media_type: media_type.and_then(WrittenMediaType::into_text) })
    }

    /// Returns the media type of a body in this format that has none of its own.
    pub(super) fn media_type(&self, format: Option<BodyFormat>) -> Option<&String> {
        self.media_type.as_ref().filter(|_| self.format.is_some() && self.format == format)
    }
}

/// Reads the format of the responses of a trait.
pub(super) fn read_response(options: &mut Options<'_>) -> Option<WrittenResponse> {
    if let Some(marker) = options.take_marker("response") {
        return Some(WrittenResponse {
            format: ResponseFormat::Custom,
            marker: Some(marker),
            ..WrittenResponse::default()
        });
    }
    if !options.is_list("response") {
        let format = options.word("response", &WHOLE_FORMATS)?;
        return Some(WrittenResponse { format, ..WrittenResponse::default() });
    }
    let tokens = options.list("response", RESPONSE_FORM)?;
    if let Some(streamed) = response_format::streamed_name(&tokens) {
        let problem = format!("`response({streamed}, …)` is not an option of a trait");
        options.diagnostics().report(streamed, problem, "move it to the endpoints that it belongs to");
        return None;
    }
    Some(response_format::read(tokens, None, options.diagnostics()))
}

const WHOLE_FORMATS: [(&str, ResponseFormat); 3] =
    [("json", ResponseFormat::Json), ("text", ResponseFormat::Text), ("bytes", ResponseFormat::Bytes)];

const RESPONSE_FORM: &str = "`response(json, type = \"application/vnd.api+json\")`";

/// Returns whether the result of a method has no body to which the format of its trait applies.
pub(super) fn is_unit(result: &Type) -> bool {
    types::only_argument(result).is_some_and(|value| matches!(value, Type::Tuple(tuple) if tuple.elems.is_empty()))
}
