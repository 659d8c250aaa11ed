//! `impl Headers` or `impl Query`, and `impl Debug`, for a group of parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::{debug, group_macro, metadata, names, schema, server, visit};
use crate::model::{GroupKind, ParameterGroup};

pub(crate) fn expand(group: &ParameterGroup) -> TokenStream {
    let ParameterGroup { kind, ident, generics, runtime, parameters: fields, .. } = group;
    let group_trait = names::group_trait(*kind);
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let count = fields.len();
    let parameters = metadata::parameter_texts(runtime, fields);
    let visits = fields.iter().filter_map(|field| match kind {
        GroupKind::Headers => visit::header(runtime, field),
        GroupKind::Query => visit::query_argument(runtime, field),
    });
    let server = server::expand_group(group);
    let schema = schema::expand_group(group);
    let head = quote!(#impl_generics ::core::fmt::Debug for #ident #type_generics #clause);
    let has_setters = group_macro::has_setters(group);
    let group_macro = group_macro::expand(group);
    let debug = debug::expand(runtime, ident, &head, &quote!(#runtime::#group_trait));
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::#group_trait for #ident #type_generics #clause {
            const PARAMETERS: &'static [#runtime::metadata::Parameter] =
                &#runtime::__private::parameters::<#count>(#parameters);
            const HAS_SETTERS: ::core::primitive::bool = #has_setters;

            #[inline]
            fn visit(&self, visitor: &mut #runtime::request::ArgumentVisitor<'_, '_>) {
                #(#visits)*
            }
        }

        #[automatically_derived]
        #debug

        #server
        #schema
        #group_macro
    }
}
