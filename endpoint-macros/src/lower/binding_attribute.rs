//! The attributes that bind an argument: `#[header("Name")]`, `#[cookie("name")]`, `#[headers]`, `#[body]`, `#[field("name")]`,
//! `#[fields("v:")]`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Ident, LitStr, Meta, Path};

use super::{
    media_type::{TypeForm, WrittenFormat, WrittenMediaType, read_format},
    options::Options,
    prefixed_map,
    query_binding::{self, WrittenQuery},
    serde_options,
};
use crate::{
    case::Case,
    diagnostics::{Diagnostics, find_similar, quoted_list},
    model::{BodyFormat, GroupKind},
    percent,
    syntax::options::OptionList,
};

/// The attributes on an argument, in the order in which messages list them.
const NAMES: [&str; 11] = [
    "query",
    "header",
    "headers",
    "cookie",
    "body",
    "field",
    "fields",
    "join",
    "encode",
    "idempotency_key",
    "sensitive",
];

/// Returns whether an attribute on an argument is consumed by the macro.
pub(crate) fn is_binding(attribute: &Attribute) -> bool {
    NAMES.iter().any(|name| attribute.path().is_ident(name))
}

/// An attribute that binds its argument.
pub(super) struct BindingAttribute {
    /// The attribute, at which mistakes are reported.
    pub(super) tokens: Attribute,
    pub(super) target: BindingTarget,
}

/// The part of the request that an attribute binds its argument to.
pub(super) enum BindingTarget {
    /// A group or a map of query parameters, or the key of a group's field.
    Query(WrittenQuery),
    Header(LitStr),
    Cookie(LitStr),
    /// A group of headers, with the prefix of its names as arguments.
    Headers(String),
    /// A map of headers that begin with a prefix.
    HeaderMap(LitStr),
    /// A map of fields that begin with a prefix.
    FieldMap(LitStr),
    /// The whole body, with its media type if it is not that of the format.
    Body(WrittenBody),
    Field(LitStr),
    /// No known part, which was reported.
    Invalid,
}

/// The format of a whole body as written.
pub(super) struct WrittenBody {
    pub(super) format: BodyFormat,
    pub(super) media_type: Option<WrittenMediaType>,
    /// The type of a format of the user.
    pub(super) marker: Option<Path>,
}

impl WrittenBody {
    /// A body in one of the runtime's formats, with its usual media type.
    pub(super) fn plain(format: BodyFormat) -> Self {
        Self { format, media_type: None, marker: None }
    }
}

/// Reads an attribute; `None` for one that binds nothing, like documentation.
pub(super) fn read(attribute: &Attribute, argument: &str, diagnostics: &mut Diagnostics) -> Option<BindingAttribute> {
    let name = attribute.path().to_token_stream().to_string().replace(' ', "");
    let target = match name.as_str() {
        "doc" | "allow" | "expect" | "warn" | "deny" => return None,
        "header" => quoted_name(attribute, "header", &header_name(argument), diagnostics).map(BindingTarget::Header),
        "cookie" => quoted_name(attribute, "cookie", argument, diagnostics).map(BindingTarget::Cookie),
        "field" => {
            quoted_name(attribute, "field", &Case::Camel.rename_field(argument), diagnostics).map(BindingTarget::Field)
        }
        "headers" => headers(attribute, diagnostics),
        "fields" => prefixed_map::read_fields(attribute, diagnostics).map(BindingTarget::FieldMap),
        "query" => query_binding::read(attribute, diagnostics).map(BindingTarget::Query),
        "body" => body(attribute, diagnostics),
        "cfg" | "cfg_attr" => {
            diagnostics.report(
                attribute,
                "an argument cannot have `#[cfg]`",
                "put `#[cfg]` on the method, and declare a method for each configuration",
            );
            None
        }
        other => {
            report_unknown(attribute, other, argument, diagnostics);
            None
        }
    };
    Some(BindingAttribute { tokens: attribute.clone(), target: target.unwrap_or(BindingTarget::Invalid) })
}

/// Refuses an attribute with a value.
pub(super) fn check_bare(attribute: &Attribute, help: &str, diagnostics: &mut Diagnostics) {
    if !matches!(attribute.meta, Meta::Path(_)) {
        let problem = format!("`#[{}]` takes no value", attribute.path().to_token_stream());
        diagnostics.report(attribute, problem, help);
    }
}

/// Returns the name that a header probably has: `x_request_id` is `X-Request-Id`.
fn header_name(argument: &str) -> String {
    let words: Vec<String> = argument.split('_').map(|word| Case::Pascal.rename_field(word)).collect();
    words.join("-")
}

