//! Plain Rust attributes that mean something to us: documentation, `#[cfg]`, `#[deprecated]`.

use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta};

pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .cloned()
        .collect()
}

pub(crate) fn without_cfg(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| !attribute.path().is_ident("cfg"))
        .cloned()
        .collect()
}

pub(crate) fn doc_attributes(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .cloned()
        .collect()
}

/// The documentation as Markdown. Text that a macro would have to expand (`include_str!`) is not seen.
pub(crate) fn docs(attributes: &[Attribute]) -> String {
    let lines: Vec<String> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(string_value)
        .flat_map(|text| {
            text.split('\n')
                .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    lines.join("\n").trim().to_owned()
}

/// The note of `#[deprecated]`, empty when there is none.
pub(crate) fn deprecated(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes
        .iter()
        .find(|attribute| attribute.path().is_ident("deprecated"))?;
    let mut note = string_value(attribute).unwrap_or_default();
    if matches!(attribute.meta, Meta::List(_)) {
        // What is malformed is rustc's to report.
        let _ = attribute.parse_nested_meta(|meta| {
            let text: LitStr = meta.value()?.parse()?;
            if meta.path.is_ident("note") {
                note = text.value();
            }
            Ok(())
        });
    }
    Some(note)
}

fn string_value(attribute: &Attribute) -> Option<String> {
    match &attribute.meta.require_name_value().ok()?.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text), ..
        }) => Some(text.value()),
        _ => None,
    }
}
