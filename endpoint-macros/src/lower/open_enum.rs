//! The checks of `#[open_enum]`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Data, DataEnum, DeriveInput, Fields, LitStr, Path, Variant};

use super::{
    attributes, default_runtime, defaults::AttributeSet, foreign_attributes, invalid_item, options::Options,
    type_kind::type_kind, unraw_name,
};
use crate::{
    case::Case,
    diagnostics::Diagnostics,
    model::{InvalidItem, OpenEnum, OpenVariant, OptIn, TypeKind},
};

/// The name of the variant for other texts.
const OTHER: &str = "Other";

struct EnumOptions {
    runtime: Path,
    rename_all: Option<Case>,
    schema: Option<OptIn>,
}

/// Checks an item with `#[open_enum]`.
pub(crate) fn lower(
    arguments: TokenStream,
    item: DeriveInput,
    set: AttributeSet,
    diagnostics: &mut Diagnostics,
) -> Result<OpenEnum, Box<InvalidItem>> {
    let options = EnumOptions::read(arguments, set, diagnostics);
    let (enum_token, brace_token, variants) = match &item.data {
        Data::Enum(DataEnum { enum_token, brace_token, variants }) if item.generics.params.is_empty() => {
            (*enum_token, *brace_token, variants.iter().cloned().collect())
        }
        _ => {
            report_form(&item, diagnostics);
            return Err(invalid_item::of(item, options.runtime, options.schema, true));
        }
    };
    let mistakes_before = diagnostics.count();
    let Some((variants, other_attributes)) = lower_variants(variants, options.rename_all, diagnostics) else {
        foreign_attributes::check_item(item.attrs.clone(), &item.ident, "open_enum", diagnostics);
        return Err(invalid_item::of(item, options.runtime, options.schema, true));
    };
    if variants.is_empty() && diagnostics.count() == mistakes_before {
        let help = "write a unit variant for each text: `Active, Pending`";
        diagnostics.report(&item.ident, format!("`{}` has no variant with a text", item.ident), help);
    }
    let kept = foreign_attributes::check_item(item.attrs, &item.ident, "open_enum", diagnostics);
    Ok(OpenEnum {
        docs: attributes::docs(&kept),
        cfgs: attributes::cfgs(&kept),
        attributes: attributes::without_cfg(&kept),
        visibility: item.vis,
        enum_token,
        brace_token,
        ident: item.ident,
        runtime: options.runtime,
        schema: options.schema,
        variants,
        other_attributes,
    })
}

impl EnumOptions {
    fn read(arguments: TokenStream, set: AttributeSet, diagnostics: &mut Diagnostics) -> Self {
        let mut options = Options::parse(arguments, diagnostics);
        set.add_defaults(&mut options);
        let read = Self {
            rename_all: options.rename_all(),
            schema: options.opt_in("schema"),
            runtime: options.runtime().unwrap_or_else(default_runtime),
        };
        // An open enum is always read and written: there is nothing to turn on.
        options.pass_over("server");
        options.report_unknown(None);
        read
    }
}

/// Refuses all but enums without parameters.
fn report_form(item: &DeriveInput, diagnostics: &mut Diagnostics) {
    let ident = &item.ident;
    let kind = match &item.data {
        Data::Enum(_) => {
            return diagnostics.report(
                &item.generics.params,
                "an open enum cannot be generic",
                "remove the parameters",
            );
        }
        Data::Struct(_) => "a struct",
        Data::Union(_) => "a union",
    };
    let help = "write `#[object]` for a struct, or an enum of unit variants";
    diagnostics.report(ident, format!("`#[open_enum]` goes on an enum, and `{ident}` is {kind}"), help);
}

