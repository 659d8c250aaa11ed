//! Arguments that are written as patterns: extractors of other libraries, tuples, `_`.

use syn::{Attribute, Ident, Pat, PatType, Type};

use super::binding_attribute::{BindingAttribute, BindingTarget, WrittenBody};
use crate::{
    diagnostics::{Diagnostics, joined, to_source},
    model::BodyFormat,
    syntax::{
        foreign_types::{self, Extractor},
        types::ungrouped,
    },
};

/// A name with a type, as it was written or meant.
pub(super) struct PlainArgument {
    pub(super) ident: Ident,
    pub(super) ty: Type,
    /// The binding that was meant by an extractor.
    pub(super) binding: Option<BindingAttribute>,
}

impl PlainArgument {
    fn new(ident: Ident, ty: Type) -> Self {
        Self { ident, ty, binding: None }
    }
}

/// Reads the name and the type of an argument, and reports those that are written in another form. `unnamed` is the only
/// name in the template that no argument has. Returns nothing if the form is not understood.
pub(super) fn read(argument: &PatType, unnamed: Option<&str>, diagnostics: &mut Diagnostics) -> Vec<PlainArgument> {
    let pattern = &*argument.pat;
    if let Pat::Ident(ident) = pattern
        && ident.subpat.is_none()
    {
        let name = &ident.ident;
        if ident.by_ref.is_some() || ident.mutability.is_some() {
            let help = format!("write `{name}: {}`", to_source(&argument.ty));
            diagnostics.report(pattern, "an argument cannot be `mut` or `ref`", help);
        }
        return match foreign_types::extractor(&argument.ty) {
            Some((extractor, inner)) if argument.attrs.iter().all(|attribute| !is_body(attribute)) => {
                report_extractor(&argument.ty, extractor, &[(name.clone(), inner.clone())], argument, diagnostics)
            }
            _ => vec![PlainArgument::new(name.clone(), (*argument.ty).clone())],
        };
    }
    if let Pat::TupleStruct(tuple) = pattern
        && let (Some(segment), Some(first)) = (tuple.path.segments.last(), tuple.elems.first())
        && let Some(extractor) = foreign_types::extractor_named(&segment.ident.to_string())
    {
        let inner = foreign_types::extractor(&argument.ty).map_or(&*argument.ty, |(_, inner)| inner);
        let names = names(first, inner);
        return report_extractor(pattern, extractor, &names, argument, diagnostics);
    }
    let mut names = names(pattern, &argument.ty);
    if let (Pat::Wild(wild), Some(name)) = (pattern, unnamed) {
        names.push((Ident::new(name, wild.underscore_token.span), (*argument.ty).clone()));
    }
    let help = if names.is_empty() {
        format!("give it a name, which becomes a field of the request: `name: {}`", to_source(&argument.ty))
    } else {
        format!("write {}", joined(&sources(&names)))
    };
    diagnostics.report(pattern, "an argument cannot be a pattern", help);
    // One name is that of one value, as it was written.
    let plain = names.into_iter().map(|(ident, ty)| PlainArgument::new(ident, ty));
    if matches!(pattern, Pat::Wild(_)) { plain.collect() } else { Vec::new() }
}

fn is_body(attribute: &Attribute) -> bool {
    attribute.path().is_ident("body")
}

/// Returns the names in a pattern, with their types.
fn names(pattern: &Pat, ty: &Type) -> Vec<(Ident, Type)> {
    match (pattern, ungrouped(ty)) {
        (Pat::Ident(pattern), ty) => vec![(pattern.ident.clone(), ty.clone())],
        (Pat::Paren(pattern), ty) => names(&pattern.pat, ty),
        (Pat::Tuple(patterns), Type::Tuple(types)) => {
            patterns.elems.iter().zip(&types.elems).flat_map(|(pattern, ty)| names(pattern, ty)).collect()
        }
        _ => Vec::new(),
    }
}

fn sources(names: &[(Ident, Type)]) -> Vec<String> {
    names.iter().map(|(ident, ty)| format!("{ident}: {}", to_source(ty))).collect()
}

fn report_extractor(
    tokens: &impl quote::ToTokens,
    extractor: Extractor,
    names: &[(Ident, Type)],
    argument: &PatType,
    diagnostics: &mut Diagnostics,
) -> Vec<PlainArgument> {
    let sources = sources(names);
    let first = sources.first().map_or("name: Type", String::as_str);
    let name = names.first().map_or_else(|| "name".to_owned(), |(name, _)| name.to_string());
    let (help, attribute, target): (String, Option<Attribute>, BindingTarget) = match extractor {
        Extractor::Path => (
            format!("write {}, and `<{name}>` in the template", joined(&sources)),
            None,
            BindingTarget::Invalid,
        ),
        Extractor::Json => {
            (format!("write `#[body] {first}`"), Some(syn::parse_quote!(#[body])), BindingTarget::Body(WrittenBody::plain(BodyFormat::Json)))
        }
        Extractor::Form => (
            format!("write `#[body(form)] {first}`"),
            Some(syn::parse_quote!(#[body(form)])),
            BindingTarget::Body(WrittenBody::plain(BodyFormat::Form)),
        ),
        Extractor::Query => (
            "write an argument for each of its values, such as `limit: Option<u32>`, and name it in the template: `?<limit>`"
                .to_owned(),
            Some(syn::parse_quote!(#[query])),
            BindingTarget::Invalid,
        ),
        Extractor::Header => (
            format!("write `#[header(\"X-Name\")] {name}: String`"),
            Some(syn::parse_quote!(#[header])),
            BindingTarget::Invalid,
        ),
        Extractor::State => (
            "remove it: the server's implementation of the trait holds all that it needs besides the request".to_owned(),
            Some(syn::parse_quote!(#[state])),
            BindingTarget::Invalid,
        ),
    };
    let problem = format!("`{}` is an extractor of another library", to_source(&argument.ty));
    diagnostics.report(tokens, problem, format!("{help}; a type of yours can be imported under another name"));
    let has_target = attribute.is_some();
    let mut targets = attribute.map(|tokens| BindingAttribute { tokens, target }).into_iter();
    let plain =
        names.iter().map(|(ident, ty)| PlainArgument { ident: ident.clone(), ty: ty.clone(), binding: targets.next() });
    let plain: Vec<PlainArgument> = plain.collect();
    // A second name of a body would be bound to nothing.
    if has_target { plain.into_iter().take(1).collect() } else { plain }
}
