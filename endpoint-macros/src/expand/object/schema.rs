//! `impl DescribeObject` and `impl JsonSchema`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ConstParam, GenericParam, TypeParam};

use super::bounded;
use crate::model::{Object, ObjectField};

pub(super) fn expand(object: &Object) -> TokenStream {
    let Object { ident, runtime, .. } = object;
    let schemars = quote!(#runtime::schema::schemars);
    let generics = bounded(&object.generics, &quote!(#schemars::JsonSchema));
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let of_fields = object.fields.iter().map(|field| schema(object, field));
    let name = ident.to_string();
    let names = arguments(object, &quote!(schema_name));
    let ids = arguments(object, &quote!(schema_id));
    let (schema_name, schema_id) = if names.is_empty() {
        (
            quote!(::std::borrow::Cow::Borrowed(#name)),
            quote!(::std::borrow::Cow::Borrowed(#runtime::object::type_path!(#name))),
        )
    } else {
        (
            quote!(#runtime::object::generic_name(#name, &[#(#names),*])),
            quote!(#runtime::object::generic_id(
                #runtime::object::type_path!(#name),
                &[#(#ids),*],
            )),
        )
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::object::DescribeObject for #ident #type_generics #clause {
            const SCHEMAS: &'static [#runtime::schema::SchemaFn] = &[#(#of_fields),*];
        }

        #[automatically_derived]
        impl #impl_generics #schemars::JsonSchema for #ident #type_generics #clause {
            #[inline]
            fn schema_name() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
                #schema_name
            }

            #[inline]
            fn schema_id() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
                #schema_id
            }

            #[inline]
            fn json_schema(generator: &mut #schemars::SchemaGenerator) -> #schemars::Schema {
                #runtime::object::object_schema::<Self>(generator)
            }
        }
    }
}

/// Returns a function for each type or constant that the object is generic over, which returns its part of the object's name.
fn arguments(object: &Object, function: &TokenStream) -> Vec<TokenStream> {
    let runtime = &object.runtime;
    let arguments = object.generics.params.iter().filter_map(|parameter| match parameter {
        GenericParam::Type(TypeParam { ident, .. }) => {
            Some(quote!(<#ident as #runtime::schema::schemars::JsonSchema>::#function))
        }
        GenericParam::Const(ConstParam { ident, .. }) => {
            Some(quote!(|| ::std::borrow::Cow::Owned(::std::string::ToString::to_string(&#ident))))
        }
        GenericParam::Lifetime(_) => None,
    });
    arguments.collect()
}

fn schema(object: &Object, field: &ObjectField) -> TokenStream {
    let runtime = &object.runtime;
    let ty = &field.plain.ty;
    quote!(<#ty as #runtime::schema::HasSchema>::schema)
}
