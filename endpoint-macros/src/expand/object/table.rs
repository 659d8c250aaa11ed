//! The table of the fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Object, ObjectField, Presence};

pub(super) fn expand(object: &Object) -> TokenStream {
    let Object { cfgs, ident, generics, docs, runtime, fields, .. } = object;
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let name = ident.to_string();
    let names = fields.iter().map(|field| &field.wire_name);
    let names = names.chain(fields.iter().flat_map(|field| &field.aliases));
    let presences: String = fields.iter().map(presence).collect();
    let field_docs = fields.iter().map(|field| &field.docs);
    let indexed = || fields.iter().enumerate();
    let aliased: Vec<usize> = indexed().flat_map(|(index, field)| field.aliases.iter().map(move |_| index)).collect();
    let sensitive: Vec<usize> = indexed().filter(|(_, field)| field.sensitive).map(|(index, _)| index).collect();
    let with_aliases = (!aliased.is_empty()).then(|| quote!(.with_aliases(&[#(#aliased),*])));
    let with_sensitive = (!sensitive.is_empty()).then(|| quote!(.with_sensitive(&[#(#sensitive),*])));
    let strict = object.strict.then(|| quote!(.strict()));
    let keeping_rest = object.rest.as_ref().map(|_| quote!(.keeping_rest()));
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #impl_generics #runtime::object::Object for #ident #type_generics #clause {
            #[inline]
            fn table() -> &'static #runtime::object::Table {
                static TABLE: #runtime::object::Table = #runtime::object::Table::new(
                    #name,
                    #docs,
                    &[#(#names),*],
                    #presences,
                    &[#(#field_docs),*],
                )#with_aliases #with_sensitive #strict #keeping_rest;
                &TABLE
            }
        }
    }
}

/// Returns the letter of the runtime's `Presence`.
fn presence(field: &ObjectField) -> char {
    match field.presence {
        Presence::Optional => 'o',
        Presence::Nullable => 'n',
        _ if field.default.is_some() => 'd',
        _ => 'r',
    }
}
