//! Types of other libraries and of plain Rust around the type that a declaration takes: extractors, futures, `impl Trait`.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{
    GenericArgument, Ident, PathArguments, ReturnType, Signature, Type, TypeParamBound, TypePath, WhereClause,
    WherePredicate, punctuated::Punctuated, token::Plus,
};

use super::types::{self, path_names, ungrouped};

/// A wrapper that frameworks for servers put around an argument's type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Extractor {
    Path,
    Query,
    Json,
    Form,
    Header,
    /// A part of a server besides the request.
    State,
}

/// Returns the extractor around a type, and the type inside.
pub(crate) fn extractor(ty: &Type) -> Option<(Extractor, &Type)> {
    const FRAMEWORKS: [&str; 7] = ["axum", "axum_extra", "actix_web", "web", "extract", "poem", "rocket"];
    let inner = types::only_argument(ty)?;
    let names = path_names(ty);
    let [modules @ .., name] = &names[..] else { return None };
    if modules.first().is_some_and(|module| !FRAMEWORKS.contains(&module.as_str())) {
        return None;
    }
    let extractor = if name == "Data" && !modules.is_empty() { Some(Extractor::State) } else { extractor_named(name) };
    Some((extractor?, inner))
}

/// Returns the extractor with this name.
pub(crate) fn extractor_named(name: &str) -> Option<Extractor> {
    Some(match name {
        "Path" => Extractor::Path,
        "Query" => Extractor::Query,
        "Json" => Extractor::Json,
        "Form" => Extractor::Form,
        "TypedHeader" => Extractor::Header,
        "State" | "Extension" => Extractor::State,
        _ => return None,
    })
}

/// Returns the output of the future that a function returns.
pub(crate) fn output(signature: &Signature) -> Option<Type> {
    match &signature.output {
        ReturnType::Type(_, ty) => future_output(ty),
        ReturnType::Default => None,
    }
}

/// Returns the output of a future: `impl Future<Output = T>`, a boxed one, or a `BoxFuture<'_, T>`.
pub(crate) fn future_output(ty: &Type) -> Option<Type> {
    match ungrouped(ty) {
        Type::ImplTrait(ty) => output_of_bounds(&ty.bounds),
        Type::TraitObject(ty) => output_of_bounds(&ty.bounds),
        Type::Path(path) => {
            let segment = path.path.segments.last()?;
            let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
            let last = arguments.args.iter().rev().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })?;
            match segment.ident.to_string().as_str() {
                "Pin" | "Box" => future_output(last),
                "BoxFuture" | "LocalBoxFuture" => Some(last.clone()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn output_of_bounds(bounds: &Punctuated<TypeParamBound, Plus>) -> Option<Type> {
    bounds.iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else { return None };
        let segment = bound.path.segments.last()?;
        let (true, PathArguments::AngleBracketed(arguments)) = (segment.ident == "Future", &segment.arguments) else {
            return None;
        };
        arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::AssocType(output) if output.ident == "Output" => Some(output.ty.clone()),
            _ => None,
        })
    })
}

/// Returns the type that was probably meant by `impl Into<T>` and the like.
pub(crate) fn of_bounds<'a>(bounds: impl IntoIterator<Item = &'a TypeParamBound>) -> Type {
    let found = bounds.into_iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else { return None };
        let segment = bound.path.segments.last()?;
        let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
        match (segment.ident.to_string().as_str(), arguments.args.first()?) {
            ("Into" | "TryInto", GenericArgument::Type(ty)) => Some(ty.clone()),
            ("IntoIterator" | "Iterator", GenericArgument::AssocType(item)) => {
                let item = &item.ty;
                Some(syn::parse_quote!(Vec<#item>))
            }
            ("AsRef", GenericArgument::Type(ty)) => match ungrouped(ty) {
                Type::Slice(slice) => {
                    let item = &slice.elem;
                    Some(syn::parse_quote!(Vec<#item>))
                }
                _ => None,
            },
            _ => None,
        }
    });
    found.unwrap_or_else(types::string)
}

/// Returns the type that was probably meant by the parameter `name` of a generic function.
pub(crate) fn of_parameter(name: &Ident, bounds: &[(Ident, TypeParamBound)]) -> Type {
    of_bounds(bounds.iter().filter(|(parameter, _)| parameter == name).map(|(_, bound)| bound))
}

/// Returns the bounds of a `where` clause on plain parameters.
pub(crate) fn where_bounds(clause: &WhereClause) -> Vec<(Ident, TypeParamBound)> {
    let mut bounds = Vec::new();
    for predicate in &clause.predicates {
        if let WherePredicate::Type(predicate) = predicate
            && let Type::Path(TypePath { qself: None, path, .. }) = &predicate.bounded_ty
            && let Some(name) = path.get_ident()
        {
            bounds.extend(predicate.bounds.iter().map(|bound| (name.clone(), bound.clone())));
        }
    }
    bounds
}

/// Returns a `Result` with only its first argument, and without those that `is_refused` refuses.
pub(crate) fn plain_result(ty: &Type, is_refused: impl Fn(&TokenStream) -> bool) -> Option<Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let mut path = path.clone();
    let segment = path.path.segments.last_mut()?;
    let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else { return None };
    let first = arguments.args.first()?.to_token_stream();
    if segment.ident != "Result" || is_refused(&first) {
        return None;
    }
    arguments.args = syn::parse_quote!(#first);
    syn::parse2(quote!(#path)).ok()
}
