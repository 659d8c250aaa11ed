//! One method: its attribute's options, its signature, its arguments.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, GenericParam, Ident, LitStr, Meta, TraitItemFn, Type};

use super::{
    Defaults, argument, attributes, binding, plain,
    route::{self, Route},
    signature,
};
use crate::{
    case::pascal,
    diagnostics::Diagnostics,
    model::{Endpoint, Method, ResponseFormat, Trait},
    syntax::{
        self, EndpointArguments, HeadError,
        options::{Options, TRAIT_OPTIONS, Written},
        types,
    },
};

/// What the attribute's options say.
struct Chosen {
    id: Option<LitStr>,
    request: Option<Ident>,
    idempotent: bool,
    destructive: bool,
    authenticated: bool,
    timeout_ms: Option<u64>,
    response: ResponseFormat,
    /// The option `form`, where it stands.
    form: Option<Ident>,
}

pub(super) fn lower(
    function: TraitItemFn,
    declared: &Trait,
    defaults: &Defaults,
    diagnostics: &mut Diagnostics,
) -> Endpoint {
    let name = plain(&function.sig.ident);
    let (route, written_options) = match endpoint_attribute(&function, diagnostics) {
        Some(arguments) => (route::lower(arguments.head, &function.sig.ident, diagnostics), arguments.options),
        None => (Route::unknown(), Vec::new()),
    };
    let result = signature::check(&function, diagnostics).unwrap_or_else(|| nothing(declared));
    let chosen = choose(written_options, route.method, diagnostics);

    conditional_cfg(&function.attrs, diagnostics);
    let generics: Vec<Ident> = function.sig.generics.params.iter().filter_map(parameter_name).collect();
    let inputs = &function.sig.inputs;
    let written = inputs.iter().filter_map(|input| argument::read(input, &generics, diagnostics)).collect();
    let context = binding::Context {
        function: &function.sig.ident,
        route: &route,
        rename_all: defaults.rename_all,
        form: chosen.form.as_ref(),
        authenticated: chosen.authenticated,
    };
    let arguments = binding::bind(written, &context, diagnostics);
    let body = binding::body_format(&arguments, &context, defaults.json_body);
    let default_request = || Ident::new(&format!("{}Request", pascal(&name)), function.sig.ident.span());
    let cfgs = attributes::cfgs(&function.attrs);
    Endpoint {
        attributes: kept_attributes(&function.attrs),
        cfgs: declared.cfgs.iter().cloned().chain(cfgs).collect(),
        docs: attributes::docs(&function.attrs),
        deprecated: attributes::deprecated(&function.attrs),
        request: chosen.request.unwrap_or_else(default_request),
        id_place: place(chosen.id.as_ref(), &function.sig.ident),
        template_place: place(route.place.as_ref(), &function.sig.ident),
        id: chosen.id.map_or_else(|| format!("{}_{name}", declared.resource), |id| id.value()),
        method: route.method,
        template: route.template,
        ident: function.sig.ident,
        arguments,
        result,
        body,
        response: chosen.response,
        authenticated: chosen.authenticated,
        idempotent: chosen.idempotent,
        destructive: chosen.destructive,
        timeout_ms: chosen.timeout_ms,
    }
}

fn choose(written: Vec<Written>, method: Method, diagnostics: &mut Diagnostics) -> Chosen {
    const FORMATS: [(&str, ResponseFormat); 3] =
        [("json", ResponseFormat::Json), ("text", ResponseFormat::Text), ("bytes", ResponseFormat::Bytes)];
    let mut options = Options::new(written, diagnostics);
    let chosen = Chosen {
        id: operation_id(&mut options),
        request: options.ident("request", "`request = Name`"),
        idempotent: options.flag("idempotent").unwrap_or(method.is_idempotent()),
        destructive: options.flag("destructive").unwrap_or(method == Method::Delete),
        authenticated: options.word("auth", &[("none", ())]).is_none(),
        timeout_ms: timeout(&mut options),
        response: options.word("response", &FORMATS).unwrap_or(ResponseFormat::Json),
        form: options.flag_at("form").and_then(|(place, form)| form.then_some(place)),
    };
    options.finish(TRAIT_OPTIONS);
    chosen
}

