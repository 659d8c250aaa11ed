//! The options of an attribute, taken by name and checked.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Attribute, Ident, LitBool, LitInt, LitStr, Meta, Path, Token, parse::Parse as _, punctuated::Punctuated};

use super::{foreign_options, media_type::split_marker};
use crate::{
    case::Case,
    diagnostics::{Diagnostics, suggest},
    model::OptIn,
    syntax::options::{OptionList, OptionValue, WrittenOption},
};

/// The options of an attribute, to recognize them on another one.
pub(super) struct AttributeOptions {
    pub(super) attribute: &'static str,
    pub(super) options: &'static [&'static str],
}

pub(super) const ENDPOINTS: AttributeOptions = AttributeOptions {
    attribute: "#[endpoints]",
    options: &[
        "defaults",
        "tag",
        "path",
        "id",
        "host",
        "crate",
        "derive",
        "server",
        "schema",
        "envelope",
        "body",
        "response",
        "rename_all",
        "header",
        "field",
        "query",
        "auth",
        "timeout",
    ],
};

pub(super) const ENDPOINT: AttributeOptions = AttributeOptions {
    attribute: "#[endpoint]",
    options: &[
        "id",
        "request",
        "idempotent",
        "destructive",
        "auth",
        "timeout",
        "response",
        "envelope",
        "status",
        "form",
        "multipart",
        "paginate",
        "compress",
        "body",
        "header",
        "field",
        "query",
    ],
};

/// The options of one attribute. Those that were not taken in the end are unknown.
pub(super) struct Options<'d> {
    written: Vec<WrittenOption>,
    /// The defaults of options that can be given several times, which are added to those that were written.
    repeated_defaults: Vec<WrittenOption>,
    known: Vec<&'static str>,
    diagnostics: &'d mut Diagnostics,
}

/// The options that can be given several times.
const REPEATED: [&str; 3] = ["header", "field", "query"];

impl<'d> Options<'d> {
    pub(super) fn new(written: Vec<WrittenOption>, diagnostics: &'d mut Diagnostics) -> Self {
        Self { written, repeated_defaults: Vec::new(), known: Vec::new(), diagnostics }
    }

    /// Reads the arguments of an attribute.
    pub(super) fn parse(arguments: TokenStream, diagnostics: &'d mut Diagnostics) -> Self {
        let mut written = Vec::new();
        add_list(arguments, &mut written, diagnostics);
        Self::new(written, diagnostics)
    }

