//! The route that a message suggests for a method, made of the method's own name and arguments.

use quote::ToTokens as _;
use syn::{Ident, LitStr};

use super::{argument::WrittenArgument, path_prefix::PathPrefix, unraw_name};
use crate::{
    model::{Method, Template},
    syntax::types,
};

/// The parts of a declaration that its route can be guessed from.
pub(super) struct RouteHint<'a> {
    pub(super) function: &'a Ident,
    /// The trait's name in snake case.
    pub(super) resource: &'a str,
    pub(super) prefix: Option<&'a PathPrefix>,
    pub(super) arguments: &'a [WrittenArgument],
}

impl RouteHint<'_> {
    /// Returns the names of the arguments.
    pub(super) fn names(&self) -> Vec<&str> {
        self.arguments.iter().map(|argument| argument.name.as_str()).collect()
    }

    /// Returns a route that compiles: with the method and the template as far as they are known.
    pub(super) fn route(&self, method: Option<&str>, template: Option<&LitStr>) -> String {
        let guessed = self.method(template);
        let method = method.unwrap_or(guessed.name());
        let has_fields = Method::ALL.iter().any(|(name, known)| *name == method && known.has_fields());
        let template =
            template.map_or_else(|| self.template(has_fields), |literal| literal.to_token_stream().to_string());
        [method, &template].join(" ").trim_end().to_owned()
    }

    /// Guesses the method from the function's name. Arguments that the template does not name need one with a body.
    fn method(&self, template: Option<&LitStr>) -> Method {
        let named = |name: &str| template.is_none_or(|template| template.value().contains(&format!("<{name}>")));
        if !self.implicit().all(|argument| named(&argument.name)) {
            return Method::Post;
        }
        let name = unraw_name(self.function);
        match name.split('_').next().unwrap_or_default() {
            "create" | "add" | "post" | "send" | "start" | "invite" | "login" | "revoke" => Method::Post,
            "delete" | "remove" => Method::Delete,
            "put" | "replace" | "set" => Method::Put,
            "patch" | "update" | "edit" => Method::Patch,
            _ => Method::Get,
        }
    }

    /// Returns a template in quotes that names all arguments, unless they are fields of the body; nothing if the trait's
    /// prefix is the whole template.
    fn template(&self, has_fields: bool) -> String {
        let path = if self.prefix.is_some() { String::new() } else { format!("/{}", self.resource) };
        let (query, segments): (Vec<_>, Vec<_>) = self
            .implicit()
            .filter(|_| !has_fields)
            .partition(|argument| types::option(&argument.ty).is_some() || types::vec(&argument.ty).is_some());
        let path = segments.iter().fold(path, |path, argument| format!("{path}/<{}>", argument.name));
        let template = with_query(&path, query.iter().map(|argument| argument.name.as_str()));
        if template.is_empty() { template } else { format!("\"{template}\"") }
    }

    /// Returns the arguments that nothing binds but a template.
    fn implicit(&self) -> impl Iterator<Item = &WrittenArgument> {
        let in_prefix =
            |name: &str| self.prefix.is_some_and(|prefix| names(&prefix.template).any(|other| other == name));
        self.arguments
            .iter()
            .filter(move |argument| argument.binding_attributes.is_empty() && !in_prefix(&argument.name))
    }
}

fn names(template: &Template) -> impl Iterator<Item = &str> {
    template.argument_names()
}

/// Returns a template with further arguments in its query.
pub(super) fn with_query<'a>(template: &str, names: impl Iterator<Item = &'a str>) -> String {
    let pairs = names.map(|name| format!("<{name}>")).collect::<Vec<_>>().join("&");
    match pairs.as_str() {
        "" => template.to_owned(),
        pairs if template.contains('?') => format!("{template}&{pairs}"),
        pairs => format!("{template}?{pairs}"),
    }
}
