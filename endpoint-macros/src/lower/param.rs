//! The checks of `#[derive(Param)]`.

use syn::{Attribute, Fields, Ident, Item, LitStr, Member, Variant};

use super::{default_runtime, group::written_options, plain, rename_all};
use crate::{
    case::Case,
    diagnostics::Diagnostics,
    model::{Param, ParamShape},
    syntax::options::Options,
};

pub(crate) fn lower(item: Item, diagnostics: &mut Diagnostics) -> Option<Param> {
    let (ident, generics, attributes) = match &item {
        Item::Struct(item) => (&item.ident, &item.generics, &item.attrs),
        Item::Enum(item) => (&item.ident, &item.generics, &item.attrs),
        Item::Union(item) => (&item.ident, &item.generics, &item.attrs),
        other => {
            diagnostics.at(other, "`Param` is derived for a struct or an enum", HELP);
            return None;
        }
    };
    let (ident, generics) = (ident.clone(), generics.clone());
    let mut runtime = default_runtime();
    let mut options = Options::new(written_options(attributes, "param", diagnostics), diagnostics);
    if let Some(path) = options.path("crate", "`crate = path::to::the_runtime`") {
        runtime = path;
    }
    let case = rename_all(&mut options);
    let from = options.flag("from").unwrap_or(false);
    let by_display = options.flag("display").unwrap_or(false);
    options.finish(("serde", &[]));
    refuse_split_names(attributes, diagnostics);
    let case = serde_value(attributes, "rename_all").and_then(|name| Case::by_name(&name.value())).or(case);
    if !generics.params.is_empty() {
        diagnostics.at(&generics.params, "a derived `Param` is not generic", "implement `Param` by hand");
        return Some(Param { ident, generics, runtime, shape: ParamShape::Refused, from: false });
    }
    let shape = match item {
        Item::Struct(item) => newtype(&ident, item.fields, by_display, diagnostics),
        Item::Enum(item) => variants(item.variants.into_iter(), case, diagnostics),
        _ => {
            diagnostics.at(&ident, "a union has no text", HELP);
            None
        }
    };
    Some(Param { ident, generics, runtime, shape: shape.unwrap_or(ParamShape::Refused), from })
}

const HELP: &str = "a newtype (`struct Id(String)`) or an enum of unit variants has one text; for anything else implement `Param` by hand";

fn newtype(ident: &Ident, fields: Fields, by_display: bool, diagnostics: &mut Diagnostics) -> Option<ParamShape> {
    let count = fields.len();
    let mut fields = fields.into_iter();
    match (fields.next(), count) {
        (Some(field), 1) => {
            let member = field.ident.map_or_else(|| Member::from(0), Member::Named);
            Some(ParamShape::Newtype { member, ty: Box::new(field.ty), by_display })
        }
        _ => {
            diagnostics.at(ident, format!("`{ident}` has {count} fields, so it has no single text"), HELP);
            None
        }
    }
}

fn variants(
    written: impl Iterator<Item = Variant>,
    case: Option<Case>,
    diagnostics: &mut Diagnostics,
) -> Option<ParamShape> {
    let mut variants: Vec<(Ident, String)> = Vec::new();
    let mut other = None;
    for variant in written {
        let fields = variant.fields.len();
        if fields == 1 && is_untagged(&variant.attrs) && matches!(variant.fields, Fields::Unnamed(_)) {
            let field = variant.fields.into_iter().next()?;
            other = Some((variant.ident, Box::new(field.ty)));
            continue;
        }
        if fields > 0 || !matches!(variant.fields, Fields::Unit) {
            diagnostics.at(
                &variant.fields,
                format!("the variant `{}` holds data, so it has no text of its own", variant.ident),
                "use a unit variant; one variant that keeps any other text is written `#[serde(untagged)] Other(String)`",
            );
            return None;
        }
        let name = plain(&variant.ident);
        refuse_split_names(&variant.attrs, diagnostics);
        let mut options = Options::new(written_options(&variant.attrs, "param", diagnostics), diagnostics);
        let renamed = options.string("rename", "`rename = \"text\"`");
        options.finish(("#[param] on the enum", &["crate", "rename_all", "from", "display"]));
        let renamed = serde_value(&variant.attrs, "rename").or(renamed);
        let text = renamed
            .map_or_else(|| case.map_or_else(|| name.clone(), |case| case.of_variant(&name)), |text| text.value());
        if let Some((first, _)) = variants.iter().find(|(_, known)| *known == text) {
            diagnostics.at(
                &variant.ident,
                format!("`{first}` and `{}` have the same text, `{text}`", variant.ident),
                "give one of them another: `#[param(rename = \"…\")]`",
            );
            return None;
        }
        variants.push((variant.ident, text));
    }
    Some(ParamShape::Enum { variants, other })
}

/// `#[serde(name = "…")]`: where serde renames a value, its text follows.
fn serde_value(attributes: &[Attribute], name: &str) -> Option<LitStr> {
    value(attributes, "serde", name)
}

fn value(attributes: &[Attribute], of: &str, name: &str) -> Option<LitStr> {
    let mut found = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(of)) {
        // What else stands there, and whether it is right, is serde's business.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.input.peek(syn::Token![=]) {
                let value: syn::Expr = meta.value()?.parse()?;
                if let (true, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })) =
                    (meta.path.is_ident(name), value)
                {
                    found = Some(text);
                }
            } else if meta.input.peek(syn::token::Paren) {
                let content;
                syn::parenthesized!(content in meta.input);
                let _: proc_macro2::TokenStream = content.parse()?;
            }
            Ok(())
        });
    }
    found
}

/// A `Param` has one text, so serde may not write one and read another.
fn refuse_split_names(attributes: &[Attribute], diagnostics: &mut Diagnostics) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let mut split = false;
        // What else stands there, and whether it is right, is serde's business.
        let _ = attribute.parse_nested_meta(|meta| {
            split |= (meta.path.is_ident("rename") || meta.path.is_ident("rename_all"))
                && meta.input.peek(syn::token::Paren);
            if meta.input.peek(syn::Token![=]) {
                let _: syn::Expr = meta.value()?.parse()?;
            } else if meta.input.peek(syn::token::Paren) {
                let content;
                syn::parenthesized!(content in meta.input);
                let _: proc_macro2::TokenStream = content.parse()?;
            }
            Ok(())
        });
        if split {
            let help = "write `rename = \"…\"` for both directions, or implement `Param` by hand";
            diagnostics.at(attribute, "a `Param` has one text, not one to be written and one to be read", help);
        }
    }
}

fn is_untagged(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("serde")).any(|attribute| {
        let mut found = false;
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta.path.is_ident("untagged");
            Ok(())
        });
        found
    })
}
