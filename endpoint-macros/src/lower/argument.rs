//! One argument as written: its name, its type, its attributes.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, FnArg, Ident, Pat, Type};

use super::{
    attributes,
    binding_attribute::{self, BindingAttribute, BindingTarget},
    presence,
    type_kind::type_kind,
    unraw_name,
};
use crate::{
    diagnostics::{Diagnostics, to_source},
    model::{Argument, Binding},
    syntax::types,
};

/// An argument whose attributes were read, but whose binding is not known yet.
pub(super) struct WrittenArgument {
    pub(super) ident: Ident,
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) has_setter: bool,
    pub(super) binding_attributes: Vec<BindingAttribute>,
    pub(super) sensitive: bool,
    attributes: Vec<Attribute>,
    lints: Vec<Attribute>,
    docs: TokenStream,
}

impl WrittenArgument {
    /// Returns the media type of the whole body, if this argument is that and gives one.
    pub(super) fn body_type(&self) -> Option<&str> {
        self.binding_attributes.iter().find_map(|attribute| match &attribute.target {
            BindingTarget::Body(_, media_type) => media_type.as_deref(),
            _ => None,
        })
    }

    /// Returns the attribute that binds the argument, and reports every further one.
    pub(super) fn only_binding_attribute(&self, diagnostics: &mut Diagnostics) -> Option<&BindingAttribute> {
        let mut attributes = self.binding_attributes.iter();
        let first = attributes.next();
        for second in attributes {
            diagnostics.report(&second.tokens, format!("`{}` is bound twice", self.name), "keep one of the attributes");
        }
        first
    }

    /// Makes the argument of the model. Refuses an `Option` or a `Vec` that its binding does not take, unless `binding`
    /// reported a mistake.
    pub(super) fn bind(
        self,
        is_form: bool,
        diagnostics: &mut Diagnostics,
        binding: impl FnOnce(&Self, &mut Diagnostics) -> Binding,
    ) -> Argument {
        let mistakes_before = diagnostics.count();
        let mut binding = binding(&self, diagnostics);
        let (presence, inner) = presence::of(&self.ty, &binding, is_form);
        if diagnostics.count() == mistakes_before
            && let Some((problem, help)) = presence::check(&self.name, &binding, presence, &inner, is_form)
        {
            diagnostics.report(&self.ty, format!("`{}` {problem}", self.name), help);
            binding = Binding::Unbound;
        }
        Argument {
            ident: self.ident,
            name: self.name,
            attributes: self.attributes,
            lints: self.lints,
            docs: self.docs,
            has_setter: self.has_setter,
            ty: self.ty,
            kind: type_kind(&inner),
            inner,
            presence,
            binding,
            sensitive: self.sensitive,
        }
    }
}

/// Reads one argument; `None` for one that nothing can be emitted for, which was reported.
pub(super) fn read(argument: &FnArg, generics: &[Ident], diagnostics: &mut Diagnostics) -> Option<WrittenArgument> {
    let FnArg::Typed(argument) = argument else { return None };
    let ident = match &*argument.pat {
        Pat::Ident(pattern) if pattern.subpat.is_none() => {
            if pattern.by_ref.is_some() || pattern.mutability.is_some() {
                let name = &pattern.ident;
                diagnostics.report(pattern, "an argument cannot be `mut` or `ref`", format!("write `{name}: …`"));
            }
            pattern.ident.clone()
        }
        pattern => {
            diagnostics.report(
                pattern,
                "an argument cannot be a pattern",
                "give it a name, which becomes a field of the request",
            );
            return None;
        }
    };
    let ty = owned_type(&argument.ty, generics, diagnostics);
    Some(read_attributes(ident, ty, &argument.attrs, diagnostics))
}

/// Reads the attributes of an argument, or of a field of a header group.
pub(super) fn read_attributes(
    ident: Ident,
    ty: Type,
    attributes: &[Attribute],
    diagnostics: &mut Diagnostics,
) -> WrittenArgument {
    let mut written = WrittenArgument {
        name: unraw_name(&ident),
        docs: attributes::docs(attributes),
        attributes: attributes::doc_attributes(attributes),
        lints: attributes::lints(attributes),
        has_setter: true,
        ty,
        binding_attributes: Vec::new(),
        sensitive: false,
        ident,
    };
    for attribute in attributes {
        if attribute.path().is_ident("sensitive") {
            binding_attribute::check_bare(attribute, "write `#[sensitive]`", diagnostics);
            written.sensitive = true;
        } else {
            written.binding_attributes.extend(binding_attribute::read(attribute, &written.name, diagnostics));
        }
    }
    written
}

/// Refuses a type that does not own its value, and returns the owned type that was probably meant.
fn owned_type(ty: &Type, generics: &[Ident], diagnostics: &mut Diagnostics) -> Type {
    let tokens = ty.to_token_stream();
    if types::is_of_value(tokens.clone(), generics) {
        return ty.clone();
    }
    let owned = types::owned(ty, generics);
    let help = format!(
        "write `{0}`; `new` and the setters of the request take `impl Into<{0}>`",
        to_source(types::option(&owned).unwrap_or(&owned))
    );
    if let Type::Reference(reference) = types::ungrouped(types::option(ty).unwrap_or(ty))
        && reference.mutability.is_some()
    {
        diagnostics.report(ty, "an argument cannot be a `&mut`: nothing is written back to the caller", help);
    } else if types::borrows(&tokens) {
        diagnostics.report(ty, "an argument cannot be borrowed: the request owns its values", help);
    } else if types::mentions(&tokens, "impl") {
        diagnostics.report(
            ty,
            "the type of an argument cannot be `impl Trait`",
            "write the concrete type; `new` and the setters of the request take `impl Into` of it",
        );
    } else if types::mentions(&tokens, "Self") {
        diagnostics.report(ty, "the type of an argument cannot contain `Self`", "write the concrete type");
    } else if types::mentions(&tokens, "_") {
        diagnostics.report(ty, "the type of an argument cannot be inferred", "write the concrete type");
    }
    owned
}
