//! Types as they were written: `Option<T>`, `Vec<T>`, references, and names inside of them.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, Ident, PathArguments, Type};

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

fn only_argument(ty: &Type) -> Option<&Type> {
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

/// Returns whether there is a reference anywhere in the type.
pub(crate) fn borrows(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '&',
        TokenTree::Group(group) => borrows(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

/// Returns whether the type is that of a value: it borrows nothing, and holds no `impl Trait`, `Self`, `_` or generic
/// parameter.
pub(crate) fn is_of_value(tokens: TokenStream, generics: &[Ident]) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Ident(ident) => {
            !matches!(ident.to_string().as_str(), "impl" | "Self" | "_") && !generics.contains(&ident)
        }
        TokenTree::Punct(punct) => punct.as_char() != '&',
        TokenTree::Group(group) => is_of_value(group.stream(), generics),
        TokenTree::Literal(_) => true,
    })
}

/// Returns the type without its references, with `String` for a `str` behind one, and with `String` in place of
/// `impl Trait`, `Self`, `_` and the given generic parameters, which are not types of a value.
pub(crate) fn owned(ty: &Type, generics: &[Ident]) -> Type {
    if let Type::ImplTrait(_) = ungrouped(ty) {
        return string();
    }
    syn::parse2(owned_tokens(ty.to_token_stream(), generics)).unwrap_or_else(|_| string())
}

fn string() -> Type {
    syn::parse_quote!(::std::string::String)
}

fn owned_tokens(tokens: TokenStream, generics: &[Ident]) -> TokenStream {
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
            TokenTree::Punct(punct) if referenced && punct.as_char() == '\'' => {
                tokens.next();
                continue;
            }
            TokenTree::Ident(ident) if referenced && ident == "mut" => continue,
            TokenTree::Ident(ident) if ident == "str" && referenced => owned.extend(quote!(::std::string::String)),
            TokenTree::Ident(ident) if ident == "Self" || ident == "_" || generics.contains(&ident) => {
                owned.extend(quote!(::std::string::String));
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
