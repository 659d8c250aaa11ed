//! The options `header("Name" = "value")`, `field("name" = value)` and `query("key" = value)`: headers, body fields and query values
//! that every call sends.

use quote::ToTokens as _;
use syn::{Token, punctuated::Punctuated};

use super::{
    binding_context::with_article,
    constant_value::{Constant, ConstantValue},
    header,
    options::Options,
    query_constants,
    route::Route,
};
use crate::{
    diagnostics::{Diagnostics, quoted_texts},
    model::{Argument, Binding, BodyFormat, TextForm},
    syntax::options::WrittenOption,
};

/// The constants of a trait or of a method.
#[derive(Clone, Default)]
pub(super) struct Constants {
    headers: Vec<Constant>,
    fields: Vec<Constant>,
    query: Vec<Constant>,
}

impl Constants {
    /// Reads the options of a trait, or of a method whose client sends its credential if it is `authenticated`.
    pub(super) fn read(options: &mut Options<'_>, authenticated: bool) -> Self {
        let headers = read_named(options, "header", "\"X-Api-Version\" = \"2\"");
        let fields = read_named(options, "field", "\"grant_type\" = \"client_credentials\"");
        let query = read_named(options, "query", "\"api-version\" = \"2\"");
        let diagnostics = options.diagnostics();
        let mut read = Self::default();
        for (constant, is_default) in headers {
            if check_header(&constant, authenticated, diagnostics)
                && is_first(&read.headers, &constant, is_default, "header", str::eq_ignore_ascii_case, diagnostics)
            {
                read.headers.push(constant);
            }
        }
        for (constant, is_default) in fields {
            if check_field(&constant, diagnostics)
                && is_first(&read.fields, &constant, is_default, "field", |a, b| a == b, diagnostics)
            {
                read.fields.push(constant);
            }
        }
        for (constant, is_default) in query {
            if query_constants::check(&constant, diagnostics)
                && is_first(&read.query, &constant, is_default, "query key", |a, b| a == b, diagnostics)
            {
                read.query.push(constant);
            }
        }
        read
    }

    /// Adds the constants of the query to the template of a method.
    pub(super) fn add_query(&self, of_trait: &Self, route: &mut Route, diagnostics: &mut Diagnostics) {
        query_constants::add(&self.query, &of_trait.query, route, diagnostics);
    }

    /// Reports the constants of a method that its arguments contradict, and the arguments that contradict those of its trait. Returns the
    /// constants of both that are sent; those of the method replace those of the trait. `has_fields` tells whether the body may have fields.
    pub(super) fn check(
        self,
        of_trait: &Self,
        arguments: &mut [Argument],
        (route, has_fields): (&Route, bool),
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let headers = merged(self.headers, &of_trait.headers, str::eq_ignore_ascii_case);
        let headers = headers.into_iter().filter(|(constant, is_own)| {
            let is_same = |argument: &Argument| match &argument.binding {
                Binding::Header(name) => name.eq_ignore_ascii_case(&constant.name.value()),
                _ => false,
            };
            check_argument(constant, *is_own, "header", arguments, is_same, diagnostics)
        });
        let headers = headers.map(|(constant, _)| constant).collect();
        if !self.fields.is_empty() || !of_trait.fields.is_empty() {
            let whole = arguments.iter().find(|argument| matches!(argument.binding, Binding::Body(_)));
            let has_fields = has_fields && whole.is_none();
            if !has_fields && route.is_certain {
                for constant in &self.fields {
                    report_no_fields(constant, whole, route, diagnostics);
                }
            }
            if !has_fields {
                return Self { headers, ..Self::default() };
            }
        }
        let fields = merged(self.fields, &of_trait.fields, |a, b| a == b);
        let fields = fields.into_iter().filter(|(constant, is_own)| {
            let key = constant.name.value();
            let is_same = |argument: &Argument| match (&argument.binding, argument.form) {
                (Binding::Field(name), TextForm::Nested(nesting)) => nesting.takes(name, &key),
                (Binding::Field(name), _) => *name == key,
                _ => false,
            };
            check_argument(constant, *is_own, "field", arguments, is_same, diagnostics)
        });
        Self { headers, fields: fields.map(|(constant, _)| constant).collect(), query: Vec::new() }
    }

    /// Reports the lists among the constant fields of a body that is not JSON.
    pub(super) fn check_lists(&self, format: Option<BodyFormat>, diagnostics: &mut Diagnostics) {
        let lists = self.fields.iter().filter(|constant| constant.value.is_list() && format != Some(BodyFormat::Json));
        for constant in lists {
            let problem = format!("the field `{}` is a list, which only a JSON body has", constant.name.value());
            diagnostics.report(&constant.value, problem, "write one value, as text, a number, `true` or `false`");
        }
    }

    pub(super) fn has_fields(&self) -> bool {
        !self.fields.is_empty()
    }

    /// Returns the names and values of the headers.
    pub(super) fn headers(&self) -> Vec<(String, String)> {
        self.headers.iter().filter_map(|constant| Some((constant.name.value(), constant.value.text()?))).collect()
    }

    /// Returns the names of the fields, and their values as they are written in a body of this format.
    pub(super) fn fields(&self, format: Option<BodyFormat>) -> Vec<(String, String)> {
        let value = |value: &ConstantValue| if format == Some(BodyFormat::Json) { value.json() } else { value.text() };
        self.fields.iter().filter_map(|constant| Some((constant.name.value(), value(&constant.value)?))).collect()
    }
}

