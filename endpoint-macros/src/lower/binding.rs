//! Where each argument goes.

use syn::Ident;

use super::{
    argument::{Bound, To, Written},
    distinct, header, presence,
    route::Route,
};
use crate::{
    case::Case,
    diagnostics::{Diagnostics, similar},
    model::{Argument, Binding, BodyFormat, Method},
    syntax::template::{Pair, Segment},
};

pub(super) struct Context<'a> {
    pub(super) function: &'a Ident,
    pub(super) route: &'a Route,
    pub(super) rename_all: Case,
    /// The option `form`, where it stands.
    pub(super) form: Option<&'a Ident>,
    pub(super) authenticated: bool,
}

/// Binds every argument, and reports every one that cannot be.
pub(super) fn bind(written: Vec<Written>, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Vec<Argument> {
    let written = distinct::names(written, diagnostics);
    let missing = missing_arguments(&written, context, diagnostics);
    let whole_body = written.iter().find(|argument| argument.bound.iter().any(|bound| matches!(bound.to, To::Body(_))));
    let whole_body = whole_body.map(|argument| argument.name.clone());
    let arguments = written
        .into_iter()
        .map(|argument| {
            let before = diagnostics.len();
            let binding = binding(&argument, &missing, whole_body.as_deref(), context, diagnostics);
            finish(argument, binding, context, before, diagnostics)
        })
        .collect::<Vec<_>>();
    form_option(&arguments, context, diagnostics);
    distinct::places(arguments, diagnostics)
}

/// How the body is written.
pub(super) fn body_format(arguments: &[Argument], context: &Context<'_>, always_json: bool) -> BodyFormat {
    for argument in arguments {
        match argument.binding {
            Binding::Body(format) => return format,
            Binding::Field(_) => return if context.form.is_some() { BodyFormat::Form } else { BodyFormat::Json },
            _ => {}
        }
    }
    match context.route.method.has_fields() {
        true if context.form.is_some() => BodyFormat::Form,
        true if always_json => BodyFormat::Json,
        _ => BodyFormat::None,
    }
}

/// Reports the names in the template that are no argument's, or not written as one, and returns the arguments that were
/// probably meant.
fn missing_arguments(written: &[Written], context: &Context<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let template = &context.route.template;
    let names: Vec<&str> = template.names().collect();
    let free = |name: &&str| !names.contains(name);
    let mut meant = Vec::new();
    for name in &names {
        if written.iter().any(|argument| argument.name == *name) {
            continue;
        }
        let candidates: Vec<&str> = written.iter().map(|argument| argument.name.as_str()).filter(free).collect();
        let help = match similar(name, candidates) {
            Some(candidate) => {
                meant.push(candidate.to_owned());
                format!("did you mean `<{candidate}>`?")
            }
            None => format!("add an argument `{name}: …`, or remove `<{name}>` from the template"),
        };
        diagnostics.at(&context.route.place, format!("`<{name}>` is no argument of `{}`", context.function), help);
    }
    for segment in &template.segments {
        // `:name` is how other routers write it; here it would be sent as it stands.
        let Segment::Literal(text) = segment else { continue };
        let Some(name) = text.strip_prefix(':').filter(|name| written.iter().any(|argument| argument.name == *name))
        else {
            continue;
        };
        meant.push(name.to_owned());
        diagnostics.at(
            &context.route.place,
            format!("the segment `{text}` is sent as it stands"),
            format!("write `<{name}>`"),
        );
    }
    meant
}

fn binding(
    argument: &Written,
    meant: &[String],
    whole_body: Option<&str>,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let in_template = template_binding(&argument.name, context);
    // What was not understood was reported, and says nothing about the place.
    let mut explicit = argument.bound.iter().filter(|bound| in_template.is_none() || !matches!(bound.to, To::Unclear));
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
        diagnostics.at(&second.attribute, format!("`{}` {problem}", argument.name), help);
    }
    if let Some(binding) = in_template {
        return binding;
    }
    match first {
        Some(bound) => explicit_binding(bound, context, whole_body, argument, diagnostics),
        None if meant.contains(&argument.name) => Binding::Nowhere,
        None => implicit_binding(argument, whole_body, context, diagnostics),
    }
}

fn template_binding(name: &str, context: &Context<'_>) -> Option<Binding> {
    let template = &context.route.template;
    let in_query = template.query.iter().find_map(|pair| match pair {
        Pair::Argument { key, name: argument } if argument == name => Some(Binding::Query(key.clone())),
        _ => None,
    });
    in_query.or_else(|| template.names().any(|known| known == name).then_some(Binding::Path))
}

