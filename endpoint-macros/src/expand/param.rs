//! `impl Param` for a newtype or an enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Member, Path, Type};

use crate::model::{Param, ParamKind, TypeKind};

pub(crate) fn expand(param: &Param) -> TokenStream {
    let Param { ident, generics, runtime, kind, from } = param;
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let (to_text, from_text) = match kind {
        ParamKind::Newtype { member, ty, by_display: true, .. } => display_newtype(runtime, member, ty),
        ParamKind::Newtype { member, ty, .. } => newtype(runtime, member, ty),
        ParamKind::Invalid => invalid(runtime),
        ParamKind::Enum { variants, other } => enum_texts(runtime, variants, other.as_ref()),
    };
    let from = from.then(|| from_impls(ident, kind));
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::Param for #ident #type_generics #clause {
            #[inline]
            fn to_text(&self) -> ::core::result::Result<#runtime::ParamText<'_>, #runtime::ParamError> {
                #to_text
            }

            #[inline]
            fn from_text(text: &::core::primitive::str) -> ::core::result::Result<Self, #runtime::ParamError> {
                #from_text
            }
        }

        #from
    }
}

/// Emits `From` of the type that a newtype holds, and of `&str` when that is `String`.
fn from_impls(ident: &Ident, kind: &ParamKind) -> TokenStream {
    let ParamKind::Newtype { member, ty, kind, .. } = kind else { return TokenStream::new() };
    let from_str = (*kind == TypeKind::String).then(|| {
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<&::core::primitive::str> for #ident {
                #[inline]
                fn from(value: &::core::primitive::str) -> Self {
                    Self { #member: ::core::convert::From::from(value) }
                }
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#ty> for #ident {
            #[inline]
            fn from(value: #ty) -> Self {
                Self { #member: value }
            }
        }

        #from_str
    }
}

/// The bodies of `to_text` and `from_text` for a value with `Display` and `FromStr`.
fn display_newtype(runtime: &Path, member: &Member, ty: &Type) -> (TokenStream, TokenStream) {
    (
        quote!(::core::result::Result::Ok(<#ty as #runtime::__private::DisplayField>::to_text(&self.#member))),
        quote! {
            ::core::result::Result::Ok(Self { #member: <#ty as #runtime::__private::DisplayField>::from_text(text)? })
        },
    )
}

fn invalid(runtime: &Path) -> (TokenStream, TokenStream) {
    let refusal = quote!(::core::result::Result::Err(#runtime::ParamError::new("")));
    (refusal.clone(), quote!(let _ = text; #refusal))
}

fn newtype(runtime: &Path, member: &Member, ty: &Type) -> (TokenStream, TokenStream) {
    (
        quote!(<#ty as #runtime::__private::ParamField>::to_text(&self.#member)),
        quote! {
            ::core::result::Result::Ok(Self {
                #member: <#ty as #runtime::__private::ParamField>::from_text(text)?,
            })
        },
    )
}

fn enum_texts(
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
