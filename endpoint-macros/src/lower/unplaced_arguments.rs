//! Arguments without a place in the request: neither the template nor an attribute binds them, and the body has no fields.

use syn::LitStr;

use super::{
    argument::WrittenArgument,
    binding_attribute::BindingTarget,
    binding_context::{BindingContext, with_article},
    route::Route,
    route_hint::with_query,
};
use crate::diagnostics::{Diagnostics, joined};

/// Returns the arguments that neither the template nor an attribute binds.
pub(super) fn implicit<'a>(
    written: &'a [WrittenArgument],
    context: &BindingContext<'_>,
) -> impl Iterator<Item = &'a WrittenArgument> {
    let named = context.route.template.argument_names().map(str::to_owned);
    let named: Vec<String> = named.chain(context.content_type.clone()).collect();
    written.iter().filter(move |argument| argument.binding_attributes.is_empty() && !named.contains(&argument.name))
}

/// Returns the arguments that have no place in the request: they would be fields of a body that has none.
pub(super) fn find<'a>(
    written: &'a [WrittenArgument],
    meant: &[String],
    whole_body: Option<&WrittenArgument>,
    context: &BindingContext<'_>,
) -> Vec<&'a WrittenArgument> {
    let Route { is_certain, .. } = context.route;
    if !is_certain || context.has_fields() && whole_body.is_none() {
        return Vec::new();
    }
    let is_field = |argument: &&WrittenArgument| {
        let target = argument.binding_attributes.first().map(|attribute| &attribute.target);
        matches!(target, Some(BindingTarget::Field(_) | BindingTarget::FieldMap(_)))
            && whole_body.is_some()
            && context.has_fields()
    };
    let mut unplaced: Vec<_> = implicit(written, context).filter(|argument| !meant.contains(&argument.name)).collect();
    let named: Vec<&str> = context.route.template.argument_names().collect();
    unplaced.extend(written.iter().filter(is_field).filter(|argument| !named.contains(&argument.name.as_str())));
    unplaced
}

/// Reports these arguments once, since they have one cause.
pub(super) fn report(
    unplaced: &[&WrittenArgument],
    whole_body: Option<&WrittenArgument>,
    context: &BindingContext<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(first) = unplaced.first() else { return };
    let method = &context.route.method;
    let names: Vec<&str> = unplaced.iter().map(|argument| argument.name.as_str()).collect();
    let (names, is_one) = (joined(&names), names.len() == 1);
    let (them, are) = if is_one { ("it", "is") } else { ("them", "are") };
    let literal = context.route.literal.as_ref().map(LitStr::value).unwrap_or_default();
    let template = with_query(&literal, unplaced.iter().map(|argument| argument.name.as_str()));
    let in_template = format!("name {them} in the template, as in `{} \"{template}\"`", method.name());
    let header = format!("bind {them} with `#[header(\"…\")]`");
    match whole_body.filter(|_| context.has_fields()) {
        Some(body) => {
            let would = if is_one { "would be a body field" } else { "would be body fields" };
            diagnostics.report(
                &first.ident,
                format!("{names} {would}, but `{}` is the whole body", body.name),
                format!("{in_template}, {header}, or make {them} part of the type of `{}`", body.name),
            );
        }
        None => {
            let body = match (method.allows_body(), whole_body) {
                (true, None) => {
                    format!(", make {them} part of a JSON body with the option `body = json`")
                }
                _ => String::new(),
            };
            diagnostics.report(
                &first.ident,
                format!("{names} {are} not bound: {} has no body fields", with_article(method)),
                format!("{in_template}{body}, or {header}"),
            );
        }
    }
}
