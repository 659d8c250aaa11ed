//! Collects every mistake of a declaration, so that one compile reports them all.

use proc_macro2::TokenStream;
use quote::ToTokens;

/// The mistakes found so far. Each says what is wrong and, on a line of its own, how to mend it.
#[derive(Default)]
pub(crate) struct Diagnostics(Vec<syn::Error>);

impl Diagnostics {
    /// Reports a mistake under `tokens`.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, problem: impl AsRef<str>, help: impl AsRef<str>) {
        self.0.push(syn::Error::new_spanned(tokens, message(problem.as_ref(), help.as_ref())));
    }

    /// Reports what syn could not parse.
    pub(crate) fn syntax(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The mistakes as `compile_error!` items.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.0.iter().map(syn::Error::to_compile_error).collect()
    }
}

fn message(problem: &str, help: &str) -> String {
    if help.is_empty() { problem.to_owned() } else { format!("{problem}\nhelp: {help}") }
}

/// The known name that `written` was probably meant to be.
pub(crate) fn similar<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&written, &name.to_lowercase()), name))
        // In a short word two letters of another kind make another word.
        .filter(|(distance, name)| *distance <= if name.len() < 6 { 1 } else { name.len() / 3 })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The names as a list for a message: `` `a`, `b`, `c` ``.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// "did you mean `x`?", or else all that is known.
pub(crate) fn did_you_mean(written: &str, known: &[&str]) -> String {
    match similar(written, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("known here: {}", list(known.iter().copied())),
    }
}

/// Tokens as a user would write them: without the blanks that `to_string` puts between all of them, and without the path
/// that the macro puts before `String`.
pub(crate) fn shown(tokens: impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let glued =
        [(" :: ", "::"), (":: ", "::"), (" <", "<"), ("< ", "<"), (" >", ">"), ("& ", "&"), (" ,", ","), (" :", ":")];
    let text = glued.into_iter().fold(text, |text, (blank, tight)| text.replace(blank, tight));
    text.replace("::std::string::String", "String")
}
