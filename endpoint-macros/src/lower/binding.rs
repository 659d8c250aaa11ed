//! The part of the request that each argument is bound to.

use quote::ToTokens;
use syn::{Ident, LitStr};

use super::{
    argument::WrittenArgument,
    binding_attribute::{BindingAttribute, BindingTarget},
    distinct_arguments, header,
    route::Route,
};
use crate::{
    case::Case,
    diagnostics::{Diagnostics, find_similar},
    model::{Argument, Binding, BodyFormat, Method, QueryValue, Segment, Template},
};

/// The parts of the declaration that bindings depend on, beside the arguments.
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
    let binds_whole_body = |argument: &&WrittenArgument| {
        argument.binding_attributes.iter().any(|attribute| matches!(attribute.target, BindingTarget::Body(..)))
    };
    let binder = Binder {
        context,
        meant: check_template_names(&written, context, diagnostics),
        whole_body: written.iter().find(binds_whole_body).map(|argument| argument.name.clone()),
    };
    let is_form = context.form.is_some();
    let mut arguments: Vec<Argument> = written
        .into_iter()
        .map(|argument| {
            argument.bind(is_form, diagnostics, |argument, diagnostics| binder.binding(argument, diagnostics))
        })
        .collect();
    check_form_option(&arguments, context, diagnostics);
    distinct_arguments::check_bindings(&mut arguments, diagnostics);
    arguments
}

/// Returns the format of the body. With `always_json`, a method that may have fields has a JSON body even without
/// any.
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

/// Reports the names in the template that no argument has, and `:name` in place of `<name>`; those in the trait's prefix are
/// reported later, once for all methods. Returns the arguments that were probably meant.
fn check_template_names(
    written: &[WrittenArgument],
    context: &BindingContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let template = &context.route.template;
    let names: Vec<&str> = template.argument_names().collect();
    let prefix_names: Vec<&str> = context.route.prefix_names().collect();
    let mut meant = Vec::new();
    for name in &names {
        if written.iter().any(|argument| argument.name == *name) {
            continue;
        }
        let similar = similar_argument(name, written.iter().map(|argument| argument.name.as_str()), template);
        if prefix_names.contains(name) {
            meant.extend(similar.map(str::to_owned));
            continue;
        }
        let help = match similar {
            Some(candidate) => {
                meant.push(candidate.to_owned());
                format!("did you mean `<{candidate}>`?")
            }
            None => format!("add an argument `{name}: …`, or remove `<{name}>` from the template"),
        };
        diagnostics.report(&context.route.literal, format!("`{}` has no argument `{name}`", context.function), help);
    }
    for (index, segment) in template.segments.iter().enumerate() {
        let Some(name) = colon_name(segment).filter(|name| written.iter().any(|argument| argument.name == *name))
        else {
            continue;
        };
        meant.push(name.to_owned());
        if index >= context.route.prefix_segments {
            report_colon_name(&context.route.literal, name, diagnostics);
        }
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
        Segment::Argument(_) => None,
    }
}

pub(super) fn report_colon_name(literal: impl ToTokens, name: &str, diagnostics: &mut Diagnostics) {
    let problem = format!("the segment `:{name}` is a literal, not an argument");
    diagnostics.report(literal, problem, format!("write `<{name}>`"));
}

struct Binder<'a> {
    context: &'a BindingContext<'a>,
    /// The arguments that were probably meant by a name in the template, which was reported.
    meant: Vec<String>,
    /// The argument that is the whole body.
    whole_body: Option<String>,
}

