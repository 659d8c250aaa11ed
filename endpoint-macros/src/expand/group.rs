//! `impl Headers` for a group.

use proc_macro2::TokenStream;
use quote::quote;

use super::{encode, metadata, schema, server};
use crate::model::Group;

pub(crate) fn expand(group: &Group) -> TokenStream {
    let Group {
        ident,
        runtime,
        headers,
        ..
    } = group;
    let parameters = headers.iter().filter_map(|header| metadata::parameter(runtime, header));
    let writes = headers.iter().filter_map(|header| encode::header(runtime, header));
    let server = server::group(group);
    let schema = schema::group(group);
    quote! {
        #[automatically_derived]
        impl #runtime::Headers for #ident {
            const PARAMETERS: &'static [#runtime::metadata::Parameter] = &[#(#parameters),*];

            fn encode(&self, request: &mut #runtime::request::Encoder<'_>) {
                #(#writes)*
            }
        }

        #server
        #schema
    }
}
