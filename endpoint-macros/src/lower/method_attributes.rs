//! The attributes of a method: its `#[endpoint]`, and those that are meant for another place or another library.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Meta, TraitItemFn};

use super::{attributes, cfg_attr, options, route, route_hint::RouteHint};
use crate::{
    diagnostics::{Diagnostics, to_source},
    syntax::{
        endpoint_arguments::{self, EndpointArguments, WrittenRoute},
        options::{OptionList, WrittenOption},
    },
};

/// The attributes of a method as written.
pub(super) struct MethodAttributes {
    /// `#[endpoint(…)]`, or the attribute of another library in its place.
    endpoint: Option<Attribute>,
    route: WrittenRoute,
    pub(super) options: Vec<WrittenOption>,
    /// The attributes that stay on the method.
    pub(super) kept: Vec<Attribute>,
    /// False after a mistake that arguments may depend on.
    pub(super) is_certain: bool,
    state: State,
}

enum State {
    /// `#[endpoint(…)]`
    Written,
    /// `#[get("…")]`
    Foreign,
    /// Something else that was reported already.
    Invalid,
    Missing,
}

impl MethodAttributes {
    /// Reads the attributes, and reports those at the wrong place.
    pub(super) fn read(function: &TraitItemFn, diagnostics: &mut Diagnostics) -> Self {
        let mut read = Self {
            endpoint: None,
            route: WrittenRoute::default(),
            options: Vec::new(),
            kept: Vec::new(),
            is_certain: true,
            state: State::Missing,
        };
        for attribute in attributes::without_cfg(&function.attrs) {
            if is_endpoint(&attribute) {
                read.add_endpoint(attribute, function, diagnostics);
            } else if !read.add_foreign(&attribute, diagnostics) {
                read.kept.push(attribute);
            }
        }
        check_cfg_attr(&function.attrs, diagnostics);
        read
    }

