//! `#[open_enum]`: the enum, and its impls.

use proc_macro2::TokenStream;
use quote::quote;

use super::{braced, opt_in_items};
use crate::model::{OpenEnum, OpenVariant};

pub(crate) fn expand(declaration: &OpenEnum) -> TokenStream {
    let OpenEnum { attributes, cfgs, visibility, enum_token, ident, runtime, variants, .. } = declaration;
    let declared = variants.iter().map(|OpenVariant { attributes, ident, .. }| quote!(#(#attributes)* #ident));
    let other = other_attributes(declaration);
    let body = braced(
        declaration.brace_token,
        quote! {
            #(#declared,)*
            #other
            Other(::std::string::String),
        },
    );
    let schema =
        opt_in_items(cfgs, declaration.schema.as_ref(), &quote!(#runtime::__schema_items), || schema(declaration));
    let texts = texts(declaration);
    let items = texts_impls(declaration);
    quote! {
        #(#attributes)*
        #(#cfgs)*
        #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        #visibility #enum_token #ident #body

        #texts
        #items
        #schema
    }
}

fn other_attributes(declaration: &OpenEnum) -> TokenStream {
    let attributes = &declaration.other_attributes;
    if attributes.iter().any(|attribute| attribute.path().is_ident("doc")) {
        quote!(#(#attributes)*)
    } else {
        quote! {
            /// Any other text, as it was received. Empty if there was none.
            #(#attributes)*
        }
    }
}

/// Emits the table of the texts, and the functions between texts and variants.
fn texts(declaration: &OpenEnum) -> TokenStream {
    let OpenEnum { cfgs, ident, runtime, variants, .. } = declaration;
    let idents: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = variants.iter().map(|variant| &variant.text).collect();
    let docs = variants.iter().map(|variant| &variant.docs);
    let indexes = 0..variants.len();
    let allow = super::allow_deprecated(variants.iter().flat_map(|variant| &variant.attributes));
    quote! {
        #(#cfgs)*
        #allow
        impl #ident {
            /// Returns the text, as it is sent.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &::core::primitive::str {
                match self {
                    #(Self::#idents => #values,)*
                    Self::Other(text) => text,
                }
            }
        }

        #(#cfgs)*
        #allow
        #[automatically_derived]
        impl #runtime::object::OpenEnum for #ident {
            const TEXTS: &'static [#runtime::object::Text] =
                &[#(#runtime::object::Text { text: #values, docs: #docs }),*];

            #[inline]
            fn known(index: ::core::primitive::usize) -> ::core::option::Option<Self> {
                match index {
                    #(#indexes => ::core::option::Option::Some(Self::#idents),)*
                    _ => ::core::option::Option::None,
                }
            }

            #[inline]
            fn other(text: ::std::string::String) -> Self {
                Self::Other(text)
            }
        }
    }
}

/// Emits the impls that are the same for every open enum.
fn texts_impls(declaration: &OpenEnum) -> TokenStream {
    let OpenEnum { cfgs, ident, runtime, .. } = declaration;
    let impls = [
        quote! {
            impl ::core::default::Default for #ident {
                #[inline]
                fn default() -> Self {
                    Self::Other(::std::string::String::new())
                }
            }
        },
        quote! {
            impl ::core::cmp::PartialEq for #ident {
                #[inline]
                fn eq(&self, other: &Self) -> ::core::primitive::bool {
                    self.as_str() == other.as_str()
                }
            }
        },
        quote!(impl ::core::cmp::Eq for #ident {}),
        quote! {
            impl ::core::hash::Hash for #ident {
                fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                    ::core::hash::Hash::hash(self.as_str(), state);
                }
            }
        },
        quote! {
            impl ::core::fmt::Display for #ident {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(self.as_str())
                }
            }
        },
        quote! {
            impl ::core::convert::From<&::core::primitive::str> for #ident {
                #[inline]
                fn from(text: &::core::primitive::str) -> Self {
                    #runtime::object::from_text(text)
                }
            }
        },
        quote! {
            impl ::core::convert::From<::std::string::String> for #ident {
                #[inline]
                fn from(text: ::std::string::String) -> Self {
                    #runtime::object::from_text(text)
                }
            }
        },
        quote! {
            impl ::core::str::FromStr for #ident {
                type Err = ::core::convert::Infallible;

                #[inline]
                fn from_str(text: &::core::primitive::str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                    ::core::result::Result::Ok(#runtime::object::from_text(text))
                }
            }
        },
        quote! {
            impl #runtime::Param for #ident {
                #[inline]
                fn to_text(&self) -> ::core::result::Result<#runtime::ParamText<'_>, #runtime::ParamError> {
                    ::core::result::Result::Ok(::core::convert::From::from(self.as_str()))
                }

                #[inline]
                fn from_text(text: &::core::primitive::str) -> ::core::result::Result<Self, #runtime::ParamError> {
                    ::core::result::Result::Ok(#runtime::object::from_text(text))
                }
            }
        },
        quote! {
            impl<'de> #runtime::object::serde::Deserialize<'de> for #ident {
                fn deserialize<__D: #runtime::object::serde::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    #runtime::object::deserialize_text(deserializer)
                }
            }
        },
        quote! {
            impl #runtime::object::serde::Serialize for #ident {
                fn serialize<__S: #runtime::object::serde::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        },
    ];
    impls.into_iter().map(|item| quote!(#(#cfgs)* #[automatically_derived] #item)).collect()
}

fn schema(declaration: &OpenEnum) -> TokenStream {
    let OpenEnum { ident, docs, runtime, .. } = declaration;
    let schemars = quote!(#runtime::schema::schemars);
    let name = ident.to_string();
    quote! {
        #[automatically_derived]
        impl #schemars::JsonSchema for #ident {
            #[inline]
            fn schema_name() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
                ::std::borrow::Cow::Borrowed(#name)
            }

            #[inline]
            fn schema_id() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
                ::std::borrow::Cow::Borrowed(#runtime::object::type_path!(#name))
            }

            #[inline]
            fn json_schema(_: &mut #schemars::SchemaGenerator) -> #schemars::Schema {
                #runtime::object::text_schema::<Self>(#docs)
            }
        }
    }
}
