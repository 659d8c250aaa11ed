//! The setter of a value that is not required, and the parameter of `new` for one that is.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Ident, Path, Type, ext::IdentExt as _};

use crate::model::{Argument, Presence, TypeKind};

/// A setter: a method that takes a struct by value, and returns it with one field set.
pub(super) struct Setter<'a> {
    /// The path of the runtime.
    pub(super) runtime: &'a Path,
    /// The name of the method.
    pub(super) ident: &'a Ident,
    /// The field, as an expression.
    pub(super) place: TokenStream,
    /// The documentation as attributes.
    pub(super) docs: TokenStream,
    pub(super) lints: &'a [Attribute],
    /// The type of one value.
    pub(super) inner: &'a Type,
    pub(super) kind: TypeKind,
    pub(super) presence: Presence,
}

/// Emits the setter of a struct's field; nothing for a required one, which `new` takes.
pub(super) fn expand(runtime: &Path, argument: &Argument, docs: TokenStream) -> TokenStream {
    let Argument { ident, lints, inner, kind, presence, .. } = argument;
    let place = quote!(self.#ident);
    Setter { runtime, ident, place, docs, lints, inner, kind: *kind, presence: *presence }.expand()
}

impl Setter<'_> {
    /// Emits the setter, and for a nullable value the one that makes it null.
    pub(super) fn expand(&self) -> TokenStream {
        match self.presence {
            Presence::Required => TokenStream::new(),
            Presence::Optional => {
                let (generics, ty, value) = self.optional();
                self.method(&generics, &ty, &value)
            }
            Presence::Nullable => {
                let (generics, ty, value) = self.optional();
                let value = quote!(::core::option::Option::map(#value, ::core::option::Option::Some));
                let set = self.method(&generics, &ty, &value);
                let null = self.null_method();
                quote!(#set #null)
            }
            Presence::Repeated => {
                let (ty, value) = items(self.kind, self.inner, &quote!(value));
                self.method(&TokenStream::new(), &ty, &value)
            }
            Presence::Map => {
                let Self { runtime, inner, .. } = self;
                let map = quote!(#inner as #runtime::request::MapArgument);
                let generics = quote! {
                    <__Key: ::core::convert::Into<<#map>::Key>, __Value: ::core::convert::Into<<#map>::Value>>
                };
                let pair =
                    quote!(|(key, value)| (::core::convert::Into::into(key), ::core::convert::Into::into(value),));
                let pairs = quote!(::core::iter::Iterator::map(::core::iter::IntoIterator::into_iter(value), #pair));
                let value = quote!(::core::iter::Iterator::collect(#pairs));
                self.method(&generics, &quote!(impl ::core::iter::IntoIterator<Item = (__Key, __Value)>), &value)
            }
        }
    }

    /// Emits the setter of a value that has a default.
    pub(super) fn expand_defaulted(&self) -> TokenStream {
        let (ty, value) = required(self.runtime, self.kind, self.inner, &quote!(value));
        let inline = inline([self.kind]);
        let setter = self.method(&TokenStream::new(), &ty, &value);
        quote!(#inline #setter)
    }

    fn method(&self, generics: &TokenStream, ty: &TokenStream, value: &TokenStream) -> TokenStream {
        let Self { ident, place, docs, lints, .. } = self;
        quote! {
            #docs
            #(#lints)*
            #[must_use]
            pub fn #ident #generics(mut self, value: #ty) -> Self {
                #place = #value;
                self
            }
        }
    }

    fn null_method(&self) -> TokenStream {
        let Self { place, .. } = self;
        let name = self.ident.unraw();
        let ident = format_ident!("{name}_null");
        let about = format!("Sends `{name}` as null.");
        quote! {
            #[doc = #about]
            #[inline]
            #[must_use]
            pub fn #ident(mut self) -> Self {
                #place = ::core::option::Option::Some(::core::option::Option::None);
                self
            }
        }
    }

    /// Returns the generic parameters, the type of the parameter, and the expression that makes an `Option` of it.
    fn optional(&self) -> (TokenStream, TokenStream, TokenStream) {
        let Self { runtime, inner, .. } = self;
        match self.kind {
            TypeKind::Scalar => (
                TokenStream::new(),
                quote!(impl #runtime::setter::IntoOptionalScalar<#inner>),
                quote!(#runtime::setter::IntoOptionalScalar::into_optional(value)),
            ),
            TypeKind::String | TypeKind::Other => (
                quote!(<__Form>),
                quote!(impl #runtime::setter::IntoOptional<#inner, __Form>),
                quote!(#runtime::setter::IntoOptional::into_optional(value)),
            ),
            // Both forms would convert an `Option`, which is a JSON value itself.
            TypeKind::Json => {
                let (ty, value) = required(self.runtime, self.kind, inner, &quote!(value));
                (TokenStream::new(), ty, quote!(::core::option::Option::Some(#value)))
            }
        }
    }
}

/// Returns the type of a parameter that takes any list, and the expression that collects it.
pub(super) fn items(kind: TypeKind, inner: &Type, value: &TokenStream) -> (TokenStream, TokenStream) {
    let items = quote!(::core::iter::IntoIterator::into_iter(#value));
    // The type of a literal in the list cannot be inferred through `Into`.
    let (bound, items) = match kind {
        TypeKind::Scalar => (quote!(Item = #inner), items),
        TypeKind::String | TypeKind::Json | TypeKind::Other => (
            quote!(Item: ::core::convert::Into<#inner>),
            quote!(::core::iter::Iterator::map(#items, ::core::convert::Into::into)),
        ),
    };
    (quote!(impl ::core::iter::IntoIterator<#bound>), quote!(::core::iter::Iterator::collect(#items)))
}

/// Returns `#[inline]` for a function whose parameters have these kinds, unless it is generic over one of them: a function that is
/// neither generic nor inline is compiled with its crate, whether it is called or not.
pub(super) fn inline(kinds: impl IntoIterator<Item = TypeKind>) -> Option<TokenStream> {
    kinds.into_iter().all(|kind| kind == TypeKind::Scalar).then(|| quote!(#[inline]))
}

/// Returns the type of a parameter for a required value, and the expression for the field. Numbers, `bool` and `char` are
/// taken as they are: the type of a literal cannot be inferred through `Into`.
pub(super) fn required(
    runtime: &Path,
    kind: TypeKind,
    inner: &Type,
    value: &TokenStream,
) -> (TokenStream, TokenStream) {
    match kind {
        TypeKind::Scalar => (quote!(#inner), value.clone()),
        TypeKind::String | TypeKind::Json => {
            (quote!(impl ::core::convert::Into<#inner>), quote!(::core::convert::Into::into(#value)))
        }
        // The same, with a message about newtypes.
        TypeKind::Other => (
            quote!(impl #runtime::setter::IntoRequired<#inner>),
            quote!(#runtime::setter::IntoRequired::into_required(#value)),
        ),
    }
}
