//! Tokens whose errors are reported elsewhere.

use proc_macro2::{Group, Span, TokenStream, TokenTree};

/// Returns the tokens as if they had been written at `span`.
pub(super) fn respan(span: Span, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| {
            let mut token = match token {
                TokenTree::Group(group) => Group::new(group.delimiter(), respan(span, group.stream())).into(),
                token => token,
            };
            token.set_span(span);
            token
        })
        .collect()
}
