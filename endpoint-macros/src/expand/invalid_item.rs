//! Impls for an item that is not an object or an open enum, so that its uses are no further errors.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericParam, Generics, Ident, Path};

use super::opt_in_items;
use crate::model::{InvalidItem, OptIn};

pub(crate) fn expand(invalid: &InvalidItem) -> TokenStream {
    let InvalidItem { item, ident, generics, runtime, schema, is_open_enum } = invalid;
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let data = data_impls(ident, generics, runtime, schema.as_ref());
    let text = is_open_enum.then(|| text_impls(invalid));
    quote! {
        #item

        impl #impl_generics ::core::clone::Clone for #ident #type_generics #clause {
            fn clone(&self) -> Self {
                ::core::panic!()
            }
        }

        impl #impl_generics ::core::fmt::Debug for #ident #type_generics #clause {
            fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::result::Result::Ok(())
            }
        }

        impl #impl_generics ::core::cmp::PartialEq for #ident #type_generics #clause {
            fn eq(&self, _: &Self) -> ::core::primitive::bool {
                false
            }
        }

        #data
        #text
    }
}

/// Emits `Default`, and serde's and schemars' traits.
pub(super) fn data_impls(ident: &Ident, generics: &Generics, runtime: &Path, schema: Option<&OptIn>) -> TokenStream {
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let mut with_lifetime = generics.clone();
    let lifetime: GenericParam = syn::parse_quote!('__de);
    with_lifetime.params.insert(0, lifetime);
    let (lifetime_generics, _, _) = with_lifetime.split_for_impl();
    let serde = quote!(#runtime::object::serde);
    let schema = opt_in_items(&[], schema, &quote!(#runtime::__schema_items), || {
        let schemars = quote!(#runtime::schema::schemars);
        let name = ident.to_string();
        quote! {
            impl #impl_generics #schemars::JsonSchema for #ident #type_generics #clause {
                fn schema_name() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
                    ::std::borrow::Cow::Borrowed(#name)
                }

                fn json_schema(_: &mut #schemars::SchemaGenerator) -> #schemars::Schema {
                    ::core::default::Default::default()
                }
            }
        }
    });
    quote! {
        impl #impl_generics ::core::default::Default for #ident #type_generics #clause {
            fn default() -> Self {
                ::core::panic!()
            }
        }

        impl #lifetime_generics #serde::Deserialize<'__de> for #ident #type_generics #clause {
            fn deserialize<__D: #serde::Deserializer<'__de>>(_: __D) -> ::core::result::Result<Self, __D::Error> {
                ::core::result::Result::Err(#serde::de::Error::custom(""))
            }
        }

        impl #impl_generics #serde::Serialize for #ident #type_generics #clause {
            fn serialize<__S: #serde::Serializer>(&self, _: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                ::core::result::Result::Err(#serde::ser::Error::custom(""))
            }
        }

        #schema
    }
}

/// Emits the impls that only an open enum has.
fn text_impls(invalid: &InvalidItem) -> TokenStream {
    let InvalidItem { ident, generics, runtime, .. } = invalid;
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    quote! {
        impl #impl_generics #ident #type_generics #clause {
            /// Returns the text.
            pub fn as_str(&self) -> &::core::primitive::str {
                ""
            }
        }

        impl #impl_generics ::core::cmp::Eq for #ident #type_generics #clause {}

        impl #impl_generics ::core::hash::Hash for #ident #type_generics #clause {
            fn hash<__H: ::core::hash::Hasher>(&self, _: &mut __H) {}
        }

        impl #impl_generics ::core::fmt::Display for #ident #type_generics #clause {
            fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::result::Result::Ok(())
            }
        }

        impl #impl_generics ::core::convert::From<&::core::primitive::str> for #ident #type_generics #clause {
            fn from(_: &::core::primitive::str) -> Self {
                ::core::panic!()
            }
        }

        impl #impl_generics ::core::convert::From<::std::string::String> for #ident #type_generics #clause {
            fn from(_: ::std::string::String) -> Self {
                ::core::panic!()
            }
        }

        impl #impl_generics ::core::str::FromStr for #ident #type_generics #clause {
            type Err = ::core::convert::Infallible;

            fn from_str(_: &::core::primitive::str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::panic!()
            }
        }

        impl #impl_generics #runtime::Param for #ident #type_generics #clause {
            fn to_text(&self) -> ::core::result::Result<#runtime::ParamText<'_>, #runtime::ParamError> {
                ::core::panic!()
            }

            fn from_text(_: &::core::primitive::str) -> ::core::result::Result<Self, #runtime::ParamError> {
                ::core::panic!()
            }
        }
    }
}
