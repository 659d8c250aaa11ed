//! The part of the request that each argument is bound to.

use quote::ToTokens;
use syn::LitStr;

use super::{
    argument::WrittenArgument,
    binding_attribute::{BindingAttribute, BindingTarget},
    binding_context::{BindingContext, with_article},
    content_type, cookie, distinct_arguments, header, prefixed_map, query_binding, query_keys,
    route::Route,
    several_segments, unplaced_arguments,
};
use crate::{
    diagnostics::{Diagnostics, find_similar},
    model::{Argument, Binding, BodyFormat, QueryValue, Segment, Template},
    percent,
};

/// Binds every argument, and reports those that cannot be bound.
pub(super) fn bind(
    written: Vec<WrittenArgument>,
    context: &BindingContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Argument> {
    let written = distinct_arguments::check_names(written, diagnostics);
    let binds_whole_body = |argument: &&WrittenArgument| {
        argument.binding_attributes.iter().any(|attribute| matches!(attribute.target, BindingTarget::Body(..)))
    };
    let meant = check_template_names(&written, context, diagnostics);
    let whole_body = written.iter().find(binds_whole_body);
    let unplaced = unplaced_arguments::find(&written, &meant, whole_body, context);
    unplaced_arguments::report(&unplaced, whole_body, context, diagnostics);
    let mut unbound = meant;
    unbound.extend(unplaced.iter().map(|argument| argument.name.clone()));
    let binder = Binder { context, unbound };
    let fields = context.fields_format();
    let mut arguments: Vec<Argument> = written
        .into_iter()
        .map(|argument| {
            argument.bind(fields, diagnostics, |argument, diagnostics| binder.binding(argument, diagnostics))
        })
        .collect();
    check_fields_option(&arguments, context, diagnostics);
    distinct_arguments::check_bindings(&mut arguments, diagnostics);
    query_keys::check(&mut arguments, &context.route.template, diagnostics);
    query_keys::check_fields(&mut arguments, diagnostics);
    arguments
}

/// Returns the format of the body. With `always_json`, a method that may have fields has a JSON body even without
/// any.
pub(super) fn body_format(
    arguments: &[Argument],
    context: &BindingContext<'_>,
    always_json: bool,
) -> Option<BodyFormat> {
    for argument in arguments {
        match argument.binding {
            Binding::Body(format) => return Some(format),
            Binding::Field(_) | Binding::FieldMap(_) => return Some(context.fields_format()),
            _ => {}
        }
    }
    let is_always_sent = context.fields.is_some() || always_json;
    (context.has_fields() && is_always_sent).then(|| context.fields_format())
}

/// Reports the names in the template that no argument has; those in the trait's prefix are reported later, once for all
/// methods. Returns the arguments that were probably meant.
fn check_template_names(
    written: &[WrittenArgument],
    context: &BindingContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let Route { template, .. } = context.route;
    let names: Vec<&str> = template.argument_names().collect();
    let prefix_names: Vec<&str> = context.route.prefix_names().collect();
    let is_missing = |name: &&str| !written.iter().any(|argument| argument.name == **name);
    let missing: Vec<&str> = names.into_iter().filter(is_missing).collect();
    let mut meant = Vec::new();
    for name in &missing {
        let similar = similar_argument(name, written.iter().map(|argument| argument.name.as_str()), template);
        meant.extend(similar.map(str::to_owned));
        if prefix_names.contains(name) || !context.are_complete {
            continue;
        }
        // Without fields, an argument is named in the template: one that is not was meant by one that is missing.
        let candidates = || unplaced_arguments::implicit(written, context).filter(|_| !context.has_fields());
        let only = similar.map(str::to_owned).or_else(|| {
            let mut candidates = candidates();
            let first = candidates.next().filter(|_| missing.len() == 1)?;
            candidates.next().is_none().then(|| first.name.clone())
        });
        meant.extend(candidates().map(|argument| argument.name.clone()));
        let help = match only {
            Some(candidate) => {
                meant.push(candidate.clone());
                format!("did you mean `<{candidate}>`? Else name the argument `{name}`")
            }
            None => format!("add an argument, such as `{name}: String`, or remove `<{name}>` from the template"),
        };
        diagnostics.report(&context.route.literal, format!("`{}` has no argument `{name}`", context.function), help);
    }
    for name in context.route.template.segments.iter().take(context.route.prefix_segments).filter_map(colon_name) {
        meant.extend(written.iter().filter(|argument| argument.name == name).map(|argument| argument.name.clone()));
    }
    meant
}

/// Returns the argument that was probably meant by `name`, among those that the template does not name.
pub(super) fn similar_argument<'a>(
    name: &str,
    arguments: impl Iterator<Item = &'a str>,
    template: &Template,
) -> Option<&'a str> {
    find_similar(name, arguments.filter(|argument| !template.argument_names().any(|named| named == *argument)))
}

