//! The pages of a list, and their items, as lazy streams.
//!
//! An endpoint with the option `paginate` has them, see [pagination](crate::grammar::pagination). A page is requested when it is
//! asked for, and none ahead of it. Both streams are [`Stream`](futures_core::Stream), and have a method `next` without any import.

mod item_list;
mod items;
pub(crate) mod link;
mod pages;
pub(crate) mod repetition;
mod turn;

pub use item_list::ItemList;
pub use items::Items;
pub use pages::Pages;
pub use turn::{PageField, Turn};

use crate::{
    client::Client,
    endpoint::{Endpoint, Output},
};

/// A request whose response is one page of a list. `#[endpoints]` implements it for endpoints with the option `paginate`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no pages",
    label = "the endpoint declares no `paginate(…)`",
    note = "declare how one page leads to the next: `#[endpoint(GET \"/…\", paginate(cursor = argument, next = field, items = field: Vec<T>))]`"
)]
pub trait Paginate: Endpoint + Clone {
    /// The list of items in a page.
    type Items: ItemList;

    /// Changes the request of a page to that of the next one.
    fn turn(&mut self, page: &mut Output<Self>, turn: &mut Turn<'_>);

    /// Returns the list of items in a page.
    fn list(page: &mut Output<Self>) -> &mut Self::Items;

    /// Returns the pages, beginning with that of this request, like [`Client::pages`].
    fn pages(self, client: &impl AsRef<Client>) -> Pages<Self> {
        client.as_ref().pages(self)
    }

    /// Returns the items of all pages, beginning with the page of this request, like [`Client::items`].
    fn items(self, client: &impl AsRef<Client>) -> Items<Self> {
        client.as_ref().items(self)
    }
}
