//! The checks of `#[object]`.

use proc_macro2::TokenStream;
use syn::{Data, DataStruct, DeriveInput, Fields, GenericParam, Generics, Ident, Path};

use super::{
    attributes, default_runtime,
    defaults::AttributeSet,
    distinct_fields, foreign_attributes, invalid_item,
    object_field::{self, WrittenField},
    options::Options,
};
use crate::{
    case::Case,
    diagnostics::Diagnostics,
    model::{InvalidItem, Object, OptIn},
};

/// The options of `#[object(…)]`.
struct ObjectOptions {
    runtime: Path,
    sent: bool,
    strict: bool,
    rename_all: Case,
    server: Option<OptIn>,
    schema: Option<OptIn>,
    has_mistakes: bool,
}

/// Checks an item with `#[object]`.
pub(crate) fn lower(
    arguments: TokenStream,
    item: DeriveInput,
    set: AttributeSet,
    diagnostics: &mut Diagnostics,
) -> Result<Object, InvalidItem> {
    let options = ObjectOptions::read(arguments, set, diagnostics);
    let (struct_token, fields) = match &item.data {
        Data::Struct(DataStruct { struct_token, fields: Fields::Named(fields), .. }) => (*struct_token, fields.clone()),
        data => {
            report_form(&item.ident, data, diagnostics);
            return Err(invalid_item::of(item, options.runtime, options.schema, false));
        }
    };
    let DeriveInput { attrs, vis, ident, generics, .. } = item;
    let borrows = has_lifetime(&generics, diagnostics);
    let kept = foreign_attributes::check_item(attrs, &ident, "object", diagnostics);
    let written = fields
        .named
        .into_iter()
        .filter_map(|field| object_field::read(field, options.rename_all, &generics, diagnostics));
    let written: Vec<WrittenField> = written.collect();
    let has_setters = options.sent || options.server.is_some();
    let (own_fields, rest) = distinct_fields::check(written, has_setters, diagnostics);
    Ok(Object {
        docs: attributes::docs(&kept),
        cfgs: attributes::cfgs(&kept),
        lints: attributes::lints(&kept),
        attributes: attributes::without_cfg(&kept),
        visibility: vis,
        struct_token,
        brace_token: fields.brace_token,
        ident,
        generics,
        borrows,
        runtime: options.runtime,
        has_wrong_options: options.has_mistakes,
        sent: options.sent,
        strict: options.strict,
        server: options.server,
        schema: options.schema,
        fields: own_fields,
        rest,
    })
}

impl ObjectOptions {
    fn read(arguments: TokenStream, set: AttributeSet, diagnostics: &mut Diagnostics) -> Self {
        let mistakes_before = diagnostics.count();
        let mut options = Options::parse(arguments, diagnostics);
        set.add_defaults(&mut options);
        let read = Self {
            runtime: options.runtime().unwrap_or_else(default_runtime),
            sent: options.flag("sent").unwrap_or(false),
            strict: options.flag("strict").unwrap_or(false),
            rename_all: options.rename_all().unwrap_or(Case::Snake),
            server: options.opt_in("server"),
            schema: options.opt_in("schema"),
            has_mistakes: false,
        };
        options.report_unknown(None);
        Self { has_mistakes: diagnostics.count() > mistakes_before, ..read }
    }
}

/// Refuses all but structs with named fields.
fn report_form(ident: &Ident, data: &Data, diagnostics: &mut Diagnostics) {
    let (form, kind, help) = match data {
        Data::Struct(DataStruct { fields: Fields::Unnamed(_), .. }) => (
            "a struct with named fields",
            "a tuple struct",
            format!(
                "name the fields; or, for a value that is written as its only field, derive `Param`, \
                 `serde::Deserialize` and `serde::Serialize` for `{ident}`"
            ),
        ),
        Data::Struct(_) => (
            "a struct with named fields",
            "a unit struct",
            format!("write `struct {ident} {{}}` for an object without members"),
        ),
        Data::Enum(_) => (
            "a struct",
            "an enum",
            "write `#[open_enum]` for an enum of texts; derive `serde::Deserialize` for another enum".to_owned(),
        ),
        Data::Union(_) => ("a struct", "a union", "write a struct with named fields".to_owned()),
    };
    diagnostics.report(ident, format!("`#[object]` goes on {form}, and `{ident}` is {kind}"), help);
}

/// Refuses lifetimes.
fn has_lifetime(generics: &Generics, diagnostics: &mut Diagnostics) -> bool {
    let mut lifetimes = generics.params.iter().filter(|parameter| matches!(parameter, GenericParam::Lifetime(_)));
    let Some(lifetime) = lifetimes.next() else { return false };
    diagnostics.report(
        lifetime,
        "an object cannot borrow: it outlives the body that it is read from",
        "remove the lifetime, and write types that own their values, such as `String`",
    );
    true
}
