//! The stream of items.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use super::{ItemList, Pages, Paginate};
use crate::{endpoint::ErrorOf, error::Error};

type Item<E> = <<E as Paginate>::Items as ItemList>::Item;

/// The items of all pages of a list: a [`Stream`] that requests a page when its first item is asked for, and holds the items of one
/// page.
#[must_use = "items are requested when they are asked for, by `next`"]
pub struct Items<E: Paginate> {
    pages: Pages<E>,
    /// The items that are left of the page.
    left: std::vec::IntoIter<Item<E>>,
}

/// Nothing in it is pinned.
impl<E: Paginate> Unpin for Items<E> {}

impl<E: Paginate> Items<E> {
    pub(super) fn new(pages: Pages<E>) -> Self {
        Self { pages, left: Vec::new().into_iter() }
    }

    /// Returns the next item; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<Item<E>, Error<ErrorOf<E>>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the pages, whose [`cursor`](Pages::cursor) is the position after the items of the current page.
    pub fn pages(&self) -> &Pages<E> {
        &self.pages
    }

    /// Goes on after an error, like [`Pages::resume`].
    pub fn resume(&mut self) {
        self.pages.resume();
    }
}

impl<E: Paginate> Stream for Items<E> {
    type Item = Result<Item<E>, Error<ErrorOf<E>>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.left.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(mut page)) => self.left = std::mem::take(E::list(&mut page)).into_vec().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<E: Paginate> fmt::Debug for Items<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