impl Binder<'_> {
    fn binding(&self, argument: &WrittenArgument, diagnostics: &mut Diagnostics) -> Binding {
        if let Some(binding) = self.template_binding(&argument.name) {
            let is_valid = |attribute: &&BindingAttribute| !matches!(attribute.target, BindingTarget::Invalid);
            for attribute in argument.binding_attributes.iter().filter(is_valid) {
                diagnostics.report(
                    &attribute.tokens,
                    format!("`{}` is bound by the template and by an attribute", argument.name),
                    "remove the attribute, or remove the name from the template",
                );
            }
            return binding;
        }
        match argument.only_binding_attribute(diagnostics) {
            Some(attribute) => self.explicit_binding(argument, attribute, diagnostics),
            None if self.meant.contains(&argument.name) => Binding::Unbound,
            None => self.implicit_binding(argument, diagnostics),
        }
    }

    fn template_binding(&self, name: &str) -> Option<Binding> {
        let template = &self.context.route.template;
        let in_query = template.query.iter().find_map(|pair| match &pair.value {
            QueryValue::Argument(argument) if argument == name => Some(Binding::Query(pair.key.clone())),
            _ => None,
        });
        in_query.or_else(|| template.argument_names().any(|known| known == name).then_some(Binding::Path))
    }

    fn explicit_binding(
        &self,
        argument: &WrittenArgument,
        attribute: &BindingAttribute,
        diagnostics: &mut Diagnostics,
    ) -> Binding {
        let method = self.context.route.method;
        let missing = match &attribute.target {
            BindingTarget::Invalid => return Binding::Unbound,
            BindingTarget::Headers(prefix) => return Binding::Headers(prefix.clone()),
            BindingTarget::Header(name) => {
                let name = header::check_name(name, self.context.authenticated, diagnostics);
                return name.map_or(Binding::Unbound, Binding::Header);
            }
            BindingTarget::Body(format, _) if method.allows_body() => return Binding::Body(*format),
            BindingTarget::Field(wire) if method.has_fields() => return self.field(argument, wire, diagnostics),
            BindingTarget::Body(..) => "body",
            BindingTarget::Field(_) => "body fields",
        };
        diagnostics.report(
            &attribute.tokens,
            format!("{} has no {missing}", with_article(method)),
            format!("put `{0}` into the query, `?<{0}>`, or use POST, PUT or PATCH", argument.name),
        );
        Binding::Unbound
    }

    /// Binds to a body field with a name of its own.
    fn field(&self, argument: &WrittenArgument, wire: &LitStr, diagnostics: &mut Diagnostics) -> Binding {
        let name = wire.value();
        if name.is_empty() || name.chars().any(|c| c.is_control() || c == '"' || c == '\\') {
            let help = "write a name that is not empty, without quotes, backslashes and control characters";
            diagnostics.report(wire, format!("invalid name {name:?} for a body field"), help);
            return Binding::Unbound;
        }
        self.field_unless_whole_body(argument, name, diagnostics)
    }

    fn implicit_binding(&self, argument: &WrittenArgument, diagnostics: &mut Diagnostics) -> Binding {
        let Route { method, is_certain, .. } = self.context.route;
        if !is_certain {
            return Binding::Unbound;
        }
        if method.has_fields() {
            let name = self.context.rename_all.rename_field(&argument.name);
            return self.field_unless_whole_body(argument, name, diagnostics);
        }
        let body = if method.allows_body() { ", make it the whole body with `#[body]`" } else { "" };
        diagnostics.report(
            &argument.ident,
            format!("`{}` is not bound: {} has no body fields", argument.name, with_article(*method)),
            format!(
                "name it in the path (`/<{0}>`) or in the query (`?<{0}>`){body}, or bind it with `#[header(\"…\")]`",
                argument.name
            ),
        );
        Binding::Unbound
    }

    fn field_unless_whole_body(
        &self,
        argument: &WrittenArgument,
        name: String,
        diagnostics: &mut Diagnostics,
    ) -> Binding {
        let Some(body) = &self.whole_body else { return Binding::Field(name) };
        diagnostics.report(
            &argument.ident,
            format!("`{}` would be a body field, but `{body}` is the whole body", argument.name),
            format!(
                "name `{}` in the template, bind it with `#[header(\"…\")]`, or make it part of `{body}`'s type",
                argument.name
            ),
        );
        Binding::Unbound
    }
}

fn with_article(method: Method) -> String {
    format!("{} {}", if method == Method::Options { "an" } else { "a" }, method.name())
}

fn check_form_option(arguments: &[Argument], context: &BindingContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(form) = context.form.filter(|_| context.route.is_certain) else {
        return;
    };
    let method = context.route.method;
    if !method.has_fields() {
        let help = "remove the option, or use POST, PUT or PATCH";
        diagnostics.report(form, format!("`form` has no effect: {} has no body fields", with_article(method)), help);
    } else if arguments.iter().any(|argument| matches!(argument.binding, Binding::Body(_))) {
        let help = "remove the option and write `#[body(form)]`, or remove `#[body]`";
        diagnostics.report(form, "`form` has no effect: an argument is the whole body", help);
    }
}