fn explicit_binding(
    bound: &Bound,
    context: &Context<'_>,
    whole_body: Option<&str>,
    argument: &Written,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let method = context.route.method;
    match &bound.to {
        To::Unclear => Binding::Nowhere,
        To::Headers => Binding::Headers,
        To::Header(name) => {
            header::check_name(name, context.authenticated, diagnostics).map_or(Binding::Nowhere, Binding::Header)
        }
        To::Body(format) if method.allows_body() => Binding::Body(*format),
        To::Body(_) => {
            diagnostics.at(&bound.attribute, format!("{} has no body", article(method)), no_body_help(argument));
            Binding::Nowhere
        }
        To::Field(_) if !method.has_fields() => {
            diagnostics.at(&bound.attribute, format!("{} has no JSON fields", article(method)), no_body_help(argument));
            Binding::Nowhere
        }
        To::Field(_) if whole_body.is_some() => {
            beside_a_body(argument, whole_body, diagnostics);
            Binding::Nowhere
        }
        To::Field(wire) => {
            let name = wire.value();
            if name.is_empty() || name.chars().any(|c| c.is_control() || c == '"' || c == '\\') {
                let help = "a name is not empty and holds no quote, backslash or control character";
                diagnostics.at(wire, "this is no name of a field", help);
                return Binding::Nowhere;
            }
            Binding::Field(name)
        }
    }
}

/// The method with its article.
fn article(method: Method) -> String {
    format!("{} {}", if method == Method::Options { "an" } else { "a" }, method.name())
}

fn no_body_help(argument: &Written) -> String {
    format!("put `{0}` into the query: `?<{0}>`, or use POST, PUT or PATCH", argument.name)
}

fn beside_a_body(argument: &Written, whole_body: Option<&str>, diagnostics: &mut Diagnostics) {
    let body = whole_body.unwrap_or_default();
    diagnostics.at(
        &argument.ident,
        format!("`{}` would be a field of the body, but `{body}` is the whole of it", argument.name),
        format!(
            "name `{}` in the template, bind it with `#[header(\"…\")]`, or make it part of `{body}`'s type",
            argument.name
        ),
    );
}

fn implicit_binding(
    argument: &Written,
    whole_body: Option<&str>,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let Route { method, certain, .. } = context.route;
    if !certain {
        return Binding::Nowhere;
    }
    if method.has_fields() {
        if whole_body.is_some() {
            beside_a_body(argument, whole_body, diagnostics);
            return Binding::Nowhere;
        }
        return Binding::Field(context.rename_all.of_field(&argument.name));
    }
    let body = if method.allows_body() { ", make it the whole body with `#[body]`" } else { "" };
    diagnostics.at(
        &argument.ident,
        format!("`{}` is bound nowhere, and {} has no JSON fields", argument.name, article(*method)),
        format!(
            "name it in the path (`/<{0}>`) or in the query (`?<{0}>`){body}, or bind it with `#[header(\"…\")]`",
            argument.name
        ),
    );
    Binding::Nowhere
}

fn finish(
    argument: Written,
    mut binding: Binding,
    context: &Context<'_>,
    mistakes_before: usize,
    diagnostics: &mut Diagnostics,
) -> Argument {
    let form = context.form.is_some();
    let (presence, inner) = presence::of(&argument.ty, &binding, form);
    if diagnostics.len() == mistakes_before
        && let Some((problem, help)) = presence::misplaced(&argument, &binding, presence, &inner, form)
    {
        diagnostics.at(&argument.ty, format!("`{}` {problem}", argument.name), help);
        binding = Binding::Nowhere;
    }
    Argument {
        ident: argument.ident,
        name: argument.name,
        attributes: argument.doc_attributes,
        lints: argument.lints,
        has_setter: argument.has_setter,
        docs: argument.docs,
        ty: argument.ty,
        inner,
        presence,
        binding,
        sensitive: argument.sensitive,
    }
}

fn form_option(arguments: &[Argument], context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let Some(form) = context.form.filter(|_| context.route.certain) else {
        return;
    };
    let method = context.route.method;
    if !method.has_fields() {
        let help = "remove the option, or use POST, PUT or PATCH";
        diagnostics.at(form, format!("{} has no form", article(method)), help);
    } else if arguments.iter().any(|argument| matches!(argument.binding, Binding::Body(_))) {
        let help = "remove the option and write `#[body(form)]`, or remove `#[body]`";
        diagnostics.at(form, "the fields are to be a form, but one argument is the whole body", help);
    }
}
