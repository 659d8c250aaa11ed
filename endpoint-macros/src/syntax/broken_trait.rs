//! A trait with a syntax error inside of it, which rustc reports: every method is read as far as it can be.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::{
    Attribute, FnArg, Ident, ItemTrait, TraitItem, Type,
    parse::{ParseStream, Parser as _},
};

/// A trait without the tokens that could not be read.
pub(crate) struct BrokenTrait {
    pub(crate) item: ItemTrait,
    /// The methods that lack something. Their mistakes may come of it.
    pub(crate) broken: Vec<Ident>,
}

/// Reads a trait whose body could not be parsed. Returns `None` if anything else cannot be parsed either.
pub(crate) fn read(tokens: TokenStream) -> Option<BrokenTrait> {
    let mut head: Vec<TokenTree> = tokens.into_iter().collect();
    let Some(TokenTree::Group(body)) = head.pop() else { return None };
    let empty = Group::new(Delimiter::Brace, TokenStream::new());
    let head: TokenStream = head.into_iter().chain([TokenTree::Group(empty)]).collect();
    let mut item: ItemTrait = syn::parse2(head).ok().filter(|_| body.delimiter() == Delimiter::Brace)?;
    let mut broken = Vec::new();
    for tokens in split_items(body.stream()) {
        let stream: TokenStream = tokens.iter().cloned().collect();
        if let Ok(parsed) = syn::parse2::<TraitItem>(stream.clone()) {
            item.items.push(parsed);
        } else if let Ok(parsed) = syn::parse2::<TraitItem>(quote!(#stream;)) {
            item.items.push(parsed);
        } else if let Some((name, method)) = read_method(&tokens) {
            item.items.push(method);
            broken.push(name);
        }
    }
    Some(BrokenTrait { item, broken })
}

/// Splits the body of a trait after `;` and `{…}`, and before a method that follows another one without them.
fn split_items(body: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut items: Vec<Vec<TokenTree>> = Vec::new();
    let mut item: Vec<TokenTree> = Vec::new();
    let mut tokens = body.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_attribute = is(&token, '#')
            && matches!(tokens.peek(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket);
        if is_attribute && item.iter().any(is_parentheses) {
            items.push(std::mem::take(&mut item));
        }
        let is_end =
            is(&token, ';') || matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        item.push(token);
        // The arguments of an attribute are in its brackets, so parentheses are those of a method.
        if is_end && item.iter().any(is_parentheses) {
            items.push(std::mem::take(&mut item));
        }
    }
    items.push(item);
    items.retain(|item| !item.is_empty());
    items
}

fn is(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

fn is_parentheses(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}

/// Reads a method without the arguments and the return type that cannot be read.
fn read_method(tokens: &[TokenTree]) -> Option<(Ident, TraitItem)> {
    let position = tokens.iter().position(is_parentheses)?;
    let (before, after) = tokens.split_at(position);
    let (TokenTree::Group(inputs), rest) = after.split_first()? else { return None };
    let before = without(before, ';');
    let (attributes, signature) = split_attributes(before.into_iter().collect())?;
    let name = signature.into_iter().filter_map(|token| syn::parse2::<Ident>(token.into()).ok()).last()?;
    let inputs = split_arguments(inputs.stream());
    let output = return_type(rest).map(|ty| quote!(-> #ty));
    let has_receiver = inputs.iter().any(|input| matches!(input, FnArg::Receiver(_)));
    let receiver = (!has_receiver).then(|| quote!(&self,));
    let method = quote!(#(#attributes)* async fn #name(#receiver #(#inputs),*) #output;);
    Some((name, syn::parse2(method).ok()?))
}

fn without(tokens: &[TokenTree], c: char) -> Vec<TokenTree> {
    tokens.iter().filter(|token| !is(token, c)).cloned().collect()
}

fn split_attributes(tokens: TokenStream) -> Option<(Vec<Attribute>, TokenStream)> {
    let parser = |input: ParseStream<'_>| Ok((Attribute::parse_outer(input)?, input.parse()?));
    parser.parse2(tokens).ok()
}

/// Splits arguments at commas outside of `<…>`, and before a name with a type that follows a type without a comma.
fn split_arguments(tokens: TokenStream) -> Vec<FnArg> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut inputs = Vec::new();
    let mut input: Vec<TokenTree> = Vec::new();
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let starts = matches!(token, TokenTree::Ident(_))
            && tokens.get(index + 1).is_some_and(|next| is(next, ':'))
            && !tokens.get(index + 2).is_some_and(|next| is(next, ':'))
            && input.iter().any(|token| is(token, ':'));
        if depth == 0 && (is(token, ',') || starts) {
            inputs.push(std::mem::take(&mut input));
        }
        if depth > 0 || !is(token, ',') {
            input.push(token.clone());
        }
    }
    inputs.push(input);
    inputs.iter().filter_map(|tokens| read_argument(tokens)).collect()
}

/// Reads an argument: also one with a default value, with `name?: T`, or with a keyword as its name.
fn read_argument(tokens: &[TokenTree]) -> Option<FnArg> {
    let parse = |tokens: Vec<TokenTree>| syn::parse2::<FnArg>(tokens.into_iter().collect()).ok();
    if let Some(argument) = parse(tokens.to_vec()) {
        return Some(argument);
    }
    let end = tokens.iter().position(|token| is(token, '=')).unwrap_or(tokens.len());
    let written = without(tokens.get(..end)?, '?');
    parse(written.clone()).or_else(|| {
        let raw = |token: TokenTree| match token {
            TokenTree::Ident(name) => raw_ident(&name).map_or(TokenTree::Ident(name), TokenTree::Ident),
            token => token,
        };
        let name = written.iter().position(|token| is(token, ':'))?.checked_sub(1)?;
        let tokens = written.into_iter().enumerate();
        parse(tokens.map(|(index, token)| if index == name { raw(token) } else { token }).collect())
    })
}

/// Returns a keyword as a raw identifier; `None` for one that cannot be one.
fn raw_ident(name: &Ident) -> Option<Ident> {
    let text = format!("r#{name}");
    let mut ident: Ident = syn::parse_str(&text).ok()?;
    ident.set_span(name.span());
    Some(ident)
}

/// Reads the type after `->`, or after `:` in its place.
fn return_type(rest: &[TokenTree]) -> Option<Type> {
    let start = rest.iter().position(|token| is(token, '>') || is(token, ':'))?;
    let mut tokens = without(rest.get(start + 1..)?, ';');
    tokens.retain(|token| !matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace));
    let tokens: TokenStream = tokens.into_iter().collect();
    let unclosed = quote!(#tokens >);
    syn::parse2(tokens).or_else(|_| syn::parse2(unclosed)).ok()
}

/// Emits an error that rustc gives only without any other one. It reports the syntax error of a trait before the macro is
/// called, so that this one is never seen; but nothing is lost in silence if rustc should understand what the macro does not.
pub(crate) fn safeguard(item: &ItemTrait) -> TokenStream {
    let text = format!("a part of the trait `{}` was not understood by `#[endpoints]`", item.ident);
    quote! {
        const _: () = {
            #[must_use = #text]
            struct Unread;
            #[allow(dead_code)]
            #[deny(unused_must_use)]
            fn check() {
                Unread;
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens as _;

    use super::*;

    #[test]
    fn methods_are_read_despite_a_syntax_error() {
        for (written, methods) in [
            ("async fn a(&self, b: u32 c: u32) -> Result<()>; async fn d(&self);", "a(b c) d()"),
            ("#[x] async fn a(&self) -> Result<()> #[x] async fn b(&self) -> Result<()>;", "a() b()"),
            ("async fn a(&self, b) -> Result<()>; async fn c(&self);", "a() c()"),
            ("async fn a(&self, b: u32): Result<()>; async fn c(&self);", "a(b) c()"),
            ("async a(&self, b: u32) -> Result<()>; async fn c(&self);", "a(b) c()"),
            ("fn async a(&self, b: u32) -> Result<()>; async fn c(&self);", "a(b) c()"),
            ("async fn a(&self, b: u32 = 1) -> Result<()>; async fn c(&self);", "a(b) c()"),
            ("async fn a(&self, b?: u32) -> Result<()>; async fn c(&self);", "a(b) c()"),
            ("async fn a(&self, type: u32) -> Result<()>; async fn c(&self);", "a(r#type) c()"),
            ("async fn a(&self, b: Map<u8, u8>, c?: u32) -> Result<()>;", "a(b c)"),
            ("#[x(GET)]; async fn a(&self);", "a()"),
            ("async fn a(&self); #[x(GET)]", "a()"),
        ] {
            let tokens: TokenStream = format!("pub trait T {{ {written} }}").parse().unwrap();
            let read = read(tokens).unwrap();
            let method = |item: &TraitItem| {
                let TraitItem::Fn(function) = item else { unreachable!("{written}") };
                let inputs = function.sig.inputs.iter().filter_map(|input| match input {
                    FnArg::Typed(argument) => Some(argument.pat.to_token_stream().to_string()),
                    FnArg::Receiver(_) => None,
                });
                format!("{}({})", function.sig.ident, inputs.collect::<Vec<_>>().join(" "))
            };
            let names: Vec<String> = read.item.items.iter().map(method).collect();
            assert_eq!(names.join(" "), methods, "{written}");
        }
    }
}
