//! Types of values: those that own what they hold, and the ones that were probably meant by others.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{GenericArgument, Ident, PathArguments, Type};

use super::{foreign_types, types};

/// A generic parameter, and the type that it was probably meant to be.
pub(crate) type Meant = (Ident, Type);

/// Returns whether the type is that of a value: it borrows nothing, and holds no `impl Trait`, trait object, `Self`, `_` or
/// generic parameter.
pub(crate) fn is_of_value(tokens: TokenStream, generics: &[Meant]) -> bool {
    let mut is_lifetime = false;
    tokens.into_iter().all(|token| match token {
        TokenTree::Ident(ident) if std::mem::take(&mut is_lifetime) => ident == "static",
        TokenTree::Ident(ident) => {
            !matches!(ident.to_string().as_str(), "impl" | "dyn" | "Self" | "_") && !is_parameter(&ident, generics)
        }
        TokenTree::Punct(punct) => {
            is_lifetime = punct.as_char() == '\'';
            punct.as_char() != '&'
        }
        TokenTree::Group(group) => is_of_value(group.stream(), generics),
        TokenTree::Literal(_) => true,
    })
}

fn is_parameter(ident: &Ident, generics: &[Meant]) -> bool {
    generics.iter().any(|(parameter, _)| parameter == ident)
}

/// Returns whether any of the generic parameters occurs in the type.
pub(crate) fn mentions_any(tokens: &TokenStream, generics: &[Meant]) -> bool {
    generics.iter().any(|(parameter, _)| types::mentions(tokens, &parameter.to_string()))
}

/// Returns the type without its references and lifetimes, with `String` for a `str` behind one, `Vec` for a slice, and in
/// place of `impl Trait`, trait objects, `Self`, `_` and the given generic parameters the types that were probably meant.
pub(crate) fn owned(ty: &Type, generics: &[Meant]) -> Type {
    if let Some(inner) = types::option(ty) {
        let inner = owned(inner, generics);
        return syn::parse_quote!(Option<#inner>);
    }
    match types::ungrouped(ty) {
        Type::ImplTrait(ty) => return foreign_types::of_bounds(&ty.bounds),
        Type::Reference(reference) => {
            if let Type::Slice(slice) = types::ungrouped(&reference.elem) {
                let item = owned(&slice.elem, generics);
                return syn::parse_quote!(Vec<#item>);
            }
        }
        Type::Path(path) => {
            if let Some(segment) = path.path.segments.last()
                && segment.ident == "Cow"
                && let PathArguments::AngleBracketed(arguments) = &segment.arguments
                && let Some(GenericArgument::Type(borrowed)) = arguments.args.last()
            {
                return owned(&syn::parse_quote!(&#borrowed), generics);
            }
        }
        _ => {}
    }
    if types::mentions(&ty.to_token_stream(), "dyn") {
        return types::string();
    }
    syn::parse2(owned_tokens(ty.to_token_stream(), generics)).unwrap_or_else(|_| types::string())
}

fn owned_tokens(tokens: TokenStream, generics: &[Meant]) -> TokenStream {
    let mut owned = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    let mut referenced = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                referenced = true;
                continue;
            }
            // A lifetime is two tokens: a quote and a name.
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                let name = tokens.next();
                if !referenced {
                    if name.as_ref().is_some_and(|name| name.to_string() == "static") {
                        owned.extend([TokenTree::Punct(punct)].into_iter().chain(name));
                    } else {
                        tokens.next_if(|token| token.to_string() == ",");
                    }
                }
                continue;
            }
            TokenTree::Ident(ident) if referenced && ident == "mut" => continue,
            TokenTree::Ident(ident) if ident == "str" && referenced => owned.extend(quote!(::std::string::String)),
            TokenTree::Ident(ident) if ident == "Self" || ident == "_" => owned.extend(quote!(::std::string::String)),
            TokenTree::Ident(ident) if is_parameter(&ident, generics) => {
                let meant = generics.iter().find(|(parameter, _)| *parameter == ident).map(|(_, meant)| meant);
                owned.extend(quote!(#meant));
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), owned_tokens(group.stream(), generics));
                inner.set_span(group.span());
                owned.extend([TokenTree::Group(inner)]);
            }
            token => owned.extend([token]),
        }
        referenced = false;
    }
    owned
}
