//! A tree of clients as written in `tree!`.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Ident, Path, Token, Visibility, ext::IdentExt as _, parse::ParseStream, token};

use super::options::take_until_comma;
use crate::diagnostics;

/// A tree of clients.
pub(crate) struct WrittenTree {
    /// The path of the runtime.
    pub(crate) runtime: TokenStream,
    pub(crate) functions: Vec<WrittenFunction>,
    pub(crate) root: Option<WrittenRoot>,
    /// The tokens that could not be parsed. What was parsed before them is kept.
    pub(crate) errors: Vec<syn::Error>,
}

/// A function whose body is emitted: `pub fn endpoints();`.
pub(crate) struct WrittenFunction {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
}

/// The type at the root with its steps: `impl Acme { … }`.
pub(crate) struct WrittenRoot {
    pub(crate) type_path: Path,
    pub(crate) steps: Vec<WrittenStep>,
}

/// One step and those below it: `name: path::Trait { … }`.
pub(crate) struct WrittenStep {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) target: WrittenTarget,
    pub(crate) steps: Vec<WrittenStep>,
}

/// The type to which a step leads.
pub(crate) enum WrittenTarget {
    /// `path::Trait`: the client of a declared trait.
    Trait(Path),
    /// `struct Name`: a type without endpoints, which is emitted.
    Struct(Ident),
}

/// Parses `runtime; functions… impl Root { steps… }`.
pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<WrittenTree> {
    let mut runtime = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![;]) {
        runtime.extend([input.parse::<TokenTree>()?]);
    }
    input.parse::<Option<Token![;]>>()?;
    let mut tree = WrittenTree { runtime, functions: Vec::new(), root: None, errors: Vec::new() };
    if let Err(error) = parse_items(input, &mut tree) {
        tree.errors.push(error);
        input.parse::<TokenStream>()?;
    }
    Ok(tree)
}

fn parse_items(input: ParseStream<'_>, tree: &mut WrittenTree) -> syn::Result<()> {
    while !input.is_empty() {
        let attributes = Attribute::parse_outer(input)?;
        if tree.root.is_none() && attributes.is_empty() && input.peek(Token![impl]) {
            input.parse::<Token![impl]>()?;
            let type_path = Path::parse_mod_style(input)?;
            let steps = parse_steps(input, &mut tree.errors)?;
            tree.root = Some(WrittenRoot { type_path, steps });
        } else {
            match parse_function(input, attributes) {
                Ok(function) => tree.functions.push(function),
                Err(error) => {
                    tree.errors.push(error);
                    skip_item(input)?;
                }
            }
        }
    }
    Ok(())
}

/// Skips the tokens up to the next `;`, or up to the steps.
fn skip_item(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![impl]) {
        if input.parse::<Option<Token![;]>>()?.is_some() {
            break;
        }
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

fn parse_function(input: ParseStream<'_>, attributes: Vec<Attribute>) -> syn::Result<WrittenFunction> {
    let visibility: Visibility = input.parse()?;
    if !input.peek(Token![fn]) {
        let help = "write `pub fn endpoints();`, `pub fn schemas();`, and then one `impl Root { … }` with the steps";
        let found: TokenTree = input.parse()?;
        return Err(diagnostics::error(found, "expected a function or the steps of the tree", help));
    }
    input.parse::<Token![fn]>()?;
    let name = Ident::parse_any(input)?;
    let arguments;
    let parentheses = syn::parenthesized!(arguments in input);
    if !arguments.is_empty() || !input.peek(Token![;]) {
        let span = parentheses.span.join();
        let message = format!("`{name}` has neither arguments, nor a result, nor a body\nhelp: write `fn {name}();`");
        return Err(syn::Error::new(span, message));
    }
    input.parse::<Token![;]>()?;
    Ok(WrittenFunction { attributes, visibility, name })
}

/// Parses `{ step, … }`. A step that cannot be parsed is left out, with those after it.
fn parse_steps(input: ParseStream<'_>, errors: &mut Vec<syn::Error>) -> syn::Result<Vec<WrittenStep>> {
    let content;
    syn::braced!(content in input);
    let mut steps = Vec::new();
    while !content.is_empty() {
        let step = parse_step(&content, errors);
        let parsed = step.and_then(|step| {
            steps.push(step);
            parse_comma(&content)
        });
        if let Err(error) = parsed {
            errors.push(error);
            content.parse::<TokenStream>()?;
        }
    }
    Ok(steps)
}

/// Takes the comma after a step, unless it was the last one.
fn parse_comma(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.is_empty() && !input.peek(Token![,]) {
        let found: TokenTree = input.parse()?;
        return Err(diagnostics::error(found, "a comma is missing before this", "separate the steps by commas"));
    }
    input.parse::<Option<Token![,]>>().map(drop)
}

fn parse_step(input: ParseStream<'_>, errors: &mut Vec<syn::Error>) -> syn::Result<WrittenStep> {
    let attributes = Attribute::parse_outer(input)?;
    if !input.peek(Ident::peek_any) {
        let help = "write a step as `name: path::Trait`, or as `name: struct Name { … }`";
        let found = take_until_comma(input)?;
        return Err(diagnostics::error(found, "expected a step", help));
    }
    let name = Ident::parse_any(input)?;
    if !input.peek(Token![:]) || input.peek(Token![::]) {
        let problem = format!("the step `{name}` leads nowhere");
        let help = format!("write `{name}: path::Trait`, or `{name}: struct Name {{ … }}` for one without endpoints");
        return Err(diagnostics::error(name, problem, help));
    }
    input.parse::<Token![:]>()?;
    let target = if input.peek(Token![struct]) {
        input.parse::<Token![struct]>()?;
        WrittenTarget::Struct(input.parse()?)
    } else {
        WrittenTarget::Trait(Path::parse_mod_style(input)?)
    };
    if input.peek(Token![<]) {
        let help = "write the path of the trait alone: a trait with `#[endpoints]` has no parameters";
        return Err(diagnostics::error(take_until_comma(input)?, "a step takes no parameters", help));
    }
    let steps = if input.peek(token::Brace) { parse_steps(input, errors)? } else { Vec::new() };
    Ok(WrittenStep { attributes, name, target, steps })
}
