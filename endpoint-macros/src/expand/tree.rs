//! The tree of clients: its methods, the structs of steps without endpoints, and the lists of all endpoints.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, spanned::Spanned as _};

use crate::{
    diagnostics::to_source,
    model::tree::{FunctionKind, Step, Target, Tree, TreeFunction},
};

pub(crate) fn expand(tree: &Tree) -> TokenStream {
    let Tree { runtime, functions, root } = tree;
    let (root, steps) = root.as_ref().map(|(root, steps)| (root, steps.as_slice())).unzip();
    let steps = steps.unwrap_or_default();
    let methods = root.map(|root| methods(runtime, root, &[], steps));
    let functions = functions.iter().map(|function| self::function(runtime, function, steps));
    quote!(#methods #(#functions)*)
}

/// Emits the methods of a type that lead to the next steps, and everything below them.
fn methods(runtime: &TokenStream, this: &dyn ToTokens, cfgs: &[Attribute], steps: &[Step]) -> TokenStream {
    if steps.is_empty() {
        return TokenStream::new();
    }
    let methods = steps.iter().map(|step| method(runtime, this, step));
    let below = steps.iter().map(|step| below(runtime, step));
    quote! {
        #(#cfgs)*
        impl #this {
            #(#methods)*
        }

        #(#below)*
    }
}

fn method(runtime: &TokenStream, this: &dyn ToTokens, step: &Step) -> TokenStream {
    let Step { docs, cfgs, name, target, .. } = step;
    let (target, about) = match target {
        Target::Client { trait_path, client } => {
            let trait_name = trait_path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
            let about = format!("Returns the client of [`{trait_name}`]({}).", to_source(trait_path));
            (client.to_token_stream(), if docs.is_empty() { quote!(#[doc = #about]) } else { quote!(#(#docs)*) })
        }
        Target::Struct(ident) => {
            let about = format!("Returns the clients of [`{ident}`].");
            (ident.to_token_stream(), quote!(#[doc = #about]))
        }
    };
    // At the user's own tokens, for rustc's errors about another method of the same name, and about a root without a client.
    // There, a lint sees the `pub`.
    let this = quote_spanned!(this.span()=> self);
    let body = quote!(#runtime::__private::next_step(#this));
    let method = quote_spanned!(name.span()=> pub fn #name(&self) -> #target { #body });
    quote!(#about #(#cfgs)* #[inline] #[must_use] #[allow(unreachable_pub)] #method)
}

/// Emits the struct of a step, if it has one, and the methods of the step.
fn below(runtime: &TokenStream, step: &Step) -> TokenStream {
    let Step { docs, cfgs, name, target, steps } = step;
    let ident = match target {
        Target::Client { client, .. } => return methods(runtime, client, cfgs, steps),
        Target::Struct(ident) => ident,
    };
    let about = format!("The clients of `{name}`.");
    let docs = if docs.is_empty() { quote!(#[doc = #about]) } else { quote!(#(#docs)*) };
    let methods = methods(runtime, ident, cfgs, steps);
    quote! {
        #docs
        #(#cfgs)*
        #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct #ident(#runtime::Client);

        #(#cfgs)*
        impl ::core::convert::From<#runtime::Client> for #ident {
            #[inline]
            fn from(client: #runtime::Client) -> Self {
                Self(client)
            }
        }

        #(#cfgs)*
        impl ::core::convert::AsRef<#runtime::Client> for #ident {
            #[inline]
            fn as_ref(&self) -> &#runtime::Client {
                &self.0
            }
        }

        #methods
    }
}

/// Emits a function that lists the endpoints, or the schemas, of all steps.
fn function(runtime: &TokenStream, function: &TreeFunction, steps: &[Step]) -> TokenStream {
    let TreeFunction { attributes, has_docs, visibility, name, kind } = function;
    let mut lists = Vec::new();
    collect_lists(steps, *kind, &mut lists);
    let iterator = quote!(::core::iter::Iterator);
    let (about, item, element, body) = match kind {
        FunctionKind::Endpoints => (
            "Returns the metadata of every endpoint.",
            quote!(&'static #runtime::Metadata),
            quote!(&'static #runtime::Metadata),
            quote!(#iterator::copied(#iterator::flatten(#iterator::copied(LISTS.iter())))),
        ),
        FunctionKind::Schemas => (
            "Returns the JSON Schemas of every endpoint, by trait, for `ProviderBuilder::resources`.",
            quote!(&'static [#runtime::schema::EndpointSchemas]),
            quote!(#runtime::schema::EndpointSchemas),
            quote!(#iterator::copied(LISTS.iter())),
        ),
    };
    let about = (!has_docs).then(|| quote!(#[doc = #about]));
    let emitted = quote! {
        #[inline]
        #visibility fn #name() -> impl #iterator<Item = #item> + ::core::clone::Clone {
            const LISTS: &[&[#element]] = &[#(#lists),*];
            #body
        }
    };
    match kind {
        FunctionKind::Endpoints => quote!(#(#attributes)* #about #emitted),
        FunctionKind::Schemas => {
            let cfgs = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
            quote!(#(#cfgs)* #runtime::__schema_items! { #(#attributes)* #about #emitted })
        }
    }
}

fn collect_lists(steps: &[Step], kind: FunctionKind, lists: &mut Vec<TokenStream>) {
    for step in steps {
        if let Target::Client { client, .. } = &step.target {
            let cfgs = &step.cfgs;
            lists.push(match kind {
                FunctionKind::Endpoints => quote!(#(#cfgs)* <#client>::ENDPOINTS),
                FunctionKind::Schemas => quote!(#(#cfgs)* <#client>::SCHEMAS),
            });
        }
        collect_lists(&step.steps, kind, lists);
    }
}
