//! Lists of options: `flag, name = value, name(…)`.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Ident, LitBool, LitStr, Path, Token, ext::IdentExt as _, parse::ParseStream};

use crate::diagnostics::{Diagnostics, did_you_mean};

/// One option as written.
pub(crate) struct Written {
    pub(crate) name: Ident,
    value: Value,
}

enum Value {
    /// `flag`
    None,
    /// `name = tokens`
    Equals(TokenStream),
    /// `name(tokens)`
    List(TokenStream),
}

/// What is emitted only on demand: always, or under a feature of the declaring crate.
pub(crate) enum OptIn {
    Always,
    Feature(LitStr),
}

impl ToTokens for Written {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.name.to_tokens(tokens);
        if let Value::Equals(value) | Value::List(value) = &self.value {
            value.to_tokens(tokens);
        }
    }
}

/// Reads a comma-separated list of options.
pub(crate) fn list(input: ParseStream<'_>) -> syn::Result<Vec<Written>> {
    let mut options = Vec::new();
    while !input.is_empty() {
        if !input.peek(Ident::peek_any) {
            let message = "expected an option\nhelp: an option is written `name`, `name = value` or `name(…)`";
            let place = input.span();
            let found = until_comma(input)?;
            return Err(if found.is_empty() {
                syn::Error::new(place, message)
            } else {
                syn::Error::new_spanned(found, message)
            });
        }
        let name = Ident::parse_any(input)?;
        let value = if input.peek(Token![=]) {
            let equals: Token![=] = input.parse()?;
            let value = until_comma(input)?;
            if value.is_empty() {
                return Err(syn::Error::new_spanned(
                    equals,
                    format!("the value of `{name}` is missing\nhelp: write `{name} = value`"),
                ));
            }
            Value::Equals(value)
        } else if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            Value::List(content.parse()?)
        } else {
            Value::None
        };
        options.push(Written { name, value });
        if !input.is_empty() && !input.peek(Token![,]) {
            let found = until_comma(input)?;
            return Err(syn::Error::new_spanned(
                found,
                "a comma is missing before this\nhelp: options are separated by commas",
            ));
        }
        let _: Option<Token![,]> = input.parse()?;
    }
    Ok(options)
}

/// Takes the tokens up to the next comma.
pub(crate) fn until_comma(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

/// The options of one attribute, taken by name. What nobody took at the end is unknown.
pub(crate) struct Options<'d> {
    written: Vec<Written>,
    known: Vec<&'static str>,
    diagnostics: &'d mut Diagnostics,
}

impl<'d> Options<'d> {
    pub(crate) fn new(written: Vec<Written>, diagnostics: &'d mut Diagnostics) -> Self {
        Self { written, known: Vec::new(), diagnostics }
    }

    pub(crate) fn diagnostics(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }

    fn take(&mut self, name: &'static str) -> Option<Written> {
        self.known.push(name);
        let position = self.written.iter().position(|option| option.name == name)?;
        let first = self.written.remove(position);
        while let Some(again) = self.written.iter().position(|option| option.name == name) {
            let again = self.written.remove(again);
            self.diagnostics.at(&again.name, format!("the option `{name}` is given twice"), "keep one of them");
        }
        Some(first)
    }

    fn wrong(&mut self, option: &Written, takes: &str) {
        let problem = format!("the option `{}` has a value of the wrong kind", option.name);
        self.diagnostics.at(option, problem, format!("write {takes}"));
    }

    /// `name = <parsed>`.
    fn value<T: syn::parse::Parse>(&mut self, name: &'static str, takes: &str) -> Option<T> {
        let option = self.take(name)?;
        let parsed = match &option.value {
            Value::Equals(tokens) => syn::parse2(tokens.clone()).ok(),
            Value::None | Value::List(_) => None,
        };
        if parsed.is_none() {
            self.wrong(&option, takes);
        }
        parsed
    }

    pub(crate) fn string(&mut self, name: &'static str, takes: &str) -> Option<LitStr> {
        self.value(name, takes)
    }

