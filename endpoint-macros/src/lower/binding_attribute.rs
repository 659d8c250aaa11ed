//! The attributes that bind an argument: `#[header("Name")]`, `#[headers]`, `#[body]`, `#[field("name")]`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Ident, LitStr, Meta};

use super::{
    media_type::{WrittenFormat, read_format},
    options::Options,
};
use crate::{
    diagnostics::{Diagnostics, suggest},
    model::BodyFormat,
    syntax::options::OptionList,
};

/// The attributes on an argument, in the order in which messages list them.
const NAMES: [&str; 5] = ["header", "headers", "body", "field", "sensitive"];

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
    Header(LitStr),
    /// A group of headers, with the prefix of its names as arguments.
    Headers(String),
    /// The whole body, with its media type if it is not that of the format.
    Body(BodyFormat, Option<String>),
    Field(LitStr),
    /// No known part, which was reported.
    Invalid,
}

/// Reads an attribute; `None` for one that binds nothing, like documentation.
pub(super) fn read(attribute: &Attribute, argument: &str, diagnostics: &mut Diagnostics) -> Option<BindingAttribute> {
    let name = attribute.path().to_token_stream().to_string().replace(' ', "");
    let target = match name.as_str() {
        "doc" | "allow" | "expect" | "warn" | "deny" => return None,
        "header" => quoted_name(attribute, "header", "X-Request-Id", diagnostics).map(BindingTarget::Header),
        "field" => quoted_name(attribute, "field", "wireName", diagnostics).map(BindingTarget::Field),
        "headers" => Some(BindingTarget::Headers(prefix(attribute, diagnostics).unwrap_or_default())),
        "body" => body(attribute, diagnostics),
        "cfg" | "cfg_attr" => {
            diagnostics.report(
                attribute,
                "an argument cannot have `#[cfg]`",
                "put `#[cfg]` on the method, and declare a method for each configuration",
            );
            return None;
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

fn report_unknown(attribute: &Attribute, name: &str, argument: &str, diagnostics: &mut Diagnostics) {
    let help = match name {
        "path" | "param" => format!("name the argument in the template: `/…/<{argument}>`"),
        "query" => format!("name the argument in the template: `?<{argument}>` or `?key=<{argument}>`"),
        "json" => "remove the attribute for a field of the JSON body, or write `#[body]` for the whole body".to_owned(),
        "serde" => format!(
            "rename a body field by `#[field(\"…\")]`, and a query value by `?key=<{argument}>` in the template"
        ),
        _ => suggest(name, &NAMES),
    };
    diagnostics.report(attribute, format!("unknown attribute `#[{name}]` on an argument"), help);
}

fn quoted_name(attribute: &Attribute, name: &str, example: &str, diagnostics: &mut Diagnostics) -> Option<LitStr> {
    let literal = attribute.parse_args::<LitStr>().ok();
    if literal.is_none() {
        let problem = format!("`#[{name}]` takes one name in quotes");
        diagnostics.report(attribute, problem, format!("write `#[{name}(\"{example}\")]`"));
    }
    literal
}

/// Reads the prefix of `#[headers(prefix = "…")]`.
fn prefix(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<String> {
    let tokens = match &attribute.meta {
        Meta::Path(_) => return None,
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(_) => TokenStream::new(),
    };
    let list = OptionList::parse(tokens);
    if list.options.is_empty() || !list.mistakes.is_empty() {
        let help = "write `#[headers]` for a group of headers, or `#[header(\"Name\")]` for one header";
        diagnostics.report(attribute, "`#[headers]` takes no value", help);
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
    const FORMATS: [(&str, BodyFormat); 4] = [
        ("json", BodyFormat::Json),
        ("form", BodyFormat::Form),
        ("text", BodyFormat::Text),
        ("bytes", BodyFormat::Bytes),
    ];
    if matches!(attribute.meta, Meta::Path(_)) {
        return Some(BindingTarget::Body(BodyFormat::Json, None));
    }
    let list = attribute.meta.require_list().ok();
    let written = list.and_then(|list| read_format(list.tokens.clone(), diagnostics));
    let is_written = written.is_some();
    let WrittenFormat { name, media_type } = written.unwrap_or_default();
    let named = FORMATS.iter().find(|(known, _)| name.as_ref().is_some_and(|name| name == known));
    let format = match named {
        Some((_, format)) => Some(*format),
        None if is_written && name.is_none() => Some(BodyFormat::Json),
        None => None,
    };
    if format.is_none() {
        let written = name.map_or_else(|| "this".to_owned(), |name| format!("`{name}`"));
        diagnostics.report(
            attribute,
            format!("{written} is not a body format"),
            "write `#[body]` for JSON, or `#[body(form)]`, `#[body(text)]`, `#[body(bytes)]`",
        );
    }
    format.map(|format| BindingTarget::Body(format, media_type))
}
