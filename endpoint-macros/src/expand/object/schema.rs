//! `impl DescribeObject` and `impl JsonSchema`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{bounded, type_parameters};
use crate::model::{Object, ObjectField};

pub(super) fn expand(object: &Object) -> TokenStream {
    let Object { ident, runtime, .. } = object;
    let schemars = quote!(#runtime::schema::schemars);
    let generics = bounded(&object.generics, &quote!(#schemars::JsonSchema));
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let schemas = object.fields.iter().map(|field| schema(object, field));
    let name = ident.to_string();
    let parameters: Vec<_> = type_parameters(&object.generics).collect();
    let (schema_name, schema_id) = if parameters.is_empty() {
        (
            quote!(::std::borrow::Cow::Borrowed(#name)),
            quote!(::std::borrow::Cow::Borrowed(#runtime::object::type_path!(#name))),
        )
    } else {
        (
            quote!(#runtime::object::generic_name(#name, &[#(<#parameters as #schemars::JsonSchema>::schema_name),*])),
            quote!(#runtime::object::generic_id(
                #runtime::object::type_path!(#name),
                &[#(<#parameters as #schemars::JsonSchema>::schema_id),*],
            )),
        )
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::object::DescribeObject for #ident #type_generics #clause {
            const SCHEMAS: &'static [#runtime::schema::SchemaFn] = &[#(#schemas),*];
        }

        #[automatically_derived]
        impl #impl_generics #schemars::JsonSchema for #ident #type_generics #clause {
            fn schema_name() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
                #schema_name
            }

            fn schema_id() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
                #schema_id
            }

            fn json_schema(generator: &mut #schemars::SchemaGenerator) -> #schemars::Schema {
                #runtime::object::object_schema::<Self>(generator)
            }
        }
    }
}

fn schema(object: &Object, field: &ObjectField) -> TokenStream {
    let runtime = &object.runtime;
    let ty = &field.plain.ty;
    quote!(<#ty as #runtime::schema::HasSchema>::schema)
}
