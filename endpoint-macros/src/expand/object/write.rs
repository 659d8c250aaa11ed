//! `impl WriteObject` and `impl Serialize`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{allow_deprecated, bounded, match_index};
use crate::model::{Object, ObjectField, Presence};

pub(super) fn expand(object: &Object) -> TokenStream {
    let Object { cfgs, ident, runtime, .. } = object;
    let allow = allow_deprecated(object);
    let generics = bounded(&object.generics, &quote!(#runtime::object::serde::Serialize));
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let arms = match_index(object.fields.iter().map(|field| write_field(object, field)));
    let rest = object.rest.as_ref().map(|rest| {
        let (rest, ty) = (&rest.ident, &rest.ty);
        quote! {
            fn rest(&self) -> ::core::option::Option<&#runtime::JsonMap> {
                ::core::option::Option::Some(<#ty as #runtime::object::RestField>::as_map(&self.#rest))
            }
        }
    });
    quote! {
        #(#cfgs)*
        #allow
        #[automatically_derived]
        impl #impl_generics #runtime::object::WriteObject for #ident #type_generics #clause {
            fn write_field<__M: #runtime::object::serde::ser::SerializeMap>(
                &self,
                index: ::core::primitive::usize,
                name: &'static ::core::primitive::str,
                map: &mut __M,
            ) -> ::core::result::Result<(), __M::Error> {
                #arms
            }

            #rest
        }

        #(#cfgs)*
        #[automatically_derived]
        impl #impl_generics #runtime::object::serde::Serialize for #ident #type_generics #clause {
            fn serialize<__S: #runtime::object::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #runtime::object::serialize(self, serializer)
            }
        }
    }
}

fn write_field(object: &Object, field: &ObjectField) -> TokenStream {
    let runtime = &object.runtime;
    let (ident, ty, inner) = (&field.plain.ident, &field.plain.ty, &field.inner);
    match field.presence {
        Presence::Optional => quote!(<#inner as #runtime::object::WriteField>::write_optional(&self.#ident, name, map)),
        Presence::Nullable => quote!(<#inner as #runtime::object::WriteField>::write_nullable(&self.#ident, name, map)),
        _ => quote!(<#ty as #runtime::object::WriteField>::write(&self.#ident, name, map)),
    }
}
