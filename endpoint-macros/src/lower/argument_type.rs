//! The types of arguments that are not types of a value: references, `impl Trait`, generic parameters.

use quote::ToTokens as _;
use syn::{GenericParam, Generics, Ident, Type, TypeParamBound};

use crate::{
    diagnostics::{Diagnostics, joined, to_source},
    syntax::{
        foreign_types,
        owned_types::{self, Meant},
        types,
    },
};

/// The reason why a type is not that of a value. Arguments with one reason are reported together.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reason {
    MutableReference,
    Borrowed,
    ImplTrait,
    TraitObject,
    SelfType,
    Inferred,
    Generic,
}

struct WrongType {
    reason: Reason,
    written: Type,
    /// The name of the argument, and its type as it should be.
    argument: (String, Type),
}

/// The parameters of a trait, which were reported.
pub(super) struct TraitParameters {
    pub(super) generics: Generics,
    /// True if it has associated types.
    pub(super) has_types: bool,
}

/// The types of a method's arguments.
pub(super) struct ArgumentTypes {
    /// The type parameters, and the types that they were probably meant to be.
    pub(super) generics: Vec<Meant>,
    /// The lifetime parameters in quotes, or nothing.
    lifetimes: String,
    /// True if the trait has associated types, which were reported: `Self` is part of their names.
    pub(super) has_types: bool,
    wrong: Vec<WrongType>,
}

impl ArgumentTypes {
    /// Reads the parameters of a method.
    pub(super) fn new(generics: &Generics, of_trait: &TraitParameters) -> Self {
        let mut bounds: Vec<(Ident, TypeParamBound)> = Vec::new();
        for parameter in generics.type_params() {
            bounds.extend(parameter.bounds.iter().map(|bound| (parameter.ident.clone(), bound.clone())));
        }
        bounds.extend(generics.where_clause.iter().flat_map(foreign_types::where_bounds));
        let name = |parameter: &GenericParam| match parameter {
            GenericParam::Type(parameter) => Some(parameter.ident.clone()),
            GenericParam::Const(parameter) => Some(parameter.ident.clone()),
            GenericParam::Lifetime(_) => None,
        };
        let meant = |ident: Ident| (ident.clone(), foreign_types::of_parameter(&ident, &bounds));
        let lifetimes: Vec<String> = generics
            .lifetimes()
            .chain(of_trait.generics.lifetimes())
            .map(|lifetime| lifetime.lifetime.to_string())
            .collect();
        Self {
            generics: generics.params.iter().filter_map(name).map(meant).collect(),
            lifetimes: joined(&lifetimes),
            has_types: of_trait.has_types,
            wrong: Vec::new(),
        }
    }

    /// Returns the type of the value that an argument has.
    pub(super) fn value(&mut self, name: &Ident, ty: &Type) -> Type {
        let tokens = ty.to_token_stream();
        if owned_types::is_of_value(tokens.clone(), &self.generics) {
            return ty.clone();
        }
        let reason = if is_mutable_reference(ty) {
            Reason::MutableReference
        } else if types::mentions(&tokens, "impl") {
            Reason::ImplTrait
        } else if types::mentions(&tokens, "dyn") {
            Reason::TraitObject
        } else if types::borrows(&tokens) {
            Reason::Borrowed
        } else if owned_types::mentions_any(&tokens, &self.generics) {
            Reason::Generic
        } else if types::mentions(&tokens, "Self") {
            Reason::SelfType
        } else {
            Reason::Inferred
        };
        let owned = owned_types::owned(ty, &self.generics);
        self.wrong.push(WrongType { reason, written: ty.clone(), argument: (name.to_string(), owned.clone()) });
        owned
    }

    /// Returns whether a lifetime parameter is explained by an argument that borrows.
    pub(super) fn explain_lifetimes(&self) -> bool {
        self.wrong.iter().any(|wrong| matches!(wrong.reason, Reason::Borrowed | Reason::MutableReference))
    }

    /// Returns the arguments without generic parameters, for a message.
    pub(super) fn without_generics(&self) -> Vec<String> {
        let generic = self.wrong.iter().filter(|wrong| wrong.reason == Reason::Generic);
        generic.map(|wrong| source(&wrong.argument)).collect()
    }

    /// Reports the arguments whose types are not types of a value, once for each reason. Those with generic parameters are
    /// reported at these.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        for (index, first) in self.wrong.iter().enumerate() {
            let has_reason = |wrong: &&WrongType| wrong.reason == first.reason;
            if first.reason == Reason::SelfType && self.has_types {
                continue;
            }
            if first.reason == Reason::Generic || self.wrong.iter().take(index).any(|earlier| has_reason(&earlier)) {
                continue;
            }
            let all: Vec<&WrongType> = self.wrong.iter().filter(has_reason).collect();
            let write = joined(&all.iter().map(|wrong| source(&wrong.argument)).collect::<Vec<_>>());
            let value = types::option(&first.argument.1).unwrap_or(&first.argument.1);
            let into = match &all[..] {
                [_] => format!("`impl Into<{}>`", to_source(value)),
                _ => "`impl Into` of them".to_owned(),
            };
            let takes = format!("`new` and the setters of the request take {into}");
            let lifetimes = &self.lifetimes;
            let (problem, help) = match first.reason {
                Reason::MutableReference => (
                    "an argument cannot be a `&mut`: nothing is written back to the caller",
                    format!("write {write}; {takes}"),
                ),
                Reason::Borrowed if lifetimes.is_empty() => {
                    ("an argument cannot be borrowed: the request owns its values", format!("write {write}; {takes}"))
                }
                Reason::Borrowed => (
                    "an argument cannot be borrowed: the request owns its values",
                    format!("write {write}, and remove {lifetimes}; {takes}"),
                ),
                Reason::ImplTrait => {
                    ("the type of an argument cannot be `impl Trait`", format!("write {write}; {takes}"))
                }
                Reason::TraitObject => (
                    "the type of an argument cannot be a trait object",
                    format!("write a concrete type, such as {write}"),
                ),
                Reason::SelfType => {
                    ("the type of an argument cannot contain `Self`", format!("write a concrete type, such as {write}"))
                }
                Reason::Inferred | Reason::Generic => {
                    ("the type of an argument cannot be inferred", format!("write a concrete type, such as {write}"))
                }
            };
            diagnostics.report(&first.written, problem, help);
        }
    }
}

fn is_mutable_reference(ty: &Type) -> bool {
    let inner = types::ungrouped(types::option(ty).unwrap_or(ty));
    matches!(inner, Type::Reference(reference) if reference.mutability.is_some())
}

fn source((name, ty): &(String, Type)) -> String {
    format!("{name}: {}", to_source(ty))
}
