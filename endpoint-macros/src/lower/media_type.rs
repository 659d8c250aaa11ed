//! The formats of bodies, with their media types: `bytes, type = "application/pdf"`.

use proc_macro2::TokenStream;
use syn::{
    Ident, LitStr, Path, Token,
    parse::{ParseStream, Parser as _},
};

use super::options::Options;
use crate::{
    diagnostics::Diagnostics,
    syntax::options::{OptionList, WrittenOption},
};

/// A format as written.
#[derive(Default)]
pub(super) struct WrittenFormat {
    /// The name of the format.
    pub(super) name: Option<Ident>,
    /// The type of a format of the user, in place of a name.
    pub(super) marker: Option<Path>,
    pub(super) media_type: Option<WrittenMediaType>,
}

/// A media type as written.
#[derive(Clone)]
pub(super) enum WrittenMediaType {
    Text(String),
    /// The argument that is sent as `Content-Type`.
    Argument(Ident),
}

impl WrittenMediaType {
    pub(super) fn into_text(self) -> Option<String> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// The forms that a media type may have.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum TypeForm {
    Text,
    TextOrArgument,
}

/// Reads a format and its media type; `None` for tokens that are neither.
pub(super) fn read_format(tokens: TokenStream, form: TypeForm, diagnostics: &mut Diagnostics) -> Option<WrittenFormat> {
    let (marker, tokens) = split_marker(tokens);
    let OptionList { mut options, mistakes } = OptionList::parse(tokens);
    if !mistakes.is_empty() {
        return None;
    }
    let has_name = marker.is_none() && options.first().is_some_and(WrittenOption::is_flag);
    let name = has_name.then(|| options.remove(0).name);
    let argument = options.iter().find(|option| option.name == "type").and_then(|option| option.value.assigned());
    let mut options = Options::new(options, diagnostics);
    if let Some(argument) = argument.filter(|_| form == TypeForm::TextOrArgument) {
        options.pass_over("type");
        options.report_unknown(None);
        return Some(WrittenFormat { name, marker, media_type: Some(WrittenMediaType::Argument(argument)) });
    }
    let written = options.string("type", "`type = \"application/pdf\"`");
    options.report_unknown(None);
    let is_text = name.as_ref().is_some_and(|name| name == "text");
    let media_type = written.and_then(|written| {
        let media_type = check_media_type(&written, diagnostics)?;
        (!is_text || check_charset(&written, &media_type, diagnostics)).then_some(media_type)
    });
    Some(WrittenFormat { name, marker, media_type: media_type.map(WrittenMediaType::Text) })
}

/// Returns the type of a format of the user, such as `Xml` or `formats::xml`, and the tokens behind it.
pub(super) fn split_marker(tokens: TokenStream) -> (Option<Path>, TokenStream) {
    let parser = |input: ParseStream<'_>| {
        let path = input.call(Path::parse_mod_style)?;
        input.parse::<Option<Token![,]>>()?;
        Ok((path, input.parse::<TokenStream>()?))
    };
    match parser.parse2(tokens.clone()) {
        Ok((path, rest)) if is_marker(&path) => (Some(path), rest),
        _ => (None, tokens),
    }
}

/// Returns whether a path names a type: the formats of the runtime are single words in lower case.
fn is_marker(path: &Path) -> bool {
    let is_type = |name: &Ident| name.to_string().starts_with(|first: char| first.is_ascii_uppercase());
    path.segments.len() > 1 || path.segments.last().is_some_and(|segment| is_type(&segment.ident))
}

/// Checks a media type with its parameters (RFC 9110, section 8.3.1) and returns it as written.
pub(super) fn check_media_type(written: &LitStr, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = written.value();
    let (essence, parameters) = text.split_once(';').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let is_type = essence.trim_end().split_once('/').is_some_and(|(a, b)| is_token(a) && is_token(b));
    let has_parameters =
        parameters.is_none_or(|text| text.contains('=') && text.chars().all(|c| matches!(c, ' '..='~')));
    if is_type && has_parameters {
        return Some(text);
    }
    let help =
        "write a type and a subtype, possibly with parameters: `\"application/pdf\"`, `\"text/csv; charset=utf-8\"`";
    diagnostics.report(written, format!("{text:?} is not a media type"), help);
    None
}

/// Checks that the media type of a text has no other charset than UTF-8, in which a text is sent.
fn check_charset(written: &LitStr, media_type: &str, diagnostics: &mut Diagnostics) -> bool {
    // A quoted value may hold any text. Where one stands, only a charset in front of it is found.
    let unquoted = media_type.split('"').next().unwrap_or_default();
    let parameters = unquoted.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let charset = parameters
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .map(|(_, charset)| charset.trim())
        .find(|charset| !["", "utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known)));
    let Some(charset) = charset else { return true };
    let help = format!(
        "write `{:?}`, or `bytes` in place of `text` for a body in another charset",
        media_type.replace(charset, "utf-8")
    );
    diagnostics.report(written, format!("a text is sent in UTF-8, and not in `{charset}`"), help);
    false
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&'*+-.^_|~".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_has_a_type_and_a_subtype() {
        let check = |text: &str| {
            let literal = LitStr::new(text, proc_macro2::Span::call_site());
            check_media_type(&literal, &mut Diagnostics::default()).is_some()
        };
        for valid in
            ["application/pdf", "text/csv; charset=utf-8", "application/vnd.api+json;ext=\"a b\"", "image/svg+xml"]
        {
            assert!(check(valid), "{valid}");
        }
        for invalid in
            ["", "pdf", "application/", "/pdf", "a b/c", "a/b/c", "text/csv;", "text/csv; a=\u{e9}", "a/b;c=\n"]
        {
            assert!(!check(invalid), "{invalid}");
        }
    }

    #[test]
    fn a_text_has_no_charset_but_utf_8() {
        let check = |text: &str| {
            let literal = LitStr::new(text, proc_macro2::Span::call_site());
            check_charset(&literal, text, &mut Diagnostics::default())
        };
        for valid in ["text/csv", "text/csv;charset=UTF-8", "text/csv; Charset=\"utf-8\"", "a/b;c=\";charset=latin1\""]
        {
            assert!(check(valid), "{valid}");
        }
        for invalid in ["text/csv; charset=iso-8859-1", "text/csv;header=present; CHARSET=utf-16"] {
            assert!(!check(invalid), "{invalid}");
        }
    }
}
