//! The constant table of the fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Object, ObjectField, Presence};

pub(super) fn expand(object: &Object) -> TokenStream {
    let Object { cfgs, ident, generics, docs, runtime, strict, .. } = object;
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let name = ident.to_string();
    let keeps_rest = object.rest.is_some();
    let fields = object.fields.iter().map(|field| {
        let ObjectField { wire_name, aliases, sensitive, docs, .. } = field;
        let presence = presence(field);
        quote! {
            #runtime::object::Field {
                name: #wire_name,
                aliases: &[#(#aliases),*],
                presence: #runtime::object::Presence::#presence,
                sensitive: #sensitive,
                docs: #docs,
            }
        }
    });
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #impl_generics #runtime::object::Object for #ident #type_generics #clause {
            const TABLE: &'static #runtime::object::Table = &#runtime::object::Table {
                name: #name,
                docs: #docs,
                strict: #strict,
                keeps_rest: #keeps_rest,
                fields: &[#(#fields),*],
            };
        }
    }
}

fn presence(field: &ObjectField) -> TokenStream {
    match field.presence {
        Presence::Optional => quote!(Optional),
        Presence::Nullable => quote!(Nullable),
        _ if field.default.is_some() => quote!(Defaulted),
        _ => quote!(Required),
    }
}