/// Returns the `name` of a segment `:name`: the placeholder of other routers, and a literal here.
pub(super) fn colon_name(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Literal(text) => text.strip_prefix(':'),
        Segment::Argument(_) | Segment::Mixed(_) => None,
    }
}

pub(super) fn report_colon_name(literal: impl ToTokens, name: &str, diagnostics: &mut Diagnostics) {
    let problem = format!("the segment `:{name}` is a literal, not an argument");
    diagnostics.report(literal, problem, format!("write `<{name}>`"));
}

struct Binder<'a> {
    context: &'a BindingContext<'a>,
    /// The arguments without a place in the request, which was reported.
    unbound: Vec<String>,
}

impl Binder<'_> {
    fn binding(&self, argument: &WrittenArgument, diagnostics: &mut Diagnostics) -> Binding {
        if self.context.content_type.as_ref() == Some(&argument.name) {
            return content_type::binding(argument, self.template_binding(&argument.name).is_some(), diagnostics);
        }
        if let Some(binding) = self.template_binding(&argument.name) {
            if several_segments::is_plain_list(argument, &self.context.route.template, diagnostics) {
                return Binding::Unbound;
            }
            let is_valid = |attribute: &&BindingAttribute| !matches!(attribute.target, BindingTarget::Invalid);
            for attribute in argument.binding_attributes.iter().filter(is_valid) {
                let name = &argument.name;
                let help = match (&attribute.target, &binding) {
                    (BindingTarget::Field(wire), Binding::Query(_)) => format!(
                        "remove it, and write `{}=<{name}>` in place of `<{name}>`: `#[field]` renames a field of the body",
                        percent::encode(wire.value())
                    ),
                    (BindingTarget::Field(_), _) => {
                        "remove it: the name of a path segment is not sent, and `#[field]` renames a field of the body"
                            .to_owned()
                    }
                    _ => format!("remove it, or remove `<{name}>` from the template"),
                };
                let problem = format!("`{name}` is bound by the template and by an attribute");
                diagnostics.report(&attribute.tokens, problem, help);
                // The type is no text.
                if let BindingTarget::Query(_) | BindingTarget::HeaderMap(_) | BindingTarget::FieldMap(_) =
                    attribute.target
                {
                    return Binding::Unbound;
                }
            }
            return binding;
        }
        let is_unbound = self.unbound.contains(&argument.name);
        match argument.only_binding_attribute(diagnostics) {
            Some(BindingAttribute { target: BindingTarget::Field(_) | BindingTarget::FieldMap(_), .. })
                if is_unbound =>
            {
                Binding::Unbound
            }
            Some(attribute) => self.explicit_binding(argument, attribute, diagnostics),
            None if is_unbound || !self.context.route.is_certain => Binding::Unbound,
            None => Binding::Field(self.context.rename_all.rename_field(&argument.name)),
        }
    }

    fn template_binding(&self, name: &str) -> Option<Binding> {
        let template = &self.context.route.template;
        let in_query = template.query.iter().find_map(|pair| match &pair.value {
            QueryValue::Argument(argument) if argument == name => Some(Binding::Query(pair.key.clone())),
            _ => None,
        });
        let in_path = if template.url.as_deref() == Some(name) { Binding::Url } else { Binding::Path };
        in_query.or_else(|| template.argument_names().any(|known| known == name).then_some(in_path))
    }

    /// Returns the way to send an argument that the method has no body for.
    fn instead(&self, argument: &WrittenArgument, attribute: &BindingAttribute) -> String {
        let name = &argument.name;
        let literal = self.context.route.literal.as_ref().map(LitStr::value).unwrap_or_default();
        let pair = match &attribute.target {
            BindingTarget::Field(wire) if wire.value() != *name => {
                format!("{}=<{name}>", percent::encode(wire.value()))
            }
            _ => format!("<{name}>"),
        };
        let template = format!("{literal}{}{pair}", if literal.contains('?') { '&' } else { '?' });
        let method = self.context.route.method.name();
        let body = match (&attribute.target, self.context.route.method.allows_body()) {
            (BindingTarget::Field(_), true) => format!("write `{method} \"{literal}\", body = json`, or "),
            _ => String::new(),
        };
        format!(
            "{body}put it into the query, `{method} \"{template}\"`, and remove the attribute; or use POST, PUT or PATCH"
        )
    }

    fn explicit_binding(
        &self,
        argument: &WrittenArgument,
        attribute: &BindingAttribute,
        diagnostics: &mut Diagnostics,
    ) -> Binding {
        let method = &self.context.route.method;
        let missing = match &attribute.target {
            BindingTarget::Invalid => return Binding::Unbound,
            BindingTarget::Headers(_) if prefixed_map::is_without_prefix(argument, &attribute.tokens, diagnostics) => {
                return Binding::Unbound;
            }
            BindingTarget::Headers(prefix) => return Binding::Headers(prefix.clone()),
            BindingTarget::HeaderMap(prefix) => return prefixed_map::of_headers(argument, prefix, diagnostics),
            BindingTarget::Query(written) => {
                return query_binding::of_argument(argument, &attribute.tokens, written, diagnostics);
            }
            BindingTarget::Header(name) => {
                let name = header::check_name(name, self.context.authenticated, diagnostics);
                return name.map_or(Binding::Unbound, Binding::Header);
            }
            BindingTarget::Cookie(name) => {
                return cookie::check_name(name, diagnostics).map_or(Binding::Unbound, Binding::Cookie);
            }
            BindingTarget::Body(body) if method.allows_body() => return Binding::Body(body.format),
            BindingTarget::Field(wire) if self.context.has_fields() => return field(wire, diagnostics),
            BindingTarget::FieldMap(prefix) if self.context.has_fields() => {
                return prefixed_map::of_fields(argument, prefix, self.context.fields_format(), diagnostics);
            }
            BindingTarget::Body(..) => "body",
            BindingTarget::Field(_) | BindingTarget::FieldMap(_) => "body fields",
        };
        diagnostics.report(
            &attribute.tokens,
            format!("{} has no {missing}", with_article(method)),
            self.instead(argument, attribute),
        );
        Binding::Unbound
    }
}

