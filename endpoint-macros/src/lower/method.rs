//! The checks of one method: its route and options, its signature, its arguments.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{FnArg, Ident, LitStr, PatType, TraitItemFn, Type};

use super::{
    argument::{self, WrittenArgument, WrittenArguments},
    argument_type::{ArgumentTypes, TraitParameters},
    binding,
    binding_context::BindingContext,
    compress, content_type,
    endpoint_options::EndpointOptions,
    envelope, idempotency_key,
    method_attributes::MethodAttributes,
    operation_id,
    response_format::WrittenResponse,
    route_hint::RouteHint,
    several_segments, signature, trait_formats,
    trait_options::MethodDefaults,
    unraw_name,
};
use crate::{
    case::to_pascal_case,
    diagnostics::Diagnostics,
    model::{BodyFormat, Endpoint, ResponseFormat, Trait},
};

/// A checked method, with the tokens at which clashes with other methods are reported.
pub(super) struct LoweredMethod {
    pub(super) endpoint: Endpoint,
    pub(super) id_tokens: TokenStream,
    pub(super) template_tokens: TokenStream,
}

/// Checks a method. `of_trait` are the trait's parameters, which were reported.
pub(super) fn lower(
    function: &TraitItemFn,
    mut attributes: MethodAttributes,
    declaration: &Trait,
    of_trait: &TraitParameters,
    defaults: &MethodDefaults,
    diagnostics: &mut Diagnostics,
) -> LoweredMethod {
    let ident = function.sig.ident.clone();
    let name = unraw_name(&ident);
    let mut types = ArgumentTypes::new(&function.sig.generics, of_trait);
    let inputs: Vec<&FnArg> = signature::inputs(&function.sig).collect();
    let unnamed = attributes.unnamed(&input_names(&inputs));
    let WrittenArguments { arguments: written, are_complete } =
        argument::read(inputs, unnamed.as_deref(), &mut types, diagnostics);
    let prefix = defaults.path_prefix.as_ref();
    let hint = RouteHint { function: &ident, resource: &declaration.resource, prefix, arguments: &written };
    let mut route = attributes.route(&hint, diagnostics);
    let result = signature::check(function, &types, &declaration.runtime, diagnostics);
    let result = result.unwrap_or_else(|| unit_result(declaration));
    let mistakes_before = diagnostics.count();
    let options = EndpointOptions::read(attributes.options, &route.method, defaults, diagnostics);
    route.is_certain &= attributes.is_certain && diagnostics.count() == mistakes_before;
    options.constants.add_query(&defaults.constants, &mut route, diagnostics);

    let of_fields = options.fields.as_ref().and_then(|fields| fields.media_type.as_ref());
    let media_type = written.iter().find_map(WrittenArgument::body_type).or(of_fields).cloned();
    let content_type =
        media_type.as_ref().and_then(|media_type| content_type::argument(media_type, &written, diagnostics));
    let own_body_type = media_type.map(content_type::declared);
    let body_marker = written.iter().find_map(WrittenArgument::body_marker).cloned();
    let context = BindingContext {
        function: &ident,
        route: &route,
        rename_all: defaults.rename_all,
        fields: options.fields.as_ref(),
        default_format: defaults.body.format.unwrap_or(BodyFormat::Json),
        content_type,
        has_constant_fields: options.constants.has_fields() || defaults.constants.has_fields(),
        authenticated: options.authenticated,
        are_complete,
    };
    let mut arguments = binding::bind(written, &context, diagnostics);
    several_segments::check(&arguments, &route.template, diagnostics);
    let has_fields = context.has_fields();
    let constants = options.constants.check(&defaults.constants, &mut arguments, (&route, has_fields), diagnostics);
    let pagination = options.pagination.and_then(|written| written.check(&arguments, &result, diagnostics));
    let is_always_sent = defaults.body.format == Some(BodyFormat::Json) || constants.has_fields();
    let body = binding::body_format(&arguments, &context, is_always_sent);
    idempotency_key::check_body(&mut arguments, body, diagnostics);
    let body_type = own_body_type.or_else(|| defaults.body.media_type(body).cloned());
    constants.check_lists(body, diagnostics);
    let of_trait = defaults.response.as_ref().filter(|_| !trait_formats::is_unit(&result));
    // The media type of the trait is that of JSON bodies, which the result may not have.
    let json_type = of_trait.filter(|of_trait| options.response.is_none() && of_trait.format == ResponseFormat::Json);
    let json_type = json_type.and_then(|of_trait| of_trait.media_type.clone());
    let own_response = options.response.or_else(|| of_trait.filter(|_| json_type.is_none()).cloned());
    let WrittenResponse { format: response, media_type: response_type, marker: response_marker, stream } =
        own_response.unwrap_or_default();
    let envelope = envelope::of_endpoint(options.envelope, defaults.envelope.as_ref(), response, diagnostics);
    let (request, request_alias) = match options.request {
        Some(request) => (request, None),
        None => {
            let alias = format!("{}Request", to_pascal_case(&name));
            let request = format!("{}{alias}", unraw_name(&declaration.ident));
            (Ident::new(&request, ident.span()), Some(Ident::new(&alias, ident.span())))
        }
    };
    let tokens_or_name =
        |literal: Option<&LitStr>| literal.map_or_else(|| ident.to_token_stream(), ToTokens::to_token_stream);
    let cfgs = super::attributes::cfgs(&function.attrs);
    LoweredMethod {
        id_tokens: tokens_or_name(options.id.as_ref()),
        template_tokens: tokens_or_name(route.literal.as_ref()),
        endpoint: Endpoint {
            attributes: attributes.kept,
            cfgs: declaration.cfgs.iter().cloned().chain(cfgs).collect(),
            docs: super::attributes::docs(&function.attrs),
            deprecated: super::attributes::deprecation(&function.attrs),
            request,
            request_alias,
            id: operation_id::join(defaults.id_prefix.as_deref(), options.id.as_ref(), &declaration.resource, &name),
            method: route.method,
            template: route.template,
            ident,
            name,
            arguments,
            result,
            fixed_headers: constants.headers(),
            fixed_fields: constants.fields(body),
            body,
            body_type,
            body_marker,
            compress: compress::check(options.compress, body, diagnostics),
            response,
            response_marker,
            response_type,
            json_type,
            stream,
            envelope,
            status: options.status,
            authenticated: options.authenticated,
            idempotent: options.idempotent,
            destructive: options.destructive,
            timeout_ms: options.timeout_ms,
            pagination,
        },
    }
}

/// Returns the names of the arguments that are plain names.
fn input_names(inputs: &[&FnArg]) -> Vec<String> {
    let name = |input: &&FnArg| match input {
        FnArg::Typed(PatType { pat, .. }) => Some(pat.to_token_stream().to_string()),
        FnArg::Receiver(_) => None,
    };
    inputs.iter().filter_map(name).collect()
}

/// Returns the type in place of a missing or invalid return type.
fn unit_result(declaration: &Trait) -> Type {
    let runtime = &declaration.runtime;
    syn::parse_quote!(#runtime::Result<()>)
}