    pub(crate) fn ident(&mut self, name: &'static str, takes: &str) -> Option<Ident> {
        self.value(name, takes)
    }

    pub(crate) fn path(&mut self, name: &'static str, takes: &str) -> Option<Path> {
        let option = self.take(name)?;
        let parsed = match &option.value {
            Value::Equals(tokens) => syn::parse::Parser::parse2(Path::parse_mod_style, tokens.clone()).ok(),
            Value::None | Value::List(_) => None,
        };
        if parsed.is_none() {
            self.wrong(&option, takes);
        }
        parsed
    }

    /// `name`, `name = true` or `name = false`.
    pub(crate) fn flag(&mut self, name: &'static str) -> Option<bool> {
        self.flag_at(name).map(|(_, value)| value)
    }

    /// The same, with where it stands.
    pub(crate) fn flag_at(&mut self, name: &'static str) -> Option<(Ident, bool)> {
        let option = self.take(name)?;
        let parsed = match &option.value {
            Value::None => Some(true),
            Value::Equals(tokens) => syn::parse2(tokens.clone()).ok().map(|value: LitBool| value.value),
            Value::List(_) => None,
        };
        if parsed.is_none() {
            self.wrong(&option, &format!("`{name}`, or `{name} = false`"));
        }
        parsed.map(|value| (option.name, value))
    }

    /// `name`, or `name = "feature"`.
    pub(crate) fn opt_in(&mut self, name: &'static str) -> Option<OptIn> {
        let option = self.take(name)?;
        let parsed = match &option.value {
            Value::None => Some(OptIn::Always),
            Value::Equals(tokens) => syn::parse2(tokens.clone()).ok().map(OptIn::Feature),
            Value::List(_) => None,
        };
        if parsed.is_none() {
            self.wrong(&option, &format!("`{name}`, or `{name} = \"feature\"`"));
        }
        parsed
    }

    /// `name(path, path)`.
    pub(crate) fn paths(&mut self, name: &'static str, takes: &str) -> Vec<Path> {
        let Some(option) = self.take(name) else {
            return Vec::new();
        };
        let parsed = match &option.value {
            Value::List(tokens) => {
                let parser = syn::punctuated::Punctuated::<Path, Token![,]>::parse_terminated;
                syn::parse::Parser::parse2(parser, tokens.clone()).ok()
            }
            Value::None | Value::Equals(_) => None,
        };
        if parsed.is_none() {
            self.wrong(&option, takes);
        }
        parsed.into_iter().flatten().collect()
    }

    /// One word out of a fixed list: `name = word`.
    pub(crate) fn word<T: Copy>(&mut self, name: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let takes = names.iter().map(|word| format!("`{name} = {word}`")).collect::<Vec<_>>().join(" or ");
        let written = self.ident(name, &takes)?;
        let found = words.iter().find(|(word, _)| written == word).map(|(_, value)| *value);
        if found.is_none() {
            let problem = format!("the option `{name}` has no value `{written}`");
            self.diagnostics.at(&written, problem, format!("write {takes}"));
        }
        found
    }

    /// Reports what nobody took. `elsewhere` are the options of another attribute, for those who confuse the two.
    pub(crate) fn finish(self, elsewhere: (&str, &[&str])) {
        let (attribute, others) = elsewhere;
        for option in self.written {
            let name = option.name.to_string();
            let help = if others.contains(&name.as_str()) {
                format!("`{name}` is an option of `{attribute}`")
            } else {
                did_you_mean(&name, &self.known)
            };
            self.diagnostics.at(&option.name, format!("there is no option `{name}` here"), help);
        }
    }
}

/// The options of `#[endpoints(…)]` and of `#[endpoint(…)]`.
pub(crate) const TRAIT_OPTIONS: (&str, &[&str]) =
    ("#[endpoints]", &["tag", "host", "crate", "derive", "server", "schema", "body", "rename_all"]);
pub(crate) const METHOD_OPTIONS: (&str, &[&str]) =
    ("#[endpoint]", &["id", "request", "idempotent", "destructive", "auth", "timeout", "response", "form"]);
