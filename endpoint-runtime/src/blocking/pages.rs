//! Pages of lists, as iterators.

use std::fmt;

use super::Client;
use crate::{
    endpoint::{ErrorOf, Output},
    error::Error,
    pagination::{self, ItemList, Paginate},
};

impl Client {
    /// Returns the pages of a list, like those of the [async client](crate::Client::pages): an iterator that requests a page when it
    /// is asked for.
    pub fn pages<E: Paginate>(&self, request: E) -> Pages<E> {
        Pages { client: self.clone(), pages: self.client.pages(request), has_failed: false }
    }

    /// Returns the items of all pages of a list, like those of the [async client](crate::Client::items).
    pub fn items<E: Paginate>(&self, request: E) -> Items<E> {
        Items { pages: self.pages(request), left: Vec::new().into_iter() }
    }
}

/// The pages of a list: an iterator that requests a page when it is asked for. It ends as [`pagination::Pages`] do, and if it is used
/// within a Tokio runtime.
#[must_use = "pages are requested when they are asked for, by `next`"]
#[expect(clippy::struct_field_names, reason = "the pages behind are pages, too")]
pub struct Pages<E> {
    client: Client,
    pages: pagination::Pages<E>,
    /// True if there is no runtime to wait in.
    has_failed: bool,
}

impl<E: Paginate> Pages<E> {
    /// Returns the position of the next page, see [`pagination::Pages::cursor`].
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }

    /// Begins at the page with this URL, see [`pagination::Pages::at_url`].
    pub fn at_url(self, url: impl Into<String>) -> Self {
        Self { pages: self.pages.at_url(url), ..self }
    }

    /// Goes on after an error, see [`pagination::Pages::resume`].
    pub fn resume(&mut self) {
        self.has_failed = false;
        self.pages.resume();
    }
}

impl<E: Paginate> Iterator for Pages<E> {
    type Item = Result<Output<E>, Error<ErrorOf<E>>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed {
            return None;
        }
        match self.client.runtime() {
            Ok(runtime) => runtime.block_on(self.pages.next()),
            Err(error) => {
                self.has_failed = true;
                Some(Err(Error::from_failure(error.into_failure())))
            }
        }
    }
}

impl<E: Paginate> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Pages").field(&self.pages).finish()
    }
}

/// The items of all pages of a list: an iterator that requests a page when its first item is asked for.
#[must_use = "items are requested when they are asked for, by `next`"]
pub struct Items<E: Paginate> {
    pages: Pages<E>,
    /// The items that are left of the page.
    left: std::vec::IntoIter<<E::Items as ItemList>::Item>,
}

impl<E: Paginate> Items<E> {
    /// Returns the pages, whose [`cursor`](Pages::cursor) is the position after the items of the current page.
    pub fn pages(&self) -> &Pages<E> {
        &self.pages
    }

    /// Goes on after an error, see [`pagination::Pages::resume`].
    pub fn resume(&mut self) {
        self.pages.resume();
    }
}

impl<E: Paginate> Iterator for Items<E> {
    type Item = Result<<E::Items as ItemList>::Item, Error<ErrorOf<E>>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.left.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(mut page) => self.left = std::mem::take(E::list(&mut page)).into_vec().into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<E: Paginate> fmt::Debug for Items<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Items").field(&self.pages).finish()
    }
}
