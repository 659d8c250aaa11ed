//! The tree of clients.

use crate::client::Client;

/// Lists the traits of a provider once, as a tree of clients.
///
/// `impl Root { … }` names a type of the crate that implements `AsRef<Client>`, and its steps:
///
/// * `name: path::Trait` is a method that returns the client of a trait with `#[endpoints]`.
/// * `name: struct Name { … }` is a step without endpoints; the struct is emitted.
/// * `{ … }` behind either holds the steps below.
///
/// Beside the methods, two functions can be emitted, with the visibility, the documentation and the attributes that are written
/// here:
///
/// * `fn endpoints();` returns an iterator of the [`Metadata`](crate::Metadata) of all endpoints, in the order of the tree.
/// * `fn schemas();` returns an iterator of the schemas of each trait, for `ProviderBuilder::resources`. The traits need the
///   option `schema`; if that depends on a feature of the crate, the function stands under `#[cfg(feature = "…")]`, too.
///
/// A step takes documentation, which a method has in place of "Returns the client of …" and a struct as its own, and `#[cfg(…)]`,
/// which applies to everything below as well.
///
/// ```
/// use endpoint_runtime::{Client, Result, endpoints, tree};
///
/// /// Teams of people.
/// #[endpoints]
/// pub trait Teams {
///     /// Counts the members of a team.
///     #[endpoint(GET "/v1/teams/<team_id>/size")]
///     async fn size(&self, team_id: String) -> Result<u32>;
/// }
///
/// /// The members of a team.
/// #[endpoints]
/// pub trait Members {
///     /// Finds the oldest member of a team.
///     #[endpoint(GET "/v1/teams/<team_id>/oldest")]
///     async fn oldest(&self, team_id: String) -> Result<String>;
/// }
///
/// /// Acme's API.
/// pub struct Acme(Client);
///
/// impl AsRef<Client> for Acme {
///     fn as_ref(&self) -> &Client {
///         &self.0
///     }
/// }
///
/// tree! {
///     /// Returns the metadata of every endpoint of Acme's API.
///     pub fn endpoints();
///
///     impl Acme {
///         /// The people at Acme.
///         people: struct People {
///             teams: Teams {
///                 members: Members,
///             },
///         },
///     }
/// }
///
/// fn oldest(acme: &Acme) -> endpoint_runtime::Call<OldestRequest> {
///     acme.people().teams().members().oldest(OldestRequest::new("red"))
/// }
///
/// assert!(endpoints().map(|endpoint| endpoint.id).eq(["teams_size", "members_oldest"]));
/// ```
///
/// # Names
///
/// A step is a method without an argument, and a call is one with a request. One type cannot have both under one name: rustc
/// reports `duplicate definitions`, at the step and at the call. The call keeps the name, which is the API's; the step is called
/// after its client, as in `sessions_client: path::Sessions`. On other types the name may be used: `teams().members(request)`
/// and `people().members()`.
///
/// The names of the modules, traits and requests stay as they are: operation names, as in `people.teams.size`, follow from
/// modules, not from steps.
#[macro_export]
macro_rules! tree {
    ($($tree:tt)*) => {
        $crate::__private::tree! { $crate; $($tree)* }
    };
}

/// A step of a tree of clients.
#[diagnostic::on_unimplemented(
    message = "the tree's root `{Self}` has no client for its steps",
    label = "not `AsRef<Client>`",
    note = "add `impl AsRef<Client> for {Self} {{ fn as_ref(&self) -> &Client {{ … }} }}`"
)]
pub trait Step {
    /// Returns the client of the step.
    fn client(&self) -> &Client;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<Client>> Step for T {
    fn client(&self) -> &Client {
        self.as_ref()
    }
}

/// Returns the client of the next step.
pub fn next_step<C: From<Client>>(step: &impl Step) -> C {
    step.client().clone().into()
}
