//! The setters that the parameters of groups have on a request.

use syn::{Attribute, Ident, Path, Type};

use super::{GroupKind, Presence, TypeKind};

/// The setters of one request.
pub(crate) struct GroupSetters {
    /// The path of the runtime.
    pub(crate) runtime: Path,
    pub(crate) request: Ident,
    pub(crate) setters: Vec<GroupSetter>,
    /// The groups whose parameters are unknown: an alias is refused, once its type is known.
    pub(crate) groups_without_macro: Vec<(GroupKind, Path)>,
}

/// The setter of one parameter.
pub(crate) struct GroupSetter {
    /// The name of the setter.
    pub(crate) ident: Ident,
    /// The documentation and the lints.
    pub(crate) attributes: Vec<Attribute>,
    /// The type of the value.
    pub(crate) inner: Type,
    pub(crate) kind: TypeKind,
    pub(crate) presence: Presence,
    /// The field of the group.
    pub(crate) field: Ident,
    /// The field of the request that holds the group.
    pub(crate) argument: Ident,
    /// The type of a group that is optional, so that the setter makes it.
    pub(crate) optional_group: Option<Path>,
}