fn report_unknown(attribute: &Attribute, name: &str, argument: &str, diagnostics: &mut Diagnostics) {
    let text = quoted_text(attribute);
    let named =
        text.as_ref().map_or_else(|| format!("<{argument}>"), |text| format!("{}=<{argument}>", percent::encode(text)));
    let field = |text: Option<&String>| {
        let example = Case::Camel.rename_field(argument);
        format!("`#[field(\"{}\")] {argument}: …`", text.unwrap_or(&example))
    };
    let help = match name {
        "path" => format!("remove it, and name the argument in the template: `/…/<{argument}>`"),
        "param" => format!("remove it, and name the argument in the template: `/…/<{argument}>` or `?{named}`"),
        "json" => {
            format!("remove it for a field of the JSON body, or write `#[body] {argument}: …` for the whole body")
        }
        "form" => format!(
            "write `#[body(form)] {argument}: …` for the whole body; `#[endpoint(…, form)]` makes a form of the arguments"
        ),
        "multipart" | "part" | "file" => {
            format!(
                "write `#[endpoint(…, multipart)]` and `{argument}: FilePart`; one file as the whole body is `#[body(bytes)] {argument}: Bytes`"
            )
        }
        "serde" => match serde_options::text(std::slice::from_ref(attribute), "rename").map(|name| name.value()) {
            Some(renamed) => format!(
                "write {} for a field of the body; a query value is renamed in the template: `?{}=<{argument}>`",
                field(Some(&renamed)),
                percent::encode(&renamed)
            ),
            None => "remove it: an `Option` that is `None` is not sent, and other values have no defaults".to_owned(),
        },
        "rename" | "name" | "alias" => format!(
            "write {} for a field of the body; a query value is renamed in the template: `?{named}`",
            field(text.as_ref())
        ),
        "default" => format!("write `{argument}: Option<…>`, and let the server choose the default"),
        "secret" => format!("write `#[sensitive] {argument}: …`"),
        "validate" | "garde" => {
            "remove it: a type of its own checks its values, in its `Param` or `Deserialize`".to_owned()
        }
        _ => match find_similar(name, NAMES) {
            Some(similar) => format!("did you mean `#[{similar}]`?"),
            None => format!("remove it; the attributes of an argument are {}", quoted_list(NAMES)),
        },
    };
    diagnostics.report(attribute, format!("unknown attribute `#[{name}]` on an argument"), help);
}

/// Returns the text that an attribute holds: `#[name("text")]`, `#[name = "text"]`, `#[name(option = "text")]`.
fn quoted_text(attribute: &Attribute) -> Option<String> {
    let text = match &attribute.meta {
        Meta::Path(_) => None,
        Meta::NameValue(meta) => syn::parse2::<LitStr>(meta.value.to_token_stream()).ok(),
        Meta::List(list) => syn::parse2::<LitStr>(list.tokens.clone()).ok().or_else(|| {
            let options = OptionList::parse(list.tokens.clone()).options;
            let is_name = |name: &Ident| ["name", "rename", "value"].iter().any(|known| name == known);
            options.into_iter().find(|option| is_name(&option.name)).and_then(|option| option.value.assigned())
        }),
    };
    text.map(|text| text.value())
}

/// Reads the name in `#[header("Name")]`. One that is written in another form is reported, and read.
fn quoted_name(attribute: &Attribute, name: &str, example: &str, diagnostics: &mut Diagnostics) -> Option<LitStr> {
    if let Ok(literal) = attribute.parse_args::<LitStr>() {
        return Some(literal);
    }
    let text = quoted_text(attribute);
    let bare = attribute.parse_args::<Ident>().map(|ident| ident.to_string().replace('_', "-")).ok();
    let written = text.or_else(|| bare.filter(|_| name == "header"));
    let example = written.as_deref().unwrap_or(example);
    let problem = format!("`#[{name}]` takes one name in quotes");
    diagnostics.report(attribute, problem, format!("write `#[{name}(\"{example}\")]`"));
    None
}

