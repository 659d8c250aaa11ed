//! The arguments of `#[endpoint(…)]`: a route, then options.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{
    Ident, Lit, LitStr, Token,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

use super::options::{self, OptionList};

/// The arguments of `#[endpoint(…)]` as written.
pub(crate) struct EndpointArguments {
    pub(crate) route: Result<WrittenRoute, RouteSyntaxError>,
    pub(crate) options: OptionList,
}

/// `POST "/v1/…"`.
pub(crate) struct WrittenRoute {
    pub(crate) method: Ident,
    pub(crate) template: LitStr,
}

/// The reason why there is no method or no template.
pub(crate) enum RouteSyntaxError {
    /// Nothing was written.
    Empty,
    /// A template, but no method before it.
    MissingMethod(LitStr),
    /// A method in quotes.
    QuotedMethod { method: LitStr, template: LitStr },
    /// The template first, then the method.
    TemplateFirst { template: LitStr, method: Ident },
    /// A comma between method and template.
    CommaBetween { comma: Token![,], method: Ident, template: LitStr },
    /// A second method before the template.
    TwoMethods(Ident),
    /// A method, but no template after it.
    MissingTemplate(Ident),
    /// A method, and something else than a string literal after it.
    TemplateNotLiteral { method: Ident, found: TokenStream },
    /// Neither a method nor a template.
    Unexpected(TokenStream),
}

impl EndpointArguments {
    pub(crate) fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let parser = |input: ParseStream<'_>| {
            let route = parse_route(input)?;
            if let Err(RouteSyntaxError::Unexpected(_)) = route {
                // The rest may be options or parts of the route.
                let _: TokenStream = input.parse()?;
            }
            let mut options = OptionList::default();
            options.parse_comma(input)?;
            options.parse_rest(input)?;
            Ok(Self { route, options })
        };
        parser.parse2(tokens)
    }
}

fn parse_route(input: ParseStream<'_>) -> syn::Result<Result<WrittenRoute, RouteSyntaxError>> {
    if input.is_empty() {
        return Ok(Err(RouteSyntaxError::Empty));
    }
    if input.peek(LitStr) {
        return parse_template_first(input).map(Err);
    }
    if !input.peek(Ident::peek_any) || input.peek2(Token![=]) {
        return Ok(Err(RouteSyntaxError::Unexpected(options::take_until_comma(input)?)));
    }
    let method = Ident::parse_any(input)?;
    if input.peek(LitStr) {
        return Ok(Ok(WrittenRoute { method, template: input.parse()? }));
    }
    parse_after_method(input, method).map(Err)
}

fn parse_template_first(input: ParseStream<'_>) -> syn::Result<RouteSyntaxError> {
    let first: LitStr = input.parse()?;
    if input.peek(LitStr) {
        return Ok(RouteSyntaxError::QuotedMethod { method: first, template: input.parse()? });
    }
    let ahead = input.fork();
    let _: Option<Token![,]> = ahead.parse()?;
    // A single word in capitals after the template is the method, not an option.
    if let Ok(method) = Ident::parse_any(&ahead)
        && method.to_string().chars().all(|c| c.is_ascii_uppercase())
        && (ahead.is_empty() || ahead.peek(Token![,]))
    {
        let _: Option<Token![,]> = input.parse()?;
        let _ = Ident::parse_any(input)?;
        return Ok(RouteSyntaxError::TemplateFirst { template: first, method });
    }
    Ok(RouteSyntaxError::MissingMethod(first))
}

fn parse_after_method(input: ParseStream<'_>, method: Ident) -> syn::Result<RouteSyntaxError> {
    if input.peek(Token![,]) && input.peek2(LitStr) {
        return Ok(RouteSyntaxError::CommaBetween { comma: input.parse()?, method, template: input.parse()? });
    }
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(RouteSyntaxError::MissingTemplate(method));
    }
    if input.peek(Ident::peek_any) && input.peek2(LitStr) {
        let second = Ident::parse_any(input)?;
        let _: LitStr = input.parse()?;
        return Ok(RouteSyntaxError::TwoMethods(second));
    }
    if input.peek(Lit) {
        let found: Lit = input.parse()?;
        return Ok(RouteSyntaxError::TemplateNotLiteral { method, found: found.to_token_stream() });
    }
    Ok(RouteSyntaxError::TemplateNotLiteral { method, found: options::take_until_comma(input)? })
}
