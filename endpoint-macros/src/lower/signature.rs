//! The checks of a method's signature, except its arguments.

use quote::{ToTokens, quote};
use syn::{FnArg, ReceiverKind, ReturnType, Safety, Signature, TraitItemFn, Type};

use crate::{
    diagnostics::{Diagnostics, to_source},
    syntax::types,
};

/// Checks a signature and returns the return type; `None` when it cannot be kept.
pub(super) fn check(function: &TraitItemFn, diagnostics: &mut Diagnostics) -> Option<Type> {
    let signature = &function.sig;
    check_receiver(signature, diagnostics);
    check_qualifiers(signature, diagnostics);
    check_generics(signature, diagnostics);
    if let Some(body) = &function.default {
        diagnostics.report(
            body,
            format!("`{}` has a body", signature.ident),
            "end the declaration with `;`: the client sends the request, and a server or a fake implements the trait",
        );
    }
    return_type(signature, diagnostics)
}

fn check_receiver(signature: &Signature, diagnostics: &mut Diagnostics) {
    const HELP: &str = "write `&self`: a client is shared by its callers";
    match signature.inputs.first() {
        Some(FnArg::Receiver(receiver)) => {
            let plain = matches!(&receiver.kind, ReceiverKind::Reference(_, None, None));
            if !plain || receiver.mutability.is_some() {
                let written = to_source(receiver);
                diagnostics.report(receiver, format!("a method takes `&self`, not `{written}`"), HELP);
            }
        }
        _ => diagnostics.report(&signature.ident, format!("`{}` does not take `&self`", signature.ident), HELP),
    }
}

fn check_qualifiers(signature: &Signature, diagnostics: &mut Diagnostics) {
    let name = &signature.ident;
    if signature.asyncness.is_none() {
        diagnostics.report(
            signature.fn_token,
            format!("`{name}` is not `async`"),
            "write `async fn`; `endpoint_runtime::blocking` sends the same request without an async runtime",
        );
    }
    if let Some(constness) = &signature.constness {
        diagnostics.report(constness, format!("`{name}` is `const`"), "remove `const`");
    }
    if !matches!(signature.safety, Safety::Default) {
        diagnostics.report(&signature.safety, format!("`{name}` is `unsafe`"), "remove `unsafe`");
    }
    if let Some(abi) = &signature.abi {
        diagnostics.report(abi, format!("`{name}` is `extern`"), "remove `extern`");
    }
    if let Some(variadic) = &signature.variadic {
        diagnostics.report(variadic, format!("`{name}` is variadic"), "declare each argument");
    }
}

fn check_generics(signature: &Signature, diagnostics: &mut Diagnostics) {
    let generics = &signature.generics;
    if generics.lt_token.is_some() {
        let tokens = if generics.params.is_empty() { quote!(<>) } else { generics.params.to_token_stream() };
        diagnostics.report(
            tokens,
            format!("`{}` is generic", signature.ident),
            "write concrete types; `new` and the setters of the request take `impl Into` of them",
        );
    }
    if let Some(clause) = &generics.where_clause {
        let tokens =
            if clause.predicates.is_empty() { clause.where_token.to_token_stream() } else { clause.to_token_stream() };
        diagnostics.report(
            tokens,
            format!("`{}` has a `where` clause", signature.ident),
            "remove it, and write concrete types",
        );
    }
}

fn return_type(signature: &Signature, diagnostics: &mut Diagnostics) -> Option<Type> {
    match &signature.output {
        ReturnType::Default => {
            diagnostics.report(
                &signature.ident,
                format!("`{}` has no return type", signature.ident),
                "write `-> Result<T>`; `-> Result<()>` ignores the response's body",
            );
            None
        }
        ReturnType::Type(_, ty) => {
            let tokens = ty.to_token_stream();
            if types::is_of_value(tokens.clone(), &[]) && !matches!(types::ungrouped(ty), Type::Never(_)) {
                return Some((**ty).clone());
            }
            let problem = if types::mentions(&tokens, "impl") {
                "the return type cannot be `impl Trait`"
            } else if types::borrows(&tokens) {
                "the return type cannot borrow: the response does not outlive the method"
            } else if types::mentions(&tokens, "Self") {
                "the return type cannot contain `Self`: servers, fakes and clients all return the same type"
            } else {
                "the return type cannot be `_` or `!`"
            };
            let owned = types::owned(ty, &[]);
            let help = if types::borrows(&tokens) {
                format!("write `-> {}`", to_source(&owned))
            } else {
                "write `-> Result<T>`".to_owned()
            };
            diagnostics.report(ty, problem, help);
            (!matches!(types::ungrouped(ty), Type::ImplTrait(_) | Type::Never(_))).then_some(owned)
        }
    }
}
