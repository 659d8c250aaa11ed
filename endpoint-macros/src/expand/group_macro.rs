//! The hidden macro that lists the parameters of a group, see `syntax::group_call`, and the items that setters of them need.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, Type, Visibility};

use crate::{
    model::{Argument, Binding, ParameterGroup, Presence, TypeKind},
    syntax::{
        group_call::{FoundGroup, FoundParameter},
        types,
    },
};

/// Emits the items.
///
/// The macro is imported under the name of the struct, so that the path of the struct is that of the macro as well. Only an
/// exported macro can be imported publicly; it is a name of the whole crate.
pub(super) fn expand(group: &ParameterGroup) -> TokenStream {
    let ParameterGroup { visibility, ident, runtime, parameters, hidden_macro, .. } = group;
    let Some(hidden_macro) = hidden_macro else { return TokenStream::new() };
    let export = matches!(visibility, Visibility::Public(_)).then(|| quote!(#[macro_export]));
    let settable: Vec<(usize, &Argument)> = settable(parameters).collect();
    let fields =
        settable.iter().filter(|(_, parameter)| universal_type(parameter).is_none()).map(|(index, parameter)| {
            let index = Literal::usize_unsuffixed(*index);
            let value = &parameter.inner;
            quote! {
                #[automatically_derived]
                impl #runtime::group::GroupField<#index> for #ident {
                    type Value = #value;
                }
            }
        });
    let can_be_empty = !parameters.iter().any(Argument::is_required);
    let empty = can_be_empty.then(|| {
        let fields = parameters.iter().map(|parameter| &parameter.ident);
        let values = parameters.iter().map(|parameter| match parameter.presence {
            Presence::Repeated | Presence::Map => quote!(::core::default::Default::default()),
            _ => quote!(::core::option::Option::None),
        });
        quote! {
            #[automatically_derived]
            impl #runtime::group::EmptyGroup for #ident {
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
        parameters: settable.iter().map(|(index, parameter)| found_parameter(*index, parameter)).collect(),
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

/// Returns whether each optional parameter of the group has a setter on a request.
pub(super) fn has_setters(group: &ParameterGroup) -> bool {
    let optional = group.parameters.iter().filter(|parameter| !parameter.is_required()).count();
    group.hidden_macro.is_some() && optional > 0 && settable(&group.parameters).count() == optional
}

/// Returns the parameters that have setters, with their positions.
fn settable(parameters: &[Argument]) -> impl Iterator<Item = (usize, &Argument)> {
    let is_settable = |parameter: &Argument| {
        parameter.has_setter && !parameter.is_required() && parameter.binding != Binding::Unbound
    };
    parameters.iter().enumerate().filter(move |(_, parameter)| is_settable(parameter))
}

fn found_parameter(index: usize, parameter: &Argument) -> FoundParameter {
    let docs: Vec<Attribute> = parameter.attributes.iter().filter(|docs| is_literal(docs)).cloned().collect();
    let docs = if docs.is_empty() {
        let text = match parameter.binding {
            Binding::Header(_) => format!("The header `{}`.", parameter.wire_name()),
            Binding::HeaderMap(_) => format!("The headers `{}…`, by the ends of their names.", parameter.wire_name()),
            _ => format!("The query parameter `{}`.", parameter.wire_name()),
        };
        vec![syn::parse_quote!(#[doc = #text])]
    } else {
        docs
    };
    FoundParameter {
        attributes: docs.into_iter().chain(parameter.lints.iter().cloned()).collect(),
        ident: parameter.ident.clone(),
        index,
        kind: parameter.kind,
        presence: parameter.presence,
        ty: universal_type(parameter),
    }
}

/// Returns whether the documentation is a text, which is the same in another file.
fn is_literal(docs: &Attribute) -> bool {
    let value = docs.meta.require_name_value().map(|meta| &meta.value);
    matches!(value, Ok(Expr::Lit(ExprLit { lit: Lit::Str(_), .. })))
}

/// Returns the type by a name that it has in every module, if it is one of Rust's own.
fn universal_type(parameter: &Argument) -> Option<Type> {
    match parameter.kind {
        TypeKind::Scalar => {
            let name = types::path_names(&parameter.inner).pop()?;
            let name = Ident::new(&name, proc_macro2::Span::call_site());
            Some(syn::parse_quote!(::core::primitive::#name))
        }
        TypeKind::String => Some(syn::parse_quote!(::std::string::String)),
        TypeKind::Json | TypeKind::Other => None,
    }
}
