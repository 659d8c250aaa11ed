//! Method and template of an endpoint.

use quote::ToTokens;
use syn::{Ident, LitStr};

use super::plain;
use crate::{
    diagnostics::{Diagnostics, did_you_mean, list},
    model::Method,
    syntax::{
        Head, HeadError,
        template::{self, Template},
    },
};

/// Method and template as far as they could be understood.
pub(super) struct Route {
    pub(super) method: Method,
    pub(super) template: Template,
    /// Where mistakes of the template are reported.
    pub(super) place: Option<LitStr>,
    /// Whether both are what the user meant, so that what does not fit them is a mistake.
    pub(super) certain: bool,
}

impl Route {
    /// What a route is taken for that could not be understood.
    pub(super) fn unknown() -> Self {
        Self { method: Method::Post, template: Template::default(), place: None, certain: false }
    }
}

/// Checks what was written, and reports what is wrong with it at its own tokens.
pub(super) fn lower(head: Result<Head, HeadError>, function: &Ident, diagnostics: &mut Diagnostics) -> Route {
    let names = || list(Method::ALL.map(|(name, _)| name));
    match head {
        Ok(head) => {
            let method = method(&head.method, diagnostics);
            let (template, mistakes) = template::parse(&head.template.value());
            let certain = method.is_some() && mistakes.is_empty();
            for mistake in mistakes {
                diagnostics.at(&head.template, mistake.problem, mistake.help);
            }
            return Route { method: method.unwrap_or(Method::Post), template, place: Some(head.template), certain };
        }
        // Reported where the attribute is at hand.
        Err(HeadError::Nothing) => {}
        Err(HeadError::NoMethod(template)) => {
            let help = format!("put one before it: {}", names());
            diagnostics.at(&template, format!("the method of `{function}` is missing"), help);
        }
        Err(HeadError::Swapped { template, method }) => {
            let help = format!("write `{method} {}`", template.to_token_stream());
            diagnostics.at(&method, "the method comes before the template", help);
        }
        Err(HeadError::NoTemplate(method)) => {
            let help = format!("write `{method} \"/v1/…\"`");
            diagnostics.at(&method, format!("the template of `{function}` is missing"), help);
        }
        Err(HeadError::NoLiteral { method, found }) => diagnostics.at(
            found,
            "the template is no string literal",
            format!("write `{method} \"/v1/…\"`; it is checked before constants and `concat!` are known"),
        ),
        Err(HeadError::QuotedMethod { method, template }) => {
            let help = format!("write `{} {}`", method.value(), template.to_token_stream());
            diagnostics.at(&method, "the method stands without quotes", help);
        }
        Err(HeadError::Comma { comma, method, template }) => {
            let help = format!("write `{method} {}`", template.to_token_stream());
            diagnostics.at(comma, "there is no comma between method and template", help);
        }
        Err(HeadError::TwoMethods(second)) => {
            let help = format!("declare another method of the trait for `{second}`");
            diagnostics.at(&second, "an endpoint has one method", help);
        }
        Err(HeadError::Other(found)) => diagnostics.at(
            found,
            "expected a method and a template",
            format!("write `POST \"/v1/…\"` first, options after it; the methods are {}", names()),
        ),
    }
    Route::unknown()
}

fn method(written: &Ident, diagnostics: &mut Diagnostics) -> Option<Method> {
    let name = plain(written);
    let known = Method::ALL.iter().find(|(known, _)| *known == name).map(|(_, method)| *method);
    if known.is_none() {
        let help = did_you_mean(&name, &Method::ALL.map(|(known, _)| known));
        diagnostics.at(written, format!("there is no method `{name}`"), help);
    }
    known
}
