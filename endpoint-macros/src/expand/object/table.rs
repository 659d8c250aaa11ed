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
            #runtime::object::Field::new(
                #wire_name,
                &[#(#aliases),*],
                #runtime::object::Presence::#presence,
                #sensitive,
                #docs,
            )
        }
    });
    // Half of the places are empty, so that a search is short.
    let names: usize = object.fields.iter().map(|field| 1 + field.aliases.len()).sum();
    let size = (2 * names).max(1).next_power_of_two();
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #impl_generics #runtime::object::Object for #ident #type_generics #clause {
            const TABLE: &'static #runtime::object::Table = &{
                const FIELDS: &[#runtime::object::Field] = &[#(#fields),*];
                #runtime::object::Table {
                    name: #name,
                    docs: #docs,
                    strict: #strict,
                    keeps_rest: #keeps_rest,
                    fields: FIELDS,
                    names: &#runtime::object::name_index::<#size>(FIELDS),
                }
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
