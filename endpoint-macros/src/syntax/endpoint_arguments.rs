//! The arguments of `#[endpoint(…)]`: a route, then options.
//!
//! A route that is written as other libraries write it is read for what it is, with the mistake beside it.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{
    Ident, Lit, LitStr, Path, Token,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

use super::options::{self, OptionList, OptionValue, WrittenOption};

/// The arguments of `#[endpoint(…)]` as written.
pub(crate) struct EndpointArguments {
    pub(crate) route: WrittenRoute,
    pub(crate) options: OptionList,
}

/// `POST "/v1/…"`, as far as it was written.
#[derive(Default)]
pub(crate) struct WrittenRoute {
    pub(crate) method: Option<WrittenMethod>,
    pub(crate) template: Option<LitStr>,
    /// True for a template that is a URL, and is written without quotes: `<location>`.
    pub(crate) is_url: bool,
    /// The mistake in the form of the route. One without a method has none, and is incomplete.
    pub(crate) mistake: Option<RouteMistake>,
}

/// The name of an HTTP method, which may be unknown.
pub(crate) struct WrittenMethod {
    pub(crate) name: String,
    pub(crate) tokens: TokenStream,
}

/// A mistake in the form of a route, and the tokens at which it is reported.
pub(crate) struct RouteMistake {
    pub(crate) tokens: TokenStream,
    pub(crate) problem: String,
}

