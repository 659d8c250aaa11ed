//! The link of a request's field to the type that documents it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    model::{Argument, TypeKind},
    syntax::types::documented_path,
};

/// Emits a link to the type of an argument without documentation.
///
/// rustdoc resolves the name as the compiler does in the field's type. But the type may be private or local to a function, or
/// share its name with a function: then the name is shown without a link. rustdoc's lints pass over what a macro emits.
pub(super) fn expand(argument: &Argument) -> TokenStream {
    let path = documented_path(&argument.inner).filter(|_| argument.kind == TypeKind::Other);
    let Some(path) = path else { return TokenStream::new() };
    let link = format!("See [`{path}`].");
    quote! {
        #[doc = ""]
        #[doc = #link]
    }
}