    /// Reads the options of every `#[name(…)]` among the attributes.
    pub(super) fn of_attribute(attributes: &[Attribute], name: &str, diagnostics: &'d mut Diagnostics) -> Self {
        let mut written = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
            match &attribute.meta {
                Meta::List(list) => add_list(list.tokens.clone(), &mut written, diagnostics),
                _ => diagnostics.report(
                    attribute,
                    format!("`#[{name}]` takes its options in parentheses"),
                    format!("write `#[{name}(option = value)]`"),
                ),
            }
        }
        Self::new(written, diagnostics)
    }

    /// Adds options to those that the message about an unknown one suggests.
    pub(super) fn know(&mut self, names: &[&'static str]) {
        self.known.extend(names);
    }

    /// Returns whether an option is written as `name(…)`.
    pub(super) fn is_list(&self, name: &str) -> bool {
        self.written.iter().any(|option| option.name == name && matches!(option.value, OptionValue::List(_)))
    }

    /// `name = Type`: takes an option whose value is the path of a type.
    pub(super) fn take_marker(&mut self, name: &'static str) -> Option<Path> {
        let option = self.written.iter().find(|option| option.name == name)?;
        let OptionValue::Assigned(value) = &option.value else { return None };
        let (Some(marker), rest) = split_marker(value.clone()) else { return None };
        rest.is_empty().then(|| {
            self.take(name);
            marker
        })
    }

    /// Returns the name of an option as it is written.
    pub(super) fn name_tokens(&self, name: &str) -> Option<TokenStream> {
        self.written.iter().find(|option| option.name == name).map(|option| option.name.to_token_stream())
    }

    /// Takes an option that changes nothing, and is not suggested.
    pub(super) fn pass_over(&mut self, name: &str) {
        self.written.retain(|option| option.name != name);
    }

    /// Adds options that stand in for those that were not written.
    pub(super) fn add_defaults(&mut self, defaults: Vec<WrittenOption>) {
        let (repeated, defaults): (Vec<_>, Vec<_>) =
            defaults.into_iter().partition(|option| REPEATED.iter().any(|name| option.name == name));
        self.repeated_defaults.extend(repeated);
        let is_written = |option: &WrittenOption| self.written.iter().any(|written| written.name == option.name);
        let missing: Vec<_> = defaults.into_iter().filter(|option| !is_written(option)).collect();
        self.written.extend(missing);
    }

    pub(super) fn diagnostics(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }

    /// `name = "text"`
    pub(super) fn string(&mut self, name: &'static str, form: &str) -> Option<LitStr> {
        self.take_parsed(name, form, |option| option.value.assigned())
    }

    /// `name = 7`
    pub(super) fn integer(&mut self, name: &'static str, form: &str) -> Option<LitInt> {
        self.take_parsed(name, form, |option| option.value.assigned())
    }

    /// `name = identifier`
    pub(super) fn ident(&mut self, name: &'static str, form: &str) -> Option<Ident> {
        self.take_parsed(name, form, |option| option.value.assigned())
    }

    /// `crate = path`: the path of the runtime.
    pub(super) fn runtime(&mut self) -> Option<Path> {
        let form = "`crate = path::to::the_runtime`";
        self.take_parsed("crate", form, |option| option.value.assigned_by(Path::parse_mod_style))
    }

    /// `name = path`
    pub(super) fn path(&mut self, name: &'static str, form: &str) -> Option<Path> {
        self.take_parsed(name, form, |option| option.value.assigned_by(Path::parse_mod_style))
    }

    /// `name(path, path)`
    pub(super) fn paths(&mut self, name: &'static str, form: &str) -> Vec<Path> {
        let paths = Punctuated::<Path, Token![,]>::parse_terminated;
        self.take_parsed(name, form, |option| option.value.list(paths)).into_iter().flatten().collect()
    }

    /// `name`, `name = true` or `name = false`
    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        self.flag_with_ident(name).map(|(_, value)| value)
    }

    /// A flag, with the tokens of its name.
    pub(super) fn flag_with_ident(&mut self, name: &'static str) -> Option<(Ident, bool)> {
        self.take_parsed(name, &format!("`{name}`, or `{name} = false`"), |option| {
            let value = match option.value {
                OptionValue::None => Some(true),
                _ => option.value.assigned::<LitBool>().map(|literal| literal.value),
            };
            Some((option.name.clone(), value?))
        })
    }

    /// `name(tokens)`, as its name and tokens
    pub(super) fn named_list(&mut self, name: &'static str, form: &str) -> Option<(Ident, TokenStream)> {
        self.take_parsed(name, form, |option| Some((option.name.clone(), option.value.list(TokenStream::parse)?)))
    }

    /// `name(tokens)`, as tokens
    pub(super) fn list(&mut self, name: &'static str, form: &str) -> Option<TokenStream> {
        self.take_parsed(name, form, |option| option.value.list(TokenStream::parse))
    }

    /// Takes every option of this name, first those that were written and then, with `true`, the defaults.
    pub(super) fn all(&mut self, name: &'static str) -> Vec<(WrittenOption, bool)> {
        self.known.push(name);
        let written = self.written.extract_if(.., |option| option.name == name).map(|option| (option, false));
        let defaults = self.repeated_defaults.extract_if(.., |option| option.name == name).map(|option| (option, true));
        written.chain(defaults).collect()
    }

    /// `name`, or `name = "feature"`
    pub(super) fn opt_in(&mut self, name: &'static str) -> Option<OptIn> {
        self.take_parsed(name, &format!("`{name}`, or `{name} = \"feature\"`"), |option| match option.value {
            OptionValue::None => Some(OptIn::Always),
            _ => option.value.assigned().map(OptIn::Feature),
        })
    }

    /// `name = word`, with one word out of a fixed list.
    pub(super) fn word<T: Copy>(&mut self, name: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let forms = words.iter().map(|(word, _)| format!("`{name} = {word}`")).collect::<Vec<_>>().join(" or ");
        let option = self.take(name)?;
        let text = option.value.assigned::<LitStr>().map(|text| text.value());
        let written = option.value.assigned::<Ident>().map(|ident| ident.to_string());
        let find = |written: &Option<String>| words.iter().find(|(word, _)| written.as_deref() == Some(*word));
        if let Some((_, value)) = find(&written) {
            return Some(*value);
        }
        let problem = match &written {
            Some(written) => format!("invalid value `{written}` for the option `{name}`"),
            None => format!("invalid value for the option `{name}`"),
        };
        let help = match (find(&text), name) {
            (Some((word, _)), _) => format!("write `{name} = {word}`, without quotes"),
            (None, "auth") => {
                format!(
                    "write {forms} for no credential, or remove it for that of the client, `Client::builder().auth(…)`"
                )
            }
            (None, "response") if written.is_some() => {
                format!(
                    "write {forms}; or the path of a format of your own, `response = Xml`; the type is that of the method's result"
                )
            }
            _ => format!("write {forms}"),
        };
        let tokens = match (&option.value, &written) {
            (OptionValue::Assigned(value), Some(_)) => value.clone(),
            _ => quote!(#option),
        };
        self.diagnostics.report(tokens, problem, help);
        None
    }

    /// `rename_all = "…"`
    pub(super) fn rename_all(&mut self) -> Option<Case> {
        let written = self.string("rename_all", "`rename_all = \"camelCase\"`")?;
        let case = Case::from_name(&written.value());
        if case.is_none() {
            let help = suggest(&written.value(), &Case::ALL.map(|(name, _)| name));
            self.diagnostics.report(&written, format!("unknown case `{}`", written.value()), help);
        }
        case
    }

    /// Reports the options that were not taken. A user may have meant those of the `other` attribute.
    pub(super) fn report_unknown(self, other: Option<&AttributeOptions>) {
        for option in self.written {
            let name = option.name.to_string();
            let meant = other.and_then(|_| foreign_options::help(&name, &option.value_source()));
            let help = match (other.filter(|other| other.options.contains(&name.as_str())), meant) {
                (Some(other), _) => format!("move it to `{}`", other.attribute),
                (None, Some(help)) => help,
                (None, None) => suggest(&name, &self.known),
            };
            self.diagnostics.report(&option.name, format!("unknown option `{name}`"), help);
        }
    }

    /// Takes an option and parses its value; reports a value that does not have this `form`.
    fn take_parsed<T>(
        &mut self,
        name: &'static str,
        form: &str,
        parse: impl FnOnce(&WrittenOption) -> Option<T>,
    ) -> Option<T> {
        let option = self.take(name)?;
        let parsed = parse(&option);
        if parsed.is_none() {
            let problem = format!("invalid value for the option `{name}`");
            self.diagnostics.report(&option, problem, format!("write {form}"));
        }
        parsed
    }

    fn take(&mut self, name: &'static str) -> Option<WrittenOption> {
        self.known.push(name);
        let mut named = self.written.extract_if(.., |option| option.name == name);
        let first = named.next()?;
        for again in named {
            report_twice(&again.name, self.diagnostics);
        }
        Some(first)
    }
}

/// Adds the options of a list, and reports the mistakes between them.
fn add_list(tokens: TokenStream, written: &mut Vec<WrittenOption>, diagnostics: &mut Diagnostics) {
    let list = OptionList::parse(tokens);
    diagnostics.report_syntax_errors(list.mistakes);
    written.extend(list.options);
}

/// Reports an option that another one with its name precedes.
pub(super) fn report_twice(name: &Ident, diagnostics: &mut Diagnostics) {
    diagnostics.report(name, format!("the option `{name}` is given twice"), "remove one of them");
}
