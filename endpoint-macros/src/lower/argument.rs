//! The arguments as written: their names, types and attributes.

use proc_macro2::TokenStream;
use syn::{Attribute, FnArg, Ident, Path, Type};

use super::{
    argument_pattern::{self, PlainArgument},
    argument_type::ArgumentTypes,
    attributes,
    binding_attribute::{self, BindingAttribute, BindingTarget},
    idempotency_key,
    media_type::WrittenMediaType,
    presence,
    text_form::{self, WrittenForm},
    type_kind::type_kind,
    unraw_name,
};
use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Binding, BodyFormat},
};

/// An argument whose attributes were read, but whose binding is not known yet.
pub(super) struct WrittenArgument {
    pub(super) ident: Ident,
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) has_setter: bool,
    pub(super) binding_attributes: Vec<BindingAttribute>,
    pub(super) sensitive: bool,
    /// `#[idempotency_key]`
    pub(super) idempotency_key: Option<Attribute>,
    /// The attributes that say how the value becomes text.
    forms: Vec<WrittenForm>,
    attributes: Vec<Attribute>,
    lints: Vec<Attribute>,
    docs: TokenStream,
}

impl WrittenArgument {
    /// Returns the media type of the whole body, if this argument is that and gives one.
    pub(super) fn body_type(&self) -> Option<&WrittenMediaType> {
        self.binding_attributes.iter().find_map(|attribute| match &attribute.target {
            BindingTarget::Body(body) => body.media_type.as_ref(),
            _ => None,
        })
    }

    /// Returns the type of the body's format, if this argument is the whole body in a format of the user.
    pub(super) fn body_marker(&self) -> Option<&Path> {
        self.binding_attributes.iter().find_map(|attribute| match &attribute.target {
            BindingTarget::Body(body) => body.marker.as_ref(),
            _ => None,
        })
    }

    /// Returns whether no attribute says how the value becomes text.
    pub(super) fn is_plain(&self) -> bool {
        self.forms.is_empty()
    }

    /// Returns the attribute that binds the argument, and reports every further one. An invalid one was reported.
    pub(super) fn only_binding_attribute(&self, diagnostics: &mut Diagnostics) -> Option<&BindingAttribute> {
        let is_valid = |attribute: &&BindingAttribute| !matches!(attribute.target, BindingTarget::Invalid);
        let mut valid = self.binding_attributes.iter().filter(is_valid);
        let first = valid.next().or_else(|| self.binding_attributes.first());
        for second in valid {
            diagnostics.report(&second.tokens, format!("`{}` is bound twice", self.name), "keep one of the attributes");
        }
        first
    }

    /// Refuses an attribute that says how the value becomes text, on the whole body.
    pub(super) fn check_form_of_body(&self, diagnostics: &mut Diagnostics) {
        let (body, format) = (Binding::Body(BodyFormat::Json), BodyFormat::Json);
        text_form::check(&self.forms, &self.name, &self.ty, &body, format, diagnostics);
    }

    /// Makes the argument of the model. Refuses an `Option` or a `Vec` that its binding does not take, unless `binding`
    /// reported a mistake.
    pub(super) fn bind(
        self,
        fields: BodyFormat,
        diagnostics: &mut Diagnostics,
        binding: impl FnOnce(&Self, &mut Diagnostics) -> Binding,
    ) -> Argument {
        let mistakes_before = diagnostics.count();
        let mut binding = binding(&self, diagnostics);
        let form = text_form::of(&self.forms, &self.name, diagnostics);
        let (presence, inner) = presence::of(&self.ty, &binding, fields, form);
        if !text_form::check(&self.forms, &self.name, &self.ty, &binding, fields, diagnostics) {
            binding = Binding::Unbound;
        }
        if diagnostics.count() == mistakes_before
            && let Some((problem, help)) = presence::check(&self.name, &binding, presence, &inner, fields, form)
        {
            diagnostics.report(&self.ty, format!("`{}` {problem}", self.name), help);
            binding = Binding::Unbound;
        }
        let kind = type_kind(&inner);
        let is_idempotency_key = self
            .idempotency_key
            .as_ref()
            .is_some_and(|attribute| idempotency_key::check(attribute, &self, &binding, presence, kind, diagnostics));
        Argument {
            ident: self.ident,
            name: self.name,
            attributes: self.attributes,
            lints: self.lints,
            docs: self.docs,
            has_setter: self.has_setter,
            ty: self.ty,
            kind,
            inner,
            presence,
            binding,
            form,
            sensitive: self.sensitive,
            is_idempotency_key,
        }
    }
}

/// The arguments of a method as written.
pub(super) struct WrittenArguments {
    pub(super) arguments: Vec<WrittenArgument>,
    /// False if there is an argument that could not be read, which was reported.
    pub(super) are_complete: bool,
}

/// Reads the arguments of a method. `unnamed` is the only name in the template that no argument has.
pub(super) fn read<'a>(
    inputs: impl IntoIterator<Item = &'a FnArg>,
    unnamed: Option<&str>,
    types: &mut ArgumentTypes,
    diagnostics: &mut Diagnostics,
) -> WrittenArguments {
    let mut read = WrittenArguments { arguments: Vec::new(), are_complete: true };
    for input in inputs {
        let FnArg::Typed(argument) = input else { continue };
        let plain = argument_pattern::read(argument, unnamed, diagnostics);
        read.are_complete &= !plain.is_empty();
        for PlainArgument { ident, ty, binding } in plain {
            let ty = types.value(&ident, &ty);
            let mut written = read_attributes(ident, ty, &argument.attrs, diagnostics);
            written.binding_attributes.extend(binding);
            read.arguments.push(written);
        }
    }
    types.report(diagnostics);
    read
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
        idempotency_key: None,
        forms: Vec::new(),
        ident,
    };
    for attribute in attributes {
        if attribute.path().is_ident("sensitive") {
            binding_attribute::check_bare(attribute, "write `#[sensitive]`", diagnostics);
            written.sensitive = true;
        } else if attribute.path().is_ident("idempotency_key") {
            binding_attribute::check_bare(attribute, "write `#[idempotency_key]`", diagnostics);
            if let Some(first) = written.idempotency_key.replace(attribute.clone()) {
                diagnostics.report(first, "`#[idempotency_key]` is written twice", "remove one of them");
            }
        } else if let Some(form) = text_form::read(attribute, diagnostics) {
            written.forms.push(form);
        } else {
            written.binding_attributes.extend(binding_attribute::read(attribute, &written.name, diagnostics));
        }
    }
    written
}
