//! What to say when an attribute stands where it cannot work, and what to emit all the same.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, FnArg, ImplItem, ImplItemFn, Item, ItemFn, Signature, TraitItemFn};

use crate::{diagnostics::Diagnostics, lower::is_binding};

/// `#[endpoints]` on something else than a trait.
pub(crate) fn endpoints_elsewhere(item: TokenStream, diagnostics: &mut Diagnostics) -> TokenStream {
    const HELP: &str = "declare a trait and put it there: `#[endpoints] pub trait Things { … }`";
    let Ok(parsed) = syn::parse2::<Item>(item.clone()) else {
        diagnostics.at(&item, "`#[endpoints]` goes on a trait", HELP);
        return item;
    };
    let (name, what) = match &parsed {
        Item::Struct(item) => (item.ident.to_token_stream(), "a struct"),
        Item::Enum(item) => (item.ident.to_token_stream(), "an enum"),
        Item::Fn(item) => (item.sig.ident.to_token_stream(), "a function"),
        Item::Impl(item) => (item.self_ty.to_token_stream(), "an impl"),
        Item::Mod(item) => (item.ident.to_token_stream(), "a module"),
        other => (other.to_token_stream(), "this"),
    };
    diagnostics.at(name, format!("`#[endpoints]` goes on a trait, not on {what}"), HELP);
    match parsed {
        Item::Impl(mut item) => {
            for item in &mut item.items {
                if let ImplItem::Fn(function) = item {
                    clean(&mut function.attrs, &mut function.sig);
                }
            }
            item.into_token_stream()
        }
        Item::Fn(mut item) => {
            clean(&mut item.attrs, &mut item.sig);
            item.into_token_stream()
        }
        other => other.into_token_stream(),
    }
}

/// `#[endpoint]` by itself.
pub(crate) fn endpoint_alone(item: TokenStream, diagnostics: &mut Diagnostics) -> TokenStream {
    const PROBLEM: &str = "`#[endpoint]` works only inside of a trait with `#[endpoints]`";
    const HELP: &str =
        "put `#[endpoints]` on the trait: an attribute on a method cannot emit a struct beside the trait";
    if let Ok(mut function) = syn::parse2::<TraitItemFn>(item.clone()) {
        diagnostics.at(&function.sig.ident, PROBLEM, HELP);
        clean(&mut function.attrs, &mut function.sig);
        return function.into_token_stream();
    }
    if let Ok(mut function) = syn::parse2::<ImplItemFn>(item.clone()) {
        diagnostics.at(&function.sig.ident, PROBLEM, HELP);
        clean(&mut function.attrs, &mut function.sig);
        return function.into_token_stream();
    }
    if let Ok(mut function) = syn::parse2::<ItemFn>(item.clone()) {
        diagnostics.at(&function.sig.ident, PROBLEM, HELP);
        clean(&mut function.attrs, &mut function.sig);
        return function.into_token_stream();
    }
    let shown = item.clone().into_iter().next().map_or_else(|| quote!(), ToTokens::into_token_stream);
    diagnostics.at(shown, PROBLEM, HELP);
    item
}

/// Removes the attributes that only `#[endpoints]` understands.
fn clean(attributes: &mut Vec<Attribute>, signature: &mut Signature) {
    attributes.retain(|attribute| !attribute.path().is_ident("endpoint"));
    for input in &mut signature.inputs {
        if let FnArg::Typed(argument) = input {
            argument.attrs.retain(|attribute| !is_binding(attribute) && !attribute.path().is_ident("doc"));
        }
    }
}
