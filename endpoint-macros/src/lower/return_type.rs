//! The checks of a method's return type.

use quote::ToTokens as _;
use syn::{Path, ReturnType, Signature, Type};

use super::argument_type::ArgumentTypes;
use crate::{
    diagnostics::{Diagnostics, to_source},
    syntax::{
        foreign_types::{self, Extractor},
        owned_types, types,
    },
};

/// The type that a method returns, as it was written or meant.
pub(super) enum ReturnedType {
    Value(Type),
    /// The output of a future, which was reported.
    Future(Type),
    /// Nothing that can be kept, which was reported.
    Invalid,
}

/// Checks the return type of a method with these types of arguments.
pub(super) fn check(
    signature: &Signature,
    arguments: &ArgumentTypes,
    runtime: &Path,
    diagnostics: &mut Diagnostics,
) -> ReturnedType {
    let generics = &arguments.generics[..];
    let ty = match &signature.output {
        ReturnType::Default => {
            diagnostics.report(
                &signature.ident,
                format!("`{}` has no return type", signature.ident),
                "write `-> Result<T>`; `-> Result<()>` ignores the response's body",
            );
            return ReturnedType::Invalid;
        }
        ReturnType::Type(_, ty) => &**ty,
    };
    if let Some(output) = foreign_types::future_output(ty) {
        let problem = "the return type is a future, which `async fn` makes of the result";
        let write = format!("write `async fn {}(…) -> {}`", signature.ident, to_source(&output));
        diagnostics.report(ty, problem, write);
        return ReturnedType::Future(output);
    }
    let tokens = ty.to_token_stream();
    let is_refused = |tokens: &proc_macro2::TokenStream| !owned_types::is_of_value(tokens.clone(), generics);
    if !is_refused(&tokens) && !matches!(types::ungrouped(ty), Type::Never(_)) {
        return ReturnedType::Value(check_value(ty, runtime, diagnostics));
    }
    // Reported as a parameter of the method or a type of the trait.
    let is_reported =
        owned_types::mentions_any(&tokens, generics) || arguments.has_types && types::mentions(&tokens, "Self");
    let plain = foreign_types::plain_result(ty, is_refused);
    let owned = plain.clone().unwrap_or_else(|| owned_types::owned(ty, generics));
    let problem = if types::mentions(&tokens, "impl") {
        "the return type cannot be `impl Trait`"
    } else if types::mentions(&tokens, "dyn") {
        "the return type cannot be a trait object: the response is decoded into it"
    } else if types::borrows(&tokens) {
        "the return type cannot borrow: the response does not outlive the method"
    } else if types::mentions(&tokens, "Self") {
        "the return type cannot contain `Self`: servers, fakes and clients all return the same type"
    } else {
        "the return type cannot be `_` or `!`"
    };
    let help = match plain {
        Some(plain) => format!("write `-> {}`", to_source(plain)),
        None if types::borrows(&tokens) => format!("write `-> {}`", to_source(&owned)),
        None => "write `-> Result<T>`, with the concrete type of the response".to_owned(),
    };
    if !is_reported {
        diagnostics.report(ty, problem, help);
    }
    let is_kept = foreign_types::plain_result(ty, is_refused).is_some() || types::borrows(&tokens) || is_reported;
    if is_kept { ReturnedType::Value(owned) } else { ReturnedType::Invalid }
}

/// Checks a type that is that of a value. Returns the result that is meant. Only the compiler knows if it is a `Result`, through any
/// alias.
fn check_value(ty: &Type, runtime: &Path, diagnostics: &mut Diagnostics) -> Type {
    let Some((problem, value)) = wrong_value(ty) else { return ty.clone() };
    let help = format!("write `-> Result<{}>`, with `use endpoint_runtime::Result;`", to_source(&value));
    diagnostics.report(ty, problem, help);
    syn::parse_quote!(#runtime::Result<#value>)
}

/// Returns the mistake in a type that is that of another library, and the value that is meant.
fn wrong_value(ty: &Type) -> Option<(&'static str, Type)> {
    const WRAPPED: &str = "the response is JSON without a wrapper";
    let names = types::path_names(ty);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let argument = types::only_argument(ty);
    if let Some((Extractor::Json, inner)) = foreign_types::extractor(ty) {
        return Some((WRAPPED, inner.clone()));
    }
    if let (["Result"], Some((Extractor::Json, inner))) = (&names[..], argument.and_then(foreign_types::extractor)) {
        return Some((WRAPPED, inner.clone()));
    }
    None
}
