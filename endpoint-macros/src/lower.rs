//! Every check, and the only maker of the model.

mod argument;
mod attributes;
mod binding;
mod distinct;
pub(crate) mod group;
mod header;
mod method;
pub(crate) mod param;
mod presence;
mod route;
mod signature;

pub(crate) use argument::is_binding;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{
    Attribute, Ident, ItemTrait, Path, TraitItem, TraitItemFn, Visibility,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

use crate::{
    case::{CASES, Case, snake},
    diagnostics::{Diagnostics, did_you_mean},
    model::{Endpoint, Trait},
    syntax::options::{self, METHOD_OPTIONS, Options},
};

/// What the trait's options say to each of its methods.
pub(crate) struct Defaults {
    rename_all: Case,
    json_body: bool,
}

/// Checks a trait and its options.
pub(crate) fn lower(arguments: TokenStream, item: ItemTrait, diagnostics: &mut Diagnostics) -> Trait {
    trait_itself(&item, diagnostics);
    let cfgs = attributes::cfgs(&item.attrs);
    let mut declared = Trait {
        attributes: kept_attributes(&item, diagnostics),
        cfgs,
        visibility: item.vis.clone(),
        supertraits: supertraits(&item),
        resource: snake(&item.ident.unraw().to_string()),
        docs: attributes::docs(&item.attrs),
        runtime: default_runtime(),
        tag: None,
        host: None,
        derives: Vec::new(),
        server: None,
        schema: None,
        endpoints: Vec::new(),
        ident: item.ident.clone(),
    };
    let defaults = trait_options(arguments, &mut declared, diagnostics);
    for item in item.items {
        match item {
            TraitItem::Fn(function) => {
                let endpoint = method::lower(function, &declared, &defaults, diagnostics);
                declared.endpoints.push(endpoint);
            }
            TraitItem::Verbatim(tokens) => {
                if let Some(function) = qualified_method(&tokens, diagnostics) {
                    let endpoint = method::lower(function, &declared, &defaults, diagnostics);
                    declared.endpoints.push(endpoint);
                }
            }
            other => other_item(&other, diagnostics),
        }
    }
    distinct(&mut declared, diagnostics);
    declared
}

pub(crate) fn default_runtime() -> Path {
    syn::parse_quote!(::endpoint_runtime)
}

fn trait_itself(item: &ItemTrait, diagnostics: &mut Diagnostics) {
    if let Some(clause) = &item.generics.where_clause {
        let help = "remove it; what an implementation has to be is a supertrait: `trait Things: Send`";
        diagnostics.at(clause.where_token, format!("`{}` has a `where` clause", item.ident), help);
    }
    if !item.generics.params.is_empty() {
        diagnostics.at(
            &item.generics.params,
            format!("`{}` is generic", item.ident),
            "a trait of endpoints has no parameters; its requests and results are concrete types",
        );
    }
    if let Some(unsafety) = &item.unsafety {
        diagnostics.at(unsafety, "a trait of endpoints is not unsafe", "remove `unsafe`");
    }
}

/// What stays on the trait. A second `#[endpoints]` would expand all over again what the first one emits.
fn kept_attributes(item: &ItemTrait, diagnostics: &mut Diagnostics) -> Vec<Attribute> {
    let is_second =
        |attribute: &Attribute| attribute.path().segments.last().is_some_and(|segment| segment.ident == "endpoints");
    for second in item.attrs.iter().filter(|attribute| is_second(attribute)) {
        diagnostics.at(second, "the trait has a second `#[endpoints]`", "put all options into one");
    }
    attributes::without_cfg(&item.attrs).into_iter().filter(|attribute| !is_second(attribute)).collect()
}

fn supertraits(item: &ItemTrait) -> TokenStream {
    let (colon, bounds) = (&item.colon_token, &item.supertraits);
    quote!(#colon #bounds)
}

fn other_item(item: &TraitItem, diagnostics: &mut Diagnostics) {
    let what = match item {
        TraitItem::Type(_) => "an associated type",
        TraitItem::Const(_) => "an associated constant",
        TraitItem::Macro(_) => "a macro call",
        _ => "this",
    };
    diagnostics.at(
        item,
        format!("a trait of endpoints cannot have {what} in it"),
        "its items are `#[endpoint(METHOD \"template\")]` methods; move this to another trait or to the module",
    );
}

/// `pub async fn …` and `default async fn …`, which syn leaves as tokens.
fn qualified_method(tokens: &TokenStream, diagnostics: &mut Diagnostics) -> Option<TraitItemFn> {
    let parser = |input: ParseStream<'_>| {
        let attributes = Attribute::parse_outer(input)?;
        let visibility: Visibility = input.parse()?;
        let default: Option<Ident> = if input.peek(Ident) { Some(input.parse()?) } else { None };
        let mut function: TraitItemFn = input.parse()?;
        function.attrs.extend(attributes);
        Ok((visibility, default, function))
    };
    match parser.parse2(tokens.clone()) {
        Ok((visibility, default, function)) => {
            let help = "remove it: a method is as visible as its trait";
            diagnostics.at(quote!(#visibility #default), "a method of a trait has no qualifier", help);
            Some(function)
        }
        Err(_) => {
            diagnostics.at(tokens, "a trait of endpoints cannot have this in it", "its items are `async fn` methods");
            None
        }
    }
}

fn trait_options(arguments: TokenStream, declared: &mut Trait, diagnostics: &mut Diagnostics) -> Defaults {
    let written = match options::list.parse2(arguments) {
        Ok(written) => written,
        Err(error) => {
            diagnostics.syntax(error);
            Vec::new()
        }
    };
    let mut options = Options::new(written, diagnostics);
    declared.tag = options.string("tag", "`tag = \"Members\"`").map(|tag| tag.value());
    declared.host = options
        .ident("host", "`host = name`, with the name of one of the provider's hosts")
        .map(|host| host.unraw().to_string());
    if let Some(path) = options.path("crate", "`crate = path::to::the_runtime`") {
        declared.runtime = path;
    }
    declared.derives = options.paths("derive", "`derive(PartialEq, Eq)`");
    for derive in &declared.derives {
        if derive.is_ident("Clone") || derive.is_ident("Debug") {
            let name = derive.to_token_stream().to_string();
            options.diagnostics().at(derive, format!("requests always are `{name}`"), "leave it out");
        }
    }
    declared.derives.retain(|derive| !derive.is_ident("Clone") && !derive.is_ident("Debug"));
    declared.server = options.opt_in("server");
    declared.schema = options.opt_in("schema");
    let json_body = options.word("body", &[("json", ())]).is_some();
    let rename_all = rename_all(&mut options).unwrap_or(Case::Snake);
    options.finish(METHOD_OPTIONS);
    Defaults { rename_all, json_body }
}

/// `rename_all = "…"`; without it names stay as they are.
pub(crate) fn rename_all(options: &mut Options<'_>) -> Option<Case> {
    let written = options.string("rename_all", "`rename_all = \"camelCase\"`")?;
    let case = Case::by_name(&written.value());
    if case.is_none() {
        let known: Vec<&str> = CASES.iter().map(|(name, _)| *name).collect();
        let help = did_you_mean(&written.value(), &known);
        options.diagnostics().at(&written, format!("there is no case `{}`", written.value()), help);
    }
    case
}

/// What must differ between the methods of a trait. What clashes gets another name, so that the rest can be emitted.
fn distinct(declared: &mut Trait, diagnostics: &mut Diagnostics) {
    let mut kept: Vec<Endpoint> = Vec::new();
    for mut endpoint in std::mem::take(&mut declared.endpoints) {
        if kept.iter().any(|other| other.ident == endpoint.ident && other.cfgs.is_empty() && endpoint.cfgs.is_empty()) {
            diagnostics.at(
                &endpoint.ident,
                format!("there are two methods `{}`", endpoint.ident),
                "rename one of them",
            );
            continue;
        }
        let emitted = ["", "Client", "Server"].map(|suffix| format!("{}{suffix}", declared.ident.unraw()));
        if emitted.contains(&endpoint.request.unraw().to_string()) {
            diagnostics.at(
                &endpoint.request,
                format!(
                    "the request of `{}` would be named `{}`, as the trait or what is emitted with it",
                    endpoint.ident, endpoint.request
                ),
                "give it another name: `#[endpoint(…, request = OtherRequest)]`",
            );
            endpoint.request = format_ident!("{}{}Request", declared.ident, endpoint.request, span = Span::call_site());
        }
        if endpoint.ident == "clone" || endpoint.ident == "from" {
            diagnostics.at(
                &endpoint.ident,
                format!("a method cannot be named `{0}`: the client has a function `{0}`", endpoint.ident),
                "rename it; `id = \"…\"` names the operation",
            );
        }
        let exclusive = |other: &Endpoint| !other.cfgs.is_empty() || !endpoint.cfgs.is_empty();
        if let Some(other) = kept.iter().find(|other| other.request == endpoint.request && !exclusive(other)) {
            diagnostics.at(
                &endpoint.request,
                format!(
                    "`{}` and `{}` would both have a request named `{}`",
                    other.ident, endpoint.ident, endpoint.request
                ),
                "name one of them: `#[endpoint(…, request = OtherRequest)]`",
            );
            endpoint.request = format_ident!("{}{}", declared.ident, endpoint.request, span = Span::call_site());
        }
        if let Some(other) = kept.iter().find(|other| other.id == endpoint.id && !exclusive(other)) {
            let problem =
                format!("`{}` and `{}` have the same operation id, `{}`", other.ident, endpoint.ident, endpoint.id);
            diagnostics.at(&endpoint.id_place, problem, "give one of them another `id = \"…\"`");
        }
        let same_route = |other: &&Endpoint| {
            other.method == endpoint.method
                && !other.template.segments.is_empty()
                && other.template.shape() == endpoint.template.shape()
        };
        if let Some(other) = kept.iter().find(same_route).filter(|other| !exclusive(other)) {
            diagnostics.at(
                &endpoint.template_place,
                format!(
                    "`{}` and `{}` serve the same requests: {} `{}`",
                    other.ident,
                    endpoint.ident,
                    endpoint.method.name(),
                    other.template.path()
                ),
                "change a method or a template; the names of parameters make no difference",
            );
        }
        kept.push(endpoint);
    }
    declared.endpoints = kept;
}

/// The identifier as it is on the wire: without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}
