//! `impl ReadObject` and `impl Deserialize`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericParam, Ident};

use super::{add_start_bounds, allow_deprecated, bounded, read_bound};
use crate::{
    expand::name,
    model::{Object, ObjectField, Presence},
};

pub(super) fn expand(object: &Object) -> TokenStream {
    let Object { cfgs, ident, runtime, .. } = object;
    let allow = allow_deprecated(object);
    let mut generics = bounded(&object.generics, &read_bound(runtime));
    add_start_bounds(object, |_| true, &mut generics);
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let mut with_lifetime = generics.clone();
    let lifetime: GenericParam = syn::parse_quote!('de);
    with_lifetime.params.insert(0, lifetime);
    let (lifetime_generics, _, _) = with_lifetime.split_for_impl();
    let types = object.fields.iter().map(ObjectField::item_type);
    let idents = object.fields.iter().map(|field| &field.plain.ident);
    let (functions, strict): (Vec<Ident>, Vec<Option<Ident>>) = object.fields.iter().map(function).unzip();
    let indexes = super::indexes(object);
    let body = if object.fields.is_empty() {
        quote!(::core::result::Result::Ok(()))
    } else {
        quote! {
            match index {
                #(#indexes => <#types as #runtime::object::ReadField<'de>>::#functions(&mut self.#idents, map, #strict),)*
            }
        }
    };
    let rest = object.rest.as_ref().map(|rest| {
        let (rest, ty) = (&rest.ident, &rest.ty);
        quote! {
            #[inline]
            fn rest_mut(&mut self) -> ::core::option::Option<&mut #runtime::JsonMap> {
                ::core::option::Option::Some(<#ty as #runtime::object::RestField>::as_map_mut(&mut self.#rest))
            }
        }
    });
    let read = if object.rest.is_some() {
        quote!(#runtime::object::deserialize_with_rest(deserializer))
    } else {
        quote!(#runtime::object::deserialize(deserializer))
    };
    quote! {
        #(#cfgs)*
        #allow
        #[automatically_derived]
        impl #impl_generics #runtime::object::ReadObject for #ident #type_generics #clause {
            #[inline]
            fn read_field<'de, __A: #runtime::object::serde::de::MapAccess<'de>>(
                &mut self,
                index: ::core::primitive::usize,
                map: &mut __A,
                strict: ::core::primitive::bool,
            ) -> ::core::result::Result<(), __A::Error> {
                #body
            }

            #rest
        }

        #(#cfgs)*
        #[automatically_derived]
        impl #lifetime_generics #runtime::object::serde::Deserialize<'de> for #ident #type_generics #clause {
            fn deserialize<__D: #runtime::object::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #read
            }
        }
    }
}

/// Returns the function of `ReadField`, and its last argument if it has one.
fn function(field: &ObjectField) -> (Ident, Option<Ident>) {
    match field.presence {
        Presence::Optional => (name("read_optional"), None),
        Presence::Nullable => (name("read_nullable"), None),
        _ if field.default.is_some() => (name("read_defaulted"), None),
        _ => (name("read"), Some(name("strict"))),
    }
}
