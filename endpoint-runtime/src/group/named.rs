//! The check that a group is named by its own name.

/// The result of the search for a group's setters under the name of its type, as a type.
#[derive(Debug)]
pub struct NamedGroupCheck<const HAS_SETTERS: bool>;

/// The bound that fails when a group is named by a type alias.
#[diagnostic::on_unimplemented(
    message = "this is a type alias of a group, by which the setters of its parameters are not found",
    label = "a type alias",
    note = "name the group itself, or rename it with `use path::to::Group as Name;`"
)]
pub trait NamedGroup {
    /// Forces the check at compile time.
    const CHECKED: () = ();
}

#[diagnostic::do_not_recommend]
impl NamedGroup for NamedGroupCheck<false> {}
