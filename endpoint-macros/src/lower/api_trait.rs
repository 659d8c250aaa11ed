//! The checks of a trait with `#[endpoints]`.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{
    Attribute, FnArg, Ident, ItemTrait, Meta, TraitItem, TraitItemFn, Visibility,
    parse::{ParseStream, Parser as _},
};

use super::{
    argument_type::TraitParameters,
    attributes,
    defaults::AttributeSet,
    distinct_methods, method,
    method_attributes::{MethodAttributes, serde_help},
    trait_options::TraitOptions,
    unraw_name,
};
use crate::{
    case::to_snake_case,
    diagnostics::{Diagnostics, to_source},
    model::Trait,
    syntax::{foreign_types, types},
};

/// Checks a trait with `#[endpoints]`. The mistakes of methods that are `broken` come of a syntax error, which was reported.
pub(crate) fn lower(
    set: AttributeSet,
    arguments: TokenStream,
    item: ItemTrait,
    broken: &[Ident],
    diagnostics: &mut Diagnostics,
) -> Trait {
    check_item(&item, diagnostics);
    let attributes = kept_attributes(&item, diagnostics);
    let options = TraitOptions::read(set, arguments, &item.ident, diagnostics);
    let mut declaration = Trait {
        attributes,
        cfgs: attributes::cfgs(&item.attrs),
        visibility: item.vis.clone(),
        supertraits: supertraits(&item),
        resource: to_snake_case(&unraw_name(&item.ident)),
        docs: attributes::docs(&item.attrs),
        runtime: options.runtime,
        tag: options.tag,
        host: options.host,
        derives: options.derives,
        server: options.server,
        schema: options.schema,
        endpoints: Vec::new(),
        other_items: TokenStream::new(),
        ident: item.ident.clone(),
    };
    let mut methods = Vec::new();
    let has_types = item.items.iter().any(|item| matches!(item, TraitItem::Type(_)));
    let of_trait = TraitParameters { generics: item.generics, has_types };
    for item in item.items {
        let function = match item {
            TraitItem::Fn(function) => Some(function),
            TraitItem::Verbatim(tokens) => parse_qualified_method(&tokens, diagnostics),
            other => {
                report_other_item(&other, diagnostics);
                None
            }
        };
        let Some(function) = function else { continue };
        let is_broken = broken.contains(&function.sig.ident);
        let diagnostics = if is_broken { &mut Diagnostics::default() } else { &mut *diagnostics };
        let mut attributes = MethodAttributes::read(&function, diagnostics);
        attributes.is_certain &= !is_broken;
        if !attributes.has_endpoint() && is_helper(&function) {
            report_helper(&function, diagnostics);
            let kept = function.default.is_some().then(|| function.to_token_stream());
            declaration.other_items.extend(kept);
            continue;
        }
        methods.push(method::lower(&function, attributes, &declaration, &of_trait, &options.defaults, diagnostics));
    }
    declaration.endpoints = distinct_methods::check(methods, &declaration, diagnostics);
    if let Some(prefix) = &options.defaults.path_prefix {
        prefix.check_arguments(&declaration.endpoints, diagnostics);
    }
    declaration
}

fn check_item(item: &ItemTrait, diagnostics: &mut Diagnostics) {
    if let Some(clause) = &item.generics.where_clause {
        let help = "remove it; write a bound on implementations as a supertrait: `trait Things: Send`";
        diagnostics.report(clause.where_token, format!("the trait `{}` has a `where` clause", item.ident), help);
    }
    let are_lifetimes = item.generics.lifetimes().count() == item.generics.params.len();
    let is_explained = are_lifetimes && item.items.iter().any(has_borrowed_argument);
    if !item.generics.params.is_empty() && !is_explained {
        diagnostics.report(
            &item.generics.params,
            format!("the trait `{}` is generic", item.ident),
            format!("write `trait {}`: requests and results have concrete types, which own their values", item.ident),
        );
    }
    if let Some(unsafety) = &item.unsafety {
        diagnostics.report(unsafety, format!("the trait `{}` is unsafe", item.ident), "remove `unsafe`");
    }
}

