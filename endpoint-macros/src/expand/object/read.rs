//! `impl ReadObject` and `impl Deserialize`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::GenericParam;

use super::{add_start_bounds, allow_deprecated, bounded, match_index, read_bound};
use crate::model::{Object, ObjectField, Presence};

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
    let arms = match_index(object.fields.iter().map(|field| read_field(object, field)));
    let rest = object.rest.as_ref().map(|rest| {
        let (rest, ty) = (&rest.ident, &rest.ty);
        quote! {
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
                #arms
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

fn read_field(object: &Object, field: &ObjectField) -> TokenStream {
    let runtime = &object.runtime;
    let (ident, ty, inner) = (&field.plain.ident, &field.plain.ty, &field.inner);
    match field.presence {
        Presence::Optional => {
            quote!(<#inner as #runtime::object::ReadField<'de>>::read_optional(&mut self.#ident, map))
        }
        Presence::Nullable => {
            quote!(<#inner as #runtime::object::ReadField<'de>>::read_nullable(&mut self.#ident, map))
        }
        _ if field.default.is_some() => {
            quote!(<#ty as #runtime::object::ReadField<'de>>::read_defaulted(&mut self.#ident, map))
        }
        _ => quote!(<#ty as #runtime::object::ReadField<'de>>::read(&mut self.#ident, map, strict)),
    }
}
