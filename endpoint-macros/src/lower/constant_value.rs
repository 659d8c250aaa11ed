//! The values of constants: literals, with their signs, and lists of them.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Lit, LitStr, Token, bracketed,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    token,
};

/// A constant as written: `"name" = value`.
#[derive(Clone)]
pub(super) struct Constant {
    pub(super) name: LitStr,
    pub(super) value: ConstantValue,
}

/// The value of a constant.
#[derive(Clone)]
pub(super) enum ConstantValue {
    Literal {
        minus: Option<Token![-]>,
        literal: Lit,
    },
    /// A list, which only JSON has.
    List {
        bracket: token::Bracket,
        items: Punctuated<Self, Token![,]>,
    },
}

impl Parse for Constant {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self { name, value: input.parse()? })
    }
}

impl Parse for ConstantValue {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(token::Bracket) {
            let items;
            let bracket = bracketed!(items in input);
            return Ok(Self::List { bracket, items: items.parse_terminated(Self::parse, Token![,])? });
        }
        Ok(Self::Literal { minus: input.parse()?, literal: input.parse()? })
    }
}

impl ConstantValue {
    /// Returns the text of a value, if it is a text, a number or a boolean.
    pub(super) fn text(&self) -> Option<String> {
        let Self::Literal { minus, literal } = self else { return None };
        let text = match literal {
            Lit::Str(text) if minus.is_none() => text.value(),
            Lit::Bool(value) if minus.is_none() => value.value.to_string(),
            Lit::Int(number) if number.suffix().is_empty() => number.base10_digits().to_owned(),
            Lit::Float(number) if number.suffix().is_empty() => number.base10_digits().to_owned(),
            _ => return None,
        };
        Some(if minus.is_some() { format!("-{text}") } else { text })
    }

    /// Returns a text in quotes.
    pub(super) fn literal_text(&self) -> Option<String> {
        match self {
            Self::Literal { minus: None, literal: Lit::Str(text) } => Some(text.value()),
            Self::Literal { .. } | Self::List { .. } => None,
        }
    }

    /// Returns the JSON of a value.
    pub(super) fn json(&self) -> Option<String> {
        match self {
            Self::Literal { literal: Lit::Str(_), .. } => Some(json_string(&self.text()?)),
            Self::Literal { .. } => self.text(),
            Self::List { items, .. } => {
                let items: Option<Vec<_>> = items.iter().map(Self::json).collect();
                Some(format!("[{}]", items?.join(",")))
            }
        }
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self, Self::List { .. })
    }
}

impl ToTokens for ConstantValue {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Literal { minus, literal } => {
                minus.to_tokens(tokens);
                literal.to_tokens(tokens);
            }
            Self::List { bracket, items } => bracket.surround(tokens, |tokens| items.to_tokens(tokens)),
        }
    }
}

/// Writes a text as JSON.
fn json_string(text: &str) -> String {
    let mut json = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if c.is_control() => json.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}"))),
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_has_a_text_and_a_json() {
        for (written, expected) in [
            ("\"a\" = \"b\"", Some(("b", "\"b\""))),
            ("\"a\" = \"q\\\"\\\\\\n\"", Some(("q\"\\\n", "\"q\\\"\\\\\\u000a\""))),
            ("\"a\" = true", Some(("true", "true"))),
            ("\"a\" = 1_000", Some(("1000", "1000"))),
            ("\"a\" = -0x10", Some(("-16", "-16"))),
            ("\"a\" = 1.50", Some(("1.50", "1.50"))),
            ("\"a\" = 1u8", None),
            ("\"a\" = 'c'", None),
            ("\"a\" = b\"b\"", None),
            ("\"a\" = -\"b\"", None),
        ] {
            let Constant { value, .. } = syn::parse_str(written).unwrap();
            let found = value.text().zip(value.json());
            assert_eq!(found.as_ref().map(|(text, json)| (text.as_str(), json.as_str())), expected, "{written}");
        }
    }

    #[test]
    fn a_list_has_a_json_only() {
        for (written, json) in [
            ("\"a\" = []", Some("[]")),
            ("\"a\" = [\"b\", 1, [true],]", Some("[\"b\",1,[true]]")),
            ("\"a\" = [1u8]", None),
        ] {
            let Constant { value, .. } = syn::parse_str(written).unwrap();
            assert_eq!((value.text(), value.json().as_deref()), (None, json), "{written}");
        }
    }
}
