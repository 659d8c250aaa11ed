//! The calls of the runtime that write and read an argument that is sent as text.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Path, Type};

use super::name;
use crate::model::{Argument, Presence, TextForm};

/// Emits the visit of the argument at a place of the visitor.
pub(super) fn visit(runtime: &Path, argument: &Argument, place: &TokenStream) -> TokenStream {
    let ident = &argument.ident;
    let value = value_type(argument);
    let function = function(argument, "visit");
    let form = form_trait(runtime, argument);
    let separator = separator(runtime, argument);
    quote!(<#value as #form>::#function(&self.#ident, #place #separator);)
}

/// Emits the argument of the path.
pub(super) fn path(runtime: &Path, argument: &Argument) -> TokenStream {
    let Argument { ident, name: argument_name, inner, sensitive, .. } = argument;
    let function = name(match argument.form {
        TextForm::Joined(_) => "joined_path",
        TextForm::Plain | TextForm::Json | TextForm::Nested(_) => "path",
    });
    let form = form_trait(runtime, argument);
    let separator = separator(runtime, argument);
    quote!(<#inner as #form>::#function(&self.#ident, #argument_name, #sensitive #separator))
}

/// Emits the decoding of the argument from a source of the decoder.
pub(super) fn decode(runtime: &Path, argument: &Argument, source: &TokenStream) -> TokenStream {
    let value = value_type(argument);
    let function = function(argument, "decode");
    let form = match argument.form {
        TextForm::Json => quote!(#runtime::server::DecodeJsonText),
        TextForm::Nested(_) => quote!(#runtime::server::DecodeNested),
        TextForm::Plain | TextForm::Joined(_) => quote!(#runtime::request::TextArgument),
    };
    let separator = separator(runtime, argument);
    quote!(<#value as #form>::#function(#source #separator))
}

/// Emits the visit of a map at a place of the visitor.
pub(super) fn visit_map(runtime: &Path, argument: &Argument, place: &TokenStream) -> TokenStream {
    let Argument { ident, inner, .. } = argument;
    let function = function(argument, "visit");
    let separator = separator(runtime, argument);
    quote!(<#inner as #runtime::request::MapArgument>::#function(&self.#ident, #place #separator);)
}

/// Emits the decoding of a map from a source of the decoder.
pub(super) fn decode_map(runtime: &Path, argument: &Argument, source: &TokenStream) -> TokenStream {
    let Argument { inner, .. } = argument;
    let function = function(argument, "decode");
    let separator = separator(runtime, argument);
    quote!(<#inner as #runtime::request::MapArgument>::#function(#source #separator))
}

fn form_trait(runtime: &Path, argument: &Argument) -> TokenStream {
    match argument.form {
        TextForm::Json => quote!(#runtime::request::JsonTextArgument),
        TextForm::Nested(_) => quote!(#runtime::request::NestedArgument),
        TextForm::Plain | TextForm::Joined(_) => quote!(#runtime::request::TextArgument),
    }
}

/// Returns the name of the function for the argument's presence and form.
fn function(argument: &Argument, verb: &str) -> proc_macro2::Ident {
    let suffix = match (argument.form, argument.presence) {
        (TextForm::Joined(_), _) => "_joined",
        (_, Presence::Required | Presence::Map) | (TextForm::Nested(_), Presence::Repeated) => "",
        (_, Presence::Optional | Presence::Nullable) => "_optional",
        (_, Presence::Repeated) => "_repeated",
    };
    name(&format!("{verb}{suffix}"))
}

/// Returns the type whose values are written: that of a nested list is the whole list.
pub(super) fn value_type(argument: &Argument) -> &Type {
    let is_list = argument.presence == Presence::Repeated && matches!(argument.form, TextForm::Nested(_));
    if is_list { &argument.ty } else { &argument.inner }
}

/// Returns the last argument of the calls: the separator of a list, or the keys of a nested value.
pub(super) fn separator(runtime: &Path, argument: &Argument) -> Option<TokenStream> {
    match argument.form {
        TextForm::Joined(separator) => Some(quote!(, #separator)),
        TextForm::Nested(nesting) => {
            let constant = name(nesting.constant);
            Some(quote!(, #runtime::metadata::Nesting::#constant))
        }
        TextForm::Plain | TextForm::Json => None,
    }
}
