//! Lists of options: `flag, name = value, name(…)`.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Ident, Token,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser},
};

use crate::diagnostics;

/// One option as written.
pub(crate) struct WrittenOption {
    pub(crate) name: Ident,
    pub(crate) value: OptionValue,
}

pub(crate) enum OptionValue {
    /// `flag`
    None,
    /// `name = tokens`
    Assigned(TokenStream),
    /// `name(tokens)`
    List(TokenStream),
}

impl OptionValue {
    /// Parses the value of `name = value`; `None` for any other form.
    pub(crate) fn assigned<T: Parse>(&self) -> Option<T> {
        self.assigned_by(T::parse)
    }

    pub(crate) fn assigned_by<P: Parser>(&self, parser: P) -> Option<P::Output> {
        match self {
            Self::Assigned(tokens) => parser.parse2(tokens.clone()).ok(),
            Self::None | Self::List(_) => None,
        }
    }

    /// Parses the list of `name(list)`; `None` for any other form.
    pub(crate) fn list<P: Parser>(&self, parser: P) -> Option<P::Output> {
        match self {
            Self::List(tokens) => parser.parse2(tokens.clone()).ok(),
            Self::None | Self::Assigned(_) => None,
        }
    }
}

impl WrittenOption {
    /// Returns the value as a user would write it.
    pub(crate) fn value_source(&self) -> String {
        match &self.value {
            OptionValue::None => "…".to_owned(),
            OptionValue::Assigned(tokens) | OptionValue::List(tokens) => diagnostics::to_source(tokens),
        }
    }

    /// Returns whether the option is a name alone.
    pub(crate) fn is_flag(&self) -> bool {
        matches!(self.value, OptionValue::None)
    }
}

impl ToTokens for WrittenOption {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.name.to_tokens(tokens);
        if let OptionValue::Assigned(value) | OptionValue::List(value) = &self.value {
            value.to_tokens(tokens);
        }
    }
}

/// A comma-separated list of options, without those that cannot be parsed.
#[derive(Default)]
pub(crate) struct OptionList {
    pub(crate) options: Vec<WrittenOption>,
    /// The mistakes between the options.
    pub(crate) mistakes: Vec<syn::Error>,
}

impl OptionList {
    pub(crate) fn parse(tokens: TokenStream) -> Self {
        let mut list = Self::default();
        let parser = |input: ParseStream<'_>| list.parse_rest(input);
        if let Err(error) = parser.parse2(tokens) {
            list.mistakes.push(error);
        }
        list
    }

    /// Parses the options up to the end of the input.
    pub(crate) fn parse_rest(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        while !input.is_empty() {
            match parse_option(input) {
                Ok(option) => {
                    if self.parse_comma(input)? {
                        self.options.push(option);
                    }
                }
                Err(error) => {
                    self.mistakes.push(error);
                    input.parse::<Option<Token![,]>>()?;
                }
            }
        }
        Ok(())
    }

    /// Takes the comma before the next option. One that is missing is a mistake, after which an option may follow. Returns
    /// false if something else follows, which then is a part of what precedes it.
    pub(crate) fn parse_comma(&mut self, input: ParseStream<'_>) -> syn::Result<bool> {
        if !input.is_empty() && !input.peek(Token![,]) {
            let found = take_until_comma(&input.fork())?;
            let help = "separate the options by commas";
            self.mistakes.push(diagnostics::error(found, "a comma is missing before this", help));
            if input.peek(Ident::peek_any) {
                return Ok(true);
            }
            take_until_comma(input)?;
            input.parse::<Option<Token![,]>>()?;
            return Ok(false);
        }
        input.parse::<Option<Token![,]>>()?;
        Ok(true)
    }
}

/// Splits a list into its first option `name = value` and the rest, which may hold mistakes.
pub(crate) fn split_assigned(tokens: TokenStream, name: &str) -> Option<(WrittenOption, TokenStream)> {
    let is = |token: Option<&TokenTree>, text: &str| token.is_some_and(|token| token.to_string() == text);
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut written: Vec<&[TokenTree]> = tokens.split(|token| is(Some(token), ",")).collect();
    let position = written.iter().position(|option| is(option.first(), name) && is(option.get(1), "="))?;
    let to_stream = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>();
    let option = parse_option.parse2(to_stream(written.remove(position))).ok()?;
    let rest = written.into_iter().map(to_stream);
    Some((option, quote!(#(#rest),*)))
}

fn parse_option(input: ParseStream<'_>) -> syn::Result<WrittenOption> {
    if !input.peek(Ident::peek_any) {
        let mut found = take_until_comma(input)?;
        if found.is_empty() {
            found.extend([input.parse::<TokenTree>()?]);
        }
        let help = "write an option as `name`, `name = value` or `name(…)`";
        return Err(diagnostics::error(found, "expected an option", help));
    }
    let name = Ident::parse_any(input)?;
    if input.peek(Token![:]) && !input.peek(Token![::]) {
        let colon: Token![:] = input.parse()?;
        let value = diagnostics::to_source(take_until_comma(input)?);
        let help = format!("write `{name} = {value}`");
        return Err(diagnostics::error(colon, "an option is written with `=`, not with `:`", help));
    }
    let value = if input.peek(Token![=]) {
        let equals: Token![=] = input.parse()?;
        let value = take_until_comma(input)?;
        if value.is_empty() {
            let problem = format!("the value of `{name}` is missing");
            return Err(diagnostics::error(equals, problem, format!("write `{name} = value`")));
        }
        OptionValue::Assigned(value)
    } else if input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in input);
        OptionValue::List(content.parse()?)
    } else {
        OptionValue::None
    };
    Ok(WrittenOption { name, value })
}

/// Takes the tokens up to the next comma.
pub(super) fn take_until_comma(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_found_and_hides_no_option() {
        for (written, options, mistakes) in [
            ("", "", 0),
            ("a, b = 1, c(2),", "a b c", 0),
            ("a b", "a b", 1),
            ("a \"x\", b", "b", 1),
            ("\"x\", = 1, a = , 7 b, c", "c", 4),
            (", a, , b", "a b", 2),
            ("a = 1 2, b(c) d", "a b d", 1),
        ] {
            let list = OptionList::parse(written.parse().unwrap());
            let names: Vec<String> = list.options.iter().map(|option| option.name.to_string()).collect();
            assert_eq!((names.join(" ").as_str(), list.mistakes.len()), (options, mistakes), "{written}");
        }
    }
}
