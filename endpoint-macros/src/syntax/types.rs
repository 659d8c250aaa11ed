//! Types as they were written: `Option<T>`, `Vec<T>`, references, and names inside of them.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, Ident, PathArguments, Type};

use super::foreign_types;

/// Returns the `T` of an `Option<T>`, written short or by its full path, also inside the invisible group of a macro.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    // Most types have no argument, so that is looked at before their names, which have to be copied.
    let inner = only_argument(ty)?;
    match path_names(ty).iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["Option"] | ["option", "Option"] | ["core" | "std", "option", "Option"] => Some(inner),
        _ => None,
    }
}

/// Returns the `T` of a `Vec<T>`, likewise.
pub(crate) fn vec(ty: &Type) -> Option<&Type> {
    let inner = only_argument(ty)?;
    match path_names(ty).iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["Vec"] | ["vec", "Vec"] | ["alloc" | "std", "vec", "Vec"] => Some(inner),
        _ => None,
    }
}

/// Returns the names in a plain path, without its arguments; nothing for any other type.
pub(crate) fn path_names(ty: &Type) -> Vec<String> {
    match ungrouped(ty) {
        Type::Path(path) if path.qself.is_none() => {
            path.path.segments.iter().map(|segment| segment.ident.to_string()).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns a path as rustdoc reads it; `None` for a type whose path has arguments or names that rustdoc does not know.
pub(crate) fn documented_path(ty: &Type) -> Option<String> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let has_arguments = path.path.segments.iter().any(|segment| !segment.arguments.is_none());
    let names = path_names(ty);
    let is_known = |name: &String| name != "Self" && name != "$crate" && !name.starts_with("r#");
    let is_plain = !names.is_empty() && !has_arguments && path.path.leading_colon.is_none();
    (is_plain && names.iter().all(is_known)).then(|| names.join("::"))
}

pub(crate) fn only_argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    match (arguments.args.len(), arguments.args.first()?) {
        (1, GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

/// Returns the type inside parentheses and invisible groups.
pub(crate) fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}

/// Returns whether `name` occurs anywhere in the type.
pub(crate) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Returns whether there is a reference or a lifetime anywhere in the type, except `'static` by itself.
pub(crate) fn borrows(tokens: &TokenStream) -> bool {
    let mut is_lifetime = false;
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => std::mem::take(&mut is_lifetime) && ident != "static",
        TokenTree::Punct(punct) => {
            is_lifetime = punct.as_char() == '\'';
            punct.as_char() == '&'
        }
        TokenTree::Group(group) => borrows(&group.stream()),
        TokenTree::Literal(_) => false,
    })
}

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
    generics.iter().any(|(parameter, _)| mentions(tokens, &parameter.to_string()))
}

/// Returns the type without its references and lifetimes, with `String` for a `str` behind one, `Vec` for a slice, and in
/// place of `impl Trait`, trait objects, `Self`, `_` and the given generic parameters the types that were probably meant.
pub(crate) fn owned(ty: &Type, generics: &[Meant]) -> Type {
    if let Some(inner) = option(ty) {
        let inner = owned(inner, generics);
        return syn::parse_quote!(Option<#inner>);
    }
    match ungrouped(ty) {
        Type::ImplTrait(ty) => return foreign_types::of_bounds(&ty.bounds),
        Type::Reference(reference) => {
            if let Type::Slice(slice) = ungrouped(&reference.elem) {
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
    if mentions(&ty.to_token_stream(), "dyn") {
        return string();
    }
    syn::parse2(owned_tokens(ty.to_token_stream(), generics)).unwrap_or_else(|_| string())
}

pub(super) fn string() -> Type {
    syn::parse_quote!(::std::string::String)
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
