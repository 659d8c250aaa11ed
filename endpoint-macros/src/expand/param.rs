//! `impl Param` for a newtype or an enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Member, Path, Type};

use crate::model::{Param, ParamShape};

pub(crate) fn expand(param: &Param) -> TokenStream {
    let Param { ident, runtime, shape } = param;
    let (to_text, from_text) = match shape {
        ParamShape::Newtype { member, ty } => newtype(runtime, member, ty),
        ParamShape::Enum { variants, other } => variants_of(runtime, variants, other.as_ref()),
    };
    quote! {
        #[automatically_derived]
        impl #runtime::Param for #ident {
            fn to_text(&self) -> ::core::result::Result<#runtime::ParamText<'_>, #runtime::ParamError> {
                #to_text
            }

            fn from_text(text: &str) -> ::core::result::Result<Self, #runtime::ParamError> {
                #from_text
            }
        }
    }
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
    let expected = format!(
        "expected one of {}",
        texts
            .iter()
            .map(|text| format!("`{text}`"))
            .collect::<Vec<_>>()
            .join(", ")
    );
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
