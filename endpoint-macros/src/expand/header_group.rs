//! `impl Headers` and `impl Debug` for a header group.

use proc_macro2::TokenStream;
use quote::quote;

use super::{debug, group_macro, metadata, schema, server, visit};
use crate::model::HeaderGroup;

pub(crate) fn expand(group: &HeaderGroup) -> TokenStream {
    let HeaderGroup { ident, generics, runtime, headers, .. } = group;
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let count = headers.len();
    let parameters = metadata::parameter_texts(runtime, headers);
    let visits = headers.iter().filter_map(|header| visit::header(runtime, header));
    let server = server::expand_header_group(group);
    let schema = schema::expand_header_group(group);
    let head = quote!(#impl_generics ::core::fmt::Debug for #ident #type_generics #clause);
    let has_setters = group_macro::has_setters(group);
    let group_macro = group_macro::expand(group);
    let debug = debug::expand(runtime, ident, &head, &quote!(#runtime::Headers));
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::Headers for #ident #type_generics #clause {
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
