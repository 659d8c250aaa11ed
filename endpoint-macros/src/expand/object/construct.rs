//! The functions that make an object: the value that a reader starts from, `Default`, `new` and setters; and the impls of an
//! object with secrets.

use proc_macro2::TokenStream;
use quote::quote;

use super::add_start_bounds;
use crate::{
    expand::setters::{self, Setter},
    model::{FieldDefault, Object, ObjectField, PlainField, Presence},
};

/// Emits the value that a reader starts from, which is the object's `Default` unless it has none.
pub(super) fn start(object: &Object) -> TokenStream {
    let Object { cfgs, ident, runtime, .. } = object;
    let allow = super::allow_deprecated(object);
    let mut generics = object.generics.clone();
    add_start_bounds(object, |_| true, &mut generics);
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let (implemented, function) = if object.has_default() {
        (quote!(::core::default::Default), quote!(default))
    } else {
        (quote!(#runtime::object::Blank), quote!(blank))
    };
    let values = start_values(object, &object.fields.iter().collect::<Vec<_>>());
    let rest = rest_value(object);
    quote! {
        #(#cfgs)*
        #allow
        #[automatically_derived]
        impl #impl_generics #implemented for #ident #type_generics #clause {
            #[inline]
            fn #function() -> Self {
                Self { #values #rest }
            }
        }
    }
}

/// Emits the values that these fields have before they are read or set.
fn start_values(object: &Object, fields: &[&ObjectField]) -> TokenStream {
    let runtime = &object.runtime;
    let declared = fields.iter().filter_map(|field| match &field.default {
        Some(FieldDefault::Value(value)) => Some((&field.plain.ident, value)),
        _ => None,
    });
    let (declared, values): (Vec<_>, Vec<_>) = declared.unzip();
    let others = || fields.iter().filter(|field| !matches!(field.default, Some(FieldDefault::Value(_))));
    let is_optional = |field: &ObjectField| {
        field.default.is_none() && matches!(field.presence, Presence::Optional | Presence::Nullable)
    };
    let optional = others().filter(|field| is_optional(field)).map(|field| &field.plain.ident);
    let blank = || others().filter(|field| !is_optional(field));
    let (idents, types) = (blank().map(|field| &field.plain.ident), blank().map(|field| &field.plain.ty));
    quote! {
        #(#idents: <#types as #runtime::object::Blank>::blank(),)*
        #(#optional: ::core::option::Option::None,)*
        #(#declared: #values,)*
    }
}

fn rest_value(object: &Object) -> Option<TokenStream> {
    let runtime = &object.runtime;
    let PlainField { ident, ty, .. } = object.rest.as_ref()?;
    Some(quote!(#ident: <#ty as #runtime::object::RestField>::empty()))
}

/// Emits `new` with the required fields, and a setter for each other field.
pub(super) fn constructors(object: &Object) -> TokenStream {
    let Object { cfgs, lints, ident, .. } = object;
    let allow = super::allow_deprecated(object);
    let mut generics = object.generics.clone();
    add_start_bounds(object, |field| !field.is_required(), &mut generics);
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let parameters = object.fields.iter().filter(|field| field.is_required()).map(|field| {
        let field_ident = &field.plain.ident;
        let (ty, _) = setters::required(&object.runtime, field.kind, &field.inner, &quote!());
        quote!(#field_ident: #ty)
    });
    let required = object.fields.iter().filter(|field| field.is_required()).map(|field| {
        let field_ident = &field.plain.ident;
        let value = setters::required(&object.runtime, field.kind, &field.inner, &quote!(#field_ident)).1;
        quote!(#field_ident: #value)
    });
    let inline = setters::inline(object.fields.iter().filter(|field| field.is_required()).map(|field| field.kind));
    let optional: Vec<&ObjectField> = object.fields.iter().filter(|field| !field.is_required()).collect();
    let optional = start_values(object, &optional);
    let rest = rest_value(object);
    let setters = object.fields.iter().filter(|field| field.has_setter && !field.is_required());
    let setters = setters.map(|field| setter(object, field));
    quote! {
        #(#cfgs)*
        #(#lints)*
        #allow
        impl #impl_generics #ident #type_generics #clause {
            /// Makes an object with the required values, and without optional ones.
            #inline
            #[must_use]
            #[allow(clippy::too_many_arguments)]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#required,)* #optional #rest }
            }

            #(#setters)*
        }
    }
}

fn setter(object: &Object, field: &ObjectField) -> TokenStream {
    let field_ident = &field.plain.ident;
    let docs = field.plain.attributes.iter().filter(|attribute| {
        let path = attribute.path();
        path.is_ident("doc") || path.is_ident("deprecated")
    });
    let setter = Setter {
        runtime: &object.runtime,
        ident: field_ident,
        place: quote!(self.#field_ident),
        docs: quote!(#(#docs)*),
        lints: &field.lints,
        inner: &field.inner,
        kind: field.kind,
        presence: field.presence,
    };
    if field.default.is_some() { setter.expand_defaulted() } else { setter.expand() }
}

/// Emits the `Debug` that redacts secrets, and the `PartialEq` that compares them in constant time.
pub(super) fn redacting_impls(object: &Object) -> TokenStream {
    let Object { cfgs, ident, generics, runtime, .. } = object;
    let allow = super::allow_deprecated(object);
    let debug_generics = super::bounded(generics, &quote!(::core::fmt::Debug));
    let (debug_impl, type_generics, debug_clause) = debug_generics.split_for_impl();
    let equal_generics = super::bounded(generics, &quote!(::core::cmp::PartialEq));
    let (equal_impl, _, equal_clause) = equal_generics.split_for_impl();
    let name = ident.to_string();
    let shown = object.fields.iter().map(|field| {
        let field_ident = &field.plain.ident;
        match (field.sensitive, field.presence) {
            (true, Presence::Optional | Presence::Nullable) => {
                quote!(#runtime::debug::redacted(&self.#field_ident))
            }
            (true, _) => quote!(&#runtime::debug::Redacted),
            // The trait is named at the type, so that a type without `Debug` is one error, at that type.
            (false, Presence::Optional) => {
                let inner = &field.inner;
                quote!(<#inner as #runtime::debug::DebugField>::optional_as_debug(&self.#field_ident))
            }
            (false, _) => {
                let ty = &field.plain.ty;
                quote!(<#ty as #runtime::debug::DebugField>::as_debug(&self.#field_ident))
            }
        }
    });
    let shown_rest = object.rest.iter().map(|rest| {
        let rest = &rest.ident;
        quote!(&self.#rest)
    });
    let names = object.fields.iter().map(|field| field.name.clone());
    let names = names.chain(object.rest.iter().map(|rest| rest.ident.to_string()));
    let equal = object.fields.iter().map(|field| {
        let (field_ident, ty, inner) = (&field.plain.ident, &field.plain.ty, &field.inner);
        let (path, function) = match (field.sensitive, field.presence) {
            (false, _) => (quote!(<#ty as ::core::cmp::PartialEq>), quote!(eq)),
            (true, Presence::Optional) => {
                (quote!(<#inner as #runtime::object::SensitiveField>), quote!(optional_equals))
            }
            (true, Presence::Nullable) => {
                (quote!(<#inner as #runtime::object::SensitiveField>), quote!(nullable_equals))
            }
            (true, _) => (quote!(<#ty as #runtime::object::SensitiveField>), quote!(equals)),
        };
        quote!(#path::#function(&self.#field_ident, &other.#field_ident))
    });
    let equal_rest = object.rest.iter().map(|rest| {
        let (rest, ty) = (&rest.ident, &rest.ty);
        quote!(<#ty as ::core::cmp::PartialEq>::eq(&self.#rest, &other.#rest))
    });
    let equal = equal.chain(equal_rest);
    quote! {
        #(#cfgs)*
        #allow
        #[automatically_derived]
        impl #debug_impl ::core::fmt::Debug for #ident #type_generics #debug_clause {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::debug::debug_struct(f, #name, &[#(#names),*], &[#(#shown,)* #(#shown_rest,)*])
            }
        }

        #(#cfgs)*
        #allow
        #[automatically_derived]
        impl #equal_impl ::core::cmp::PartialEq for #ident #type_generics #equal_clause {
            #[inline]
            fn eq(&self, other: &Self) -> ::core::primitive::bool {
                // All fields are compared, so that the time does not tell which one differs.
                #(#equal)&*
            }
        }
    }
}