    fn add_endpoint(&mut self, attribute: Attribute, function: &TraitItemFn, diagnostics: &mut Diagnostics) {
        if self.endpoint.is_some() {
            let problem = format!("`{}` has a second `#[endpoint]`", function.sig.ident);
            diagnostics.report(attribute, problem, "declare another method for it");
            return;
        }
        self.state = State::Written;
        let tokens = match &attribute.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) => TokenStream::new(),
            Meta::NameValue(meta) => {
                let value = meta.value.to_token_stream();
                self.route = EndpointArguments::parse(value).map(|arguments| arguments.route).unwrap_or_default();
                self.state = State::Foreign;
                self.endpoint = Some(attribute);
                return;
            }
        };
        match EndpointArguments::parse(tokens) {
            Ok(EndpointArguments { route, options }) => {
                self.route = route;
                self.is_certain &= options.mistakes.is_empty();
                diagnostics.report_syntax_errors(options.mistakes);
                self.options = options.options;
            }
            Err(error) => {
                diagnostics.report_syntax_error(error);
                self.state = State::Invalid;
            }
        }
        self.endpoint = Some(attribute);
    }

    /// Takes an attribute that does not belong on a method, and reports it.
    fn add_foreign(&mut self, attribute: &Attribute, diagnostics: &mut Diagnostics) -> bool {
        let Some(name) = attribute.path().get_ident() else { return false };
        let tokens = match &attribute.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) => TokenStream::new(),
            Meta::NameValue(meta) => meta.value.to_token_stream(),
        };
        if self.endpoint.is_none()
            && let Some(route) = endpoint_arguments::foreign_route(name, tokens.clone())
        {
            self.route = route;
            self.state = State::Foreign;
            self.endpoint = Some(attribute.clone());
            return true;
        }
        let written = to_source(attribute);
        let name = name.to_string();
        let help = match name.as_str() {
            "header" => format!(
                "write it before an argument: `{written} name: String`; a constant header is an option, \
                 `#[endpoint(…, header(\"Name\" = \"value\"))]`"
            ),
            "cookie" => format!("write it before an argument: `{written} name: String`"),
            "headers" => "write `#[headers]` before an argument; a constant header is an option, \
                 `#[endpoint(…, header(\"Name\" = \"value\"))]`".to_owned(),
            "idempotency_key" => {
                "write it before the argument that holds it: `#[header(\"Idempotency-Key\")] #[idempotency_key] key: Option<String>`".to_owned()
            }
            "body" | "field" | "sensitive" => format!("write it before the argument that it is about: `{written} name: String`"),
            "query" | "param" | "path" => "remove it, and name the arguments in the template: `/<id>?<limit>`".to_owned(),
            "json" | "form" | "multipart" => {
                "remove it; the attributes of arguments say what is sent: `#[body]`, `#[body(form)]`, `#[header(\"Name\")]`".to_owned()
            }
            "serde" => serde_help(tokens),
            "async_trait" => "remove it: the futures of the methods are `Send` without it".to_owned(),
            option if options::ENDPOINT.options.contains(&option) => {
                format!("write it as an option: `#[endpoint(…, {})]`", as_option(option, &attribute.meta))
            }
            option if options::ENDPOINTS.options.contains(&option) && option != "derive" => {
                format!("write it as an option of the trait: `#[endpoints({})]`", as_option(option, &attribute.meta))
            }
            _ => return false,
        };
        self.is_certain = false;
        diagnostics.report(attribute, format!("`#[{name}]` does not go on a method"), help);
        true
    }

    /// Returns whether the method is declared as an endpoint, in whatever form.
    pub(super) fn has_endpoint(&self) -> bool {
        self.endpoint.is_some()
    }

    /// Returns the only name in the template that is none of these arguments.
    pub(super) fn unnamed(&self, arguments: &[String]) -> Option<String> {
        let text = self.route.template.as_ref()?.value();
        let mut names =
            text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(name, _)| name.to_owned());
        let is_usable = |name: &String| syn::parse_str::<syn::Ident>(name).is_ok() && !arguments.contains(name);
        names.find(is_usable).filter(|_| names.all(|name| arguments.contains(&name)))
    }

    /// Checks the route.
    pub(super) fn route(&mut self, hint: &RouteHint<'_>, diagnostics: &mut Diagnostics) -> route::Route {
        let mut written = std::mem::take(&mut self.route);
        let name = hint.function;
        let Some(attribute) = &self.endpoint else {
            let write = hint.route(None, None);
            let help = format!("write `#[endpoint({write})]`, or move the method to another trait");
            diagnostics.report(name, format!("`{name}` has no `#[endpoint]`"), help);
            return route::Route::unknown();
        };
        match self.state {
            State::Written => route::lower(written, attribute, hint, diagnostics),
            State::Foreign => {
                route::correct_template(&mut written, hint);
                let known = written.method.as_ref().map(|method| method.name.to_ascii_uppercase());
                let write = hint.route(known.as_deref(), written.template.as_ref());
                let problem = if is_endpoint(attribute) {
                    "`#[endpoint]` takes its arguments in parentheses".to_owned()
                } else {
                    format!("`{}` is an attribute of another library", to_source(attribute))
                };
                diagnostics.report(attribute, problem, format!("write `#[endpoint({write})]`"));
                route::lower_reported(written, hint, diagnostics)
            }
            State::Invalid | State::Missing => route::Route::unknown(),
        }
    }
}

fn is_endpoint(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "endpoint")
}

/// Writes an attribute as an option of the same name.
fn as_option(name: &str, meta: &Meta) -> String {
    match meta {
        Meta::Path(_) => name.to_owned(),
        Meta::List(list) => format!("{name} = {}", to_source(&list.tokens)),
        Meta::NameValue(meta) => format!("{name} = {}", to_source(&meta.value)),
    }
}

/// Returns the way to do what an attribute of serde does, which has these arguments.
pub(super) fn serde_help(arguments: TokenStream) -> String {
    let rename_all = OptionList::parse(arguments).options.into_iter().find(|option| option.name == "rename_all");
    match rename_all {
        Some(option) => {
            let value =
                option.value.assigned::<syn::LitStr>().map_or_else(|| "camelCase".to_owned(), |text| text.value());
            format!("write `#[endpoints(rename_all = \"{value}\")]` on the trait")
        }
        None => {
            "remove it; `#[field(\"…\")]` renames an argument, and `#[endpoints(rename_all = \"…\")]` all of the trait"
                .to_owned()
        }
    }
}

/// Refuses a `#[cfg]` inside of `#[cfg_attr]`: it would cover the method, but not the other items that it emits.
fn check_cfg_attr(attributes: &[Attribute], diagnostics: &mut Diagnostics) {
    for attribute in attributes.iter().filter(|attribute| cfg_attr::adds_cfg(&attribute.meta)) {
        let help = "write `#[cfg(…)]`, which covers every item that is emitted for the method";
        diagnostics.report(attribute, "a method cannot have a `cfg` inside of `cfg_attr`", help);
    }
}
