//! The shape of a method's signature.

use quote::{ToTokens, quote};
use syn::{FnArg, ReceiverKind, ReturnType, Safety, Signature, TraitItemFn, Type};

use crate::{
    diagnostics::{Diagnostics, shown},
    syntax::types,
};

/// Checks everything but the arguments, and returns the return type. `None` when it cannot be kept.
pub(super) fn check(function: &TraitItemFn, diagnostics: &mut Diagnostics) -> Option<Type> {
    let signature = &function.sig;
    receiver(signature, diagnostics);
    qualifiers(signature, diagnostics);
    generics(signature, diagnostics);
    if let Some(body) = &function.default {
        diagnostics.at(
            body,
            format!("`{}` has a body", signature.ident),
            "end the declaration with `;`: the client sends the request, and a server or a fake implements the trait",
        );
    }
    output(signature, diagnostics)
}

fn receiver(signature: &Signature, diagnostics: &mut Diagnostics) {
    const HELP: &str = "a client is shared by its callers: write `&self`";
    match signature.inputs.first() {
        Some(FnArg::Receiver(receiver)) => {
            let plain = matches!(&receiver.kind, ReceiverKind::Reference(_, None, None));
            if !plain || receiver.mutability.is_some() {
                let written = shown(receiver);
                diagnostics.at(receiver, format!("a method takes `&self`, not `{written}`"), HELP);
            }
        }
        _ => diagnostics.at(&signature.ident, format!("`{}` does not take `&self`", signature.ident), HELP),
    }
}

fn qualifiers(signature: &Signature, diagnostics: &mut Diagnostics) {
    let name = &signature.ident;
    if signature.asyncness.is_none() {
        diagnostics.at(
            signature.fn_token,
            format!("`{name}` is not `async`"),
            "write `async fn`; `endpoint_runtime::blocking` sends the same request without an async runtime",
        );
    }
    if let Some(constness) = &signature.constness {
        diagnostics.at(constness, "a method is not `const`", "remove `const`");
    }
    if !matches!(signature.safety, Safety::Default) {
        diagnostics.at(&signature.safety, "a method is not `unsafe`", "remove `unsafe`");
    }
    if let Some(abi) = &signature.abi {
        diagnostics.at(abi, "a method has no ABI", "remove `extern`");
    }
    if let Some(variadic) = &signature.variadic {
        diagnostics.at(variadic, "a method is not variadic", "declare each argument");
    }
}

fn generics(signature: &Signature, diagnostics: &mut Diagnostics) {
    let generics = &signature.generics;
    if generics.lt_token.is_some() {
        let tokens = if generics.params.is_empty() { quote!(<>) } else { generics.params.to_token_stream() };
        diagnostics.at(
            tokens,
            format!("`{}` is generic", signature.ident),
            "an endpoint has concrete types; the request's `new` and setters take `impl Into` of them",
        );
    }
    if let Some(clause) = &generics.where_clause {
        let tokens =
            if clause.predicates.is_empty() { clause.where_token.to_token_stream() } else { clause.to_token_stream() };
        diagnostics.at(
            tokens,
            format!("`{}` has a `where` clause", signature.ident),
            "remove it; an endpoint has concrete types",
        );
    }
}

fn output(signature: &Signature, diagnostics: &mut Diagnostics) -> Option<Type> {
    match &signature.output {
        ReturnType::Default => {
            diagnostics.at(
                &signature.ident,
                format!("`{}` returns nothing", signature.ident),
                "write `-> Result<T>`; `-> Result<()>` ignores the response's body",
            );
            None
        }
        ReturnType::Type(_, ty) => {
            let tokens = ty.to_token_stream();
            let problem = if types::mentions(&tokens, "impl") {
                "a method returns a concrete type, not `impl Trait`"
            } else if types::borrows(&tokens) {
                "a result cannot borrow: the response is gone when the method has returned"
            } else if types::mentions(&tokens, "Self") {
                "a result cannot mention `Self`: servers, fakes and clients all return the same type"
            } else if types::mentions(&tokens, "_") || matches!(types::ungrouped(ty), Type::Never(_)) {
                "a method returns a type that is written out"
            } else {
                return Some((**ty).clone());
            };
            let owned = types::owned(ty, &[]);
            let help = if types::borrows(&tokens) {
                format!("write `-> {}`", shown(&owned))
            } else {
                "write `-> Result<T>`".to_owned()
            };
            diagnostics.at(ty, problem, help);
            (!matches!(types::ungrouped(ty), Type::ImplTrait(_) | Type::Never(_))).then_some(owned)
        }
    }
}
