//! Expansions of the declarations in `golden/`, formatted as a user would read them.

use std::path::Path;

use expect_test::expect_file;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, File, Item};

use crate::{lower::defaults::AttributeSet, model::GroupKind};

/// Expands every item of a file by its attribute or derives.
fn expand_file(source: &str) -> String {
    let file = syn::parse_file(source).unwrap();
    let tokens: TokenStream = file.items.into_iter().map(expand_item).collect();
    let expanded: File = syn::parse2(tokens).unwrap();
    expanded.items.into_iter().map(format_item).collect()
}

/// Formats an item, and the items that a call of one of the runtime's macros passes through.
fn format_item(item: Item) -> String {
    let mut call = match item {
        Item::Macro(call) if call.ident.is_none() => call,
        item => return format(vec![item]),
    };
    let passed: File = syn::parse2(std::mem::take(&mut call.mac.tokens)).unwrap();
    let indented: String = format(passed.items)
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") })
        .collect();
    format(vec![Item::Macro(call)]).replace("{}", &format!("{{\n{indented}}}"))
}

fn format(items: Vec<Item>) -> String {
    prettyplease::unparse(&File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}

fn expand_item(mut item: Item) -> TokenStream {
    let attributes = match &mut item {
        Item::Trait(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Macro(call) => {
            let tree = &call.mac.tokens;
            return crate::expand_tree(quote!(::endpoint_runtime; #tree));
        }
        _ => return item.into_token_stream(),
    };
    let group = GroupKind::ALL.into_iter().find(|kind| derives(attributes, kind.derive()));
    let is_response = derives(attributes, "Response");
    let position = attributes.iter().position(|attribute| {
        ["endpoints", "object", "open_enum"].iter().any(|macro_name| macro_name_of(attribute) == *macro_name)
    });
    match position.map(|position| attributes.remove(position)) {
        Some(attribute) => {
            let (arguments, set, item) = (arguments(&attribute), set(&attribute), item.into_token_stream());
            match macro_name_of(&attribute).as_str() {
                "endpoints" => crate::expand_endpoints(set, arguments, item),
                "object" => crate::expand_object(arguments, item, set),
                _ => crate::expand_open_enum(arguments, item, set),
            }
        }
        None if is_response => crate::expand_response(AttributeSet::Plain, item.into_token_stream()),
        None => match group {
            Some(kind) => crate::expand_group(kind, AttributeSet::Plain, item.into_token_stream(), "golden"),
            None => crate::expand_param(item.into_token_stream()),
        },
    }
}

fn macro_name_of(attribute: &Attribute) -> String {
    attribute.path().segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
}

/// Returns the set of attributes that `by_feature::endpoints` or `endpoints` belongs to.
fn set(attribute: &Attribute) -> AttributeSet {
    if attribute.path().segments.len() > 1 { AttributeSet::ByFeature } else { AttributeSet::Plain }
}

fn arguments(attribute: &Attribute) -> TokenStream {
    attribute.meta.require_list().map(|list| list.tokens.clone()).unwrap_or_default()
}

fn derives(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("derive") && attribute.to_token_stream().to_string().contains(name))
}

macro_rules! goldens {
    ($($name:ident),+ $(,)?) => {
        $(
            #[test]
            fn $name() {
                let source = include_str!(concat!("../golden/", stringify!($name), ".rs"));
                expect_file![concat!("../golden/", stringify!($name), ".expanded.rs")].assert_eq(&expand_file(source));
            }
        )+

        #[test]
        fn every_declaration_has_a_golden() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
            let declarations = std::fs::read_dir(folder).unwrap().filter(|entry| {
                !entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".expanded.rs")
            });
            assert_eq!(declarations.count(), [$(stringify!($name)),+].len());
        }
    };
}

goldens!(
    connected_apps,
    constants,
    cookies,
    defaults,
    fields,
    forms,
    member_authorization,
    minimal,
    objects,
    params,
    prefixes,
    queries,
    query_groups,
    responses,
    tree,
);