/// Returns the constants of every option of this name, with `true` for those of the provider's defaults.
fn read_named(options: &mut Options<'_>, name: &'static str, example: &str) -> Vec<(Constant, bool)> {
    let mut read = Vec::new();
    for (option, is_default) in options.all(name) {
        match option.value.list(Punctuated::<Constant, Token![,]>::parse_terminated) {
            Some(list) if !list.is_empty() => read.extend(list.into_iter().map(|constant| (constant, is_default))),
            _ => {
                let mut help = format!("write `{name}({})`", meant(&option, example));
                if name == "query" {
                    help += " for a constant; arguments are named in the template: `?<page>&<limit>`";
                }
                options.diagnostics().report(&option, format!("invalid value for the option `{name}`"), help);
            }
        }
    }
    read
}

/// Returns the name and the value that an option in another form holds, or an example.
fn meant(option: &WrittenOption, example: &str) -> String {
    let texts = quoted_texts(option.to_token_stream());
    match &texts[..] {
        [name, value] => format!("{name:?} = {value:?}"),
        [one] => match one.split_once(':') {
            Some((name, value)) => format!("{:?} = {:?}", name.trim(), value.trim()),
            None => example.to_owned(),
        },
        _ => example.to_owned(),
    }
}

/// Returns whether no earlier constant has this name, and reports one that has it at the same place.
fn is_first(
    earlier: &[Constant],
    constant: &Constant,
    is_default: bool,
    kind: &str,
    is_same: impl Fn(&str, &str) -> bool,
    diagnostics: &mut Diagnostics,
) -> bool {
    let name = constant.name.value();
    let is_first = !earlier.iter().any(|other| is_same(&other.name.value(), &name));
    if !is_first && !is_default {
        diagnostics.report(&constant.name, format!("the {kind} `{name}` is given twice"), "remove one of them");
    }
    is_first
}

fn check_header(constant: &Constant, authenticated: bool, diagnostics: &mut Diagnostics) -> bool {
    let Constant { name, value } = constant;
    let form = |name: &str| format!("header(\"{name}\" = …)");
    if header::check_name_in(name, form, authenticated, diagnostics).is_none() {
        return false;
    }
    if name.value().eq_ignore_ascii_case("cookie") {
        let help = "bind an argument with `#[cookie(\"name\")]`";
        diagnostics.report(name, "the header `Cookie` is made of the cookies of the call", help);
        return false;
    }
    let name = name.value();
    let Some(text) = value.literal_text() else {
        let help = match value.text() {
            Some(text) => format!("write `header({name:?} = {text:?})`"),
            None => format!("write `header({name:?} = \"value\")`"),
        };
        diagnostics.report(value, "the value of a header is a text in quotes", help);
        return false;
    };
    let is_blank = |c: Option<char>| matches!(c, None | Some(' ' | '\t'));
    let is_plain = text.chars().all(|c| matches!(c, ' '..='~' | '\t'));
    let is_valid = is_plain && !is_blank(text.chars().next()) && !is_blank(text.chars().last());
    if !is_valid {
        diagnostics.report(
            value,
            format!("{} cannot be the value of a header", if text.is_empty() { "an empty text" } else { "this text" }),
            "write visible ASCII, with blanks only between visible characters",
        );
    }
    is_valid
}

fn check_field(constant: &Constant, diagnostics: &mut Diagnostics) -> bool {
    let Constant { name, value } = constant;
    if name.value().is_empty() {
        diagnostics.report(name, "the name of the body field is empty", "write the name that is sent");
        return false;
    }
    let is_valid = value.json().is_some();
    if !is_valid {
        let help =
            "write a text in quotes, a number without a suffix, `true`, `false`, or a list of these: `[\"a\", \"b\"]`";
        diagnostics.report(value, "this cannot be the value of a constant field", help);
    }
    is_valid
}

/// Returns the constants of a trait that no constant of the method replaces, and then those of the method, with `true`.
fn merged(own: Vec<Constant>, of_trait: &[Constant], is_same: impl Fn(&str, &str) -> bool) -> Vec<(Constant, bool)> {
    let is_replaced =
        |constant: &&Constant| own.iter().any(|other| is_same(&other.name.value(), &constant.name.value()));
    let kept: Vec<_> =
        of_trait.iter().filter(|constant| !is_replaced(constant)).map(|constant| (constant.clone(), false)).collect();
    kept.into_iter().chain(own.into_iter().map(|constant| (constant, true))).collect()
}

/// Returns whether no argument has the name of the constant. The argument that has it is left unbound.
fn check_argument(
    constant: &Constant,
    is_own: bool,
    kind: &str,
    arguments: &mut [Argument],
    is_same: impl Fn(&Argument) -> bool,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(argument) = arguments.iter_mut().find(|argument| is_same(argument)) else { return true };
    let name = constant.name.value();
    if is_own {
        let problem = format!("the {kind} `{name}` is a constant, and the argument `{}`", argument.name);
        diagnostics.report(&constant.name, problem, "remove one of them");
    } else {
        let problem = format!("the trait sends the {kind} `{name}` with a constant value");
        diagnostics.report(&argument.ident, problem, "remove the argument, or the constant from the trait");
    }
    argument.binding = Binding::Unbound;
    false
}

fn report_no_fields(constant: &Constant, whole: Option<&Argument>, route: &Route, diagnostics: &mut Diagnostics) {
    let name = constant.name.value();
    let (problem, help) = match whole.filter(|_| route.method.has_fields()) {
        Some(body) => (
            format!("`field({name:?} = …)` has no effect: `{}` is the whole body", body.name),
            format!("remove the option, make it part of the type of `{}`, or remove `#[body]`", body.name),
        ),
        None => (
            format!("`field({name:?} = …)` has no effect: {} has no body fields", with_article(&route.method)),
            format!("put it into the query, `?{name}=value`, or use POST, PUT or PATCH"),
        ),
    };
    diagnostics.report(&constant.name, problem, help);
}
