//! The setters that the parameters of groups have on a request, and the calls that find these parameters.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Type, spanned::Spanned as _};

use super::{names, respan::respan, setters::Setter};
use crate::{
    model::{Argument, Endpoint, GroupKind, GroupSetter, GroupSetters, Trait},
    syntax::{
        group_call::{GroupArgument, GroupCall},
        types,
    },
};

/// Emits the call for the groups of an endpoint.
pub(super) fn of_endpoint(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let Endpoint { cfgs, request, .. } = endpoint;
    let groups = GroupKind::ALL.into_iter().flat_map(|kind| endpoint.groups(kind));
    let groups: Vec<GroupArgument> = groups.filter_map(group_argument).collect();
    let is_taken = |argument: &&Argument| argument.binding.group().is_none() || !argument.is_required();
    let call = GroupCall {
        runtime: declaration.runtime.clone(),
        request: request.clone(),
        taken: endpoint.arguments.iter().filter(is_taken).map(|argument| argument.ident.clone()).collect(),
        groups,
        found: Vec::new(),
    };
    next(&call).map(|call| quote!(#(#cfgs)* #call)).unwrap_or_default()
}

/// Returns a group that may have a macro: its type is a plain path.
fn group_argument(argument: &Argument) -> Option<GroupArgument> {
    let (kind, prefix) = argument.binding.group()?;
    let Type::Path(ty) = types::ungrouped(&argument.inner) else { return None };
    let is_plain = ty.qself.is_none() && ty.path.segments.iter().all(|segment| segment.arguments.is_none());
    is_plain.then(|| GroupArgument {
        kind,
        ident: argument.ident.clone(),
        is_optional: !argument.is_required(),
        prefix: prefix.to_owned(),
        path: ty.path.clone(),
    })
}

/// Emits the call of the next group's macro; nothing if all groups were found.
///
/// The macro is found through an import of the type, since the imported name can have a fallback in an outer block. The call
/// is in a block of its own, so that it cannot define names that the imports would have to wait for.
pub(crate) fn next(call: &GroupCall) -> Option<TokenStream> {
    let GroupCall { runtime, .. } = call;
    let path = &call.next()?.path;
    let import = respan(path.span(), quote!(use #path as group;));
    Some(quote! {
        const _: () = {
            #[allow(unused_imports)]
            use #runtime::__group_without_macro as group;
            const _: () = {
                #[allow(unused_imports)]
                #import
                const _: () = {
                    group! { [#runtime::__group_setters] #call }
                };
            };
        };
    })
}

/// Emits the setters.
pub(crate) fn expand(setters: &GroupSetters) -> TokenStream {
    let GroupSetters { runtime, request, setters, groups_without_macro } = setters;
    let methods = setters.iter().map(
        |GroupSetter { ident, attributes, inner, kind, presence, field, argument, optional_group }| {
            let group = match optional_group {
                None => quote!(self.#argument),
                Some(group) => quote! {
                    ::core::option::Option::get_or_insert_with(
                        &mut self.#argument,
                        <#group as #runtime::group::EmptyGroup>::empty,
                    )
                },
            };
            Setter {
                runtime,
                ident,
                place: quote!(#group.#field),
                docs: quote!(#(#attributes)*),
                lints: &[],
                inner,
                kind: *kind,
                presence: *presence,
            }
            .expand()
        },
    );
    let implementation = (!setters.is_empty()).then(|| {
        quote! {
            #[allow(dead_code)]
            impl #request {
                #(#methods)*
            }
        }
    });
    let checks = groups_without_macro.iter().map(|(kind, group)| {
        let group_trait = names::group_trait(*kind);
        let check = quote!(#runtime::group::NamedGroupCheck<{ <#group as #runtime::#group_trait>::HAS_SETTERS }>);
        let check = respan(group.span(), check);
        quote!(const _: () = <#check as #runtime::group::NamedGroup>::CHECKED;)
    });
    quote!(#implementation #(#checks)*)
}