/// Reads `#[headers]`, `#[headers("x-amz-meta-")]` or `#[headers(prefix = "…")]`.
fn headers(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<BindingTarget> {
    if let Ok(prefix) = attribute.parse_args::<LitStr>() {
        return Some(BindingTarget::HeaderMap(prefix));
    }
    if let Some(name) =
        quoted_text(attribute).filter(|_| !attribute.meta.to_token_stream().to_string().contains("prefix"))
    {
        let help = format!("write `#[header(\"{name}\")]`; `#[headers]` is for a group of headers");
        diagnostics.report(attribute, "`#[headers]` takes no name", help);
        return None;
    }
    Some(BindingTarget::Headers(prefix(attribute, GroupKind::Headers, diagnostics).unwrap_or_default()))
}

/// Reads the prefix of `#[headers(prefix = "…")]` or `#[query(prefix = "…")]`.
pub(super) fn prefix(attribute: &Attribute, kind: GroupKind, diagnostics: &mut Diagnostics) -> Option<String> {
    let tokens = match &attribute.meta {
        Meta::Path(_) => return None,
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(_) => TokenStream::new(),
    };
    let list = OptionList::parse(tokens);
    if list.options.is_empty() || !list.mistakes.is_empty() {
        let (problem, help) = match kind {
            GroupKind::Headers => (
                "`#[headers]` takes no value",
                "write `#[headers]` for a group of headers, `#[header(\"Name\")]` for one header, or `#[headers(\"x-amz-meta-\")]` for a map",
            ),
            GroupKind::Query => (
                "`#[query]` takes one key in quotes, or a prefix",
                "write `#[query]` for a group, `#[query(prefix = \"page_\")]` for one whose setters have a prefix, or \
                 `#[query(\"filter[]\")]` for a map",
            ),
        };
        diagnostics.report(attribute, problem, help);
        return None;
    }
    let mut options = Options::new(list.options, diagnostics);
    let written = options.string("prefix", "`prefix = \"acting_\"`");
    options.report_unknown(None);
    let written = written?;
    let prefix = written.value();
    let is_valid = syn::parse_str::<Ident>(&format!("{prefix}x")).is_ok() && !prefix.is_empty();
    if !is_valid {
        let problem = if prefix.is_empty() {
            "the prefix is empty".to_owned()
        } else {
            format!("`{prefix}` is not the beginning of a name")
        };
        diagnostics.report(&written, problem, "write the beginning that the setters of the group have: `\"acting_\"`");
    }
    is_valid.then_some(prefix)
}

fn body(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<BindingTarget> {
    const FORMS: &str = "write `#[body]` for JSON, or `#[body(form)]`, `#[body(text)]`, `#[body(bytes)]`, `#[body(stream)]`, `#[body(ndjson)]`";
    const FORMATS: [(&str, BodyFormat); 6] = [
        ("json", BodyFormat::Json),
        ("form", BodyFormat::Form),
        ("text", BodyFormat::Text),
        ("bytes", BodyFormat::Bytes),
        ("stream", BodyFormat::Stream),
        ("ndjson", BodyFormat::Ndjson),
    ];
    if matches!(attribute.meta, Meta::Path(_)) {
        return Some(BindingTarget::Body(WrittenBody::plain(BodyFormat::Json)));
    }
    let find = |word: &str| FORMATS.iter().find(|(name, _)| *name == word);
    if let Some(text) = quoted_text(attribute).filter(|text| !text.contains('/')) {
        let (problem, help) = match find(&text) {
            Some((name, BodyFormat::Json)) => {
                ("the body format is in quotes", format!("write `#[body]`, which is {}", name.to_uppercase()))
            }
            Some((name, _)) => ("the body format is in quotes", format!("write `#[body({name})]`")),
            None => ("this is not a body format", FORMS.to_owned()),
        };
        diagnostics.report(attribute, problem, help);
        return None;
    }
    if let Ok(media_type) = attribute.parse_args::<LitStr>() {
        let help = format!("write `#[body(bytes, type = {})]`", media_type.to_token_stream());
        diagnostics.report(attribute, "the format of the body is missing before its media type", help);
        return None;
    }
    let list = attribute.meta.require_list().ok();
    let written = list.and_then(|list| read_format(list.tokens.clone(), TypeForm::TextOrArgument, diagnostics));
    let is_written = written.is_some();
    let WrittenFormat { name, marker, media_type } = written.unwrap_or_default();
    let name = name.map(|name| name.to_string());
    let format = match name.as_deref().and_then(find) {
        Some((_, format)) => Some(*format),
        None if marker.is_some() => Some(BodyFormat::Custom),
        None if is_written && name.is_none() => Some(BodyFormat::Json),
        None => None,
    };
    if format.is_none() {
        let written = name.as_ref().map_or_else(|| "this".to_owned(), |name| format!("`{name}`"));
        let help = match name.as_deref() {
            Some("multipart") => "write `#[endpoint(…, multipart)]`, and an argument for each part".to_owned(),
            _ => FORMS.to_owned(),
        };
        diagnostics.report(attribute, format!("{written} is not a body format"), help);
    }
    format.map(|format| BindingTarget::Body(WrittenBody { format, media_type, marker }))
}
