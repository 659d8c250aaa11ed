//! `#[endpoints]` and `#[endpoint]` on items where they cannot work. The items are emitted nevertheless.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, FnArg, ImplItem, ImplItemFn, Item, ItemEnum, ItemFn, ItemImpl, ItemStruct, ItemTrait, Signature,
    TraitItemFn, parse::Parse,
};

use crate::{
    diagnostics::{Diagnostics, to_source},
    lower::is_binding,
    syntax::endpoint_arguments::{EndpointArguments, is_method},
};

/// Reports `#[endpoints]` on something else than a trait, and returns the item without the attributes inside of it.
pub(crate) fn endpoints_on_wrong_item(item: TokenStream, diagnostics: &mut Diagnostics) -> TokenStream {
    const HELP: &str = "put it on a trait: `#[endpoints] pub trait Things { … }`";
    let Ok(mut parsed) = syn::parse2::<Item>(item.clone()) else {
        diagnostics.report(&item, "`#[endpoints]` goes on a trait", HELP);
        return item;
    };
    let (name, kind) = name_and_kind(&parsed);
    let help = match &parsed {
        Item::Impl(ItemImpl { trait_: Some((path, _)), .. }) => {
            format!("remove it: `#[endpoints]` on the declaration of `{}` is enough", to_source(path))
        }
        Item::Impl(ItemImpl { self_ty, .. }) => {
            format!("declare a trait, without bodies: `#[endpoints] pub trait {}Endpoints {{ … }}`", to_source(self_ty))
        }
        Item::Struct(ItemStruct { ident, .. }) | Item::Enum(ItemEnum { ident, .. }) => {
            format!(
                "put it on a trait: `#[endpoints] pub trait {ident} {{ … }}`, which emits the client `{ident}Client`"
            )
        }
        _ => HELP.to_owned(),
    };
    diagnostics.report(name, format!("`#[endpoints]` goes on a trait, not on {kind}"), help);
    match &mut parsed {
        Item::Impl(item) => {
            for item in &mut item.items {
                if let ImplItem::Fn(function) = item {
                    remove_binding_attributes(&mut function.attrs, &mut function.sig);
                }
            }
        }
        Item::Fn(item) => remove_binding_attributes(&mut item.attrs, &mut item.sig),
        _ => {}
    }
    parsed.into_token_stream()
}

/// Returns the tokens that name an item, and its kind.
fn name_and_kind(item: &Item) -> (TokenStream, &'static str) {
    match item {
        Item::Struct(item) => (item.ident.to_token_stream(), "a struct"),
        Item::Enum(item) => (item.ident.to_token_stream(), "an enum"),
        Item::Fn(item) => (item.sig.ident.to_token_stream(), "a function"),
        Item::Impl(item) => (item.self_ty.to_token_stream(), "an impl"),
        Item::Mod(item) => (item.ident.to_token_stream(), "a module"),
        Item::Trait(item) => (item.ident.to_token_stream(), "a trait"),
        Item::Type(item) => (item.ident.to_token_stream(), "a type alias"),
        other => (other.to_token_stream(), "this"),
    }
}

/// Reports `#[object]` or `#[open_enum]` on something else than a type, and returns the item. rustc reports one that cannot
/// be parsed.
pub(crate) fn on_wrong_item(attribute: &str, item: TokenStream, diagnostics: &mut Diagnostics) -> TokenStream {
    let (form, help) = match attribute {
        "object" => ("a struct", "put it on a struct with named fields: `#[object] pub struct Member { … }`"),
        _ => ("an enum", "put it on an enum of unit variants: `#[open_enum] pub enum Status { … }`"),
    };
    if let Ok(parsed) = syn::parse2(item.clone()) {
        let (name, kind) = name_and_kind(&parsed);
        diagnostics.report(name, format!("`#[{attribute}]` goes on {form}, not on {kind}"), help);
    }
    item
}

/// Reports `#[endpoint]` on a trait, and returns its arguments as far as they are those of `#[endpoints]`.
pub(crate) fn endpoint_on_trait(
    arguments: &TokenStream,
    item: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<TokenStream> {
    let item: ItemTrait = syn::parse2(item.clone()).ok()?;
    let has_route =
        EndpointArguments::parse(arguments.clone()).is_ok_and(|arguments| arguments.route.template.is_some());
    let first = arguments.clone().into_iter().next();
    // `path = "…"` is an option of the trait, and a route in another form.
    let is_option = matches!(&first, Some(TokenTree::Ident(name)) if !is_method(&name.to_string()));
    let options = if has_route && !is_option { TokenStream::new() } else { arguments.clone() };
    let written = if options.is_empty() { String::new() } else { format!("({})", to_source(&options)) };
    diagnostics.report(
        &item.ident,
        "`#[endpoint]` is for a method, and a trait has `#[endpoints]`",
        format!("write `#[endpoints{written}]`, with an `s`, on `{}`", item.ident),
    );
    Some(options)
}

/// Reports `#[endpoint]` outside of a trait with `#[endpoints]`, and returns the item without the attributes on its
/// arguments.
pub(crate) fn endpoint_outside_trait(
    arguments: &TokenStream,
    item: TokenStream,
    diagnostics: &mut Diagnostics,
) -> TokenStream {
    let of_trait = without_attributes(&item, |function: &mut TraitItemFn| (&mut function.attrs, &mut function.sig))
        .filter(|(_, item)| syn::parse2::<ItemFn>(item.clone()).is_err());
    let is_declaration = of_trait.is_some();
    let cleaned = of_trait
        .or_else(|| without_attributes(&item, |function: &mut ImplItemFn| (&mut function.attrs, &mut function.sig)))
        .or_else(|| without_attributes(&item, |function: &mut ItemFn| (&mut function.attrs, &mut function.sig)));
    let (place, item) = cleaned.unwrap_or_else(|| {
        let first = item.clone().into_iter().next();
        (first.map_or_else(|| quote!(), ToTokens::into_token_stream), item)
    });
    let help = if is_declaration {
        "put `#[endpoints]` on the trait: an attribute on a method cannot emit a struct beside the trait".to_owned()
    } else {
        format!(
            "declare the function in a trait, without its body: `#[endpoints] pub trait Api {{ #[endpoint({})] async fn {place}(&self, …) -> \
             Result<…>; }}`; a server implements the trait",
            to_source(arguments)
        )
    };
    diagnostics.report(place, "`#[endpoint]` works only inside of a trait with `#[endpoints]`", help);
    item
}

/// Parses a function of some kind, and returns its name and the function without the attributes.
fn without_attributes<F: Parse + ToTokens>(
    item: &TokenStream,
    parts: impl Fn(&mut F) -> (&mut Vec<Attribute>, &mut Signature),
) -> Option<(TokenStream, TokenStream)> {
    let mut function: F = syn::parse2(item.clone()).ok()?;
    let (attributes, signature) = parts(&mut function);
    remove_binding_attributes(attributes, signature);
    let name = signature.ident.to_token_stream();
    Some((name, function.into_token_stream()))
}

/// Removes the attributes that only `#[endpoints]` understands.
fn remove_binding_attributes(attributes: &mut Vec<Attribute>, signature: &mut Signature) {
    attributes.retain(|attribute| !attribute.path().is_ident("endpoint"));
    for input in &mut signature.inputs {
        if let FnArg::Typed(argument) = input {
            argument.attrs.retain(|attribute| !is_binding(attribute) && !attribute.path().is_ident("doc"));
        }
    }
}
