//! The part of the request that each argument is bound to.

use syn::Ident;

use super::{
    argument::WrittenArgument,
    binding_attribute::{BindingAttribute, BindingTarget},
    distinct_arguments, header,
    route::Route,
};
use crate::{
    case::Case,
    diagnostics::{Diagnostics, find_similar},
    model::{Argument, Binding, BodyFormat, Method, QueryValue, Segment},
};

/// Everything but the arguments that bindings depend on.
pub(super) struct BindingContext<'a> {
    pub(super) function: &'a Ident,
    pub(super) route: &'a Route,
    pub(super) rename_all: Case,
    /// The option `form`, when it is set.
    pub(super) form: Option<&'a Ident>,
    pub(super) authenticated: bool,
}

/// Binds every argument, and reports those that cannot be bound.
pub(super) fn bind(
    written: Vec<WrittenArgument>,
    context: &BindingContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Argument> {
    let written = distinct_arguments::check_names(written, diagnostics);
    let meant = check_template_names(&written, context, diagnostics);
    let whole_body = written.iter().find(|argument| binds_whole_body(argument)).map(|argument| argument.name.clone());
    let mut arguments = Vec::new();
    for argument in written {
        let mistakes_before = diagnostics.count();
        let binding = binding(&argument, &meant, whole_body.as_deref(), context, diagnostics);
        let was_reported = diagnostics.count() > mistakes_before;
        arguments.push(argument.bind(binding, context.form.is_some(), was_reported, diagnostics));
    }
    check_form_option(&arguments, context, diagnostics);
    distinct_arguments::check_bindings(&mut arguments, diagnostics);
    arguments
}

fn binds_whole_body(argument: &WrittenArgument) -> bool {
    argument.binding_attributes.iter().any(|attribute| matches!(attribute.target, BindingTarget::Body(_)))
}

/// Returns the format of the body. With `always_json`, a method that has fields has a body without any.
pub(super) fn body_format(
    arguments: &[Argument],
    context: &BindingContext<'_>,
    always_json: bool,
) -> Option<BodyFormat> {
    let fields_format = if context.form.is_some() { BodyFormat::Form } else { BodyFormat::Json };
    for argument in arguments {
        match argument.binding {
            Binding::Body(format) => return Some(format),
            Binding::Field(_) => return Some(fields_format),
            _ => {}
        }
    }
    let is_always_sent = context.form.is_some() || always_json;
    (context.route.method.has_fields() && is_always_sent).then_some(fields_format)
}

/// Reports the names in the template that no argument has, and `:name` in place of `<name>`. Returns the arguments that
/// were probably meant.
fn check_template_names(
    written: &[WrittenArgument],
    context: &BindingContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let template = &context.route.template;
    let names: Vec<&str> = template.argument_names().collect();
    let free = |name: &&str| !names.contains(name);
    let mut meant = Vec::new();
    for name in &names {
        if written.iter().any(|argument| argument.name == *name) {
            continue;
        }
        let candidates: Vec<&str> = written.iter().map(|argument| argument.name.as_str()).filter(free).collect();
        let help = match find_similar(name, candidates) {
            Some(candidate) => {
                meant.push(candidate.to_owned());
                format!("did you mean `<{candidate}>`?")
            }
            None => format!("add an argument `{name}: …`, or remove `<{name}>` from the template"),
        };
        diagnostics.report(
            &context.route.literal,
            format!("`<{name}>` is no argument of `{}`", context.function),
            help,
        );
    }
    for segment in &template.segments {
        // `:name` is the placeholder of other routers, and a literal here.
        let Segment::Literal(text) = segment else { continue };
        let Some(name) = text.strip_prefix(':').filter(|name| written.iter().any(|argument| argument.name == *name))
        else {
            continue;
        };
        meant.push(name.to_owned());
        diagnostics.report(
            &context.route.literal,
            format!("the segment `{text}` is sent as it stands"),
            format!("write `<{name}>`"),
        );
    }
    meant
}

fn binding(
    argument: &WrittenArgument,
    meant: &[String],
    whole_body: Option<&str>,
    context: &BindingContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let in_template = template_binding(&argument.name, context);
    // An invalid attribute was reported, and does not contradict the template.
    let contradicts = |target: &BindingTarget| in_template.is_none() || !matches!(target, BindingTarget::Invalid);
    let mut explicit = argument.binding_attributes.iter().filter(|attribute| contradicts(&attribute.target));
    let first = explicit.next();
    for second in explicit.chain(first.filter(|_| in_template.is_some())) {
        let (problem, help) = if in_template.is_some() {
            (
                "stands in the template and is bound by an attribute",
                "remove the attribute, or the name from the template",
            )
        } else {
            ("is bound twice", "keep one of the attributes")
        };
        diagnostics.report(&second.attribute, format!("`{}` {problem}", argument.name), help);
    }
    if let Some(binding) = in_template {
        return binding;
    }
    match first {
        Some(attribute) => explicit_binding(attribute, context, whole_body, argument, diagnostics),
        None if meant.contains(&argument.name) => Binding::Unbound,
        None => implicit_binding(argument, whole_body, context, diagnostics),
    }
}

fn template_binding(name: &str, context: &BindingContext<'_>) -> Option<Binding> {
    let template = &context.route.template;
    let in_query = template.query.iter().find_map(|pair| match &pair.value {
        QueryValue::Argument(argument) if argument == name => Some(Binding::Query(pair.key.clone())),
        _ => None,
    });
    in_query.or_else(|| template.argument_names().any(|known| known == name).then_some(Binding::Path))
}

fn explicit_binding(
    attribute: &BindingAttribute,
    context: &BindingContext<'_>,
    whole_body: Option<&str>,
    argument: &WrittenArgument,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let method = context.route.method;
    match &attribute.target {
        BindingTarget::Invalid => Binding::Unbound,
        BindingTarget::Headers => Binding::Headers,
        BindingTarget::Header(name) => {
            header::check_name(name, context.authenticated, diagnostics).map_or(Binding::Unbound, Binding::Header)
        }
        BindingTarget::Body(format) if method.allows_body() => Binding::Body(*format),
        BindingTarget::Body(_) => {
            diagnostics.report(
                &attribute.attribute,
                format!("{} has no body", article(method)),
                no_body_help(argument),
            );
            Binding::Unbound
        }
        BindingTarget::Field(_) if !method.has_fields() => {
            diagnostics.report(
                &attribute.attribute,
                format!("{} has no JSON fields", article(method)),
                no_body_help(argument),
            );
            Binding::Unbound
        }
        BindingTarget::Field(_) if whole_body.is_some() => {
            beside_a_body(argument, whole_body, diagnostics);
            Binding::Unbound
        }
        BindingTarget::Field(wire) => {
            let name = wire.value();
            if name.is_empty() || name.chars().any(|c| c.is_control() || c == '"' || c == '\\') {
                let help = "a name is not empty and holds no quote, backslash or control character";
                diagnostics.report(wire, "this is no name of a field", help);
                return Binding::Unbound;
            }
            Binding::Field(name)
        }
    }
}

/// Returns the method with its article.
fn article(method: Method) -> String {
    format!("{} {}", if method == Method::Options { "an" } else { "a" }, method.name())
}

fn no_body_help(argument: &WrittenArgument) -> String {
    format!("put `{0}` into the query: `?<{0}>`, or use POST, PUT or PATCH", argument.name)
}

fn beside_a_body(argument: &WrittenArgument, whole_body: Option<&str>, diagnostics: &mut Diagnostics) {
    let body = whole_body.unwrap_or_default();
    diagnostics.report(
        &argument.ident,
        format!("`{}` would be a field of the body, but `{body}` is the whole of it", argument.name),
        format!(
            "name `{}` in the template, bind it with `#[header(\"…\")]`, or make it part of `{body}`'s type",
            argument.name
        ),
    );
}

fn implicit_binding(
    argument: &WrittenArgument,
    whole_body: Option<&str>,
    context: &BindingContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let Route { method, is_certain, .. } = context.route;
    if !is_certain {
        return Binding::Unbound;
    }
    if method.has_fields() {
        if whole_body.is_some() {
            beside_a_body(argument, whole_body, diagnostics);
            return Binding::Unbound;
        }
        return Binding::Field(context.rename_all.rename_field(&argument.name));
    }
    let body = if method.allows_body() { ", make it the whole body with `#[body]`" } else { "" };
    diagnostics.report(
        &argument.ident,
        format!("`{}` is bound nowhere, and {} has no JSON fields", argument.name, article(*method)),
        format!(
            "name it in the path (`/<{0}>`) or in the query (`?<{0}>`){body}, or bind it with `#[header(\"…\")]`",
            argument.name
        ),
    );
    Binding::Unbound
}

fn check_form_option(arguments: &[Argument], context: &BindingContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(form) = context.form.filter(|_| context.route.is_certain) else {
        return;
    };
    let method = context.route.method;
    if !method.has_fields() {
        let help = "remove the option, or use POST, PUT or PATCH";
        diagnostics.report(form, format!("{} has no form", article(method)), help);
    } else if arguments.iter().any(|argument| matches!(argument.binding, Binding::Body(_))) {
        let help = "remove the option and write `#[body(form)]`, or remove `#[body]`";
        diagnostics.report(form, "the fields are to be a form, but one argument is the whole body", help);
    }
}
