//! The option `paginate`: the metadata, and the step from a page to the next.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{metadata::some, name, names};
use crate::model::{Endpoint, PageArgument, PageField, Pagination, PaginationKind, Trait};

/// Emits the member of the metadata.
pub(super) fn metadata(declaration: &Trait, pagination: &Pagination) -> TokenStream {
    let runtime = &declaration.runtime;
    let kind = names::variant(pagination.kind);
    let argument = some("argument", pagination.argument.as_ref().map(|argument| &argument.name));
    let pointer = pagination.argument.as_ref().filter(|argument| !argument.path.is_empty()).map(|argument| {
        let pointer = &argument.pointer;
        quote!(argument_member: #pointer,)
    });
    let member = some("member", pagination.field.as_ref().map(|field| &field.pointer));
    let items = pagination.items.as_ref().map(|(field, _)| {
        let pointer = &field.pointer;
        quote!(items: #pointer,)
    });
    let more = some("more", pagination.more.as_ref().map(|field| &field.pointer));
    let done = some("done", pagination.done.as_ref().map(|field| &field.pointer));
    let limit = some("limit", pagination.limit.as_ref());
    let first = (pagination.first != pagination.kind.usual_first()).then(|| {
        let first = pagination.first;
        quote!(first: #first,)
    });
    quote! {
        pagination: ::core::option::Option::Some(&#runtime::metadata::Pagination {
            #argument #pointer #member #items #more #done #limit #first
            ..#runtime::metadata::Pagination::of(#runtime::metadata::PaginationKind::#kind)
        }),
    }
}

/// Emits `impl Paginate` for the request. The fields have the user's tokens, at which the compiler reports those that are not there.
pub(super) fn expand(declaration: &Trait, endpoint: &Endpoint) -> Option<TokenStream> {
    let runtime = &declaration.runtime;
    let Endpoint { cfgs, request, .. } = endpoint;
    let pagination = endpoint.pagination.as_ref()?;
    let argument = pagination.argument.as_ref().map(place);
    let is_json = pagination.argument.as_ref().is_some_and(|argument| argument.is_json);
    let cursor = name(if is_json { "json_cursor" } else { "cursor" });
    let list = quote!(#runtime::pagination::ItemList::as_slice(Self::list(page)));
    let page = quote!(page);
    let field = pagination.field.as_ref();
    let of_page = field.map(|field| access(&page, field));
    let step = match pagination.kind {
        PaginationKind::Cursor => quote!(turn.#cursor(&mut #argument, #of_page);),
        PaginationKind::After => {
            let key = field.map(|field| access(&quote!(item), field));
            quote! {
                let key = ::core::option::Option::and_then(<[_]>::last(#list), |item| #key);
                turn.#cursor(&mut #argument, key);
            }
        }
        PaginationKind::Page => {
            let first = pagination.first;
            let pages = of_page.map(|pages| quote!(turn.pages(#pages);));
            quote!(turn.page(&mut #argument, #first, <[_]>::len(#list)); #pages)
        }
        PaginationKind::Offset => {
            let total = of_page.map(|total| quote!(turn.total(#total);));
            let offset = match pagination.first {
                0 => quote!(turn.offset(&mut #argument, <[_]>::len(#list));),
                first => quote!(turn.offset_from(&mut #argument, #first, <[_]>::len(#list));),
            };
            quote!(#offset #total)
        }
        PaginationKind::Link => quote!(turn.link();),
        PaginationKind::Url => quote!(turn.url(#of_page);),
    };
    let more = pagination.more.as_ref().map(|field| {
        let more = access(&page, field);
        quote!(turn.more(#more);)
    });
    let done = pagination.done.as_ref().map(|field| {
        let done = access(&page, field);
        quote!(turn.done(#done);)
    });
    let (items, list) = match &pagination.items {
        Some((field, ty)) => {
            let names = field.path.iter().map(|(name, _)| name);
            // An error about the type of the field is reported at the type that the user wrote.
            let span = Span::call_site().located_at(ty.span());
            (quote!(#ty), quote_spanned!(span=> &mut page #(.#names)*))
        }
        None => (quote!(#runtime::Output<Self>), page),
    };
    Some(quote! {
        #(#cfgs)*
        impl #runtime::pagination::Paginate for #request {
            type Items = #items;

            #[allow(unused_variables)]
            fn turn(&mut self, page: &mut #runtime::Output<Self>, turn: &mut #runtime::pagination::Turn<'_>) {
                #step
                #more
                #done
            }

            fn list(page: &mut #runtime::Output<Self>) -> &mut Self::Items {
                #list
            }
        }
    })
}

/// Emits the place of the argument, or of the field of it, that chooses the page. An object that is absent is made.
fn place(argument: &PageArgument) -> TokenStream {
    let PageArgument { ident, is_optional, path, .. } = argument;
    let mut place = quote!(self.#ident);
    for ((_, is_optional), (name, _)) in [&(ident.clone(), *is_optional)].into_iter().chain(path).zip(path) {
        if *is_optional {
            // A type that has no default is reported at the name of the field.
            let span = Span::call_site().located_at(name.span());
            place = quote_spanned!(span=> ::core::option::Option::get_or_insert_with(
                &mut #place,
                ::core::default::Default::default,
            ));
        }
        place = quote!(#place.#name);
    }
    place
}

/// Emits an `Option` of a reference to a field of `root`. A field that is optional is looked into.
fn access(root: &TokenStream, field: &PageField) -> TokenStream {
    let mut value = root.clone();
    let mut is_reference = false;
    for (name, is_optional) in &field.path {
        value = quote!(#value.#name);
        is_reference = *is_optional;
        if *is_optional {
            value = quote!(::core::option::Option::as_ref(&#value)?);
        }
    }
    // Errors about the type of the field are reported at its name.
    let span = field.path.last().map_or_else(Span::call_site, |(name, _)| Span::call_site().located_at(name.span()));
    let value = if is_reference { value } else { quote_spanned!(span=> &#value) };
    let value = quote_spanned!(span=> ::core::option::Option::Some(#value));
    if field.path.iter().any(|(_, is_optional)| *is_optional) { quote_spanned!(span=> (|| #value)()) } else { value }
}
