//! The hidden macro that lists the headers of a group, see `syntax::group_call`, and the items that setters of them need.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, Type, Visibility};

use crate::{
    model::{Argument, Binding, HeaderGroup, Presence, TypeKind},
    syntax::{
        group_call::{FoundGroup, GroupHeader},
        types,
    },
};

/// Emits the items.
///
/// The macro is imported under the name of the struct, so that the path of the struct is that of the macro as well. Only an
/// exported macro can be imported publicly; it is a name of the whole crate.
pub(super) fn expand(group: &HeaderGroup) -> TokenStream {
    let HeaderGroup { visibility, ident, runtime, headers, hidden_macro, .. } = group;
    let Some(hidden_macro) = hidden_macro else { return TokenStream::new() };
    let export = matches!(visibility, Visibility::Public(_)).then(|| quote!(#[macro_export]));
    let settable: Vec<(usize, &Argument)> = settable(headers).collect();
    let fields = settable.iter().filter(|(_, header)| universal_type(header).is_none()).map(|(index, header)| {
        let index = Literal::usize_unsuffixed(*index);
        let value = &header.inner;
        quote! {
            #[automatically_derived]
            impl #runtime::header::HeaderField<#index> for #ident {
                type Value = #value;
            }
        }
    });
    let can_be_empty = !headers.iter().any(Argument::is_required);
    let empty = can_be_empty.then(|| {
        let fields = headers.iter().map(|header| &header.ident);
        let values = headers.iter().map(|header| match header.presence {
            Presence::Repeated => quote!(::core::default::Default::default()),
            _ => quote!(::core::option::Option::None),
        });
        quote! {
            #[automatically_derived]
            impl #runtime::header::EmptyHeaders for #ident {
                #[inline]
                fn empty() -> Self {
                    Self { #(#fields: #values),* }
                }
            }
        }
    });
    let found = FoundGroup {
        has_macro: true,
        can_be_empty,
        headers: settable.iter().map(|(index, header)| group_header(*index, header)).collect(),
    };
    quote! {
        #(#fields)*
        #empty

        #[doc(hidden)]
        #export
        #[allow(unused_macros, non_local_definitions)]
        macro_rules! #hidden_macro {
            ([$($next:tt)*] $($call:tt)*) => {
                $($next)* ! { $($call)* #found }
            };
        }

        #[doc(hidden)]
        #[allow(unused_imports)]
        #visibility use #hidden_macro as #ident;
    }
}

/// Returns whether each optional header of the group has a setter on a request.
pub(super) fn has_setters(group: &HeaderGroup) -> bool {
    let optional = group.headers.iter().filter(|header| !header.is_required()).count();
    group.hidden_macro.is_some() && optional > 0 && settable(&group.headers).count() == optional
}

/// Returns the headers that have setters, with their positions.
fn settable(headers: &[Argument]) -> impl Iterator<Item = (usize, &Argument)> {
    let is_settable =
        |header: &Argument| header.has_setter && !header.is_required() && matches!(header.binding, Binding::Header(_));
    headers.iter().enumerate().filter(move |(_, header)| is_settable(header))
}

fn group_header(index: usize, header: &Argument) -> GroupHeader {
    let docs: Vec<Attribute> = header.attributes.iter().filter(|docs| is_literal(docs)).cloned().collect();
    let docs = if docs.is_empty() {
        let text = format!("The header `{}`.", header.wire_name());
        vec![syn::parse_quote!(#[doc = #text])]
    } else {
        docs
    };
    GroupHeader {
        attributes: docs.into_iter().chain(header.lints.iter().cloned()).collect(),
        ident: header.ident.clone(),
        index,
        kind: header.kind,
        is_list: header.presence == Presence::Repeated,
        ty: universal_type(header),
    }
}

/// Returns whether the documentation is a text, which is the same in another file.
fn is_literal(docs: &Attribute) -> bool {
    let value = docs.meta.require_name_value().map(|meta| &meta.value);
    matches!(value, Ok(Expr::Lit(ExprLit { lit: Lit::Str(_), .. })))
}

/// Returns the type by a name that it has in every module, if it is one of Rust's own.
fn universal_type(header: &Argument) -> Option<Type> {
    match header.kind {
        TypeKind::Scalar => {
            let name = types::path_names(&header.inner).pop()?;
            let name = Ident::new(&name, proc_macro2::Span::call_site());
            Some(syn::parse_quote!(::core::primitive::#name))
        }
        TypeKind::String => Some(syn::parse_quote!(::std::string::String)),
        TypeKind::Json | TypeKind::Other => None,
    }
}
