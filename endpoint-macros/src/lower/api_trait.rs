//! The checks of a trait and of the options of `#[endpoints(…)]`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Ident, ItemTrait, TraitItem, TraitItemFn, Visibility,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

use super::{
    attributes, default_runtime, distinct_methods, method,
    options::{self, Options},
    unraw_name,
};
use crate::{
    case::{Case, to_snake_case},
    diagnostics::Diagnostics,
    model::Trait,
    syntax::options::parse_list,
};

/// The options of the trait that are defaults of its methods.
pub(super) struct TraitDefaults {
    pub(super) rename_all: Case,
    pub(super) json_body: bool,
}

/// Checks a trait with `#[endpoints]`.
pub(crate) fn lower(arguments: TokenStream, item: ItemTrait, diagnostics: &mut Diagnostics) -> Trait {
    check_item(&item, diagnostics);
    let mut declaration = Trait {
        attributes: kept_attributes(&item, diagnostics),
        cfgs: attributes::cfgs(&item.attrs),
        visibility: item.vis.clone(),
        supertraits: supertraits(&item),
        resource: to_snake_case(&unraw_name(&item.ident)),
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
    let defaults = read_options(arguments, &mut declaration, diagnostics);
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
        methods.extend(function.map(|function| method::lower(&function, &declaration, &defaults, diagnostics)));
    }
    declaration.endpoints = distinct_methods::check(methods, &declaration.ident, diagnostics);
    declaration
}

fn check_item(item: &ItemTrait, diagnostics: &mut Diagnostics) {
    if let Some(clause) = &item.generics.where_clause {
        let help = "remove it; what an implementation has to be is a supertrait: `trait Things: Send`";
        diagnostics.report(clause.where_token, format!("`{}` has a `where` clause", item.ident), help);
    }
    if !item.generics.params.is_empty() {
        diagnostics.report(
            &item.generics.params,
            format!("`{}` is generic", item.ident),
            "a trait of endpoints has no parameters; its requests and results are concrete types",
        );
    }
    if let Some(unsafety) = &item.unsafety {
        diagnostics.report(unsafety, "a trait of endpoints is not unsafe", "remove `unsafe`");
    }
}

/// Returns the attributes that stay on the trait. A second `#[endpoints]` would emit everything again.
fn kept_attributes(item: &ItemTrait, diagnostics: &mut Diagnostics) -> Vec<Attribute> {
    let is_second =
        |attribute: &Attribute| attribute.path().segments.last().is_some_and(|segment| segment.ident == "endpoints");
    for second in item.attrs.iter().filter(|attribute| is_second(attribute)) {
        diagnostics.report(second, "the trait has a second `#[endpoints]`", "put all options into one");
    }
    attributes::without_cfg(&item.attrs).into_iter().filter(|attribute| !is_second(attribute)).collect()
}

fn supertraits(item: &ItemTrait) -> TokenStream {
    let (colon, bounds) = (&item.colon_token, &item.supertraits);
    quote!(#colon #bounds)
}

fn report_other_item(item: &TraitItem, diagnostics: &mut Diagnostics) {
    let what = match item {
        TraitItem::Type(_) => "an associated type",
        TraitItem::Const(_) => "an associated constant",
        TraitItem::Macro(_) => "a macro call",
        _ => "this",
    };
    diagnostics.report(
        item,
        format!("a trait of endpoints cannot have {what} in it"),
        "its items are `#[endpoint(METHOD \"template\")]` methods; move this to another trait or to the module",
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
            let help = "remove it: a method is as visible as its trait";
            diagnostics.report(quote!(#visibility #default), "a method of a trait has no qualifier", help);
            Some(function)
        }
        Err(_) => {
            diagnostics.report(
                tokens,
                "a trait of endpoints cannot have this in it",
                "its items are `async fn` methods",
            );
            None
        }
    }
}

fn read_options(arguments: TokenStream, declaration: &mut Trait, diagnostics: &mut Diagnostics) -> TraitDefaults {
    let written = parse_list.parse2(arguments).unwrap_or_else(|error| {
        diagnostics.report_syntax_error(error);
        Vec::new()
    });
    let mut options = Options::new(written, diagnostics);
    declaration.tag = options.string("tag", "`tag = \"Members\"`").map(|tag| tag.value());
    declaration.host = options
        .ident("host", "`host = name`, with the name of one of the provider's hosts")
        .map(|host| host.unraw().to_string());
    if let Some(path) = options.runtime() {
        declaration.runtime = path;
    }
    declaration.derives = options.paths("derive", "`derive(PartialEq, Eq)`");
    for derive in &declaration.derives {
        if derive.is_ident("Clone") || derive.is_ident("Debug") {
            let name = derive.to_token_stream().to_string();
            options.diagnostics().report(derive, format!("requests always are `{name}`"), "leave it out");
        }
    }
    declaration.derives.retain(|derive| !derive.is_ident("Clone") && !derive.is_ident("Debug"));
    declaration.server = options.opt_in("server");
    declaration.schema = options.opt_in("schema");
    let json_body = options.word("body", &[("json", ())]).is_some();
    let rename_all = options.rename_all().unwrap_or(Case::Snake);
    options.report_unknown(&options::ENDPOINT);
    TraitDefaults { rename_all, json_body }
}
