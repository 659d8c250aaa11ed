//! The checks of `#[derive(Param)]`.

use syn::{Attribute, Data, DeriveInput, Fields, Ident, Member, Meta, Variant};

use super::{
    default_runtime,
    options::{AttributeOptions, Options},
    serde_options,
    type_kind::type_kind,
    unraw_name,
};
use crate::{
    case::Case,
    diagnostics::Diagnostics,
    model::{Param, ParamKind},
    syntax::options::OptionList,
};

const HELP: &str = "derive it for a newtype (`struct Id(String)`) or an enum of unit variants; for another type, implement `Param` by hand";

const PARAM: AttributeOptions =
    AttributeOptions { attribute: "#[param] on the enum", options: &["crate", "rename_all", "from", "display"] };

/// Checks a type that derives `Param`.
pub(crate) fn lower(item: DeriveInput, diagnostics: &mut Diagnostics) -> Param {
    let DeriveInput { ident, generics, attrs, data, .. } = item;
    let mut options = Options::of_attribute(&attrs, "param", diagnostics);
    let runtime = options.runtime().unwrap_or_else(default_runtime);
    let case = options.rename_all();
    let from = options.flag("from").unwrap_or(false);
    let by_display = options.flag("display").unwrap_or(false);
    options.report_unknown(None);
    check_options(&attrs, &data, diagnostics);
    check_single_text(&attrs, diagnostics);
    let case = serde_options::text(&attrs, "rename_all").and_then(|name| Case::from_name(&name.value())).or(case);
    if !generics.params.is_empty() {
        diagnostics.report(
            &generics.params,
            "`Param` cannot be derived for a generic type",
            format!(
                "write a newtype of a concrete type, such as `struct {ident}(String)`, or implement `Param` by hand"
            ),
        );
        return Param { ident, generics, runtime, kind: ParamKind::Invalid, from: false };
    }
    let kind = match data {
        Data::Struct(data) => newtype(&ident, data.fields, by_display, diagnostics),
        Data::Enum(data) => variants(data.variants.into_iter(), case, diagnostics),
        Data::Union(_) => {
            diagnostics.report(&ident, "`Param` cannot be derived for a union", HELP);
            None
        }
    };
    Param { ident, generics, runtime, kind: kind.unwrap_or(ParamKind::Invalid), from }
}

/// Refuses options of a newtype on an enum, and the other way around.
fn check_options(attributes: &[Attribute], data: &Data, diagnostics: &mut Diagnostics) {
    let (kind, misplaced) = match data {
        Data::Enum(_) => ("an enum", &["from", "display"][..]),
        _ => ("a newtype", &["rename_all"][..]),
    };
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("param")) {
        let Meta::List(list) = &attribute.meta else { continue };
        for option in OptionList::parse(list.tokens.clone()).options {
            let name = option.name.to_string();
            if misplaced.contains(&name.as_str()) {
                let help = match name.as_str() {
                    "rename_all" => "remove it: the text of a newtype is that of its field",
                    _ => "remove it: the texts of an enum are those of its variants",
                };
                diagnostics.report(&option.name, format!("`{name}` has no effect on {kind}"), help);
            }
        }
    }
}

fn newtype(ident: &Ident, fields: Fields, by_display: bool, diagnostics: &mut Diagnostics) -> Option<ParamKind> {
    let count = fields.len();
    let mut fields = fields.into_iter();
    match (fields.next(), count) {
        (Some(field), 1) => {
            let member = field.ident.map_or_else(|| Member::from(0), Member::Named);
            Some(ParamKind::Newtype { member, kind: type_kind(&field.ty), ty: Box::new(field.ty), by_display })
        }
        _ => {
            let help = match count {
                0 => format!("write `struct {ident}(String)` for a newtype, or an enum of unit variants"),
                _ => format!(
                    "remove the derive, and declare an argument for each field: a `Param` is one value, a newtype (`struct {ident}(String)`) \
                     or an enum of unit variants; or implement `Param` by hand"
                ),
            };
            diagnostics.report(
                ident,
                format!("`Param` cannot be derived for `{ident}`, which has {count} fields"),
                help,
            );
            None
        }
    }
}

fn variants(
    written: impl Iterator<Item = Variant>,
    case: Option<Case>,
    diagnostics: &mut Diagnostics,
) -> Option<ParamKind> {
    let mut variants: Vec<(Ident, String)> = Vec::new();
    let mut other = None;
    for variant in written {
        let fields = variant.fields.len();
        if fields == 1
            && serde_options::has_flag(&variant.attrs, "untagged")
            && matches!(variant.fields, Fields::Unnamed(_))
        {
            let field = variant.fields.into_iter().next()?;
            other = Some((variant.ident, Box::new(field.ty)));
            continue;
        }
        if fields > 0 || !matches!(variant.fields, Fields::Unit) {
            diagnostics.report(
                &variant.fields,
                format!("`Param` cannot be derived for the variant `{}`, which holds data", variant.ident),
                "write a unit variant, or `#[serde(untagged)] Other(String)` for the variant that holds any other text",
            );
            return None;
        }
        let name = unraw_name(&variant.ident);
        check_single_text(&variant.attrs, diagnostics);
        let mut options = Options::of_attribute(&variant.attrs, "param", diagnostics);
        let renamed = options.string("rename", "`rename = \"text\"`");
        options.report_unknown(Some(&PARAM));
        let renamed = serde_options::text(&variant.attrs, "rename").or(renamed);
        let text = renamed
            .map_or_else(|| case.map_or_else(|| name.clone(), |case| case.rename_variant(&name)), |text| text.value());
        if let Some((first, _)) = variants.iter().find(|(_, known)| *known == text) {
            diagnostics.report(
                &variant.ident,
                format!("`{first}` and `{}` have the same text, `{text}`", variant.ident),
                "rename one of them: `#[param(rename = \"…\")]`",
            );
            return None;
        }
        variants.push((variant.ident, text));
    }
    Some(ParamKind::Enum { variants, other })
}

/// Refuses a type that serde writes as one text and reads as another.
fn check_single_text(attributes: &[Attribute], diagnostics: &mut Diagnostics) {
    for attribute in serde_options::with_two_names(attributes) {
        let help = "write `rename = \"…\"` for both directions, or implement `Param` by hand";
        diagnostics.report(attribute, "a `Param` is written and read as the same text", help);
    }
}