/// Returns the variants with a text, and the attributes of the variant for other texts; `None` if one is of the wrong form.
fn lower_variants(
    written: Vec<Variant>,
    case: Option<Case>,
    diagnostics: &mut Diagnostics,
) -> Option<(Vec<OpenVariant>, Vec<Attribute>)> {
    let mut is_valid = true;
    let mut variants: Vec<OpenVariant> = Vec::new();
    let mut other_attributes: Option<Vec<Attribute>> = None;
    for variant in written {
        let (kept, text) = read_attributes(&variant, diagnostics);
        let is_other = variant.ident == OTHER;
        if is_other && other_attributes.is_some() || variants.iter().any(|known| known.ident == variant.ident) {
            let problem = format!("a second variant is named `{}`", variant.ident);
            diagnostics.report(&variant.ident, problem, "rename one of them, or remove it");
            continue;
        }
        if is_other {
            is_valid &= check_other(&variant, text.as_ref(), diagnostics);
            other_attributes = Some(kept);
            continue;
        }
        is_valid &= check_unit(&variant, diagnostics);
        let tokens = text.as_ref().map_or_else(|| variant.ident.to_token_stream(), LitStr::to_token_stream);
        let name = unraw_name(&variant.ident);
        let text = text
            .map_or_else(|| case.map_or_else(|| name.clone(), |case| case.rename_variant(&name)), |text| text.value());
        if let Some(first) = variants.iter().find(|known| known.text == text) {
            let problem = format!("`{}` and `{name}` have the same text, `{text}`", first.ident);
            diagnostics.report(tokens, problem, "rename one of them: `#[text(\"…\")]`");
        }
        variants.push(OpenVariant { docs: attributes::docs(&kept), attributes: kept, ident: variant.ident, text });
    }
    is_valid.then(|| (variants, other_attributes.unwrap_or_default()))
}

/// Returns the attributes that stay, and the text of `#[text("…")]`.
fn read_attributes(variant: &Variant, diagnostics: &mut Diagnostics) -> (Vec<Attribute>, Option<LitStr>) {
    let mut kept = Vec::new();
    let mut text = None;
    for attribute in &variant.attrs {
        if attribute.path().is_ident("text") {
            match attribute.parse_args::<LitStr>() {
                Ok(_) if text.is_some() => {
                    diagnostics.report(
                        attribute,
                        format!("`{}` has a second text", variant.ident),
                        "remove one of them",
                    );
                }
                Ok(literal) => text = Some(literal),
                Err(_) => {
                    diagnostics.report(
                        attribute,
                        "`#[text]` takes one text in quotes",
                        "write `#[text(\"the_text\")]`",
                    );
                }
            }
        } else if attribute.path().is_ident("default") {
            let help = "remove it: the default is `Other(\"\")`, since an API may leave the value out";
            diagnostics.report(attribute, "an open enum has no default variant", help);
        } else if attribute.path().is_ident("cfg") {
            let help = "remove it: a text that this build does not know is `Other`";
            diagnostics.report(attribute, "a variant of an open enum cannot have `#[cfg]`", help);
        } else if foreign_attributes::check_variant(attribute, diagnostics) {
            kept.push(attribute.clone());
        }
    }
    (kept, text)
}

/// Returns whether the variant holds a string.
fn check_other(variant: &Variant, text: Option<&LitStr>, diagnostics: &mut Diagnostics) -> bool {
    let is_string = match &variant.fields {
        Fields::Unnamed(fields) => {
            fields.unnamed.len() == 1
                && fields.unnamed.first().is_some_and(|field| type_kind(&field.ty) == TypeKind::String)
        }
        Fields::Named(_) | Fields::Unit => false,
    };
    if !is_string {
        let help = match variant.fields {
            Fields::Unit => "rename it, and keep the API's text: `#[text(\"other\")] OtherKind`",
            _ => "write `Other(String)`, or leave it out: it is emitted",
        };
        diagnostics.report(variant_tokens(variant), "`Other` is the variant that holds any other text", help);
    } else if let Some(text) = text {
        diagnostics.report(text, "`Other` holds any other text, so it has none of its own", "remove `#[text]`");
    }
    is_string
}

/// Returns whether the variant holds no data.
fn check_unit(variant: &Variant, diagnostics: &mut Diagnostics) -> bool {
    if let Some((_, discriminant)) = &variant.discriminant {
        let problem = format!("`{}` has a number, and a variant of an open enum has a text", variant.ident);
        diagnostics.report(discriminant, problem, "remove it; `#[text(\"…\")]` names the text");
    }
    if matches!(variant.fields, Fields::Unit) {
        return true;
    }
    let help =
        "write a unit variant; any other text is `Other(String)`, and an enum of objects derives `serde::Deserialize`";
    diagnostics.report(&variant.fields, format!("the variant `{}` holds data", variant.ident), help);
    false
}

fn variant_tokens(variant: &Variant) -> TokenStream {
    let Variant { ident, fields, .. } = variant;
    match fields {
        Fields::Unit => ident.to_token_stream(),
        fields => fields.to_token_stream(),
    }
}
