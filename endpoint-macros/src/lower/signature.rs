//! The checks of a method's signature, except its arguments.

use quote::{ToTokens, quote};
use syn::{FnArg, PatType, Path, ReceiverKind, Safety, Signature, TraitItemFn, Type};

use super::{
    argument_type::ArgumentTypes,
    is_binding,
    return_type::{self, ReturnedType},
};
use crate::{
    diagnostics::{Diagnostics, joined, to_source},
    syntax::{owned_types, types},
};

const RECEIVER: &str = "write `(&self, …)`: a client is shared by its callers";

/// Returns the arguments without the receiver, also without one that is written in another form.
pub(super) fn inputs(signature: &Signature) -> impl Iterator<Item = &FnArg> {
    signature.inputs.iter().skip(usize::from(foreign_receiver(signature).is_some()))
}

/// Checks a signature whose arguments were checked. Returns the return type; `None` when it cannot be kept.
pub(super) fn check(
    function: &TraitItemFn,
    types: &ArgumentTypes,
    runtime: &Path,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    let signature = &function.sig;
    let returned = return_type::check(signature, types, runtime, diagnostics);
    let is_future = matches!(returned, ReturnedType::Future(_));
    check_receiver(signature, diagnostics);
    check_qualifiers(signature, is_future, diagnostics);
    check_generics(signature, types, is_future, diagnostics);
    if let Some(body) = &function.default {
        diagnostics.report(
            body,
            format!("`{}` has a body", signature.ident),
            "end the declaration with `;`: the client sends the request, and a server or a fake implements the trait",
        );
    }
    match returned {
        ReturnedType::Value(ty) | ReturnedType::Future(ty) => Some(ty),
        ReturnedType::Invalid => None,
    }
}

/// Returns a first argument that stands in place of `&self`: `client: &Client`.
fn foreign_receiver(signature: &Signature) -> Option<&PatType> {
    let FnArg::Typed(first) = signature.inputs.first()? else { return None };
    let inner = match types::ungrouped(&first.ty) {
        Type::Reference(reference) => &*reference.elem,
        other => other,
    };
    let name = first.pat.to_token_stream().to_string();
    let is_client = types::path_names(inner).last().is_some_and(|name| name == "Client" || name == "Self");
    let is_named = matches!(name.as_str(), "client" | "this" | "api" | "me")
        && first.ty.to_token_stream().to_string().starts_with('&');
    (is_client || is_named).then_some(first)
}

fn check_receiver(signature: &Signature, diagnostics: &mut Diagnostics) {
    match signature.inputs.first() {
        Some(FnArg::Receiver(receiver)) => {
            let plain = matches!(&receiver.kind, ReceiverKind::Reference(_, None, None));
            if !plain || receiver.mutability.is_some() {
                // Explained by an argument that has the lifetime, too.
                let has_lifetime = matches!(&receiver.kind, ReceiverKind::Reference(_, Some(_), None));
                if has_lifetime && receiver.mutability.is_none() && !signature.generics.params.is_empty() {
                    return;
                }
                let written = to_source(receiver);
                diagnostics.report(receiver, format!("a method takes `&self`, not `{written}`"), RECEIVER);
            } else if let Some(attribute) = receiver.attrs.iter().find(|attribute| is_binding(attribute)) {
                let problem = "`&self` is no part of the request, so it has no attribute";
                diagnostics.report(attribute, problem, "put it on the argument that it is about, or remove it");
            }
        }
        _ => match foreign_receiver(signature) {
            Some(first) => {
                let problem = format!("`{}` does not take `&self`", signature.ident);
                let help = format!("write `&self` in place of `{}`", to_source(first));
                diagnostics.report(first, problem, help);
            }
            None => {
                diagnostics.report(&signature.ident, format!("`{}` does not take `&self`", signature.ident), RECEIVER);
            }
        },
    }
}

fn check_qualifiers(signature: &Signature, is_future: bool, diagnostics: &mut Diagnostics) {
    let name = &signature.ident;
    if signature.asyncness.is_none() && !is_future {
        diagnostics.report(
            signature.fn_token,
            format!("`{name}` is not `async`"),
            format!(
                "write `async fn {name}(…)`; `endpoint_runtime::blocking` sends the same request without an async runtime"
            ),
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

/// Refuses generic parameters. Lifetimes are explained by what borrows, if something does.
fn check_generics(signature: &Signature, arguments: &ArgumentTypes, is_future: bool, diagnostics: &mut Diagnostics) {
    let name = &signature.ident;
    let generics = &signature.generics;
    let are_lifetimes = generics.lifetimes().count() == generics.params.len();
    let is_explained = are_lifetimes && !generics.params.is_empty() && (is_future || arguments.explain_lifetimes());
    if generics.lt_token.is_some() && !is_explained {
        let tokens = if generics.params.is_empty() { quote!(<>) } else { generics.params.to_token_stream() };
        let written = arguments.without_generics();
        let returns_it = owned_types::mentions_any(&signature.output.to_token_stream(), &arguments.generics);
        let help = if returns_it {
            "write the concrete type of the response in the return type; `serde_json::Value` holds any".to_owned()
        } else if !written.is_empty() {
            format!("write {}; `new` and the setters of the request take `impl Into` of it", joined(&written))
        } else if are_lifetimes {
            format!("write `fn {name}(&self, …)`: the request owns its values, and borrows nothing")
        } else {
            "write concrete types; `new` and the setters of the request take `impl Into` of them".to_owned()
        };
        diagnostics.report(tokens, format!("`{name}` is generic"), help);
    } else if let Some(clause) = generics.where_clause.as_ref().filter(|_| !is_explained) {
        let tokens =
            if clause.predicates.is_empty() { clause.where_token.to_token_stream() } else { clause.to_token_stream() };
        diagnostics.report(tokens, format!("`{name}` has a `where` clause"), "remove it, and write concrete types");
    }
}
