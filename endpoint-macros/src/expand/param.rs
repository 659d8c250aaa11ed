//! `impl Param` for a newtype or an enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Member, Path, Type};

use crate::{
    model::{Param, ParamShape},
    syntax::types,
};

pub(crate) fn expand(param: &Param) -> TokenStream {
    let Param { ident, generics, runtime, shape, from } = param;
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let (to_text, from_text) = match shape {
        ParamShape::Newtype { member, ty, by_display: true } => displayed(runtime, member, ty),
        ParamShape::Newtype { member, ty, .. } => newtype(runtime, member, ty),
        ParamShape::Refused => refused(runtime),
        ParamShape::Enum { variants, other } => variants_of(runtime, variants, other.as_ref()),
    };
    let from = from.then(|| conversions(ident, shape));
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::Param for #ident #type_generics #clause {
            fn to_text(&self) -> ::core::result::Result<#runtime::ParamText<'_>, #runtime::ParamError> {
                #to_text
            }

            fn from_text(text: &::core::primitive::str) -> ::core::result::Result<Self, #runtime::ParamError> {
                #from_text
            }
        }

        #from
    }
}

/// `From` of what a newtype holds, and of `&str` where that is a `String`.
fn conversions(ident: &Ident, shape: &ParamShape) -> TokenStream {
    let ParamShape::Newtype { member, ty, .. } = shape else { return TokenStream::new() };
    let from_str = types::is_string(ty).then(|| {
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<&::core::primitive::str> for #ident {
                fn from(value: &::core::primitive::str) -> Self {
                    Self { #member: ::core::convert::From::from(value) }
                }
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                Self { #member: value }
            }
        }

        #from_str
    }
}

/// A value that is no `Param` itself, written by `Display` and read by `FromStr`.
fn displayed(runtime: &Path, member: &Member, ty: &Type) -> (TokenStream, TokenStream) {
    (
        quote!(::core::result::Result::Ok(#runtime::ParamText::display(&self.#member))),
        quote! {
            match <#ty as ::core::str::FromStr>::from_str(text) {
                ::core::result::Result::Ok(value) => ::core::result::Result::Ok(Self { #member: value }),
                ::core::result::Result::Err(_) => {
                    ::core::result::Result::Err(#runtime::ParamError::new("expected another form of text"))
                }
            }
        },
    )
}

fn refused(runtime: &Path) -> (TokenStream, TokenStream) {
    let refusal = quote!(::core::result::Result::Err(#runtime::ParamError::new("")));
    (refusal.clone(), quote!(let _ = text; #refusal))
}

fn newtype(runtime: &Path, member: &Member, ty: &Type) -> (TokenStream, TokenStream) {
    (
        quote!(<#ty as #runtime::Param>::to_text(&self.#member)),
        quote! {
            ::core::result::Result::Ok(Self { #member: <#ty as #runtime::Param>::from_text(text)? })
        },
    )
}

fn variants_of(
    runtime: &Path,
    variants: &[(Ident, String)],
    other: Option<&(Ident, Box<Type>)>,
) -> (TokenStream, TokenStream) {
    let idents: Vec<_> = variants.iter().map(|(ident, _)| ident).collect();
    let texts: Vec<_> = variants.iter().map(|(_, text)| text).collect();
    let expected =
        format!("expected one of {}", texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", "));
    let to_other =
        other.map(|(ident, ty)| quote!(Self::#ident(ref other) => <#ty as #runtime::Param>::to_text(other),));
    let from_other = match other {
        Some((ident, ty)) => quote! {
            ::core::result::Result::Ok(Self::#ident(<#ty as #runtime::Param>::from_text(text)?))
        },
        None => quote!(::core::result::Result::Err(#runtime::ParamError::new(#expected))),
    };
    (
        quote! {
            match *self {
                #(Self::#idents => ::core::result::Result::Ok(::core::convert::From::from(#texts)),)*
                #to_other
            }
        },
        quote! {
            match text {
                #(#texts => ::core::result::Result::Ok(Self::#idents),)*
                _ => #from_other,
            }
        },
    )
}
