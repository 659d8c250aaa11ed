//! Properties that must differ between the methods of a trait: names, requests, operation ids, routes.

use proc_macro2::Span;
use quote::format_ident;
use syn::{Ident, ext::IdentExt as _};

use super::method::LoweredMethod;
use crate::{diagnostics::Diagnostics, model::Endpoint};

/// Reports methods that clash, and renames their requests so that they can still be emitted.
pub(super) fn check(methods: Vec<LoweredMethod>, trait_ident: &Ident, diagnostics: &mut Diagnostics) -> Vec<Endpoint> {
    let mut kept: Vec<Endpoint> = Vec::new();
    for mut method in methods {
        let endpoint = &mut method.endpoint;
        let is_unconditional = |other: &&Endpoint| other.cfgs.is_empty() && endpoint.cfgs.is_empty();
        let clashing: Vec<&Endpoint> = kept.iter().filter(is_unconditional).collect();
        if clashing.iter().any(|other| other.ident == endpoint.ident) {
            let problem = format!("there are two methods `{}`", endpoint.ident);
            diagnostics.report(&endpoint.ident, problem, "rename one of them");
            continue;
        }
        check_name(endpoint, diagnostics);
        check_request(endpoint, &clashing, trait_ident, diagnostics);
        check_id_and_route(&method, &clashing, diagnostics);
        kept.push(method.endpoint);
    }
    kept
}

fn check_name(endpoint: &Endpoint, diagnostics: &mut Diagnostics) {
    if endpoint.ident == "clone" || endpoint.ident == "from" {
        diagnostics.report(
            &endpoint.ident,
            format!("a method cannot be named `{0}`: the client has a function `{0}`", endpoint.ident),
            "rename it; `id = \"…\"` names the operation",
        );
    }
}

fn check_request(endpoint: &mut Endpoint, others: &[&Endpoint], trait_ident: &Ident, diagnostics: &mut Diagnostics) {
    let emitted = ["", "Client", "Server"].map(|suffix| format!("{}{suffix}", trait_ident.unraw()));
    let (problem, help, request) = if emitted.contains(&endpoint.request.unraw().to_string()) {
        (
            format!(
                "the request of `{}` would be named `{}`, as the trait or what is emitted with it",
                endpoint.ident, endpoint.request
            ),
            "give it another name: `#[endpoint(…, request = OtherRequest)]`",
            format_ident!("{trait_ident}{}Request", endpoint.request, span = Span::call_site()),
        )
    } else if let Some(other) = others.iter().find(|other| other.request == endpoint.request) {
        (
            format!(
                "`{}` and `{}` would both have a request named `{}`",
                other.ident, endpoint.ident, endpoint.request
            ),
            "name one of them: `#[endpoint(…, request = OtherRequest)]`",
            format_ident!("{trait_ident}{}", endpoint.request, span = Span::call_site()),
        )
    } else {
        return;
    };
    diagnostics.report(&endpoint.request, problem, help);
    endpoint.request = request;
}

fn check_id_and_route(method: &LoweredMethod, others: &[&Endpoint], diagnostics: &mut Diagnostics) {
    let endpoint = &method.endpoint;
    if let Some(other) = others.iter().find(|other| other.id == endpoint.id) {
        let problem =
            format!("`{}` and `{}` have the same operation id, `{}`", other.ident, endpoint.ident, endpoint.id);
        diagnostics.report(&method.id_tokens, problem, "give one of them another `id = \"…\"`");
    }
    let has_same_route = |other: &&&Endpoint| {
        other.method == endpoint.method
            && !other.template.segments.is_empty()
            && other.template.route_key() == endpoint.template.route_key()
    };
    if let Some(other) = others.iter().find(has_same_route) {
        let problem = format!(
            "`{}` and `{}` serve the same requests: {} `{}`",
            other.ident,
            endpoint.ident,
            endpoint.method.name(),
            other.template.path()
        );
        let help = "change a method or a template; the names of parameters make no difference";
        diagnostics.report(&method.template_tokens, problem, help);
    }
}