/// An id is a word in documents, on command lines and among the tools of agents.
fn operation_id(options: &mut Options<'_>) -> Option<LitStr> {
    let id = options.string("id", "`id = \"operation_id\"`")?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let value = id.value();
    if value.is_empty() || value.starts_with(['-', '.']) || !value.chars().all(allowed) {
        let help = "an id is made of letters, digits, `_`, and behind the first of them also `-` and `.`";
        options.diagnostics().at(&id, "this is no operation id", help);
        return None;
    }
    Some(id)
}

/// A `#[cfg]` inside of `#[cfg_attr]` would cover the method alone, not what is emitted for it.
fn conditional_cfg(attributes: &[Attribute], diagnostics: &mut Diagnostics) {
    let holds_cfg = |attribute: &&Attribute| {
        attribute.path().is_ident("cfg_attr") && types::mentions(&attribute.meta.to_token_stream(), "cfg")
    };
    for attribute in attributes.iter().filter(holds_cfg) {
        let help = "write `#[cfg(…)]`, which covers everything that is emitted for the method";
        diagnostics.at(attribute, "a `cfg` inside of `cfg_attr` cannot be seen here", help);
    }
}

fn parameter_name(parameter: &GenericParam) -> Option<Ident> {
    match parameter {
        GenericParam::Type(parameter) => Some(parameter.ident.clone()),
        GenericParam::Const(parameter) => Some(parameter.ident.clone()),
        GenericParam::Lifetime(_) => None,
    }
}

fn place(literal: Option<&LitStr>, method: &Ident) -> TokenStream {
    literal.map_or_else(|| method.to_token_stream(), ToTokens::to_token_stream)
}

fn is_endpoint(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "endpoint")
}

fn kept_attributes(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes::without_cfg(attributes).into_iter().filter(|attribute| !is_endpoint(attribute)).collect()
}

/// What an endpoint without a return type is taken to return.
fn nothing(declared: &Trait) -> Type {
    let runtime = &declared.runtime;
    syn::parse_quote!(#runtime::Result<()>)
}

fn endpoint_attribute(function: &TraitItemFn, diagnostics: &mut Diagnostics) -> Option<EndpointArguments> {
    let mut found = function.attrs.iter().filter(|attribute| is_endpoint(attribute));
    let Some(attribute) = found.next() else {
        let name = &function.sig.ident;
        diagnostics.at(
            name,
            format!("`{name}` has no `#[endpoint]`"),
            "every method of the trait is an endpoint: `#[endpoint(POST \"/v1/…\")]`; move other methods to another trait",
        );
        return None;
    };
    for second in found {
        diagnostics.at(second, "a method is one endpoint", "declare another method for the second one");
    }
    let tokens = match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) => TokenStream::new(),
        Meta::NameValue(_) => {
            diagnostics.at(
                attribute,
                "`#[endpoint]` takes its arguments in parentheses",
                "write `#[endpoint(POST \"/v1/…\")]`",
            );
            return None;
        }
    };
    match syntax::endpoint_arguments(tokens) {
        Ok(arguments) => {
            if let Err(HeadError::Nothing) = &arguments.head {
                diagnostics.at(
                    attribute,
                    "`#[endpoint]` needs a method and a template",
                    "write `#[endpoint(POST \"/v1/…\")]`",
                );
            }
            Some(arguments)
        }
        Err(error) => {
            diagnostics.syntax(error);
            None
        }
    }
}

fn timeout(options: &mut Options<'_>) -> Option<u64> {
    let written = options.string("timeout", "`timeout = \"30s\"`")?;
    let text = written.value();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text.strip_prefix(digits) {
        Some("ms") => Some(1),
        Some("s") => Some(1_000),
        Some("m") => Some(60_000),
        _ => None,
    };
    let milliseconds = unit.and_then(|unit| digits.parse::<u64>().ok()?.checked_mul(unit)).filter(|&total| total > 0);
    if milliseconds.is_none() {
        options.diagnostics().at(
            &written,
            format!("`{text}` is no duration"),
            "a whole number, not zero, and `ms`, `s` or `m`: `\"500ms\"`, `\"30s\"`, `\"5m\"`",
        );
    }
    milliseconds
}
