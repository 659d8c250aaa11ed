//! The body whose fields are the arguments without another place: the options `form`, `multipart` and `body`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;

use super::{
    media_type::{TypeForm, WrittenFormat, WrittenMediaType, read_format},
    options::Options,
};
use crate::model::BodyFormat;

/// An option that says the format of a body of fields.
pub(super) struct FieldsBody {
    /// The option, at which mistakes are reported.
    pub(super) tokens: TokenStream,
    /// The option in messages.
    pub(super) shown: &'static str,
    pub(super) format: BodyFormat,
    pub(super) media_type: Option<WrittenMediaType>,
}

const FORMATS: [(&str, BodyFormat); 3] =
    [("json", BodyFormat::Json), ("form", BodyFormat::Form), ("multipart", BodyFormat::Multipart)];

const TYPED_FORM: &str = "`body(json, type = \"application/merge-patch+json\")`";

impl FieldsBody {
    /// Reads `form`, `multipart`, `body = json` or `body(json, type = "…")`; of several, the first.
    pub(super) fn read(options: &mut Options<'_>) -> Option<Self> {
        let form = flag(options, "form", BodyFormat::Form);
        let multipart = flag(options, "multipart", BodyFormat::Multipart);
        let mut written = form.into_iter().chain(multipart).chain(body(options));
        let first = written.next()?;
        for again in written {
            let problem = format!("`{}` and `{}` are both written", again.shown, first.shown);
            options.diagnostics().report(
                &again.tokens,
                problem,
                "remove one of them: each says the format of the fields",
            );
        }
        Some(first)
    }
}

/// Reads `form` or `multipart`.
fn flag(options: &mut Options<'_>, name: &'static str, format: BodyFormat) -> Option<FieldsBody> {
    let (ident, is_set) = options.flag_with_ident(name)?;
    is_set.then(|| FieldsBody { tokens: ident.to_token_stream(), shown: name, format, media_type: None })
}

/// Reads `body = json`, or `body(json, type = "…")`.
fn body(options: &mut Options<'_>) -> Option<FieldsBody> {
    let name = options.name_tokens("body")?;
    if !options.is_list("body") {
        let format = options.word("body", &FORMATS)?;
        return Some(FieldsBody { tokens: name, shown: "body", format, media_type: None });
    }
    let tokens = options.list("body", TYPED_FORM)?;
    let diagnostics = options.diagnostics();
    let written = read_format(tokens.clone(), TypeForm::TextOrArgument, diagnostics);
    let format = written.as_ref().and_then(|written| {
        let Some(name) = &written.name else { return Some(BodyFormat::Json) };
        FORMATS.iter().find(|(known, _)| name == known).map(|(_, format)| *format)
    });
    let format = format.filter(|format| {
        *format != BodyFormat::Multipart && written.as_ref().is_some_and(|written| written.marker.is_none())
    });
    let Some((format, WrittenFormat { media_type, .. })) = format.zip(written) else {
        let problem = "invalid value for the option `body`";
        diagnostics.report(tokens, problem, format!("write {TYPED_FORM}, or `form` in place of `json`"));
        return None;
    };
    Some(FieldsBody { tokens: name, shown: "body", format, media_type })
}
