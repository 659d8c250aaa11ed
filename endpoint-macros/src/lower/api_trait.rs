//! The checks of a trait with `#[endpoints]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Ident, ItemTrait, TraitItem, TraitItemFn, Visibility,
    parse::{ParseStream, Parser as _},
};

use super::{attributes, defaults::AttributeSet, distinct_methods, method, trait_options::TraitOptions, unraw_name};
use crate::{case::to_snake_case, diagnostics::Diagnostics, model::Trait};

/// Checks a trait with `#[endpoints]`.
pub(crate) fn lower(
    set: AttributeSet,
    arguments: TokenStream,
    item: ItemTrait,
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
        ident: item.ident.clone(),
    };
    let mut methods = Vec::new();
    for item in item.items {
        let function = match item {
            TraitItem::Fn(function) => Some(function),
            TraitItem::Verbatim(tokens) => parse_qualified_method(&tokens, diagnostics),
            other => {
                report_other_item(&other, diagnostics);
                None
            }
        };
        methods.extend(function.map(|function| method::lower(&function, &declaration, &options.defaults, diagnostics)));
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
    if !item.generics.params.is_empty() {
        diagnostics.report(
            &item.generics.params,
            format!("the trait `{}` is generic", item.ident),
            "remove the parameters; requests and results have concrete types",
        );
    }
    if let Some(unsafety) = &item.unsafety {
        diagnostics.report(unsafety, format!("the trait `{}` is unsafe", item.ident), "remove `unsafe`");
    }
}

/// Returns the attributes that stay on the trait. A second `#[endpoints]` would emit everything again.
fn kept_attributes(item: &ItemTrait, diagnostics: &mut Diagnostics) -> Vec<Attribute> {
    let is_second =
        |attribute: &Attribute| attribute.path().segments.last().is_some_and(|segment| segment.ident == "endpoints");
    for second in item.attrs.iter().filter(|attribute| is_second(attribute)) {
        diagnostics.report(second, "the trait has a second `#[endpoints]`", "put all options into the first one");
    }
    attributes::without_cfg(&item.attrs).into_iter().filter(|attribute| !is_second(attribute)).collect()
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
