//! The server's half.

use proc_macro2::TokenStream;

use crate::model::{Group, OptIn, Trait};

pub(super) fn expand(_declared: &Trait, _opt_in: &OptIn) -> TokenStream {
    TokenStream::new()
}

pub(super) fn group(_group: &Group) -> Option<TokenStream> {
    None
}