/// Returns whether a method has an argument that borrows, at which the trait's lifetimes are explained.
fn has_borrowed_argument(item: &TraitItem) -> bool {
    let TraitItem::Fn(function) = item else { return false };
    function.sig.inputs.iter().any(|input| match input {
        FnArg::Typed(argument) => types::borrows(&argument.ty.to_token_stream()),
        FnArg::Receiver(_) => false,
    })
}

/// Returns the attributes that stay on the trait. A second `#[endpoints]` would emit everything again.
fn kept_attributes(item: &ItemTrait, diagnostics: &mut Diagnostics) -> Vec<Attribute> {
    let mut kept = Vec::new();
    for attribute in attributes::without_cfg(&item.attrs) {
        match foreign_attribute(&attribute) {
            Some((problem, help)) => diagnostics.report(&attribute, problem, help),
            None => kept.push(attribute),
        }
    }
    kept
}

/// Returns the mistake in an attribute that does not stay on the trait, and its fix.
fn foreign_attribute(attribute: &Attribute) -> Option<(String, String)> {
    let name = attribute.path().segments.last()?.ident.to_string();
    let tokens = match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
    };
    let help = match name.as_str() {
        "endpoints" => {
            return Some((
                "the trait has a second `#[endpoints]`".to_owned(),
                "put all options into the first one".to_owned(),
            ));
        }
        "endpoint" => {
            "remove it: `#[endpoints]` is for the trait, and `#[endpoint(GET \"/…\")]` for each method".to_owned()
        }
        "async_trait" => "remove it: the futures of the methods are `Send` without it".to_owned(),
        "serde" => serde_help(tokens),
        "derive" => format!(
            "write `#[endpoints(derive({}))]`, for the requests; they are `Clone` and `Debug` already",
            to_source(tokens)
        ),
        _ => return None,
    };
    Some((format!("`#[{name}]` does not go on a trait with `#[endpoints]`"), help))
}

fn supertraits(item: &ItemTrait) -> TokenStream {
    let (colon, bounds) = (&item.colon_token, &item.supertraits);
    quote!(#colon #bounds)
}

fn report_other_item(item: &TraitItem, diagnostics: &mut Diagnostics) {
    let kind = match item {
        TraitItem::Type(_) => "an associated type",
        TraitItem::Const(_) => "an associated constant",
        TraitItem::Macro(_) => "a macro call",
        _ => "this item",
    };
    diagnostics.report(
        item,
        format!("a trait with `#[endpoints]` cannot have {kind}"),
        "move it to another trait or to the module; the items of this trait are `#[endpoint(METHOD \"template\")]` methods",
    );
}

/// Returns whether a method without `#[endpoint]` is meant for the implementations.
fn is_helper(function: &TraitItemFn) -> bool {
    function.default.is_some() || function.sig.asyncness.is_none() && foreign_types::output(&function.sig).is_none()
}

fn report_helper(function: &TraitItemFn, diagnostics: &mut Diagnostics) {
    let name = &function.sig.ident;
    let help = "move it to another trait: each method of this one is an endpoint, which a client sends";
    diagnostics.report(name, format!("`{name}` has no `#[endpoint]`"), help);
}

/// Parses `pub async fn …` and `default async fn …`, which syn leaves as tokens.
fn parse_qualified_method(tokens: &TokenStream, diagnostics: &mut Diagnostics) -> Option<TraitItemFn> {
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
            let problem = "a method of a trait cannot have a visibility or `default`";
            let help = "remove it: a method is as visible as its trait";
            diagnostics.report(quote!(#visibility #default), problem, help);
            Some(function)
        }
        Err(_) => {
            let problem = "a trait with `#[endpoints]` cannot have this item";
            diagnostics.report(tokens, problem, "its items are `async fn` methods");
            None
        }
    }
}
