//! The format of a response with its options: `bytes, type = "application/pdf"`, `sse, done = "[DONE]"`.

use proc_macro2::TokenStream;
use syn::{Ident, Path};

use super::{
    endpoint_options::duration,
    media_type::{TypeForm, WrittenFormat, WrittenMediaType, check_media_type, read_format},
    options::Options,
};
use crate::{
    diagnostics::Diagnostics,
    model::{ResponseFormat, StreamOptions},
    syntax::options::{OptionList, WrittenOption},
};

pub(super) const RESPONSE_FORMATS: [(&str, ResponseFormat); 6] = [
    ("json", ResponseFormat::Json),
    ("text", ResponseFormat::Text),
    ("bytes", ResponseFormat::Bytes),
    ("stream", ResponseFormat::Stream),
    ("sse", ResponseFormat::Sse),
    ("ndjson", ResponseFormat::Ndjson),
];

pub(super) const RESPONSE_FORM: &str = "`response(bytes, type = \"application/pdf\")`";

/// A response as written.
#[derive(Clone)]
pub(super) struct WrittenResponse {
    pub(super) format: ResponseFormat,
    pub(super) media_type: Option<String>,
    /// The type of a format of the user.
    pub(super) marker: Option<Path>,
    pub(super) stream: StreamOptions,
}

impl Default for WrittenResponse {
    fn default() -> Self {
        Self { format: ResponseFormat::Json, media_type: None, marker: None, stream: StreamOptions::default() }
    }
}

/// Returns whether a response of this format is read as it arrives.
pub(super) fn is_streamed(name: &Ident) -> bool {
    ["stream", "sse", "ndjson"].iter().any(|known| name == known)
}

/// Returns the name of the format that tokens begin with, if a response of it is read as it arrives.
pub(super) fn streamed_name(tokens: &TokenStream) -> Option<Ident> {
    let list = OptionList::parse(tokens.clone());
    list.options
        .first()
        .filter(|option| option.is_flag() && is_streamed(&option.name))
        .map(|option| option.name.clone())
}

/// Reads a format and its options. `is_idempotent` is that of the endpoint, where it is known.
pub(super) fn read(tokens: TokenStream, is_idempotent: Option<bool>, diagnostics: &mut Diagnostics) -> WrittenResponse {
    if streamed_name(&tokens).is_some() {
        return read_streamed(tokens, is_idempotent, diagnostics);
    }
    let Some(WrittenFormat { name, marker, media_type }) = read_format(tokens.clone(), TypeForm::Text, diagnostics)
    else {
        diagnostics.report(tokens, "invalid value for the option `response`", format!("write {RESPONSE_FORM}"));
        return WrittenResponse::default();
    };
    let format = match &name {
        None if marker.is_some() => ResponseFormat::Custom,
        None => ResponseFormat::Json,
        Some(name) => format_of(name).unwrap_or_else(|| {
            let problem = format!("invalid value `{name}` for the option `response`");
            let help = format!("write `json`, `text`, `bytes`, `stream`, `sse` or `ndjson`: {RESPONSE_FORM}");
            diagnostics.report(name, problem, help);
            ResponseFormat::Json
        }),
    };
    let media_type = media_type.and_then(WrittenMediaType::into_text);
    WrittenResponse { format, media_type, marker, stream: StreamOptions::default() }
}

fn format_of(name: &Ident) -> Option<ResponseFormat> {
    RESPONSE_FORMATS.iter().find(|(known, _)| name == known).map(|(_, format)| *format)
}

fn read_streamed(tokens: TokenStream, is_idempotent: Option<bool>, diagnostics: &mut Diagnostics) -> WrittenResponse {
    let OptionList { mut options, mistakes } = OptionList::parse(tokens);
    diagnostics.report_syntax_errors(mistakes);
    let name = options.remove(0).name;
    let only_events =
        options.extract_if(.., |option| ["done", "tagged", "reconnect"].iter().any(|name| option.name == name));
    let only_events: Vec<WrittenOption> = only_events.collect();
    let format = format_of(&name).unwrap_or(ResponseFormat::Stream);
    if format == ResponseFormat::Sse {
        options.extend(only_events);
    } else {
        for option in only_events {
            let problem = format!("`{}` is an option of server-sent events", option.name);
            diagnostics.report(&option.name, problem, "remove it, or write `sse`");
        }
    }
    let mut options = Options::new(options, diagnostics);
    let media_type = options.string("type", "`type = \"application/json\"`");
    let idle = options.string("idle", "`idle = \"5m\"`");
    let (mut done, mut tagged, mut reconnect) = (None, false, None);
    if format == ResponseFormat::Sse {
        done = options.string("done", "`done = \"[DONE]\"`");
        tagged = options.flag("tagged").unwrap_or(false);
        reconnect = options.flag_with_ident("reconnect");
    }
    options.report_unknown(None);
    if let Some(done) = &done
        && (done.value().is_empty() || done.value().contains(['\n', '\r']))
    {
        let help = "write the data of the event that ends the stream, on one line: `done = \"[DONE]\"`";
        diagnostics.report(done, "the end marker is empty or has several lines", help);
    }
    if let (Some((name, true)), Some(false)) = (&reconnect, is_idempotent) {
        let help = "remove it, or write `idempotent` if repeated calls have the effect of one";
        diagnostics.report(name, "a call that is not idempotent cannot be sent again", help);
    }
    WrittenResponse {
        format,
        marker: None,
        media_type: media_type.and_then(|written| check_media_type(&written, diagnostics)),
        stream: StreamOptions {
            done: done.map(|done| done.value()),
            tagged,
            reconnect: reconnect.is_some_and(|(_, reconnect)| reconnect),
            idle_ms: idle.and_then(|written| duration(&written, diagnostics)),
        },
    }
}
