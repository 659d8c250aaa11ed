//! The checks of an endpoint's HTTP method and template.

use syn::{Attribute, LitStr};

use super::{path_prefix::PathPrefix, route_hint::RouteHint, template};
use crate::{
    diagnostics::{Diagnostics, find_similar, quoted_list},
    model::{Method, Segment, Template, method::FREQUENT},
    syntax::endpoint_arguments::WrittenRoute,
};

/// A method and a template, as far as they could be read.
pub(super) struct Route {
    pub(super) method: Method,
    pub(super) template: Template,
    /// The number of segments that are those of the trait's prefix.
    pub(super) prefix_segments: usize,
    /// The template as written, at which mistakes in it are reported.
    pub(super) literal: Option<LitStr>,
    /// False after a mistake: arguments that do not fit the route are not reported then.
    pub(super) is_certain: bool,
}

impl Route {
    /// The route of an endpoint whose own could not be read.
    pub(super) fn unknown() -> Self {
        Self {
            method: Method::Post,
            template: Template::default(),
            prefix_segments: 0,
            literal: None,
            is_certain: false,
        }
    }

    /// Returns the names in the trait's prefix.
    pub(super) fn prefix_names(&self) -> impl Iterator<Item = &str> {
        self.template.segments.iter().take(self.prefix_segments).flat_map(Segment::argument_names)
    }

    /// The route of a method that adds no template to the prefix.
    fn of_prefix(prefix: &PathPrefix, method: Option<Method>) -> Self {
        Self {
            is_certain: method.is_some() && prefix.is_certain,
            method: method.unwrap_or(Method::Post),
            template: prefix.template.clone(),
            prefix_segments: prefix.template.segments.len(),
            literal: None,
        }
    }
}

/// Checks the route in `attribute`. It begins with the prefix of the trait.
pub(super) fn lower(
    mut written: WrittenRoute,
    attribute: &Attribute,
    hint: &RouteHint<'_>,
    diagnostics: &mut Diagnostics,
) -> Route {
    let is_reported = written.mistake.is_some();
    if is_reported {
        correct_template(&mut written, hint);
    }
    let known = written.method.as_ref().and_then(|method| find_method(&method.name, is_reported));
    report_form(&written, known.as_ref(), attribute, hint, diagnostics);
    lower_template(written, known, hint, diagnostics)
}

/// Corrects the notation of the template, in a route whose form is reported: the message shows all of it.
pub(super) fn correct_template(written: &mut WrittenRoute, hint: &RouteHint<'_>) {
    written.template = written.template.take().map(|literal| {
        let text = literal.value();
        // A method may add only a query to a prefix.
        let is_suffix = hint.prefix.is_some() && !text.starts_with('/');
        if is_suffix { literal } else { LitStr::new(&template::corrected(&text, &hint.names()), literal.span()) }
    });
}

/// Checks a route whose form was reported.
pub(super) fn lower_reported(written: WrittenRoute, hint: &RouteHint<'_>, diagnostics: &mut Diagnostics) -> Route {
    let known = written.method.as_ref().and_then(|method| find_method(&method.name, true));
    lower_template(written, known, hint, diagnostics)
}

fn lower_template(
    WrittenRoute { template: literal, is_url, .. }: WrittenRoute,
    known: Option<Method>,
    hint: &RouteHint<'_>,
    diagnostics: &mut Diagnostics,
) -> Route {
    let Some(literal) = literal else {
        return match hint.prefix {
            Some(prefix) => Route::of_prefix(prefix, known),
            None => Route { method: known.unwrap_or(Method::Post), ..Route::unknown() },
        };
    };
    let (text, names) = (literal.value(), hint.names());
    let (template, errors) = match (template::url::parse(&text), hint.prefix) {
        // In quotes, a template continues the prefix.
        (Some(parsed), None) => parsed,
        (Some(parsed), Some(_)) if is_url => parsed,
        (_, Some(prefix)) => prefix.join(&text, &names),
        (None, None) => template::parse(&text, &names),
    };
    let has_url = template.url.is_some();
    let is_template_certain =
        errors.iter().all(|error| error.is_corrected) && hint.prefix.is_none_or(|prefix| prefix.is_certain);
    for error in errors {
        diagnostics.report(&literal, error.problem, error.help);
    }
    Route {
        is_certain: known.is_some() && is_template_certain,
        method: known.unwrap_or(Method::Post),
        template,
        prefix_segments: hint.prefix.filter(|_| !has_url).map_or(0, |prefix| prefix.template.segments.len()),
        literal: Some(literal),
    }
}

