//! One argument as it was written: name, type, binding attributes.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, FnArg, Ident, LitStr, Meta, Pat, Type};

use super::{attributes, plain};
use crate::{
    diagnostics::{Diagnostics, did_you_mean, shown},
    model::BodyFormat,
    syntax::types,
};

/// The attributes that bind, in the order in which help lists them.
const BINDING: [&str; 5] = ["header", "headers", "body", "field", "sensitive"];

/// Whether an attribute on an argument is consumed by the macro.
pub(crate) fn is_binding(attribute: &Attribute) -> bool {
    BINDING.iter().any(|name| attribute.path().is_ident(name))
}

/// An argument whose attributes were read, but whose place is not known yet.
pub(super) struct Written {
    pub(super) ident: Ident,
    pub(super) name: String,
    pub(super) docs: TokenStream,
    pub(super) doc_attributes: Vec<Attribute>,
    pub(super) lints: Vec<Attribute>,
    pub(super) has_setter: bool,
    pub(super) ty: Type,
    pub(super) bound: Vec<Bound>,
    pub(super) sensitive: bool,
}

/// What one attribute binds the argument to.
pub(super) struct Bound {
    pub(super) attribute: Attribute,
    pub(super) to: To,
}

pub(super) enum To {
    Header(LitStr),
    Headers,
    Body(BodyFormat),
    Field(LitStr),
    /// A mistake was reported.
    Unclear,
}

/// Reads one argument. `None` when it was refused in a way that leaves nothing to emit.
pub(super) fn read(argument: &FnArg, generics: &[Ident], diagnostics: &mut Diagnostics) -> Option<Written> {
    let FnArg::Typed(argument) = argument else { return None };
    let ident = match &*argument.pat {
        Pat::Ident(pattern) if pattern.subpat.is_none() => {
            if pattern.by_ref.is_some() || pattern.mutability.is_some() {
                let name = &pattern.ident;
                diagnostics.at(pattern, "an argument is a plain name", format!("write `{name}: …`"));
            }
            pattern.ident.clone()
        }
        pattern => {
            diagnostics.at(
                pattern,
                "an argument is a plain name, not a pattern",
                "name it; the name becomes a field of the request",
            );
            return None;
        }
    };
    let ty = owned_type(&argument.ty, generics, diagnostics);
    Some(read_named(ident, ty, &argument.attrs, diagnostics))
}

/// Reads the attributes of an argument, or of a field of a header group.
pub(super) fn read_named(ident: Ident, ty: Type, attributes: &[Attribute], diagnostics: &mut Diagnostics) -> Written {
    let mut written = Written {
        name: plain(&ident),
        docs: attributes::docs(attributes),
        doc_attributes: attributes::doc_attributes(attributes),
        lints: attributes::lints(attributes),
        has_setter: true,
        ty,
        bound: Vec::new(),
        sensitive: false,
        ident,
    };
    for attribute in attributes {
        read_attribute(attribute, &mut written, diagnostics);
    }
    written
}

fn read_attribute(attribute: &Attribute, written: &mut Written, diagnostics: &mut Diagnostics) {
    let name = attribute.path().to_token_stream().to_string().replace(' ', "");
    let to = match name.as_str() {
        "doc" | "allow" | "expect" | "warn" | "deny" => return,
        "sensitive" => {
            if !matches!(attribute.meta, Meta::Path(_)) {
                diagnostics.at(attribute, "`#[sensitive]` takes nothing", "write `#[sensitive]`");
            }
            written.sensitive = true;
            return;
        }
        "header" => literal(attribute, "header", "X-Request-Id", diagnostics).map(To::Header),
        "field" => literal(attribute, "field", "wireName", diagnostics).map(To::Field),
        "headers" => {
            if !matches!(attribute.meta, Meta::Path(_)) {
                diagnostics.at(
                    attribute,
                    "`#[headers]` takes nothing",
                    "`#[headers]` binds a group type, `#[header(\"Name\")]` one header",
                );
            }
            Some(To::Headers)
        }
        "body" => body_format(attribute, diagnostics).map(To::Body),
        "cfg" | "cfg_attr" => {
            diagnostics.at(
                attribute,
                "an argument cannot depend on a configuration",
                "put `#[cfg]` on the method; two methods may differ in their arguments",
            );
            return;
        }
        other => {
            unknown(attribute, other, &written.name, diagnostics);
            Some(To::Unclear)
        }
    };
    written.bound.push(Bound { attribute: attribute.clone(), to: to.unwrap_or(To::Unclear) });
}

