//! The mistakes of a declaration, collected so that one compilation reports them all.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Diagnostics(Vec<syn::Error>);

impl Diagnostics {
    /// Reports a mistake at `tokens`.
    pub(crate) fn report(&mut self, tokens: impl ToTokens, problem: impl AsRef<str>, help: impl AsRef<str>) {
        self.0.push(error(tokens, problem, help));
    }

    /// Reports tokens that could not be parsed.
    pub(crate) fn report_syntax_error(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    /// Reports tokens that could not be parsed, at several places.
    pub(crate) fn report_syntax_errors(&mut self, errors: Vec<syn::Error>) {
        self.0.extend(errors);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Returns the mistakes as `compile_error!` items.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.0.iter().map(syn::Error::to_compile_error).collect()
    }
}

/// Makes an error at `tokens`: what is wrong and, on a line of its own, how to fix it.
pub(crate) fn error(tokens: impl ToTokens, problem: impl AsRef<str>, help: impl AsRef<str>) -> syn::Error {
    syn::Error::new_spanned(tokens, format!("{}\nhelp: {}", problem.as_ref(), help.as_ref()))
}

/// Returns the known name that `written` was probably meant to be.
pub(crate) fn find_similar<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    known
        .into_iter()
        // In a short word, two different letters make another word.
        .map(|name| (name, if name.len() < 6 { 1 } else { name.len() / 3 }))
        // The distance is at least the difference of the lengths, which is known at once.
        .filter(|(name, most)| name.chars().count().abs_diff(written.chars().count()) <= *most)
        .map(|(name, most)| (strsim::damerau_levenshtein(&written, &name.to_lowercase()), name, most))
        .filter(|(distance, _, most)| distance <= most)
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, name, _)| name)
}

/// Returns the texts in quotes among tokens, at any depth.
pub(crate) fn quoted_texts(tokens: TokenStream) -> Vec<String> {
    let texts = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) => quoted_texts(group.stream()),
        token => syn::parse2::<LitStr>(token.into()).map(|text| text.value()).into_iter().collect(),
    });
    texts.collect()
}

/// Lists names for a message: `` `a`, `b`, `c` ``.
pub(crate) fn quoted_list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Joins names for a message: `` `a`, `b` and `c` ``.
pub(crate) fn joined(names: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match &quoted[..] {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        all => all.concat(),
    }
}

/// Suggests the similar known name, or lists all of them when none is similar.
pub(crate) fn suggest(written: &str, known: &[&str]) -> String {
    match find_similar(written, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("use one of {}", quoted_list(known.iter().copied())),
    }
}

/// Writes tokens as a user would: without the blanks that `to_string` puts between all of them, and without the path
/// that the macro puts before `String`.
pub(crate) fn to_source(tokens: impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let joined = [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        (" :", ":"),
        ("- >", "->"),
    ];
    let text = joined.into_iter().fold(text, |text, (spaced, tight)| text.replace(spaced, tight));
    text.replace("::std::string::String", "String")
}