/// Binds to a body field with a name of its own.
fn field(wire: &LitStr, diagnostics: &mut Diagnostics) -> Binding {
    let name = wire.value();
    if name.is_empty() {
        diagnostics.report(wire, "the name of the body field is empty", "write the name that is sent");
        return Binding::Unbound;
    }
    Binding::Field(name)
}

/// Refuses an option for the fields of the body where there are none.
fn check_fields_option(arguments: &[Argument], context: &BindingContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(fields) = context.fields.filter(|_| context.route.is_certain) else {
        return;
    };
    let (option, method) = (fields.shown, &context.route.method);
    let is_bound = |binds: fn(&Binding) -> bool| arguments.iter().any(|argument| binds(&argument.binding));
    if is_bound(|binding| matches!(binding, Binding::Body(_))) {
        let format = if fields.format == BodyFormat::Form { "#[body(form)]" } else { "#[body]" };
        let help = match option {
            "form" => format!("remove the option and write `{format}`, or remove `#[body]`"),
            _ => {
                "remove the option: `#[body(…)]` says the format, and `#[body(…, type = …)]` the media type".to_owned()
            }
        };
        diagnostics.report(&fields.tokens, format!("`{option}` has no effect: an argument is the whole body"), help);
    } else if !method.allows_body() {
        let help = "remove the option, or use another method";
        diagnostics.report(
            &fields.tokens,
            format!("`{option}` has no effect: {} has no body", with_article(method)),
            help,
        );
    } else if !method.has_fields()
        && !context.has_constant_fields
        && !is_bound(|binding| matches!(binding, Binding::Field(_) | Binding::FieldMap(_) | Binding::Unbound))
    {
        let problem = format!("`{option}` has no effect: no argument is a field of the body");
        let help = "remove the option, or add an argument that neither the template nor an attribute binds";
        diagnostics.report(&fields.tokens, problem, help);
    }
}
