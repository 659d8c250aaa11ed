//! Properties that must differ between the methods of a trait: names, requests, operation ids, routes.

use proc_macro2::Span;
use quote::format_ident;
use syn::ext::IdentExt as _;

use super::{method::LoweredMethod, unraw_name};
use crate::{
    case::to_pascal_case,
    diagnostics::Diagnostics,
    model::{Endpoint, Trait},
};

/// Reports methods that clash, and renames their requests so that they can still be emitted.
pub(super) fn check(methods: Vec<LoweredMethod>, declaration: &Trait, diagnostics: &mut Diagnostics) -> Vec<Endpoint> {
    let mut kept: Vec<Endpoint> = Vec::new();
    for mut method in methods {
        let endpoint = &mut method.endpoint;
        let is_unconditional = |other: &&Endpoint| other.cfgs.is_empty() && endpoint.cfgs.is_empty();
        let others: Vec<&Endpoint> = kept.iter().filter(is_unconditional).collect();
        if others.iter().any(|other| other.ident == endpoint.ident) {
            let problem = format!("there are two methods `{}`", endpoint.ident);
            diagnostics.report(&endpoint.ident, problem, "rename one of them");
            continue;
        }
        check_name(endpoint, diagnostics);
        check_request(endpoint, &others, declaration, diagnostics);
        check_id_and_route(&method, &others, diagnostics);
        kept.push(method.endpoint);
    }
    kept
}

fn check_name(endpoint: &Endpoint, diagnostics: &mut Diagnostics) {
    if endpoint.ident == "clone" || endpoint.ident == "from" {
        diagnostics.report(
            &endpoint.ident,
            format!("a method cannot be named `{0}`: the client has a function `{0}`", endpoint.ident),
            "rename it; `id = \"…\"` keeps the operation id",
        );
    }
}

fn check_request(endpoint: &mut Endpoint, others: &[&Endpoint], declaration: &Trait, diagnostics: &mut Diagnostics) {
    let trait_ident = &declaration.ident;
    let emitted = [trait_ident.unraw(), declaration.client_ident(), declaration.server_ident()];
    let request = endpoint.request_name().clone();
    let problem = if emitted.contains(&request.unraw()) {
        format!(
            "the request of `{}` would be named `{request}`, like the trait, its client or its server",
            endpoint.ident
        )
    } else if let Some(other) = others.iter().find(|other| *other.request_name() == request) {
        format!("the requests of `{}` and `{}` would both be named `{request}`", other.ident, endpoint.ident)
    } else {
        return;
    };
    let help = format!(
        "rename it: `#[endpoint(…, request = {}{}Request)]`",
        trait_ident.unraw(),
        to_pascal_case(&unraw_name(&endpoint.ident))
    );
    diagnostics.report(&request, problem, help);
    endpoint.request = format_ident!("__{trait_ident}{request}", span = Span::call_site());
    endpoint.request_alias = None;
}

fn check_id_and_route(method: &LoweredMethod, others: &[&Endpoint], diagnostics: &mut Diagnostics) {
    let endpoint = &method.endpoint;
    if let Some(other) = others.iter().find(|other| other.id == endpoint.id) {
        let problem =
            format!("`{}` and `{}` have the same operation id, `{}`", other.ident, endpoint.ident, endpoint.id);
        diagnostics.report(&method.id_tokens, problem, "change one of them: `id = \"…\"`");
    }
    let has_same_route = |other: &&&Endpoint| {
        other.method == endpoint.method
            && !other.template.segments.is_empty()
            && other.template.route_key() == endpoint.template.route_key()
            && other.route_conditions() == endpoint.route_conditions()
    };
    if let Some(other) = others.iter().find(has_same_route) {
        let problem = format!(
            "`{}` and `{}` serve the same requests: {} `{}`",
            other.ident,
            endpoint.ident,
            endpoint.method.name(),
            other.template.path()
        );
        let help = "change the HTTP method or the template of one of them; parameter names make no difference, but a constant pair or a \
                    required key of the query does, and a constant header or field";
        diagnostics.report(&method.template_tokens, problem, help);
    }
}
