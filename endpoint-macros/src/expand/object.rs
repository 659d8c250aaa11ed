//! `#[object]`: the struct, and its impls of the runtime's, serde's and schemars' traits.
//!
//! A struct without parameters is emitted with an empty `<>`: without it, rustc reports an unknown type twice and suggests a
//! type parameter.

mod construct;
mod read;
mod schema;
mod table;
mod write;

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{GenericParam, Generics, Ident, Path};

use super::{braced, invalid_item, opt_in_items};
use crate::{
    model::{FieldDefault, Object, ObjectField, Presence},
    syntax::types,
};

pub(crate) fn expand(object: &Object) -> TokenStream {
    let Object { attributes, cfgs, visibility, struct_token, ident, generics, .. } = object;
    let where_clause = &generics.where_clause;
    let generics = if generics.params.is_empty() { quote!(<>) } else { quote!(#generics) };
    let fields = || object.fields.iter().map(|field| &field.plain).chain(&object.rest);
    let field_attributes = fields().map(|field| &field.attributes);
    let visibilities = fields().map(|field| &field.visibility);
    let idents = fields().map(|field| &field.ident);
    let types = fields().map(|field| &field.ty);
    let body = quote!(#(#(#field_attributes)* #visibilities #idents: #types,)*);
    let body = braced(object.brace_token, body);
    let is_secret = object.has_sensitive_field() && !object.borrows();
    let derives = (!is_secret).then(|| quote!(::core::fmt::Debug, ::core::cmp::PartialEq,));
    let redacting = is_secret.then(|| construct::redacting_impls(object));
    let impls = if object.borrows() { borrowing_impls(object) } else { data_impls(object) };
    quote! {
        #(#attributes)*
        #(#cfgs)*
        #[::core::prelude::v1::derive(::core::clone::Clone, #derives)]
        #[non_exhaustive]
        #visibility #struct_token #ident #generics #where_clause #body

        #redacting
        #impls
    }
}

/// Emits the impls that make, read, write and describe the object.
fn data_impls(object: &Object) -> TokenStream {
    let Object { cfgs, runtime, .. } = object;
    let start = construct::start(object);
    let table = table::expand(object);
    let read = read::expand(object);
    let write = || {
        let constructors = construct::constructors(object);
        let write = write::expand(object);
        quote!(#constructors #write)
    };
    let write = if object.sent || object.has_wrong_options {
        Some(write())
    } else {
        opt_in_items(cfgs, object.server.as_ref(), &quote!(#runtime::__items), write)
    };
    let schema =
        opt_in_items(cfgs, object.schema.as_ref(), &quote!(#runtime::__schema_items), || schema::expand(object));
    quote!(#start #table #read #write #schema)
}

/// Emits the impls of an object with a lifetime, which was reported.
fn borrowing_impls(object: &Object) -> TokenStream {
    let constructors = construct::constructors(object);
    let impls = invalid_item::data_impls(&object.ident, &object.generics, &object.runtime, object.schema.as_ref());
    quote!(#constructors #impls)
}

/// Returns `#[allow(deprecated)]` for an object with a deprecated field.
fn allow_deprecated(object: &Object) -> Option<TokenStream> {
    let fields = object.fields.iter().map(|field| &field.plain).chain(&object.rest);
    super::allow_deprecated(fields.flat_map(|field| &field.attributes))
}

/// Returns the generics of the object with `bound` on each type parameter.
fn bounded(generics: &Generics, bound: &TokenStream) -> Generics {
    let mut bounded = generics.clone();
    let clause = bounded.make_where_clause();
    for parameter in type_parameters(generics) {
        clause.predicates.push(syn::parse_quote!(#parameter: #bound));
    }
    bounded
}

/// Adds the bounds under which these fields of a generic object have a value to start from.
fn add_start_bounds(object: &Object, is_started: impl Fn(&ObjectField) -> bool, generics: &mut Generics) {
    let runtime = &object.runtime;
    let clause = generics.make_where_clause();
    let has_blank = |field: &&ObjectField| {
        field.presence == Presence::Required && !matches!(field.default, Some(FieldDefault::Value(_)))
    };
    for field in object.fields.iter().filter(|field| is_started(field)).filter(has_blank) {
        let ty = &field.plain.ty;
        let tokens = ty.to_token_stream();
        if type_parameters(&object.generics).any(|parameter| types::mentions(&tokens, &parameter.to_string())) {
            clause.predicates.push(syn::parse_quote!(#ty: #runtime::object::Blank));
        }
    }
}

fn type_parameters(generics: &Generics) -> impl Iterator<Item = &Ident> {
    generics.params.iter().filter_map(|parameter| match parameter {
        GenericParam::Type(parameter) => Some(&parameter.ident),
        GenericParam::Const(_) | GenericParam::Lifetime(_) => None,
    })
}

/// Returns the bound of a type that is read from any deserializer.
fn read_bound(runtime: &Path) -> TokenStream {
    quote!(#runtime::object::serde::de::DeserializeOwned)
}

/// Returns the patterns of the fields' indexes: the last one matches all others, since there is no other index.
fn indexes(object: &Object) -> impl Iterator<Item = TokenTree> {
    let count = object.fields.len();
    (1..=count).map(move |next| match next {
        _ if next == count => TokenTree::from(super::name("_")),
        _ => Literal::usize_unsuffixed(next - 1).into(),
    })
}