fn unknown(attribute: &Attribute, name: &str, argument: &str, diagnostics: &mut Diagnostics) {
    let help = match name {
        "path" | "param" => format!("name the argument in the template: `/…/<{argument}>`"),
        "query" => format!("name the argument in the template: `?<{argument}>` or `?key=<{argument}>`"),
        "json" => {
            "what is bound nowhere else is a field of the JSON body; `#[body]` makes the argument the whole of it"
                .to_owned()
        }
        "serde" => format!("a field is renamed by `#[field(\"…\")]`, a query value by `?key=<{argument}>`"),
        _ => did_you_mean(name, &BINDING),
    };
    diagnostics.at(attribute, format!("`#[{name}]` binds an argument to nothing"), help);
}

fn literal(attribute: &Attribute, name: &str, example: &str, diagnostics: &mut Diagnostics) -> Option<LitStr> {
    let literal = attribute.parse_args::<LitStr>().ok();
    if literal.is_none() {
        let problem = format!("`#[{name}]` takes one name in quotes");
        diagnostics.at(attribute, problem, format!("write `#[{name}(\"{example}\")]`"));
    }
    literal
}

fn body_format(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<BodyFormat> {
    if matches!(attribute.meta, Meta::Path(_)) {
        return Some(BodyFormat::Json);
    }
    let word = attribute.parse_args::<Ident>().ok();
    let format = match word.as_ref().map(ToString::to_string).as_deref() {
        Some("json") => Some(BodyFormat::Json),
        Some("form") => Some(BodyFormat::Form),
        Some("text") => Some(BodyFormat::Text),
        Some("bytes") => Some(BodyFormat::Bytes),
        _ => None,
    };
    if format.is_none() {
        let written = word.map_or_else(|| "this".to_owned(), |word| format!("`{word}`"));
        diagnostics.at(
            attribute,
            format!("{written} is no format of a body"),
            "write `#[body]` for JSON, or `#[body(form)]`, `#[body(text)]`, `#[body(bytes)]`",
        );
    }
    format
}

/// The type of a field that owns its value. What cannot be one is refused and replaced by what was probably meant.
fn owned_type(ty: &Type, generics: &[Ident], diagnostics: &mut Diagnostics) -> Type {
    let tokens = ty.to_token_stream();
    let owned = types::owned(ty, generics);
    let help = format!(
        "take `{0}`; the request's `new` and setters take `impl Into<{0}>`",
        shown(types::option(&owned).unwrap_or(&owned))
    );
    if let Type::Reference(reference) = types::ungrouped(types::option(ty).unwrap_or(ty))
        && reference.mutability.is_some()
    {
        diagnostics.at(ty, "an argument cannot be a `&mut`: nothing is written back to the caller", help);
    } else if types::borrows(&tokens) {
        diagnostics.at(
            ty,
            "an argument cannot be borrowed: a request is a value that outlives the call that makes it",
            help,
        );
    } else if types::mentions(&tokens, "impl") {
        diagnostics.at(
            ty,
            "an argument has a concrete type, not `impl Trait`",
            "write the type that is sent; the request's `new` and setters take `impl Into` of it",
        );
    } else if types::mentions(&tokens, "Self") {
        diagnostics.at(ty, "an argument's type cannot mention `Self`", "write the type that is sent");
    } else if types::mentions(&tokens, "_") {
        diagnostics.at(ty, "an argument's type cannot be left open", "write the type that is sent");
    } else if !generics.iter().any(|parameter| types::mentions(&tokens, &parameter.to_string())) {
        return ty.clone();
    }
    owned
}
