//! `#[encode(brackets)]` and `#[encode(dots)]`: values whose parts have keys of their own.

use syn::{Attribute, Ident, LitStr, Token, Type, parse::ParseStream};

use crate::{
    diagnostics::Diagnostics,
    model::{Binding, BodyFormat, Nesting},
    syntax::types,
};

/// Reads the attribute; `None` for another encoding. After a mistake, which is reported, the form is the default of its word.
pub(super) fn read(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<Nesting> {
    let (word, rest) = attribute
        .parse_args_with(|input: ParseStream<'_>| {
            let word: Ident = input.parse()?;
            let rest: proc_macro2::TokenStream = input.parse()?;
            Ok((word.to_string(), rest))
        })
        .ok()?;
    let of_word = || Nesting::ALL.into_iter().filter(|nesting| nesting.word == word);
    let default = of_word().next()?;
    if rest.is_empty() {
        return Some(default);
    }
    let list = syn::parse::Parser::parse2(
        |input: ParseStream<'_>| {
            input.parse::<Token![,]>()?;
            let name: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            let list: LitStr = input.parse()?;
            input.parse::<Option<Token![,]>>()?;
            if name == "list" { Ok(list) } else { Err(input.error("")) }
        },
        rest,
    );
    let Ok(list) = list else {
        let example = of_word().next_back().map_or("", |nesting| nesting.list);
        let help = format!("write `#[encode({word})]`, or `#[encode({word}, list = \"{example}\")]`");
        diagnostics.report(attribute, format!("`#[encode({word})]` takes the option `list` only"), help);
        return Some(default);
    };
    let found = of_word().find(|nesting| nesting.list == list.value());
    if found.is_none() {
        let lists: Vec<String> = of_word().map(|nesting| format!("`\"{}\"`", nesting.list)).collect();
        let help = format!("write the text behind the key of a list for its first item, one of {}", lists.join(", "));
        diagnostics.report(&list, format!("`{}` is not the key of an item", list.value().escape_debug()), help);
    }
    Some(found.unwrap_or(default))
}

/// Refuses a place that has one text, and an optional list. Returns the problem and its cure.
pub(super) fn check(
    nesting: Nesting,
    argument: &str,
    ty: &Type,
    binding: &Binding,
    fields: BodyFormat,
) -> Option<(String, String)> {
    let word = nesting.word;
    let place = match binding {
        Binding::Query(_) | Binding::Body(BodyFormat::Form) | Binding::Unbound => None,
        Binding::QueryMap(_) => {
            let help = format!("remove it, or write `?{argument}=<{argument}>` in the template and no `#[query]`");
            return Some((format!("`{argument}` is both nested and a map of query keys"), help));
        }
        Binding::Field(_) => match fields {
            BodyFormat::Form => None,
            BodyFormat::Multipart => Some("a part of a multipart body, which has one value"),
            _ => Some("a member of a JSON body"),
        },
        Binding::Body(_) => Some("a body that is not a form"),
        Binding::Path | Binding::Url => Some("a path, which has one text for a value"),
        Binding::Header(_) => Some("a header, which has one text for a value"),
        Binding::HeaderMap(_) | Binding::FieldMap(_) => Some("a map, whose values are texts"),
        Binding::Headers(_) => Some("a group of headers"),
        Binding::Cookie(_) => Some("a cookie"),
        Binding::QueryGroup(_) => Some("a group of query parameters"),
    };
    if let Some(place) = place {
        let help = match binding {
            Binding::Path | Binding::Header(_) => "write `#[encode(json)]` for its JSON as one text",
            Binding::Field(_) if fields == BodyFormat::Multipart => "write `#[encode(json)]` for a part of JSON",
            Binding::HeaderMap(_) | Binding::FieldMap(_) => "remove it",
            _ => "remove it: it writes a value as several keys of a query or a form",
        };
        return Some((format!("`#[encode({word})]` has no effect on {place}"), help.to_owned()));
    }
    let list = types::option(ty).filter(|inner| types::vec(inner).is_some());
    list.filter(|_| !matches!(binding, Binding::Body(_) | Binding::Unbound)).map(|list| {
        let help = format!("write `{}`", crate::diagnostics::to_source(list));
        (format!("`{argument}` is an optional list, but an empty list is already absent"), help)
    })
}
