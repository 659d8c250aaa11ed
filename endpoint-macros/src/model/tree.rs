//! A checked tree of clients.

use proc_macro2::TokenStream;
use syn::{Attribute, Ident, Path, Visibility};

/// A tree of clients.
pub(crate) struct Tree {
    /// The path of the runtime.
    pub(crate) runtime: TokenStream,
    pub(crate) functions: Vec<TreeFunction>,
    /// The type at the root, with its steps.
    pub(crate) root: Option<(Path, Vec<Step>)>,
}

/// A function that lists what the tree holds.
pub(crate) struct TreeFunction {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) has_docs: bool,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) kind: FunctionKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FunctionKind {
    Endpoints,
    Schemas,
}

/// A step of the tree, with those below it.
pub(crate) struct Step {
    pub(crate) docs: Vec<Attribute>,
    /// Those of the steps above it, too.
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) target: Target,
    pub(crate) steps: Vec<Step>,
}

pub(crate) enum Target {
    /// The client of a declared trait.
    Client { trait_path: Path, client: Path },
    /// A struct that is emitted.
    Struct(Ident),
}
