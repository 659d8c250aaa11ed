//! The checks of one method: its route and options, its signature, its arguments.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, GenericParam, Ident, LitStr, Meta, TraitItemFn, Type};

use super::{
    argument::{self, WrittenArgument},
    attributes,
    binding::{self, BindingContext},
    cfg_attr,
    endpoint_options::EndpointOptions,
    operation_id,
    route::{self, Route},
    signature,
    trait_options::MethodDefaults,
    unraw_name,
};
use crate::{
    case::to_pascal_case,
    diagnostics::Diagnostics,
    model::{Endpoint, Trait},
    syntax::{endpoint_arguments::EndpointArguments, options::WrittenOption},
};

/// A checked method, with the tokens at which clashes with other methods are reported.
pub(super) struct LoweredMethod {
    pub(super) endpoint: Endpoint,
    pub(super) id_tokens: TokenStream,
    pub(super) template_tokens: TokenStream,
}

/// Checks a method.
pub(super) fn lower(
    function: &TraitItemFn,
    declaration: &Trait,
    defaults: &MethodDefaults,
    diagnostics: &mut Diagnostics,
) -> LoweredMethod {
    let ident = function.sig.ident.clone();
    let name = unraw_name(&ident);
    let (route, written_options) = read_attribute(function, defaults, diagnostics);
    let result = signature::check(function, diagnostics).unwrap_or_else(|| unit_result(declaration));
    let id_prefix = defaults.id_prefix.as_deref();
    let options = EndpointOptions::read(written_options, route.method, id_prefix, diagnostics);

    check_cfg_attr(&function.attrs, diagnostics);
    let generics: Vec<Ident> = function.sig.generics.params.iter().filter_map(parameter_name).collect();
    let inputs = &function.sig.inputs;
    let written: Vec<_> = inputs.iter().filter_map(|input| argument::read(input, &generics, diagnostics)).collect();
    let body_type = written.iter().find_map(WrittenArgument::body_type).map(str::to_owned);
    let context = BindingContext {
        function: &ident,
        route: &route,
        rename_all: defaults.rename_all,
        form: options.form.as_ref(),
        authenticated: options.authenticated,
    };
    let arguments = binding::bind(written, &context, diagnostics);
    let body = binding::body_format(&arguments, &context, defaults.json_body);
    let tokens_or_name =
        |literal: Option<&LitStr>| literal.map_or_else(|| ident.to_token_stream(), ToTokens::to_token_stream);
    let cfgs = attributes::cfgs(&function.attrs);
    LoweredMethod {
        id_tokens: tokens_or_name(options.id.as_ref()),
        template_tokens: tokens_or_name(route.literal.as_ref()),
        endpoint: Endpoint {
            attributes: kept_attributes(&function.attrs),
            cfgs: declaration.cfgs.iter().cloned().chain(cfgs).collect(),
            docs: attributes::docs(&function.attrs),
            deprecated: attributes::deprecation(&function.attrs),
            request: options
                .request
                .unwrap_or_else(|| Ident::new(&format!("{}Request", to_pascal_case(&name)), ident.span())),
            id: operation_id::join(id_prefix, options.id.as_ref(), &declaration.resource, &name),
            method: route.method,
            template: route.template,
            ident,
            name,
            arguments,
            result,
            body,
            body_type,
            response: options.response,
            response_type: options.response_type,
            status: options.status,
            authenticated: options.authenticated,
            idempotent: options.idempotent,
            destructive: options.destructive,
            timeout_ms: options.timeout_ms,
        },
    }
}

/// Refuses a `#[cfg]` inside of `#[cfg_attr]`: it would cover the method, but not the other items that it emits.
fn check_cfg_attr(attributes: &[Attribute], diagnostics: &mut Diagnostics) {
    for attribute in attributes.iter().filter(|attribute| cfg_attr::adds_cfg(&attribute.meta)) {
        let help = "write `#[cfg(…)]`, which covers every item that is emitted for the method";
        diagnostics.report(attribute, "a method cannot have a `cfg` inside of `cfg_attr`", help);
    }
}

fn parameter_name(parameter: &GenericParam) -> Option<Ident> {
    match parameter {
        GenericParam::Type(parameter) => Some(parameter.ident.clone()),
        GenericParam::Const(parameter) => Some(parameter.ident.clone()),
        GenericParam::Lifetime(_) => None,
    }
}

fn is_endpoint(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "endpoint")
}

fn kept_attributes(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes::without_cfg(attributes).into_iter().filter(|attribute| !is_endpoint(attribute)).collect()
}

/// Returns the type in place of a missing or invalid return type.
fn unit_result(declaration: &Trait) -> Type {
    let runtime = &declaration.runtime;
    syn::parse_quote!(#runtime::Result<()>)
}

/// Reads the route and the options of `#[endpoint(…)]`.
fn read_attribute(
    function: &TraitItemFn,
    defaults: &MethodDefaults,
    diagnostics: &mut Diagnostics,
) -> (Route, Vec<WrittenOption>) {
    let prefix = defaults.path_prefix.as_ref();
    let name = &function.sig.ident;
    let mut attributes = function.attrs.iter().filter(|attribute| is_endpoint(attribute));
    let Some(attribute) = attributes.next() else {
        let help = "add `#[endpoint(POST \"/v1/…\")]`, or move the method to another trait";
        diagnostics.report(name, format!("`{name}` has no `#[endpoint]`"), help);
        return (Route::unknown(), Vec::new());
    };
    for second in attributes {
        diagnostics.report(second, format!("`{name}` has a second `#[endpoint]`"), "declare another method for it");
    }
    let tokens = match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) => TokenStream::new(),
        Meta::NameValue(_) => {
            let problem = "`#[endpoint]` takes its arguments in parentheses";
            diagnostics.report(attribute, problem, "write `#[endpoint(POST \"/v1/…\")]`");
            return (Route::unknown(), Vec::new());
        }
    };
    match EndpointArguments::parse(tokens) {
        Ok(EndpointArguments { route, options }) => {
            let route = route::lower(route, prefix, attribute, name, diagnostics);
            diagnostics.report_syntax_errors(options.mistakes);
            (route, options.options)
        }
        Err(error) => {
            diagnostics.report_syntax_error(error);
            (Route::unknown(), Vec::new())
        }
    }
}
