//! Tokens to attributes, templates and types: what was written, not yet whether it makes sense.

pub(crate) mod options;
pub(crate) mod template;
pub(crate) mod types;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Ident, Lit, LitStr, Token,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

use options::Written;

/// What stands between the parentheses of `#[endpoint(…)]`.
pub(crate) struct EndpointArguments {
    pub(crate) head: Result<Head, HeadError>,
    pub(crate) options: Vec<Written>,
}

/// `POST "/v1/…"`.
pub(crate) struct Head {
    pub(crate) method: Ident,
    pub(crate) template: LitStr,
}

/// Why a method and a template could not be had.
pub(crate) enum HeadError {
    /// Nothing was written.
    Nothing,
    /// A template, but no method before it.
    NoMethod(LitStr),
    /// A method in quotes.
    QuotedMethod { method: LitStr, template: LitStr },
    /// The template first, then the method.
    Swapped { template: LitStr, method: Ident },
    /// A comma between method and template.
    Comma { comma: Token![,], method: Ident, template: LitStr },
    /// A second method before the template.
    TwoMethods(Ident),
    /// A method, but no template after it.
    NoTemplate(Ident),
    /// A method, and something else than a string literal.
    NoLiteral { method: Ident, found: TokenStream },
    /// Neither, to begin with.
    Other(TokenStream),
}

/// Reads the tokens of `#[endpoint(…)]`.
pub(crate) fn endpoint_arguments(tokens: TokenStream) -> syn::Result<EndpointArguments> {
    let parser = |input: ParseStream<'_>| {
        let head = head(input)?;
        if let Err(HeadError::Other(_)) = head {
            // What follows cannot be told from what is missing.
            let _: TokenStream = input.parse()?;
        }
        if !input.is_empty() && !input.peek(Token![,]) {
            let rest = options::until_comma(input)?;
            let message = "a comma is missing before this\nhelp: `#[endpoint(POST \"/v1/…\", option, option = value)]`";
            return Err(syn::Error::new_spanned(rest, message));
        }
        let _: Option<Token![,]> = input.parse()?;
        Ok(EndpointArguments { head, options: options::list(input)? })
    };
    parser.parse2(tokens)
}

fn head(input: ParseStream<'_>) -> syn::Result<Result<Head, HeadError>> {
    if input.is_empty() {
        return Ok(Err(HeadError::Nothing));
    }
    if input.peek(LitStr) {
        return template_first(input).map(Err);
    }
    if !input.peek(Ident::peek_any) || input.peek2(Token![=]) {
        return Ok(Err(HeadError::Other(options::until_comma(input)?)));
    }
    let method = Ident::parse_any(input)?;
    if input.peek(LitStr) {
        return Ok(Ok(Head { method, template: input.parse()? }));
    }
    method_alone(input, method).map(Err)
}

fn template_first(input: ParseStream<'_>) -> syn::Result<HeadError> {
    let first: LitStr = input.parse()?;
    if input.peek(LitStr) {
        return Ok(HeadError::QuotedMethod { method: first, template: input.parse()? });
    }
    let ahead = input.fork();
    let _: Option<Token![,]> = ahead.parse()?;
    // A lone capitalised word after the template is the method, not an option.
    if let Ok(method) = Ident::parse_any(&ahead)
        && method.to_string().chars().all(|c| c.is_ascii_uppercase())
        && (ahead.is_empty() || ahead.peek(Token![,]))
    {
        let _: Option<Token![,]> = input.parse()?;
        let _ = Ident::parse_any(input)?;
        return Ok(HeadError::Swapped { template: first, method });
    }
    Ok(HeadError::NoMethod(first))
}

fn method_alone(input: ParseStream<'_>, method: Ident) -> syn::Result<HeadError> {
    if input.peek(Token![,]) && input.peek2(LitStr) {
        return Ok(HeadError::Comma { comma: input.parse()?, method, template: input.parse()? });
    }
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(HeadError::NoTemplate(method));
    }
    if input.peek(Ident::peek_any) && input.peek2(LitStr) {
        let second = Ident::parse_any(input)?;
        let _: LitStr = input.parse()?;
        return Ok(HeadError::TwoMethods(second));
    }
    if input.peek(Lit) {
        let found: Lit = input.parse()?;
        return Ok(HeadError::NoLiteral { method, found: quote!(#found) });
    }
    Ok(HeadError::NoLiteral { method, found: options::until_comma(input)? })
}
