//! Types as they were written: `Option<T>`, `Vec<T>`, references, and names inside of them.

use proc_macro2::{TokenStream, TokenTree};
use syn::{GenericArgument, PathArguments, Type};

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

/// Returns whether the type is a map: a type with two arguments, such as `BTreeMap<K, V>`, or a list of pairs.
pub(crate) fn is_map(ty: &Type) -> bool {
    map_value(ty).is_some() && path_names(ty).last().is_none_or(|name| name != "Result")
}

/// Returns the type of the values of a map.
pub(crate) fn map_value(ty: &Type) -> Option<&Type> {
    if let Some(item) = vec(ty) {
        let Type::Tuple(pair) = ungrouped(item) else { return None };
        return pair.elems.get(1).filter(|_| pair.elems.len() == 2);
    }
    let Type::Path(path) = ungrouped(ty) else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.nth(1)
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

/// Returns the type in place of one that is not known.
pub(super) fn string() -> Type {
    syn::parse_quote!(::std::string::String)
}