impl EndpointArguments {
    pub(crate) fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let parser = |input: ParseStream<'_>| {
            if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
                let tokens: TokenStream = input.parse()?;
                return Ok(
                    Self::after_options(&tokens).unwrap_or_else(|| Self::from_options(OptionList::parse(tokens)))
                );
            }
            let route = parse_route(input)?;
            let mut options = OptionList::default();
            options.parse_comma(input)?;
            options.parse_rest(input)?;
            Ok(Self { route, options })
        };
        parser.parse2(tokens)
    }

    /// Reads a route that follows an option.
    fn after_options(tokens: &TokenStream) -> Option<Self> {
        let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        let mut parts: Vec<TokenStream> = tokens.split(is_comma).map(|part| part.iter().cloned().collect()).collect();
        let parser = |input: ParseStream<'_>| Ok((input.parse::<Ident>()?, input.parse::<LitStr>()?));
        let read =
            |part: &TokenStream| parser.parse2(part.clone()).ok().filter(|(name, _)| is_method(&name.to_string()));
        let position = parts.iter().position(|part| read(part).is_some())?;
        let part = parts.remove(position);
        let (method, template) = read(&part)?;
        let problem = "the HTTP method and the template come before the options";
        let route = WrittenRoute::with_mistake(Some(WrittenMethod::of_ident(&method)), Some(template), part, problem);
        Some(Self { route, options: OptionList::parse(quote!(#(#parts),*)) })
    }

    /// Takes the route out of options: `method = GET, path = "/v1/…"`, or `GET = "/v1/…"`.
    fn from_options(mut list: OptionList) -> Self {
        let mut route = WrittenRoute::default();
        let mut tokens = TokenStream::new();
        let mut form = "";
        list.options.retain(|option| {
            let name = option.name.to_string();
            let OptionValue::Assigned(value) = &option.value else { return true };
            let text = option.value.assigned::<LitStr>();
            if matches!(name.as_str(), "method" | "verb") {
                let name = text.map_or_else(|| last_word(value), |text| text.value());
                route.method = Some(WrittenMethod { name, tokens: value.clone() });
                form = "the HTTP method and the template are no options";
            } else if matches!(name.as_str(), "path" | "template" | "uri" | "url" | "route") && text.is_some() {
                route.template = text;
                form = "the HTTP method and the template are no options";
            } else if is_method(&name) && text.is_some() {
                route.method = Some(WrittenMethod { name, tokens: option.name.to_token_stream() });
                route.template = text;
                form = "there is a `=` between the HTTP method and the template";
            } else {
                return true;
            }
            tokens.extend(quote!(#option));
            false
        });
        if !form.is_empty() {
            route.mistake = Some(RouteMistake { tokens, problem: form.to_owned() });
        }
        Self { route, options: list }
    }
}

/// Returns whether the name is a usual method's, in any case, or a word in upper case. Whether it is a method is checked later.
pub(crate) fn is_method(name: &str) -> bool {
    let is_upper_case =
        |name: &str| name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    is_upper_case(name)
        || ["get", "head", "post", "put", "patch", "delete", "options", "trace", "connect", "query"]
            .iter()
            .any(|method| name.eq_ignore_ascii_case(method))
}

fn last_word(tokens: &TokenStream) -> String {
    tokens.clone().into_iter().last().map(|token| token.to_string()).unwrap_or_default()
}

impl WrittenRoute {
    fn with_mistake(
        method: Option<WrittenMethod>,
        template: Option<LitStr>,
        tokens: TokenStream,
        problem: impl Into<String>,
    ) -> Self {
        let mistake = Some(RouteMistake { tokens, problem: problem.into() });
        Self { method, template, is_url: false, mistake }
    }

    /// The route of a method that adds no template to the prefix.
    fn of_method(method: WrittenMethod) -> Self {
        Self { method: Some(method), ..Self::default() }
    }
}

impl WrittenMethod {
    fn of_ident(ident: &Ident) -> Self {
        Self { name: ident.unraw().to_string(), tokens: ident.to_token_stream() }
    }

    fn of_text(text: &str, literal: &LitStr) -> Self {
        Self { name: text.to_owned(), tokens: literal.to_token_stream() }
    }
}

fn parse_route(input: ParseStream<'_>) -> syn::Result<WrittenRoute> {
    if input.is_empty() {
        return Ok(WrittenRoute::default());
    }
    if input.peek(LitStr) {
        return parse_text_first(input);
    }
    if !input.peek(Ident::peek_any) {
        let found = options::take_until_comma(input)?;
        return Ok(WrittenRoute::with_mistake(None, None, found, "expected an HTTP method and a template"));
    }
    if input.peek2(Token![::]) {
        return parse_method_path(input);
    }
    let ident = Ident::parse_any(input)?;
    let mut method = WrittenMethod::of_ident(&ident);
    // `VERSION-CONTROL`
    while input.peek(Token![-]) && input.peek2(Ident::peek_any) {
        let dash: Token![-] = input.parse()?;
        let word = Ident::parse_any(input)?;
        method.name.extend(["-", &word.to_string()]);
        method.tokens.extend(quote!(#dash #word));
    }
    if input.peek(LitStr) {
        return Ok(WrittenRoute { template: Some(input.parse()?), ..WrittenRoute::of_method(method) });
    }
    parse_after_method(input, &ident, method)
}

/// Parses a route that begins with a text: the method in quotes, both in one text, or the template.
fn parse_text_first(input: ParseStream<'_>) -> syn::Result<WrittenRoute> {
    let first: LitStr = input.parse()?;
    let text = first.value();
    let ahead = input.fork();
    let _: Option<Token![,]> = ahead.parse()?;
    if is_method(&text) {
        let template = ahead.peek(LitStr).then(|| {
            let _: Option<Token![,]> = input.parse()?;
            input.parse()
        });
        let method = WrittenMethod::of_text(&text, &first);
        let tokens = first.to_token_stream();
        return Ok(WrittenRoute::with_mistake(
            Some(method),
            template.transpose()?,
            tokens,
            "the HTTP method is in quotes",
        ));
    }
    if let Some((name, path)) = text.split_once(char::is_whitespace)
        && is_method(name)
    {
        let method = WrittenMethod::of_text(name, &first);
        let template = LitStr::new(path.trim_start(), first.span());
        let problem = "the HTTP method and the template are in one text";
        return Ok(WrittenRoute::with_mistake(Some(method), Some(template), first.to_token_stream(), problem));
    }
    // A single word in capitals after the template is the method, not an option.
    if let Ok(method) = Ident::parse_any(&ahead)
        && method.to_string().chars().all(|c| c.is_ascii_uppercase())
        && (ahead.is_empty() || ahead.peek(Token![,]))
    {
        let _: Option<Token![,]> = input.parse()?;
        let _ = Ident::parse_any(input)?;
        let problem = "the HTTP method is after the template";
        let written = WrittenMethod::of_ident(&method);
        return Ok(WrittenRoute::with_mistake(Some(written), Some(first), method.to_token_stream(), problem));
    }
    Ok(WrittenRoute { template: Some(first), ..WrittenRoute::default() })
}

/// Parses `Method::GET "/v1/…"`.
fn parse_method_path(input: ParseStream<'_>) -> syn::Result<WrittenRoute> {
    let path = input.call(Path::parse_mod_style)?;
    let method = path.segments.last().map(|segment| WrittenMethod::of_ident(&segment.ident));
    let ahead = input.fork();
    let _: Option<Token![,]> = ahead.parse()?;
    let template = ahead.peek(LitStr).then(|| {
        let _: Option<Token![,]> = input.parse()?;
        input.parse()
    });
    let problem = "the HTTP method is a path";
    Ok(WrittenRoute::with_mistake(method, template.transpose()?, path.to_token_stream(), problem))
}

fn parse_after_method(input: ParseStream<'_>, ident: &Ident, method: WrittenMethod) -> syn::Result<WrittenRoute> {
    if input.is_empty() {
        return Ok(WrittenRoute::of_method(method));
    }
    if input.peek(Token![,]) {
        if !input.peek2(LitStr) {
            return Ok(WrittenRoute::of_method(method));
        }
        let comma: Token![,] = input.parse()?;
        let problem = "there is a comma between the HTTP method and the template";
        let template = input.parse()?;
        return Ok(WrittenRoute::with_mistake(Some(method), Some(template), comma.to_token_stream(), problem));
    }
    if input.peek(Ident::peek_any) && input.peek2(LitStr) {
        let second = Ident::parse_any(input)?;
        let problem = format!("an endpoint has only one HTTP method, and `{second}` is a second one");
        let template = input.parse()?;
        return Ok(WrittenRoute::with_mistake(Some(method), Some(template), second.to_token_stream(), problem));
    }
    // `PATCH <location>`: a URL from a response.
    if input.peek(Token![<]) {
        let found = options::take_until_comma(input)?;
        let text: String = found.to_string().chars().filter(|c| !c.is_whitespace()).collect();
        let span = found.clone().into_iter().next().map_or_else(|| ident.span(), |token| token.span());
        let template = Some(LitStr::new(&text, span));
        let is_url = text.split_once('>').is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with('?'));
        let problem = "the template is not a string literal";
        return Ok(if is_url {
            WrittenRoute { template, is_url: true, ..WrittenRoute::of_method(method) }
        } else {
            WrittenRoute::with_mistake(Some(method), template, found, problem)
        });
    }
    let found =
        if input.peek(Lit) { input.parse::<Lit>()?.to_token_stream() } else { options::take_until_comma(input)? };
    let template = template_text(&found).map(|text| LitStr::new(&text, ident.span()));
    let (tokens, problem) = match (&template, is_group(&found)) {
        (Some(_), true) => (quote!(#ident #found), "the template is in parentheses"),
        _ => (found, "the template is not a string literal"),
    };
    Ok(WrittenRoute::with_mistake(Some(method), template, tokens, problem))
}

fn is_group(tokens: &TokenStream) -> bool {
    matches!(tokens.clone().into_iter().next(), Some(TokenTree::Group(_)))
}

/// Returns the template that is written without quotes, after a colon, in parentheses or as the arguments of `concat!`.
fn template_text(tokens: &TokenStream) -> Option<String> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match &all[..] {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            syn::parse2::<LitStr>(group.stream()).ok().map(|text| text.value())
        }
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(group)] if name == "concat" => {
            let texts =
                syn::punctuated::Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(group.stream()).ok()?;
            Some(texts.iter().map(LitStr::value).collect())
        }
        [TokenTree::Punct(colon), literal @ TokenTree::Literal(_)] if colon.as_char() == ':' => {
            syn::parse2::<LitStr>(literal.to_token_stream()).ok().map(|text| text.value())
        }
        [TokenTree::Punct(slash), ..] if slash.as_char() == '/' => {
            Some(tokens.to_string().chars().filter(|c| !c.is_whitespace()).collect())
        }
        _ => None,
    }
}

/// Reads an attribute of other libraries as a route: `#[get("/v1/…")]`, `#[post(path = "/v1/…")]` or
/// `#[route(GET, path = "/v1/…")]`, whose name and arguments these are. Returns `None` for any other attribute.
pub(crate) fn foreign_route(name: &Ident, arguments: TokenStream) -> Option<WrittenRoute> {
    let text = name.to_string();
    let is_route = matches!(text.as_str(), "route" | "http" | "request");
    if !is_method(&text) && !is_route || arguments.is_empty() {
        return None;
    }
    let mut route = EndpointArguments::parse(arguments.clone()).map(|arguments| arguments.route).unwrap_or_default();
    if route.template.is_none() {
        let list = OptionList::parse(arguments).options;
        let is_path = |option: &&WrittenOption| matches!(option.name.to_string().as_str(), "path" | "uri" | "url");
        route.template = list.iter().find(is_path).and_then(|option| option.value.assigned());
    }
    if is_method(&text) {
        route.method = Some(WrittenMethod::of_ident(name));
    }
    route.template.is_some().then_some(route)
}