/// Finds a method by its name; in any case, if its form is reported anyhow. Every upper-case token is one, except those that are
/// probably a typing mistake.
fn find_method(name: &str, in_any_case: bool) -> Option<Method> {
    let is_named = |known: &str| known == name || in_any_case && known.eq_ignore_ascii_case(name);
    let usual = Method::ALL.into_iter().find(|(known, _)| is_named(known)).map(|(_, method)| method);
    usual.or_else(|| {
        let name = if in_any_case { name.to_ascii_uppercase() } else { name.to_owned() };
        let is_other = is_upper_case(&name) && refusal(&name).is_none();
        let is_mistyped = similar_method(&name).is_some_and(|similar| similar != name);
        (is_other && (!is_mistyped || Method::Other(name.clone()).is_idempotent())).then_some(Method::Other(name))
    })
}

fn is_upper_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
}

fn similar_method(name: &str) -> Option<&'static str> {
    find_similar(name, Method::ALL.map(|(known, _)| known).into_iter().chain(FREQUENT))
}

/// Returns the reason why no endpoint has this method.
fn refusal(method: &str) -> Option<&'static str> {
    match method.to_ascii_uppercase().as_str() {
        "CONNECT" => Some("CONNECT opens a tunnel through a proxy, and is no request for a resource"),
        "TRACE" => Some("TRACE returns the request with its credential, so that servers and browsers refuse it"),
        _ => None,
    }
}

/// Reports a route that is not a method and a template, and an unknown method.
fn report_form(
    written: &WrittenRoute,
    known: Option<&Method>,
    attribute: &Attribute,
    hint: &RouteHint<'_>,
    diagnostics: &mut Diagnostics,
) {
    let function = hint.function;
    let methods = || quoted_list(Method::ALL.map(|(name, _)| name));
    let template = written.template.as_ref();
    let name = known.map(Method::name);
    match (&written.mistake, &written.method, template) {
        (Some(mistake), method, _) => {
            let name = name.or_else(|| method.as_ref().map(|method| method.name.as_str()));
            let why = if mistake.problem.ends_with("not a string literal") && template.is_none() {
                "; the template is checked before constants and macros are expanded"
            } else if mistake.problem.starts_with("an endpoint has only one") {
                ", and declare another method of the trait for the other one"
            } else {
                ""
            };
            diagnostics.report(
                &mistake.tokens,
                &mistake.problem,
                format!("write `{}`{why}", hint.route(name, template)),
            );
        }
        (None, None, None) => {
            let help = format!("write `#[endpoint({})]`", hint.route(None, None));
            diagnostics.report(attribute, "`#[endpoint]` has no HTTP method and no template", help);
        }
        (None, None, Some(literal)) => {
            let help = format!("write `{}`, or another one of {}", hint.route(None, template), methods());
            diagnostics.report(literal, format!("`{function}` has no HTTP method"), help);
        }
        (None, Some(method), template) => {
            if let Some(reason) = refusal(&method.name) {
                let help = "write another method: a declared endpoint is a request with a response of its own";
                diagnostics.report(&method.tokens, reason, help);
            } else if known.is_none() {
                let help = match similar_method(&method.name) {
                    Some(similar) => format!("write `{}`", hint.route(Some(similar), template)),
                    None => format!(
                        "write `{}`: a method is a word in upper case, such as {}",
                        hint.route(Some(&method.name.to_ascii_uppercase().replace('_', "-")), template),
                        methods()
                    ),
                };
                diagnostics.report(&method.tokens, format!("unknown HTTP method `{}`", method.name), help);
            } else if template.is_none() && hint.prefix.is_none() {
                let help = format!("write `{}`", hint.route(name, None));
                diagnostics.report(&method.tokens, format!("`{function}` has no template"), help);
            }
        }
    }
}
