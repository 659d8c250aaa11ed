//! `impl WriteObject` and `impl Serialize`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::{allow_deprecated, bounded};
use crate::{
    expand::name,
    model::{Object, ObjectField, Presence},
};

pub(super) fn expand(object: &Object) -> TokenStream {
    let Object { cfgs, ident, runtime, .. } = object;
    let allow = allow_deprecated(object);
    let generics = bounded(&object.generics, &quote!(#runtime::object::serde::Serialize));
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let types = object.fields.iter().map(ObjectField::item_type);
    let idents = object.fields.iter().map(|field| &field.plain.ident);
    let functions = object.fields.iter().map(function);
    let indexes = super::indexes(object);
    let body = if object.fields.is_empty() {
        quote!(::core::result::Result::Ok(()))
    } else {
        quote! {
            match index {
                #(#indexes => <#types as #runtime::object::WriteField>::#functions(&self.#idents, name, map),)*
            }
        }
    };
    let rest = object.rest.as_ref().map(|rest| {
        let (rest, ty) = (&rest.ident, &rest.ty);
        quote! {
            #[inline]
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
                #body
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

/// Returns the function of `WriteField`.
fn function(field: &ObjectField) -> Ident {
    name(match field.presence {
        Presence::Optional => "write_optional",
        Presence::Nullable => "write_nullable",
        _ => "write",
    })
}
