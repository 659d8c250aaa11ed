//! The shapes of types that matter: `Option<T>`, `Vec<T>`, scalars.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, Ident, PathArguments, Type};

/// The `T` of an `Option<T>`, written short or by its full path, also inside the invisible group of a macro.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    generic(ty, &[&["Option"], &["option", "Option"], &["core", "option", "Option"], &["std", "option", "Option"]])
}

/// The `T` of a `Vec<T>`, likewise.
pub(crate) fn vec(ty: &Type) -> Option<&Type> {
    generic(ty, &[&["Vec"], &["vec", "Vec"], &["alloc", "vec", "Vec"], &["std", "vec", "Vec"]])
}

fn generic<'t>(ty: &'t Type, paths: &[&[&str]]) -> Option<&'t Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    if path.qself.is_some() {
        return None;
    }
    let segments = &path.path.segments;
    let named = |names: &&[&str]| {
        names.len() == segments.len() && names.iter().zip(segments).all(|(name, segment)| segment.ident == name)
    };
    if !paths.iter().any(named) {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &segments.last()?.arguments else {
        return None;
    };
    match (arguments.args.len(), arguments.args.first()?) {
        (1, GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

/// Whether this is `String`, written short or by its full path.
pub(crate) fn is_string(ty: &Type) -> bool {
    let Type::Path(path) = ungrouped(ty) else { return false };
    let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    matches!(
        names.iter().map(String::as_str).collect::<Vec<_>>()[..],
        ["String"] | ["string", "String"] | ["alloc" | "std", "string", "String"]
    )
}

/// The type inside parentheses and invisible groups.
pub(crate) fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}

/// Whether this is a number, `bool` or `char`: types that a literal should infer to without `Into` in between.
pub(crate) fn is_scalar(ty: &Type) -> bool {
    is_float(ty)
        || is_primitive(
            ty,
            &["bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"],
        )
}

/// Whether this is `f32` or `f64`.
pub(crate) fn is_float(ty: &Type) -> bool {
    is_primitive(ty, &["f32", "f64"])
}

fn is_primitive(ty: &Type, names: &[&str]) -> bool {
    let Type::Path(path) = ungrouped(ty) else { return false };
    let segments: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    match segments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [name] | ["core" | "std", "primitive", name] => path.qself.is_none() && names.contains(&name),
        _ => false,
    }
}

/// Whether `name` stands anywhere in the type.
pub(crate) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether there is a reference anywhere in the type.
pub(crate) fn borrows(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '&',
        TokenTree::Group(group) => borrows(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

/// The type without its references, a `str` behind one made a `String`; and a `String` for what is no type of a value:
/// `impl Trait`, `Self`, `_` and the given generic parameters.
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
            // A lifetime is a quote and a name.
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
