//! The checks of an endpoint's HTTP method and template.

use quote::ToTokens;
use syn::{Attribute, Ident, LitStr};

use super::{path_prefix::PathPrefix, template, unraw_name};
use crate::{
    diagnostics::{Diagnostics, quoted_list, suggest},
    model::{Method, Segment, Template},
    syntax::endpoint_arguments::{RouteSyntaxError, WrittenRoute},
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
        self.template.segments.iter().take(self.prefix_segments).filter_map(Segment::argument_name)
    }

    /// The route of a method that adds no template to the prefix.
    fn of_prefix(prefix: &PathPrefix, method: Option<Method>) -> Self {
        Self {
            method: method.unwrap_or(Method::Post),
            template: prefix.template.clone(),
            prefix_segments: prefix.template.segments.len(),
            literal: None,
            is_certain: method.is_some() && prefix.is_certain,
        }
    }
}

/// Checks the route in `attribute`, on the method `function`. It begins with the prefix of the trait.
pub(super) fn lower(
    written: Result<WrittenRoute, RouteSyntaxError>,
    prefix: Option<&PathPrefix>,
    attribute: &Attribute,
    function: &Ident,
    diagnostics: &mut Diagnostics,
) -> Route {
    let names = || quoted_list(Method::ALL.map(|(name, _)| name));
    match written {
        Ok(written) => {
            let method = method(&written.method, diagnostics);
            let text = written.template.value();
            let (template, errors) = prefix.map_or_else(|| template::parse(&text), |prefix| prefix.join(&text));
            let is_certain = method.is_some() && errors.is_empty() && prefix.is_none_or(|prefix| prefix.is_certain);
            for error in errors {
                diagnostics.report(&written.template, error.problem, error.help);
            }
            let method = method.unwrap_or(Method::Post);
            let prefix_segments = prefix.map_or(0, |prefix| prefix.template.segments.len());
            return Route { method, template, prefix_segments, literal: Some(written.template), is_certain };
        }
        Err(RouteSyntaxError::Empty) => {
            let problem = "`#[endpoint]` has no HTTP method and no template";
            diagnostics.report(attribute, problem, "write `#[endpoint(POST \"/v1/…\")]`");
        }
        Err(RouteSyntaxError::MissingMethod(template)) => {
            let help = format!("write one before the template: {}", names());
            diagnostics.report(&template, format!("`{function}` has no HTTP method"), help);
        }
        Err(RouteSyntaxError::TemplateFirst { template, method }) => {
            let help = format!("write `{method} {}`", template.to_token_stream());
            diagnostics.report(&method, "the HTTP method is after the template", help);
        }
        Err(RouteSyntaxError::MissingTemplate(written)) => {
            if let Some(prefix) = prefix {
                return Route::of_prefix(prefix, method(&written, diagnostics));
            }
            let help = format!("write `{written} \"/v1/…\"`");
            diagnostics.report(&written, format!("`{function}` has no template"), help);
        }
        Err(RouteSyntaxError::TemplateNotLiteral { method, found }) => diagnostics.report(
            found,
            "the template is not a string literal",
            format!(
                "write `{method} \"/v1/…\"`; constants and `concat!` are not expanded yet when the template is checked"
            ),
        ),
        Err(RouteSyntaxError::QuotedMethod { method, template }) => {
            let help = format!("write `{} {}`", method.value(), template.to_token_stream());
            diagnostics.report(&method, "the HTTP method is in quotes", help);
        }
        Err(RouteSyntaxError::CommaBetween { comma, method, template }) => {
            let help = format!("write `{method} {}`", template.to_token_stream());
            diagnostics.report(comma, "there is a comma between the HTTP method and the template", help);
        }
        Err(RouteSyntaxError::TwoMethods(second)) => {
            let help = format!("declare another method of the trait for `{second}`");
            diagnostics.report(&second, "an endpoint has only one HTTP method", help);
        }
        Err(RouteSyntaxError::Unexpected(found)) => diagnostics.report(
            found,
            "expected an HTTP method and a template",
            format!("start with `POST \"/v1/…\"`, then write the options; the methods are {}", names()),
        ),
    }
    Route::unknown()
}

fn method(written: &Ident, diagnostics: &mut Diagnostics) -> Option<Method> {
    let name = unraw_name(written);
    let known = Method::ALL.iter().find(|(known, _)| *known == name).map(|(_, method)| *method);
    if known.is_none() {
        let help = suggest(&name, &Method::ALL.map(|(known, _)| known));
        diagnostics.report(written, format!("unknown HTTP method `{name}`"), help);
    }
    known
}
