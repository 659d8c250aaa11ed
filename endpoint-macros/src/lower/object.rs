//! The checks of `#[object]`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Data, DataStruct, DeriveInput, Fields, GenericParam, Generics, Ident, Path, parse::Parser as _};

use super::{
    attributes, default_runtime,
    defaults::AttributeSet,
    foreign_attributes,
    object_field::{self, WrittenField},
    options::Options,
};
use crate::{
    case::Case,
    diagnostics::Diagnostics,
    model::{InvalidItem, Object, OptIn},
    syntax::options::parse_list,
};

/// The options of `#[object(…)]`.
struct ObjectOptions {
    runtime: Path,
    sent: bool,
    strict: bool,
    rename_all: Case,
    server: Option<OptIn>,
    schema: Option<OptIn>,
}

/// Checks an item with `#[object]`.
pub(crate) fn lower(
    arguments: TokenStream,
    item: DeriveInput,
    set: AttributeSet,
    diagnostics: &mut Diagnostics,
) -> Result<Object, InvalidItem> {
    let options = ObjectOptions::read(arguments, set, diagnostics);
    if !check_form(&item, diagnostics) {
        return Err(invalid(item, options));
    }
    let DeriveInput { attrs, vis, ident, generics, data } = item;
    let Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) = data else {
        // Refused above.
        return Err(InvalidItem {
            item: TokenStream::new(),
            ident,
            generics,
            runtime: options.runtime,
            schema: options.schema,
        });
    };
    let kept = foreign_attributes::check_item(attrs, "object", diagnostics);
    let written =
        fields.named.into_iter().filter_map(|field| object_field::read(field, options.rename_all, diagnostics));
    let written: Vec<WrittenField> = written.collect();
    let (fields, rest) = object_field::check_together(written, options.sent || options.server.is_some(), diagnostics);
    Ok(Object {
        docs: attributes::docs(&kept),
        cfgs: attributes::cfgs(&kept),
        attributes: attributes::without_cfg(&kept),
        visibility: vis,
        ident,
        generics,
        runtime: options.runtime,
        sent: options.sent,
        strict: options.strict,
        server: options.server,
        schema: options.schema,
        fields,
        rest,
    })
}

impl ObjectOptions {
    fn read(arguments: TokenStream, set: AttributeSet, diagnostics: &mut Diagnostics) -> Self {
        let written = parse_list.parse2(arguments).unwrap_or_else(|error| {
            diagnostics.report_syntax_error(error);
            Vec::new()
        });
        let mut options = Options::new(written, diagnostics);
        set.add_defaults(&mut options);
        let read = Self {
            runtime: options.runtime().unwrap_or_else(default_runtime),
            sent: options.flag("sent").unwrap_or(false),
            strict: options.flag("strict").unwrap_or(false),
            rename_all: options.rename_all().unwrap_or(Case::Snake),
            server: options.opt_in("server"),
            schema: options.opt_in("schema"),
        };
        options.report_unknown(None);
        read
    }
}

fn invalid(item: DeriveInput, options: ObjectOptions) -> InvalidItem {
    let DeriveInput { ident, generics, .. } = item.clone();
    let item = without_attributes(item).into_token_stream();
    InvalidItem { item, ident, generics, runtime: options.runtime, schema: options.schema }
}

/// Returns the item without the attributes that only `#[object]` and `#[open_enum]` understand.
pub(super) fn without_attributes(mut item: DeriveInput) -> DeriveInput {
    let is_ours = |attribute: &Attribute| {
        ["field", "sensitive", "rest", "text", "serde", "schemars"].iter().any(|name| attribute.path().is_ident(name))
    };
    item.attrs.retain(|attribute| !is_ours(attribute) && !attribute.path().is_ident("derive"));
    match &mut item.data {
        Data::Struct(data) => {
            data.fields.iter_mut().for_each(|field| field.attrs.retain(|attribute| !is_ours(attribute)))
        }
        Data::Enum(data) => {
            for variant in &mut data.variants {
                variant.attrs.retain(|attribute| !is_ours(attribute));
                variant.fields.iter_mut().for_each(|field| field.attrs.retain(|attribute| !is_ours(attribute)));
            }
        }
        Data::Union(data) => {
            data.fields.named.iter_mut().for_each(|field| field.attrs.retain(|attribute| !is_ours(attribute)));
        }
    }
    item
}

/// Refuses all but structs with named fields and without lifetimes.
fn check_form(item: &DeriveInput, diagnostics: &mut Diagnostics) -> bool {
    let ident = &item.ident;
    match &item.data {
        Data::Struct(DataStruct { fields: Fields::Named(_), .. }) => check_generics(&item.generics, diagnostics),
        Data::Struct(DataStruct { fields: Fields::Unnamed(_), .. }) => {
            let problem = format!("`#[object]` goes on a struct with named fields, and `{ident}` is a tuple struct");
            diagnostics.report(ident, problem, newtype_help(ident));
            false
        }
        Data::Struct(_) => {
            let problem = format!("`#[object]` goes on a struct with named fields, and `{ident}` has none");
            diagnostics.report(ident, problem, format!("write `struct {ident} {{}}` for an object without members"));
            false
        }
        Data::Enum(_) => {
            let help = "write `#[open_enum]` for an enum of texts; derive `serde::Deserialize` for another enum";
            diagnostics.report(ident, format!("`#[object]` goes on a struct, and `{ident}` is an enum"), help);
            false
        }
        Data::Union(_) => {
            let help = "write a struct with named fields";
            diagnostics.report(ident, format!("`#[object]` goes on a struct, and `{ident}` is a union"), help);
            false
        }
    }
}

fn newtype_help(ident: &Ident) -> String {
    format!(
        "name the fields; or, for a value that is written as its only field, derive `Param`, `serde::Deserialize` and \
         `serde::Serialize` for `{ident}`"
    )
}

fn check_generics(generics: &Generics, diagnostics: &mut Diagnostics) -> bool {
    let mut lifetimes = generics.params.iter().filter(|parameter| matches!(parameter, GenericParam::Lifetime(_)));
    let Some(lifetime) = lifetimes.next() else { return true };
    diagnostics.report(
        lifetime,
        "an object cannot borrow: it outlives the body that it is read from",
        "remove the lifetime, and write types that own their values, such as `String`",
    );
    false
}
