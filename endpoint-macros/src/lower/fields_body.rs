//! The body whose fields are the arguments without another place: the options `form` and `body`.

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

const FORMATS: [(&str, BodyFormat); 2] = [("json", BodyFormat::Json), ("form", BodyFormat::Form)];

const TYPED_FORM: &str = "`body(json, type = \"application/merge-patch+json\")`";

impl FieldsBody {
    /// Reads `form`, `body = json` or `body(json, type = "…")`; of several, the first.
    pub(super) fn read(options: &mut Options<'_>) -> Option<Self> {
        let form = flag(options);
        let written = body(options);
        match (form, written) {
            (Some(form), Some(again)) => {
                let help = "remove one of them: each says the format of the fields";
                options.diagnostics().report(
                    &again.tokens,
                    format!("`{}` and `form` are both written", again.shown),
                    help,
                );
                Some(form)
            }
            (form, written) => form.or(written),
        }
    }
}

/// Reads `form`.
fn flag(options: &mut Options<'_>) -> Option<FieldsBody> {
    let (ident, is_set) = options.flag_with_ident("form")?;
    is_set.then(|| FieldsBody {
        tokens: ident.to_token_stream(),
        shown: "form",
        format: BodyFormat::Form,
        media_type: None,
    })
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
    let Some((format, WrittenFormat { media_type, .. })) = format.zip(written) else {
        let problem = "invalid value for the option `body`";
        diagnostics.report(tokens, problem, format!("write {TYPED_FORM}, or `form` in place of `json`"));
        return None;
    };
    Some(FieldsBody { tokens: name, shown: "body", format, media_type })
}
