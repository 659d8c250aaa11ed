//! `impl Endpoint` for the request.

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned as _;

use super::{metadata, names, respan::respan, visit};
use crate::model::{Endpoint, GroupKind, Trait};

pub(super) fn expand(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let Endpoint { cfgs, request, result, .. } = endpoint;
    let metadata = metadata::expand(declaration, endpoint);
    let format = names::response_marker(endpoint.response, endpoint.response_marker.as_ref());
    let visit = visit::expand(declaration, endpoint);
    let header_checks = header_checks(declaration, endpoint);
    let query_checks = query_checks(declaration, endpoint);
    // An error about the type as a whole, for example that it is private, is then reported where it was written.
    let result_type = respan(result.span(), quote!(type Result =));
    let result_type = quote!(#result_type #result;);
    quote! {
        #(#cfgs)*
        impl #runtime::Endpoint for #request {
            const METADATA: &'static #runtime::Metadata = &#metadata;
            type Format = #runtime::response::#format;
            #result_type

            #[inline]
            fn visit(&self, visitor: &mut #runtime::request::ArgumentVisitor<'_, '_>) {
                #visit
            }
        }

        #header_checks
        #query_checks
    }
}

/// Checks the names in a header group, which only the compiler knows. A mistake fails a bound, whose error is reported at
/// the group and explains it.
fn header_checks(declaration: &Trait, endpoint: &Endpoint) -> Option<TokenStream> {
    let runtime = &declaration.runtime;
    let Endpoint { cfgs, request, .. } = endpoint;
    let group = endpoint.groups(GroupKind::Headers).next()?;
    let metadata = quote!(<#request as #runtime::Endpoint>::METADATA);
    // The error is reported at the checked type, so that has the span of the group.
    let span = group.inner.span();
    let distinct = respan(
        span,
        quote!(#runtime::header::DistinctHeadersCheck<{ #runtime::header::has_distinct_headers(#metadata) }>),
    );
    let credential =
        respan(span, quote!(#runtime::header::OneCredentialCheck<{ #runtime::header::has_one_credential(#metadata) }>));
    Some(quote! {
        #(#cfgs)*
        const _: () = {
            <#distinct as #runtime::header::DistinctHeaders>::CHECKED;
            <#credential as #runtime::header::OneCredential>::CHECKED
        };
    })
}

/// Checks the keys in a query group, likewise.
fn query_checks(declaration: &Trait, endpoint: &Endpoint) -> Option<TokenStream> {
    let runtime = &declaration.runtime;
    let Endpoint { cfgs, request, .. } = endpoint;
    let group = endpoint.groups(GroupKind::Query).next()?;
    let metadata = quote!(<#request as #runtime::Endpoint>::METADATA);
    let distinct = respan(
        group.inner.span(),
        quote!(#runtime::query::DistinctKeysCheck<{ #runtime::query::has_distinct_keys(#metadata) }>),
    );
    Some(quote! {
        #(#cfgs)*
        const _: () = <#distinct as #runtime::query::DistinctKeys>::CHECKED;
    })
}
